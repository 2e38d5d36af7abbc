"""Notices that config/ changed, by content, and validates it whole before anybody uses it.

Content hashes rather than notifications or modification times: those break on bind mounts, symlink swaps and copies
that keep times.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import field
from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.model.config import Settings
from monitor.ports import ReadEnvironment
from monitor.records import dataclass
from monitor.settings.build import read_secret_file
from monitor.settings.load import SPOKEN, Outcome, judge
from monitor.settings.yaml import ConfigTree, read_tree

_EMPTY = {"channels": "{}"}
SETTLE_S = 1.0
"""A file may be half written: two looks at least so far apart must show the same content."""
_TRUSTED_S = 60.0
"""So long a large file is taken for unchanged if the file system says so; then its content is looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reload:
    """A changed config/: `settings` if it may be used, else `error` with everything that is wrong."""

    settings: Settings | None
    error: str = ""


@dataclass(frozen=True, slots=True)
class _Look:
    """What one look saw, and since when nothing else was seen."""

    fingerprint: str
    since: float = field(compare=False)


class ConfigWatcher:
    """Looks at config/ whenever `check` is called, from one thread at a time; every two seconds is a good rhythm.

    The content found at construction counts as in force. Give the `settings` that are really in force if the files may
    have changed since they were loaded: then nothing is read twice if they did not.
    """

    def __init__(
        self, root: Path, env: ReadEnvironment, *, data_dir: Path | None = None, settings: Settings | None = None
    ) -> None:
        self._root, self._env, self._data_dir = root, env, data_dir
        tree = read_tree(root)
        self._large, self._hashed_at = tree.large, -math.inf
        changed = settings is not None and settings.revision != tree.digest()[:7]
        if settings is None or changed:
            found = judge(tree, env, data_dir=data_dir)
            self._secret_files, self._last_good = tuple(found.secret_files), found.settings
        else:
            self._secret_files, self._last_good = settings.secret_files, settings
        self._reported = "" if changed else self._fingerprint(tree)
        self._pending: _Look | None = None

    def check(self, now_monotonic: float) -> Reload | None:
        """What changed since the last report, once per content and once it has settled; None otherwise.

        `now_monotonic` is in seconds. Never raises for anything in the files.
        """
        tree = self._tree(now_monotonic)
        fingerprint = self._fingerprint(tree)
        if fingerprint == self._reported:
            self._pending = None
            return None
        if self._pending is None or self._pending.fingerprint != fingerprint:
            self._pending = _Look(fingerprint, now_monotonic)
            return None
        if now_monotonic - self._pending.since < SETTLE_S:
            return None
        self._pending = None
        return self._judge(tree)

    def _tree(self, now_monotonic: float) -> ConfigTree:
        trusted = now_monotonic - self._hashed_at < _TRUSTED_S
        tree = read_tree(self._root, self._large if trusted else None)
        self._large, self._hashed_at = tree.large, self._hashed_at if trusted else now_monotonic
        return tree

    def _judge(self, tree: ConfigTree) -> Reload:
        outcome = judge(tree, self._env, data_dir=self._data_dir)
        self._secret_files = tuple(outcome.secret_files)
        self._reported = _fingerprint(tree, outcome.secret_files)
        problems = outcome.problems or _lost(self._last_good, outcome, tree)
        if outcome.settings is None or problems:
            return Reload(settings=None, error=str(ConfigError(problems)))
        self._last_good = outcome.settings
        return Reload(settings=outcome.settings)

    def _fingerprint(self, tree: ConfigTree) -> str:
        return _fingerprint(tree, {path: read_secret_file(path) for path in self._secret_files})


def _lost(before: Settings | None, outcome: Outcome, tree: ConfigTree) -> tuple[Problem, ...]:
    """What a file that was emptied or cut off does not say any more, where it said something before."""
    now = outcome.settings
    if before is None or now is None:
        return ()
    gone = [key for key in SPOKEN if key in outcome.left_out and getattr(before, key) and not getattr(now, key)]
    return tuple(
        Problem(
            file=tree.shown(SPOKEN[key]),
            line=1,
            key=key,
            message=f"there were {len(getattr(before, key))} {key}, and there are none any more.",
            hint=f"If the file was cut off, restore it; to have none, write {key}: {_EMPTY.get(key, '[]')}.",
        )
        for key in gone
    )


def _fingerprint(tree: ConfigTree, secrets: dict[Path, bytes | None]) -> str:
    """Hash over the files of config/ and over the secret files they name; says nothing about the content."""
    total = hashlib.sha256(tree.digest().encode())
    for path, content in secrets.items():
        mark = b"absent" if content is None else hashlib.sha256(content).digest()
        total.update(repr(path).encode("utf-8", "surrogateescape") + mark)
    return total.hexdigest()
