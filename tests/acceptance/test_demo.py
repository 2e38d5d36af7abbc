"""The first thing a stranger runs: `monitor run --demo`, without internet, as a process."""

from __future__ import annotations

import asyncio
import html
import random
import re
import shutil
import signal
import subprocess
from pathlib import Path

import pytest

from monitor.testing.demo import load_demo_items
from monitor.testing.items import ItemKind
from tests.acceptance.world import GUARD_S, ROOT, World, catches, kill, stop, until

pytestmark = [pytest.mark.xdist_group("demo"), pytest.mark.of_a_file]

ITEMS = load_demo_items(ROOT / "seed_corpus")
SEEDS = [item for item in ITEMS if item.slug[:3].isdigit()]
COPY, UNRELATED = (next(item for item in ITEMS if item.kind is kind) for kind in (ItemKind.COPY, ItemKind.UNRELATED))
ARABIC = next(item for item in ITEMS if item.language == "ar")


@pytest.fixture
def world(tmp_path: Path) -> World:
    """The shipped configuration; its feeds point where no test may look further: a closed port of this machine."""
    world = World(tmp_path)
    shutil.copytree(ROOT / "config", world.config)
    feeds = world.config / "feeds.yaml"
    count = iter(range(100))
    text = re.sub(r"url: https://\S+", lambda _: f"url: http://127.0.0.1:1/{next(count)}", feeds.read_text("utf-8"))
    assert "https://" not in re.sub("(?m)^ *#.*", "", text)
    feeds.write_text(text, "utf-8")
    return world


def start(world: World, number: int = 0) -> tuple[subprocess.Popen[bytes], Path, Path]:
    out, err = world.folder / f"out{number}.txt", world.folder / f"err{number}.txt"
    with out.open("wb") as stdout, err.open("wb") as stderr:
        process = subprocess.Popen(
            world.command("run", "--demo"), cwd=ROOT, stdout=stdout, stderr=stderr, env=world.env(),
            start_new_session=True,
        )  # fmt: skip
    return process, out, err


def flat(text: str) -> str:
    """The text without its line breaks: titles are wrapped."""
    return " ".join(text.split())


async def first_digest(world: World, number: int = 0) -> tuple[subprocess.Popen[bytes], str, str]:
    """Start the demo and wait for its digest; the process, standard output and standard error."""
    process, out, err = start(world, number)
    try:
        told = "a digest on standard output"
        await until(lambda: "HTML: " in out.read_text("utf-8") or process.poll() is not None, GUARD_S, told)
        assert process.poll() is None, err.read_text("utf-8")
    except BaseException:
        kill(process)
        raise
    return process, out.read_text("utf-8"), err.read_text("utf-8")


async def test_a_digest_and_a_clean_end_twice(world: World) -> None:
    process, out, err = await first_digest(world)
    try:
        check_digest(world, out)
        check_console(world, err)
        await check_commands(world)
        await stop(process, signal.SIGINT)
        process, out, _ = await first_digest(world, 1)
        check_digest(world, out)
        await stop(process, signal.SIGTERM)
    finally:
        kill(process)
    last = (world.folder / "err1.txt").read_text("utf-8")
    assert "Traceback" not in last
    assert "Warning" not in last


def check_digest(world: World, out: str) -> None:
    stories, _, coverage = flat(out).partition("WHAT WE LOOKED AT")
    assert len(SEEDS) == 5
    for item in (*SEEDS, ARABIC):
        # A seed that a retelling came before is a line under it, with its link.
        assert stories.count(flat(item.title)) + stories.count(item.path) >= 1, item.title
    assert stories.count("In own words at ") == 1
    # The copy is a line under its story, named by its outlet and link; its own headline tells no second story.
    assert f"Copy at {stories.split('Copy at ')[1][:5]}: {COPY.outlet}" in stories
    assert COPY.path in stories
    assert flat(COPY.title) not in stories
    assert "2 folded + 0 weak. " in coverage
    assert UNRELATED.outlet not in out
    assert flat(UNRELATED.title) not in flat(out)
    shown = re.findall(r"(?m)^(\d+)\. ", out)
    assert len(shown) == len(ITEMS) - 3
    named = out.rpartition("HTML: ")[2].strip()
    assert Path(named).parent == world.data / "demo" / "digests"
    page = html.unescape(Path(named).read_text("utf-8"))
    assert [item.title for item in SEEDS if item.title not in page and item.path not in page] == []


async def check_commands(world: World) -> None:
    """The command that the demo names works beside it, and so do others in its place."""
    told = "a command to ask about the demo"
    err = world.folder / "err0.txt"
    await until(lambda: "second terminal" in err.read_text("utf-8"), GUARD_S, told)
    (options,) = re.findall(r"command='?monitor (.+?) story 0001", err.read_text("utf-8"))
    for words, said in (("story 0001", "story 0001: "), ("health", "tick compose")):
        done = await asked(world, ROOT, *options.split(), *words.split())
        assert said in done.stdout, (words, done.stdout, done.stderr)
    # As the digest prints them, in the folder where the demo runs.
    for words, said in (("story 0001", "story 0001: "), ("health", "tick compose")):
        done = await asked(world, world.folder, *words.split())
        assert said in done.stdout, (words, done.stdout, done.stderr)
        assert "This is about the demo" in done.stderr


async def asked(world: World, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    line = [*world.command()[:3], *words]
    return await asyncio.to_thread(subprocess.run, line, cwd=folder, env=world.env(), capture_output=True, text=True)


def check_console(world: World, err: str) -> None:
    """Calm lines for people, one for each feed that cannot be reached, and nothing that looks like an accident."""
    lines = err.splitlines()
    feeds = re.findall(r"(?m)^    title: (.+)$", (world.config / "feeds.yaml").read_text("utf-8"))
    assert len(feeds) >= 15
    for title in feeds:
        told = [line for line in lines if f"feed={title}  " in line]
        assert len(told) == 1, (title, told)
    assert all(re.match(r"\d\d:\d\d:\d\d  \S", line) for line in lines), err
    assert "Traceback" not in err


async def test_a_stop_at_any_moment_of_the_start_is_a_clean_one(world: World) -> None:
    """SIGTERM (or Ctrl-C) between the first moment that Python lets us catch it and the first digest."""
    chance = random.Random()
    processes = []
    try:
        for lot in range(2):
            started = [start(world_of(world, lot * 3 + number)) for number in range(3)]
            processes += [process for process, _, _ in started]
            await asyncio.gather(*(stopped_at(started[number], chance.uniform(0, 6)) for number in range(3)))
    finally:
        for process in processes:
            kill(process)


def world_of(world: World, number: int) -> World:
    """The same configuration with data of its own."""
    other = World(world.folder / str(number))
    other.folder.mkdir()
    other.config.symlink_to(world.config)
    return other


async def stopped_at(started: tuple[subprocess.Popen[bytes], Path, Path], moment: float) -> None:
    process, _, err = started
    await until(lambda: catches(process, signal.SIGTERM), GUARD_S, "the program's first line")
    await asyncio.sleep(moment)
    number = signal.SIGTERM if round(moment * 1000) % 2 else signal.SIGINT
    await stop(process, number)
    assert "Traceback" not in err.read_text("utf-8")
