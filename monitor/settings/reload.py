"""Notices that config/ changed, by content, and validates it whole before anybody uses it.

Content hashes rather than notifications or modification times: those break on bind mounts, symlink swaps and copies
that keep times.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from monitor.errors import ConfigError
from monitor.model.config import Settings
from monitor.ports import ReadEnvironment
from monitor.settings.build import read_secret_file
from monitor.settings.load import judge
from monitor.settings.yaml import ConfigTree, read_tree

SETTLE_S = 1.0
"""A file may be half written: two looks at least so far apart must show the same content."""


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

    The content found at construction counts as in force. Give the revision that is really in force as `revision`
    if the files may have changed since they were loaded.
    """

    def __init__(
        self, root: Path, env: ReadEnvironment, *, data_dir: Path | None = None, revision: str | None = None
    ) -> None:
        self._root, self._env, self._data_dir = root, env, data_dir
        tree = read_tree(root)
        self._secret_files = tuple(judge(tree, env, data_dir=data_dir).secret_files)
        changed = revision is not None and revision != tree.digest()[:7]
        self._reported = "" if changed else self._fingerprint(tree)
        self._pending: _Look | None = None

    def check(self, now_monotonic: float) -> Reload | None:
        """What changed since the last report, once per content and once it has settled; None otherwise.

        `now_monotonic` is in seconds. Never raises for anything in the files.
        """
        tree = read_tree(self._root)
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

    def _judge(self, tree: ConfigTree) -> Reload:
        outcome = judge(tree, self._env, data_dir=self._data_dir)
        self._secret_files = tuple(outcome.secret_files)
        self._reported = _fingerprint(tree, outcome.secret_files)
        if outcome.settings is None:
            return Reload(settings=None, error=str(ConfigError(outcome.problems)))
        return Reload(settings=outcome.settings)

    def _fingerprint(self, tree: ConfigTree) -> str:
        return _fingerprint(tree, {path: read_secret_file(path) for path in self._secret_files})


def _fingerprint(tree: ConfigTree, secrets: dict[Path, bytes | None]) -> str:
    """Hash over the files of config/ and over the secret files they name; says nothing about the content."""
    total = hashlib.sha256(tree.digest().encode())
    for path, content in secrets.items():
        mark = b"absent" if content is None else hashlib.sha256(content).digest()
        total.update(repr(path).encode("utf-8", "surrogateescape") + mark)
    return total.hexdigest()
