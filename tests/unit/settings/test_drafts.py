"""A watchlist edited as text: nothing of two edits is lost, nothing unsound is saved, nothing else is touched."""

from __future__ import annotations

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.errors import UsageError
from monitor.settings import drafts
from monitor.settings.drafts import (
    ListFile,
    SaveEnd,
    Saving,
    list_names,
    patch_of_draft,
    read_list,
    save_draft,
    try_draft,
)
from monitor.settings.edit.atomic import replace_unchanged
from monitor.settings.edit.typed import as_written

SHIPPED = Path(__file__).parents[3] / "config" / "watchlists" / "syria-iraq-border.yaml"
Env = Callable[[str], str | None]
LIST = """# ours
watchlist: extra
priority: normal
topics:
  - id: town  # small
    name: Town
    kind: place
    names: [Velmaris]
"""


def saved(config: Path, env: Env, name: str, change: Callable[[str], str], read: ListFile | None = None) -> Saving:
    file = read or read_list(config, name)
    return save_draft(config, env, (name, file.version, file.text), change(file.text).replace("\n", "\r\n"))


def added(config: Path) -> Path:
    path = config / "watchlists" / "extra.yaml"
    path.write_text(LIST, newline="")
    return path


def test_a_line_is_changed_and_nothing_else(config: Path, env: Env) -> None:
    path = added(config)
    found = saved(config, env, "extra", lambda text: text.replace("[Velmaris]", "[Velmaris, Zeralda]"))
    assert (found.end, found.before, found.now) == (SaveEnd.SAVED, LIST, read_list(config, "extra"))
    assert path.read_text() == LIST.replace("[Velmaris]", "[Velmaris, Zeralda]")
    assert saved(config, env, "extra", lambda text: text).end is SaveEnd.UNCHANGED


def test_a_new_list(config: Path, env: Env) -> None:
    assert "new" not in list_names(config)
    found = saved(config, env, "new", lambda _: LIST)
    assert found.end is SaveEnd.SAVED
    assert "new" in list_names(config)
    assert (config / "watchlists" / "new.yaml").read_text() == LIST


@pytest.mark.parametrize("name", ["", "..", "../monitor", ".hidden", "a/b", "a\0b", "x" * 99, "a\nb", "#a"])
def test_no_other_file_can_be_meant(config: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot be the name of a file"):
        read_list(config, name)


def test_two_people_edit_at_once(config: Path, env: Env) -> None:
    path = added(config)
    both_saw = read_list(config, "extra")
    theirs = saved(config, env, "extra", lambda text: text.replace("# ours", "# of the desk"), both_saw)
    assert theirs.end is SaveEnd.SAVED
    mine = saved(config, env, "extra", lambda text: text.replace("[Velmaris]", "[Velmaris, Zeralda]"), both_saw)
    assert (mine.end, mine.now) == (SaveEnd.CONFLICT, theirs.now)
    assert path.read_text() == LIST.replace("# ours", "# of the desk")
    assert mine.merged is not None
    assert mine.merged.clashes == 0
    after = saved(config, env, "extra", lambda _: mine.merged.text if mine.merged else "", mine.now)
    assert after.end is SaveEnd.SAVED
    assert "# of the desk" in path.read_text()
    assert "Zeralda" in path.read_text()


def test_both_changed_one_line(config: Path, env: Env) -> None:
    added(config)
    both_saw = read_list(config, "extra")
    saved(config, env, "extra", lambda text: text.replace("Velmaris", "Zeralda"), both_saw)
    mine = saved(config, env, "extra", lambda text: text.replace("Velmaris", "Ankora"), both_saw)
    assert mine.merged is not None
    assert mine.merged.clashes == 1
    assert all(name in mine.merged.text for name in ("Velmaris", "Zeralda", "Ankora"))
    # It cannot be saved before somebody chose.
    left = saved(config, env, "extra", lambda _: mine.merged.text if mine.merged else "", mine.now)
    assert left.end is SaveEnd.REFUSED


def test_the_same_edit_twice_is_no_conflict(config: Path, env: Env) -> None:
    added(config)
    both_saw = read_list(config, "extra")
    ends = [saved(config, env, "extra", lambda text: f"{text}# more\n", both_saw).end for _ in range(2)]
    assert ends == [SaveEnd.SAVED, SaveEnd.UNCHANGED]


def test_somebody_saves_between_the_look_and_the_write(config: Path, env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    path = added(config)

    def late(target: Path, before: bytes | None, content: bytes) -> bool:
        target.write_text(f"{LIST}# theirs\n")
        return replace_unchanged(target, before, content)

    monkeypatch.setattr(drafts, "replace_unchanged", late)
    found = saved(config, env, "extra", lambda text: text.replace("# ours", "# mine"))
    assert found.end is SaveEnd.CONFLICT
    assert path.read_text() == f"{LIST}# theirs\n"
    assert found.merged is not None
    assert "# mine" in found.merged.text
    assert "# theirs" in found.merged.text


@pytest.mark.parametrize(
    ("change", "line", "said"),
    [
        pytest.param(("names:", "nmaes:"), 8, "Did you mean names", id="a slip"),
        pytest.param(("kind: place", "kind: plase"), 7, "place", id="a choice"),
        pytest.param(("  - id", "\t- id"), 5, "tab", id="no YAML"),
        pytest.param(("[Velmaris]", "['((']"), 8, "", id="no name"),
        pytest.param(("watchlist: extra", "watchlist: border"), 2, "also defined", id="an id of another list"),
    ],
)
def test_what_is_unsound_is_refused_at_its_line(
    config: Path, env: Env, change: tuple[str, str], line: int, said: str
) -> None:
    path = added(config)
    (config / "watchlists" / "twin.yaml").write_text(LIST.replace("watchlist: extra", "watchlist: border"))
    found = saved(config, env, "extra", lambda text: text.replace(*change))
    assert found.end is SaveEnd.REFUSED
    assert path.read_text() == LIST
    assert any(one.line == line and said in str(one) for one in found.problems), found.problems


def test_what_else_speaks_of_the_list_is_not_broken(config: Path, env: Env) -> None:
    """A subscription that names a list that would be gone."""
    monitor = config / "monitor.yaml"
    monitor.write_text(monitor.read_text().replace("  - id: daily", "  - id: daily\n    watchlists: [border]"))
    name = "border"
    found = saved(config, env, name, lambda text: text.replace("watchlist: ", "watchlist: renamed-", 1))
    assert found.end is SaveEnd.REFUSED
    assert any(one.file.endswith("monitor.yaml") for one in found.problems)


def test_what_is_wrong_elsewhere_stops_nobody(config: Path, env: Env) -> None:
    added(config)
    (config / "watchlists" / "bad.yaml").write_text("topics: 7\n")
    assert saved(config, env, "extra", lambda text: f"{text}# more\n").end is SaveEnd.SAVED


def test_what_was_wrong_in_it_stays_refused(config: Path, env: Env) -> None:
    (config / "watchlists" / "bad.yaml").write_text("topics: 7\n")
    assert saved(config, env, "bad", lambda text: f"{text}# more\n").end is SaveEnd.REFUSED


def test_a_folder_that_cannot_be_written_gives_a_patch(config: Path, env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    path = added(config)

    def forbidden(*_: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(drafts, "replace_unchanged", forbidden)
    found = saved(config, env, "extra", lambda text: text.replace("[Velmaris]", "[Velmaris, البوكمال]"))
    assert (found.end, path.read_text()) == (SaveEnd.UNWRITABLE, LIST)
    assert "permission denied" in found.why
    subprocess.run(["git", "apply"], input=found.patch.encode(), check=True)
    assert path.read_text() == LIST.replace("[Velmaris]", "[Velmaris, البوكمال]")


def test_a_full_disk_gives_no_patch(config: Path, env: Env, monkeypatch: pytest.MonkeyPatch) -> None:
    added(config)

    def full(*_: object) -> bool:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(drafts, "replace_unchanged", full)
    found = saved(config, env, "extra", lambda text: f"{text}# more\n")
    assert (found.end, found.patch) == (SaveEnd.UNWRITABLE, "")


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_hundred_edits_as_patches(tmp_path: Path, ends: str) -> None:
    """Each touches its line alone, and `git apply` comes to the same file."""
    folder = tmp_path / "config" / "watchlists"
    folder.mkdir(parents=True)
    shutil.copy(SHIPPED, folder / "a.yaml")
    path = folder / "a.yaml"
    path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", ends.encode()))
    chance = random.Random(7)
    start = path.read_bytes()
    content = start
    for number in range(100):
        file = ListFile("a", path, content)
        lines = file.text.replace("\r\n", "\n").split("\n")
        at = chance.randrange(len(lines) - 1)
        lines[at] += f"  # {number}"
        typed = "\r\n".join(lines)
        if number % 25 == 0:
            assert "@@" in patch_of_draft(file, typed)
        before, content = content.split(b"\n"), as_written(content, typed)
        after = content.split(b"\n")
        assert [n for n, (one, other) in enumerate(zip(before, after, strict=True)) if one != other] == [at]
    path.write_bytes(start)
    whole = patch_of_draft(ListFile("a", path, start), content.decode().replace("\r\n", "\n"))
    subprocess.run(["git", "apply"], input=whole.encode(), check=True, cwd=tmp_path)
    assert path.read_bytes() == content


def test_a_draft_says_what_is_wrong_and_what_could_be_read(config: Path) -> None:
    added(config)
    file = read_list(config, "extra")
    assert try_draft(file, file.text).problems == ()
    found = try_draft(
        file, file.text.replace("names: [Velmaris]", "names: [Velmaris]\n    examples: {match: [Nothing]}")
    )
    assert found.watchlist is not None
    assert [(one.line, "not found" in one.message) for one in found.problems] == [(9, True)]
    nothing = try_draft(file, "- 7")
    assert nothing.watchlist is None
    assert nothing.problems


def test_a_file_that_is_no_text(config: Path, env: Env) -> None:
    (config / "watchlists" / "odd.yaml").write_bytes(b"a: \xff\n")
    with pytest.raises(UsageError, match="not UTF-8"):
        read_list(config, "odd").text  # noqa: B018
    with pytest.raises(UsageError, match="not UTF-8"):
        save_draft(config, env, ("odd", read_list(config, "odd").version, ""), "a: 1")
    with pytest.raises(UsageError, match="Half a sign"):
        save_draft(config, env, ("new", "", ""), "a: \ud800")
