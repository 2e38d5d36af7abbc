from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.model.config import Settings
from monitor.settings.load import load_settings
from monitor.settings.reload import ConfigWatcher, Reload
from monitor.settings.yaml import config_tree
from monitor.settings.yaml.config_tree import LargeFile

Env = Callable[[str], str | None]


class Watch:
    """A watcher with its clock: each look is two seconds after the last."""

    def __init__(self, config: Path, env: Env, settings: Settings | None = None) -> None:
        self.watcher = ConfigWatcher(config, env, settings=settings)
        self.now = 100.0

    def look(self, seconds: float = 2.0) -> Reload | None:
        self.now += seconds
        return self.watcher.check(self.now)


@pytest.fixture
def watch(config: Path, env: Env) -> Watch:
    return Watch(config, env)


def edit(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")


def feeds(*names: str) -> str:
    return "feeds:\n" + "".join(f"  - url: https://{name}.example.org/\n" for name in names)


def test_nothing_changed_says_nothing(watch: Watch) -> None:
    assert [watch.look() for _ in range(3)] == [None] * 3


def test_touching_without_changing_says_nothing(watch: Watch, config: Path) -> None:
    (config / "feeds.yaml").touch()
    assert [watch.look() for _ in range(3)] == [None] * 3


def test_a_good_edit_is_told_once_when_two_looks_agree(watch: Watch, config: Path) -> None:
    edit(config / "feeds.yaml", feeds("a", "b"))
    assert watch.look() is None
    change = watch.look()
    assert change is not None
    assert change.settings is not None
    assert len(change.settings.feeds) == 2
    assert [watch.look() for _ in range(3)] == [None] * 3


def test_looks_too_close_together_do_not_count_as_two(watch: Watch, config: Path) -> None:
    edit(config / "feeds.yaml", feeds("a"))
    assert [watch.look(0.01) for _ in range(5)] == [None] * 5
    assert watch.look() is not None


def test_a_file_still_being_written_is_waited_for(watch: Watch, config: Path) -> None:
    text = feeds("a", "b", "c")
    for length in (0, 10, 50):
        edit(config / "feeds.yaml", text[:length])
        assert watch.look() is None
    edit(config / "feeds.yaml", text)
    assert watch.look() is None
    change = watch.look()
    assert change is not None
    assert change.settings is not None


def test_a_bad_edit_is_told_once_and_its_repair_is_told(watch: Watch, config: Path) -> None:
    good = (config / "feeds.yaml").read_text(encoding="utf-8")
    edit(config / "feeds.yaml", "feeds: 12:30\n")
    watch.look()
    change = watch.look()
    assert change == Reload(
        settings=None,
        error="config/feeds.yaml:1: feeds: some YAML readers take 12:30 without quotes for a number."
        ' Write "12:30" in quotes; as a cron line it is "30 12 * * *".',
    )
    assert [watch.look() for _ in range(3)] == [None] * 3
    edit(config / "feeds.yaml", good)
    watch.look()
    repaired = watch.look()
    assert repaired is not None
    assert repaired.settings is not None


def test_an_edit_taken_back_before_it_settled_says_nothing(watch: Watch, config: Path) -> None:
    good = (config / "feeds.yaml").read_text(encoding="utf-8")
    edit(config / "feeds.yaml", "feeds: [")
    assert watch.look() is None
    edit(config / "feeds.yaml", good)
    assert [watch.look() for _ in range(3)] == [None] * 3


@pytest.mark.parametrize("name", ["feeds.yaml", "watchlists/border.yaml"])
def test_a_file_that_vanishes_is_refused(watch: Watch, config: Path, name: str) -> None:
    (config / name).unlink()
    watch.look()
    change = watch.look()
    assert change is not None
    assert change.settings is None
    assert change.error


def test_a_rename_over_the_file_is_seen(watch: Watch, config: Path) -> None:
    edit(config / "new", feeds("renamed"))
    (config / "new").replace(config / "feeds.yaml")
    watch.look()
    change = watch.look()
    assert change is not None
    assert change.settings is not None
    assert change.settings.feeds[0].publisher == "renamed.example.org"


def test_a_symlink_swap_is_seen(config: Path, env: Env, tmp_path: Path) -> None:
    shutil.copytree(config, tmp_path / "v1")
    shutil.copytree(config, tmp_path / "v2")
    edit(tmp_path / "v2/feeds.yaml", feeds("swapped"))
    link = tmp_path / "current"
    link.symlink_to("v1")
    watch = Watch(link, env)
    assert watch.look() is None
    (tmp_path / "next").symlink_to("v2")
    (tmp_path / "next").replace(link)
    watch.look()
    change = watch.look()
    assert change is not None
    assert change.settings is not None
    assert change.settings.feeds[0].publisher == "swapped.example.org"


def test_a_changed_secret_file_is_a_change(config: Path, env: Env) -> None:
    edit(config / "feeds.yaml", "feeds:\n  - {url: 'https://a.example.org/', headers_file: {X-Key: key}}\n")
    watch = Watch(config, env)  # the file is missing at first: that it appears must be noticed, too
    edit(config / "key", "one\n")
    watch.look()
    change = watch.look()
    assert change is not None
    assert change.settings is not None
    edit(config / "key", "two\n")
    watch.look()
    change = watch.look()
    assert change is not None
    assert change.settings is not None
    assert change.settings.feeds[0].headers == (("X-Key", "two"),)


def test_an_edit_between_loading_and_watching_is_noticed(config: Path, env: Env) -> None:
    loaded = load_settings(config, env)
    edit(config / "feeds.yaml", feeds("between"))
    watcher = ConfigWatcher(config, env, settings=loaded)
    assert watcher.check(0.0) is None
    change = watcher.check(2.0)
    assert change is not None
    assert change.settings is not None
    unchanged = ConfigWatcher(config, env, settings=change.settings)
    assert [unchanged.check(now) for now in (0.0, 2.0)] == [None, None]


@pytest.mark.parametrize("seed", range(4))
def test_random_edits_end_in_what_a_fresh_load_says(watch: Watch, config: Path, env: Env, seed: int) -> None:
    chance = random.Random(seed)
    files = sorted(config.rglob("*.yaml"))
    good = {path: path.read_bytes() for path in files}
    for _ in range(50):
        path = chance.choice(files)
        content = bytearray(path.read_bytes() if chance.random() < 0.5 and path.exists() else good[path])
        for _ in range(chance.randrange(3)):
            position = chance.randrange(len(content) + 1)
            content[position : position + chance.randrange(4)] = chance.choice(
                [b"", b"\n", b": ", b"- x", b"\xff", b"["]
            )
        path.write_bytes(content)
        changes = [watch.look(), watch.look(), watch.look()]
        assert changes[0] is None
        assert changes[2] is None
        if changes[1] is None:
            continue
        try:
            expected, error = load_settings(config, env), ""
        except ConfigError as refused:
            expected, error = None, str(refused)
        assert (changes[1].settings, changes[1].error) == (expected, error)


CUT_OFF = {
    "emptied": ("monitor.yaml", lambda text: "", "subscriptions"),
    "only a comment is left": ("monitor.yaml", lambda text: "# all of it went\n", "subscriptions"),
    "cut in front of the subscriptions": (
        "monitor.yaml",
        lambda text: text[: text.index("subscriptions:")],
        "subscriptions",
    ),
    "cut behind a key": ("monitor.yaml", lambda text: text[: text.index("subscriptions:") + 14], "subscriptions"),
    "null": (
        "monitor.yaml",
        lambda text: text[: text.index("subscriptions:")] + "subscriptions: null\n",
        "subscriptions",
    ),
    "no feeds": ("feeds.yaml", lambda text: "feeds:\n", "feeds"),
}


@pytest.mark.parametrize(("name", "cut", "key"), CUT_OFF.values(), ids=CUT_OFF)
def test_a_file_that_lost_its_meaning_is_refused(
    watch: Watch, config: Path, name: str, cut: Callable[[str], str], key: str
) -> None:
    path = config / name
    good = path.read_text(encoding="utf-8")
    edit(path, cut(good))
    watch.look()
    change = watch.look()
    assert change is not None
    assert change.settings is None
    assert key in change.error
    edit(path, good)
    watch.look()
    repaired = watch.look()
    assert repaired is not None
    assert repaired.settings is not None


@pytest.mark.parametrize(
    ("name", "text"), [("monitor.yaml", "channels: {}\nsubscriptions: []\n"), ("feeds.yaml", "feeds: []\n")]
)
def test_what_is_emptied_on_purpose_comes_into_force(watch: Watch, config: Path, name: str, text: str) -> None:
    edit(config / name, text)
    watch.look()
    change = watch.look()
    assert change is not None
    assert change.settings is not None, change.error


@pytest.mark.parametrize("text", ["", "# nothing\n", "---\n", "{}\n"])
def test_nobody_begins_with_an_emptied_file(config: Path, env: Env, text: str) -> None:
    edit(config / "monitor.yaml", text)
    with pytest.raises(ConfigError, match="the file says nothing"):
        load_settings(config, env)


def mount(folder: Path, version: str, files: dict[str, str]) -> None:
    """Lay `files` out as Kubernetes does: links into `..data`, which is a link that is swapped in one step."""
    for name, text in files.items():
        path = folder / f"..{version}" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        top = folder / name.partition("/")[0]
        if not top.is_symlink():
            top.symlink_to(Path("..data") / top.name)
    (folder / "..data_tmp").symlink_to(f"..{version}")
    (folder / "..data_tmp").replace(folder / "..data")


def test_a_config_map_that_is_swapped_is_one_edit(tmp_path: Path, config: Path, env: Env) -> None:
    files = {
        path.relative_to(config).as_posix(): path.read_text(encoding="utf-8") for path in sorted(config.rglob("*.yaml"))
    }
    folder = tmp_path / "mounted"
    folder.mkdir()
    mount(folder, "2026_11_28_1", files)
    before = load_settings(folder, env)
    watch = Watch(folder, env)
    assert [watch.look() for _ in range(3)] == [None] * 3
    mount(folder, "2026_11_28_2", files | {"feeds.yaml": feeds("a", "b", "c")})
    assert watch.look() is None
    change = watch.look()
    assert change is not None
    assert change.settings is not None, change.error
    assert [feed.url for feed in change.settings.feeds] == [f"https://{one}.example.org/" for one in "abc"]
    assert len(change.settings.watchlists) == len(before.watchlists), "the folders beside it are no watchlists"
    assert [watch.look() for _ in range(3)] == [None] * 3
    mount(folder, "2026_11_28_3", dict.fromkeys(files, ""))
    watch.look()
    emptied = watch.look()
    assert emptied is not None
    assert emptied.settings is None


@pytest.fixture
def large(config: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """feeds.yaml counts as large."""
    monkeypatch.setattr(config_tree, "_LARGE", 10)
    edit(config / "feeds.yaml", feeds("a", "b"))
    return config


def test_a_change_of_a_large_file_is_seen(large: Path, env: Env) -> None:
    watch = Watch(large, env)
    assert watch.look() is None
    edit(large / "feeds.yaml", feeds("a", "b", "c"))
    assert watch.look() is None
    change = watch.look()
    assert change is not None
    assert change.settings is not None
    assert len(change.settings.feeds) == 3
    assert [watch.look() for _ in range(3)] == [None] * 3


def test_a_large_file_is_read_again_once_a_minute_and_when_its_stamp_changes(
    large: Path, env: Env, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch, read = Watch(large, env, load_settings(large, env)), LargeFile.at
    reads: list[Path] = []

    def counted(path: Path) -> LargeFile:
        reads.append(path)
        return read(path)

    monkeypatch.setattr(LargeFile, "at", counted)
    assert [watch.look() for _ in range(20)] == [None] * 20
    assert len(reads) == 1
    (large / "feeds.yaml").touch()
    assert [watch.look() for _ in range(5)] == [None] * 5
    assert len(reads) == 2
    assert watch.look(60) is None
    assert len(reads) == 3


def test_what_is_in_force_is_not_read_twice(config: Path, env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = load_settings(config, env)
    monkeypatch.setattr("monitor.settings.reload.judge", None)
    watch = Watch(config, env, loaded)
    assert [watch.look() for _ in range(3)] == [None] * 3
