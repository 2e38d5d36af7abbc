"""Whatever is wrong around a command, it says so in a sentence and leaves with the documented status."""

from __future__ import annotations

import fcntl
import json
import os
import re
import subprocess
import sys
import termios
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import typer.main

from monitor.cli.arguments import command_of, hoisted
from monitor.cli.commands import COMMANDS as ENTRIES
from monitor.cli.root import app
from monitor.store import open_store
from tests.acceptance.world import GUARD_S, ROOT, World, kill, stop, until
from tests.unit.cli.conftest import Command

pytestmark = pytest.mark.xdist_group("cli")


def commands(group: click.Command, *names: str) -> Iterator[tuple[str, ...]]:
    yield names
    for name, command in getattr(group, "commands", {}).items():
        yield from commands(command, *names, name)


CLI: Any = typer.main.get_command(app)
for _name in ENTRIES:
    CLI.load(_name)
COMMANDS = list(commands(CLI))


@pytest.mark.parametrize("names", COMMANDS, ids=" ".join)
def test_help_has_an_example(monitor: Command, names: tuple[str, ...]) -> None:
    answer = monitor(*names, "--help")
    assert answer.status == 0
    text = " ".join(answer.out.split())
    assert "Example" in text
    assert f"monitor {' '.join(names)}".strip() in text.partition("Example")[2]


@pytest.mark.parametrize(
    ("given", "expected", "command"),
    [
        ("run --config X", "--config X run", "run"),
        ("feeds list --data D --json --config=C", "--data D --config=C feeds list --json", "feeds"),
        ("match --config", "--config match", "match"),
        ("match -- --config X", "match -- --config X", "match"),
        ("--config run once", "--config run once", "once"),
        ("--version", "--version", ""),
        ("", "", ""),
    ],
)
def test_global_options_may_stand_anywhere(given: str, expected: str, command: str) -> None:
    assert hoisted(given.split()) == expected.split()
    if not given.endswith("--config"):
        assert command_of(given.split()) == command


def test_version_and_no_command(monitor: Command) -> None:
    assert monitor("--version").out.startswith("monitor ")
    assert "Usage: monitor" in monitor().out + monitor().err
    assert monitor("fedes").status == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("run",), ("once",), ("check",), ("match", "-"), ("why", "https://example.org/"), ("feeds", "list"),
        ("feeds", "export"), ("digest", "preview"), ("digest", "send-now"), ("deliveries", "list"), ("db", "stats"),
        ("db", "migrate"),
    ],
    ids=" ".join,
)  # fmt: skip
class TestSurroundings:
    def test_no_configuration(self, monitor: Command, tmp_path: Path, arguments: tuple[str, ...]) -> None:
        answer = monitor("--config", str(tmp_path / "none"), *arguments)
        assert answer.status == 2
        assert f"{tmp_path}/none: this folder does not exist." in answer.err
        assert "monitor init" in answer.err
        assert "1 problem in the configuration" in answer.err

    def test_a_data_folder_that_cannot_be(self, monitor: Command, world: World, arguments: tuple[str, ...]) -> None:
        if arguments[0] in ("check", "match") or arguments == ("feeds", "export"):
            return
        world.data.write_text("a file where the folder should be")
        answer = monitor(*arguments)
        assert answer.status == 3
        assert str(world.data) in answer.err


@pytest.mark.parametrize("arguments", [("run",), ("once",), ("db", "migrate")], ids=" ".join)
def test_a_store_that_another_monitor_holds(
    monitor: Command, world: World, arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("monitor.cli.operations.run.PATIENCE_S", 0.0)
    store = open_store(f"sqlite:///{world.database}", exclusive=True)
    try:
        answer = monitor(*arguments)
    finally:
        store.close()
    assert answer.status == 3
    assert f"Another monitor (process {os.getpid()}) is using this database" in answer.err


def test_an_internal_error_is_a_sentence(monitor: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(_folder: Path) -> None:
        raise KeyError("oh")

    monkeypatch.setattr("monitor.cli.config.setup.write_starter", broken)
    answer = monitor("init")
    assert answer.status == 70
    assert answer.err.startswith("internal error: KeyError: 'oh'. Please report it")


def piped(world: World, arguments: str, reader: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    """`monitor ARGUMENTS | READER` in a real shell; the status is the first one's."""
    program = f"{sys.executable} -m monitor --config {world.config} --data {world.data} {arguments}"
    return subprocess.run(
        ["bash", "-c", f"{program} | {reader}; exit ${{PIPESTATUS[0]}}"],
        cwd=ROOT, env={**world.env(), **environment}, capture_output=True, timeout=GUARD_S, check=False,
    )  # fmt: skip


@pytest.mark.parametrize("arguments", ["db stats", "schema", "match --jsonl texts.jsonl"])
def test_a_reader_that_has_seen_enough(world: World, arguments: str, tmp_path: Path) -> None:
    (tmp_path / "texts.jsonl").write_text('{"id": 1, "text": "Albu Kamal"}\n' * 3000)
    answer = piped(world, arguments.replace("texts.jsonl", str(tmp_path / "texts.jsonl")), "head -c 1")
    assert answer.stderr == b""
    assert answer.returncode in (0, 1)
    assert len(answer.stdout) == 1


def test_an_output_that_takes_ascii_only(world: World, tmp_path: Path) -> None:
    (tmp_path / "text.txt").write_text("البوكمال \N{GRINNING FACE}")
    for json_too in ("", " --json"):
        answer = piped(world, f"match {tmp_path}/text.txt{json_too}", "cat", PYTHONIOENCODING="ascii", LC_ALL="C")
        assert (answer.returncode, answer.stderr) == (0, b"")
        assert b"\\u0627" in answer.stdout


async def test_a_stopped_command_is_not_a_finished_one(world: World) -> None:
    fifo = world.folder / "never"
    os.mkfifo(fifo)
    process = world.start("match", str(fifo))
    pens: list[int] = []
    try:
        await until(lambda: taken_up(fifo, pens), GUARD_S, "it opens the text")
        os.write(pens[0], b"Albu Kamal")
        await until(lambda: waits_for_more(process, pens[0]), GUARD_S, "it waits for the rest of the text")
        process.terminate()
        assert process.wait(GUARD_S) == 143
    finally:
        kill(process)
        for pen in pens:
            os.close(pen)
    assert "Traceback" not in (world.folder / "run.log").read_text()


def taken_up(fifo: Path, pens: list[int]) -> bool:
    """Whether somebody reads from the pipe, which is kept open for writing from then on."""
    try:
        pens.append(os.open(fifo, os.O_WRONLY | os.O_NONBLOCK))
    except OSError:
        return False
    return True


def waits_for_more(process: subprocess.Popen[bytes], pen: int) -> bool:
    """Whether the process has taken what was written and sleeps until more comes.

    A signal that arrives between the interpreter's last look for one and the system's call to read is seen only when
    that call returns: here, never. So it is sent when the call is known to have begun.
    """
    unread = int.from_bytes(fcntl.ioctl(pen, termios.FIONREAD, bytes(4)), sys.byteorder)
    state = Path(f"/proc/{process.pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    return unread == 0 and state == "S"


async def test_a_bot_started_beside_a_command_waits_for_its_end(world: World) -> None:
    """A command that finds no bot works with the database alone; a bot started then must not be turned away."""
    world.level = "info"
    world.write({})
    store = open_store(f"sqlite:///{world.database}", exclusive=True)
    process = world.start("run")
    try:
        await until(lambda: logged(world, "waiting for the database"), GUARD_S, "the bot waits")
        store.close()
        await until(lambda: logged(world, "monitor is running, Ctrl-C stops it"), GUARD_S, "the bot runs")
        await stop(process)
    finally:
        store.close()
        kill(process)


def logged(world: World, event: str) -> bool:
    return any(line["event"] == event for line in world.log())


async def test_send_now_beside_a_running_bot_leaves_the_sending_to_it(world: World) -> None:
    process = world.start("run")
    try:
        await until(lambda: len(world.query("SELECT id FROM alert")) == 2, GUARD_S, "both alerts")
        # In a process of its own: this one has a loop already.
        answer = world.call("digest", "send-now")
        assert answer.returncode == 0, answer.stderr
        sent = "SELECT id FROM outbox WHERE state = 'sent'"
        await until(lambda: len(world.query(sent)) == 1, GUARD_S, "the bot sent it")
    finally:
        kill(process)


def test_titles_of_our_own_configuration_steer_no_terminal(monitor: Command, world: World) -> None:
    feeds = world.config / "feeds.yaml"
    rows = json.loads(feeds.read_text())
    rows["feeds"][0]["title"] = "abc\u202egpj.exe \u200eHarbour"
    feeds.write_text(json.dumps(rows))
    for arguments in (("feeds", "list"), ("feeds", "list", "--json"), ("check",), ("why", "http://127.0.0.1/x")):
        answer = monitor(*arguments)
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e]", answer.out + answer.err), arguments
    assert "abc\\x202egpj.exe Harbour" in monitor("feeds", "list").out
    assert "abc\u202egpj.exe" in monitor("feeds", "list", "--json").json[0]["title"]
