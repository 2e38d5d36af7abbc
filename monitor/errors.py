"""The whole error tree.

    MonitorError
    ├── ConfigError            config/ cannot be used: every problem found, each with file, line, key and remedy
    ├── WatchError             a name, query or condition of a watchlist cannot be compiled
    ├── StoreError             the database cannot be used
    │   ├── StoreLockedError   another monitor process holds it
    │   ├── SchemaTooNewError  it was written by a newer monitor
    │   ├── ForeignFileError   the file is not a monitor database
    │   └── StoreBusyError     locked, full or read-only for now; worth another try
    ├── TranslationError       a text was not translated; it is told in its own language
    ├── EngineError            a step could not be run at all (not: one item failed)
    └── UsageError             a command was given something it cannot work with
        └── UnwritableError    a file of config/ cannot be written; it brings the edit as a patch

A failure of one feed, page, article or delivery is not an error but a value with a named reason
(`monitor.model.outcomes`): it is recorded and retried or parked, and never stops its neighbours.
Bugs stay bugs: nothing here wraps a `TypeError`.
"""

from __future__ import annotations

from monitor.records import dataclass


class MonitorError(Exception):
    """Base of every error that a user can understand and act on; `str()` is a whole sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing wrong in a file that a user edits."""

    file: str
    """Path as the user would type it."""
    line: int | None
    """1-based; None where the whole file is meant (missing, unreadable)."""
    key: str
    """Dotted path of the key, e.g. `topics[2].names.ar`; empty for the whole file."""
    message: str
    """What is wrong."""
    hint: str = ""
    """What to write instead."""

    def __str__(self) -> str:
        where = self.file if self.line is None else f"{self.file}:{self.line}"
        key = f" {self.key}:" if self.key else ""
        hint = f" {self.hint}" if self.hint else ""
        return f"{where}:{key} {self.message}{hint}"


class ConfigError(MonitorError):
    """The configuration was refused; `problems` holds everything wrong with it, in file order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(problem) for problem in problems))


class WatchError(MonitorError):
    """A watchlist text cannot be compiled; `position` is the 0-based offset of the fault in `source`."""

    def __init__(self, message: str, *, source: str = "", position: int | None = None, hint: str = "") -> None:
        self.message, self.source, self.position, self.hint = message, source, position, hint
        where = "" if position is None else f" at character {position + 1} of {source!r}"
        super().__init__(f"{message}{where}{'. ' + hint if hint else ''}")


class StoreError(MonitorError):
    """The database cannot be used."""


class StoreLockedError(StoreError):
    """Another monitor process holds the database. `waitable`: it may be about to leave."""

    def __init__(self, text: str, *, waitable: bool = True) -> None:
        self.waitable = waitable
        super().__init__(text)


class SchemaTooNewError(StoreError):
    """The database was written by a newer monitor; this one must not touch it."""


class ForeignFileError(StoreError):
    """The file is not a monitor database."""


class StoreBusyError(StoreError):
    """The database is locked, full or read-only for now; the caller may try again later."""


class TranslationError(MonitorError):
    """A translator gave nothing of use; `str()` says why, without secrets."""


class EngineError(MonitorError):
    """A step could not be run at all."""


class UsageError(MonitorError):
    """A command was given something it cannot work with."""


class UnwritableError(UsageError):
    """A file of config/ cannot be written; `patch` holds the edit as `git apply` takes it, "" where there is none."""

    def __init__(self, text: str, *, patch: str = "") -> None:
        self.patch = patch
        super().__init__(text)
