"""Watchlists edited as text: read, tried, and saved only if nobody else saved meanwhile and nothing breaks by it."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from dataclasses import replace
from enum import StrEnum
from pathlib import Path

from monitor.errors import Problem, UsageError
from monitor.model.watch import Watchlist
from monitor.ports import ReadEnvironment
from monitor.records import dataclass
from monitor.settings.build import build_watchlist, check_canaries
from monitor.settings.check import Findings, check
from monitor.settings.edit import (
    FORBIDDEN,
    Merged,
    as_typed,
    as_written,
    merged,
    patch_of,
    replace_unchanged,
)
from monitor.settings.load import judge
from monitor.settings.schema import WatchlistFile
from monitor.settings.yaml import MAX_BYTES, WATCHLISTS, Document, read_document, read_tree

_NAME = re.compile(r"[\w][\w .-]{0,79}")


@dataclass(frozen=True, slots=True)
class ListFile:
    """The file of a watchlist as it was read."""

    name: str
    """As in watchlists/NAME.yaml."""
    path: Path
    content: bytes | None
    """None: there is no such file yet."""

    @property
    def version(self) -> str:
        """Says what it holds; "" where there is no file."""
        return "" if self.content is None else hashlib.sha256(self.content).hexdigest()

    @property
    def text(self) -> str:
        """As a page shows it.

        Raises:
            UsageError: it is not UTF-8.
        """
        try:
            return as_typed(self.content or b"")
        except UnicodeDecodeError:
            raise UsageError(f"{self.path} is not UTF-8 text. Save it as UTF-8.") from None


@dataclass(frozen=True, slots=True)
class Draft:
    """What a text would be as that file, tried by itself."""

    watchlist: Watchlist | None
    """As far as it can be read; without what has a problem."""
    problems: tuple[Problem, ...]


class SaveEnd(StrEnum):
    """What came of saving."""

    SAVED = "saved"
    UNCHANGED = "unchanged"
    """The file says that already."""
    CONFLICT = "conflict"
    """Somebody else saved meanwhile; nothing was written."""
    REFUSED = "refused"
    """It, or what depends on it, would be unsound; nothing was written."""
    UNWRITABLE = "unwritable"
    """The file cannot be written; the patch does the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Saving:
    """How saving ended."""

    end: SaveEnd
    now: ListFile
    """The file as it is now."""
    before: str | None = None
    """All that it held until now, if it was saved; None: it was absent."""
    problems: tuple[Problem, ...] = ()
    merged: Merged | None = None
    """Both edits, in a conflict."""
    patch: str = ""
    """As `git apply` takes it; "" where writing fails for another reason than rights."""
    why: str = ""
    """Why the file cannot be written."""


def list_names(root: Path) -> tuple[str, ...]:
    """The names of the watchlists' files, sound or not."""
    files = read_tree(root).files
    return tuple(name.removeprefix(f"{WATCHLISTS}/").removesuffix(".yaml") for name in files if "/" in name)


def read_list(root: Path, name: str) -> ListFile:
    """The file of that name, which may be absent.

    Raises:
        UsageError: there can be none of that name, or it cannot be read.
    """
    if name not in list_names(root) and not _NAME.fullmatch(name):
        raise UsageError(f"{name!r} cannot be the name of a file. Write letters, digits, - and _.")
    path = root / WATCHLISTS / f"{name}.yaml"
    try:
        return ListFile(name, path, path.read_bytes())
    except FileNotFoundError:
        return ListFile(name, path, None)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({(error.strerror or str(error)).lower()}).") from None


def try_draft(file: ListFile, typed: str) -> Draft:
    """What the file would say with that text: its watchlist, and everything wrong with it, examples included."""
    content = _content(file, typed)
    document = read_document(file.path.as_posix(), content, max_bytes=MAX_BYTES)
    if not isinstance(document, Document):
        return Draft(None, document)
    checked, problems = check(document, WatchlistFile)
    findings = Findings(problems=list(problems))
    if checked is None:
        return Draft(None, tuple(problems))
    loaded = build_watchlist(checked, findings)
    if not findings.problems:
        check_canaries([loaded], findings)
    return Draft(loaded.watchlist, findings.ordered([document.file]))


def patch_of_draft(file: ListFile, typed: str) -> str:
    """The edit as `git apply` takes it, saved or not; "" if it changes nothing.

    Raises:
        UsageError: it is not UTF-8, or cannot be.
    """
    content = _content(file, typed)
    return "" if content == file.content else patch_of(file.path, _whole(file.content), _whole(content) or "")


def save_draft(
    root: Path,
    env: ReadEnvironment,
    read: tuple[str, str, str],
    typed: str,
    *,
    data_dir: Path | None = None,
) -> Saving:
    """Save the text if the file still is as it was read, and if the configuration is as sound with it as without.

    `read`: name, version and text of the file as somebody began to edit it.

    Raises:
        UsageError: the file cannot be read, or the text cannot be written down.
    """
    name, version, base = read
    now = read_list(root, name)
    while now.version == version:
        content = _content(now, typed)
        if content == now.content:
            return Saving(end=SaveEnd.UNCHANGED, now=now)
        if problems := _new_problems(root, env, now, content, data_dir):
            return Saving(end=SaveEnd.REFUSED, now=now, problems=problems)
        try:
            written = replace_unchanged(now.path, now.content, content)
        except OSError as error:
            patch = patch_of_draft(now, typed) if error.errno in FORBIDDEN else ""
            why = f"{now.path} cannot be written ({(error.strerror or 'unknown reason').lower()})."
            return Saving(end=SaveEnd.UNWRITABLE, now=now, patch=patch, why=why)
        if written:
            before = _whole(now.content)
            return Saving(end=SaveEnd.SAVED, now=replace(now, content=content), before=before)
        now = read_list(root, name)
    if _content(now, typed) == now.content:
        return Saving(end=SaveEnd.UNCHANGED, now=now)
    mine = _plain(typed)
    return Saving(end=SaveEnd.CONFLICT, now=now, merged=merged(_plain(base), mine, _plain(now.text)))


def take_back(root: Path, name: str, version: str, before: str | None) -> bool:
    """Give the file its bytes of before (None: it was absent), if it still is what was saved; whether it was.

    Raises:
        UsageError: it cannot be read or written.
    """
    now = read_list(root, name)
    if now.version != version:
        return False
    try:
        if before is None:
            now.path.unlink()
            return True
        return replace_unchanged(now.path, now.content, before.encode())
    except OSError as error:
        raise UsageError(f"{now.path} cannot be written ({(error.strerror or str(error)).lower()}).") from None


def _new_problems(
    root: Path, env: ReadEnvironment, file: ListFile, content: bytes, data_dir: Path | None
) -> tuple[Problem, ...]:
    """What is wrong with the configuration if the file is that, without what is wrong elsewhere already."""
    tree = read_tree(root)
    name = f"{WATCHLISTS}/{file.name}.yaml"
    after = judge(
        replace(tree, files={**tree.files, name: content}, problems=_without_folder(tree.problems, root)),
        env,
        data_dir=data_dir,
        secrets_needed=False,
    )
    own = file.path.as_posix()
    if all(one.file == own for one in after.problems):
        return after.problems  # What was wrong before, which takes as long to learn, is asked where it matters alone.
    before = judge(tree, env, data_dir=data_dir, secrets_needed=False)
    # Lines move, so what was wrong elsewhere is known by what is said of it.
    known = Counter((one.file, one.key, one.message) for one in before.problems if one.file != own)
    found = []
    for one in after.problems:
        key = (one.file, one.key, one.message)
        if one.file != own and known[key]:
            known[key] -= 1
        else:
            found.append(one)
    return tuple(found)


def _without_folder(problems: tuple[Problem, ...], root: Path) -> tuple[Problem, ...]:
    """Not that there is no watchlist at all: with this one there is."""
    folder = (root / WATCHLISTS).as_posix()
    return tuple(one for one in problems if one.file != folder)


def _content(file: ListFile, typed: str) -> bytes:
    try:
        return as_written(file.content, typed)
    except UnicodeDecodeError:
        raise UsageError(f"{file.path} is not UTF-8 text. Save it as UTF-8.") from None
    except UnicodeEncodeError:
        raise UsageError("Half a sign stands in the text; no file can hold it. Remove it.") from None


def _whole(content: bytes | None) -> str | None:
    """With a byte order mark, which is a part of the file for a patch."""
    return None if content is None else content.decode()


def _plain(text: str) -> str:
    """With line feeds, as a page sends and shows it."""
    return re.sub(r"\r\n?", "\n", text)
