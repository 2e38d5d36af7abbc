"""Watchlists of any folder, for commands that need no whole configuration."""

from __future__ import annotations

from pathlib import Path

from monitor.errors import ConfigError, Problem
from monitor.model.config import FetchSettings
from monitor.model.feedback.pins import Pin
from monitor.model.watch import Watchlist
from monitor.settings.build import Loaded, build_pins, build_watchlist, check_canaries, fetch_of
from monitor.settings.check import Findings, check
from monitor.settings.partial import read_file
from monitor.settings.schema import FetchSection, PinsFile, WatchlistFile
from monitor.settings.yaml import MAX_BYTES, MAX_FEEDS_BYTES, PINS, Document, read_document


def default_fetch() -> FetchSettings:
    """How things are fetched where there is no configuration."""
    return fetch_of(FetchSection())


def load_watchlists(folder: Path, *, canaries: bool = True) -> tuple[Watchlist, ...]:
    """The watchlists (*.yaml) of any folder, validated as `monitor check` does, with their canaries unless told not to.

    Raises:
        ConfigError: with every problem of every file.
    """
    findings = Findings()
    paths = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if not paths:
        problem = Problem(file=folder.as_posix(), line=None, key="", message="there is no watchlist (*.yaml) in it.")
        raise ConfigError((problem,))
    loaded = [one for path in paths if (one := _load(path, findings)) is not None]
    if canaries and not findings.problems:
        check_canaries(loaded, findings)
    if findings.problems:
        raise ConfigError(findings.ordered([path.as_posix() for path in paths]))
    return tuple(one.watchlist for one in loaded)


def load_watchlist(path: Path) -> Watchlist:
    """The watchlist of one file, validated but for its canaries.

    Raises:
        ConfigError: with every problem of it.
    """
    findings = Findings()
    loaded = _load(path, findings)
    if loaded is None or findings.problems:
        raise ConfigError(findings.ordered([path.as_posix()]))
    return loaded.watchlist


def load_pins(folder: Path) -> tuple[Pin, ...]:
    """The pins beside that folder of watchlists, in ../pins.yaml; none if there is no such file.

    Raises:
        ConfigError: with every problem of it.
    """
    path = folder.parent / PINS
    if not path.exists():
        return ()
    document = read_file(path, max_bytes=MAX_FEEDS_BYTES)
    if not isinstance(document, Document):
        raise ConfigError(document)
    checked, problems = check(document, PinsFile)
    findings = Findings(problems=list(problems))
    pins = build_pins(checked, findings) if checked is not None else ()
    if findings.problems:
        raise ConfigError(findings.ordered([path.as_posix()]))
    return pins


def _load(path: Path, findings: Findings) -> Loaded | None:
    try:
        content = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "unknown reason").lower()
        message = f"the file cannot be read ({reason})."
        findings.problems.append(Problem(file=path.as_posix(), line=None, key="", message=message))
        return None
    document = read_document(path.as_posix(), content, max_bytes=MAX_BYTES)
    if not isinstance(document, Document):
        findings.problems.extend(document)
        return None
    checked, problems = check(document, WatchlistFile)
    findings.problems.extend(problems)
    return build_watchlist(checked, findings) if checked is not None else None
