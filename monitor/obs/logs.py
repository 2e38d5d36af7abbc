"""Logs: one calm line per event for people, one JSON object per event for machines; secrets and control characters out.

Every line carries an `action` key. URLs lose userinfo and query before they are written: both carry keys of
feeds and webhooks.
"""

from __future__ import annotations

import contextlib
import logging
import re
import sys
import threading
from collections.abc import Iterable, Mapping, MutableMapping
from datetime import datetime
from typing import Any, TextIO

import structlog
from structlog.typing import Processor

from monitor.core.trust.secrecy import Secrecy

_USERINFO = re.compile(r"(\b[a-z][a-z0-9+.-]*://)[^/?#\s]+@", re.IGNORECASE)
_QUERY = re.compile(r"(\b[a-z][a-z0-9+.-]*://[^\s?#]+)[?#]\S*", re.IGNORECASE)
_KEY = re.compile(r"\b(whsec_|Bearer\s+|Basic\s+)[A-Za-z0-9+/=_.-]+", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class _Known:
    """The secrets of every configuration that was in force since the start."""

    secrecy = Secrecy()


_writing = threading.Lock()
_QUIET_LIBRARIES = ("httpx", "apscheduler", "trafilatura", "htmldate", "asyncio", "feedparser")


def redacted(text: str) -> str:
    """`text` without userinfo, query strings, signing keys and hidden values, control characters as `\\xNN`."""
    text = _Known.secrecy.hide(text)
    # Before the URLs: a control character must not end one early, with the key behind it.
    text = _CONTROL.sub(lambda found: f"\\x{ord(found.group()):02x}", text)
    text = _USERINFO.sub(r"\1", text)
    text = _QUERY.sub(r"\1?...", text)
    return _KEY.sub(r"\1***", text)


def hide_in_logs(secrets: Iterable[str]) -> None:
    """From now on these values, too, are written as `***`, wherever a library or a traceback lets them slip."""
    _Known.secrecy = _Known.secrecy.and_also(secrets)


def configure_logs(style: str = "auto", level: str = "info", stream: TextIO | None = None) -> None:
    """Set up logging for the process.

    Args:
        style: `console`, `json`, or `auto` (console on a terminal, else JSON).
        level: `debug`, `info`, `warning` or `error`.
        stream: where lines go; standard error by default.
    """
    target = stream if stream is not None else sys.stderr
    json_lines = wants_json(style, target)
    last: Processor = structlog.processors.JSONRenderer(ensure_ascii=False) if json_lines else _console
    shared: list[Processor] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.processors.format_exc_info,
        _redact,
    ]
    structlog.configure(
        processors=[*shared, last],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
        logger_factory=lambda *_: _Lines(target),
        cache_logger_on_first_use=False,
    )
    _route_libraries([*shared, last], target)


def wants_json(style: str, target: TextIO) -> bool:
    """Whether logs of that style are JSON lines on that stream."""
    return style == "json" or (style == "auto" and not target.isatty())


class _Lines:
    """Writes each line whole. A stream that is gone or full loses the line, never the work that is reported."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream

    def msg(self, line: str) -> None:
        with contextlib.suppress(OSError, ValueError), _writing:
            self._stream.write(f"{line}\n")
            self._stream.flush()

    debug = info = warning = error = critical = msg


def _route_libraries(processors: list[Processor], target: TextIO) -> None:
    """Warnings of libraries come out in the same form; what they say below that is their own affair."""
    handler = logging.StreamHandler(target)
    handler.setFormatter(structlog.stdlib.ProcessorFormatter(processors=[_drop_meta, *processors]))
    logging.basicConfig(handlers=[handler], level=logging.WARNING, force=True)
    for name in _QUIET_LIBRARIES:
        logging.getLogger(name).setLevel(logging.ERROR if name == "trafilatura" else logging.WARNING)


def _drop_meta(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    record = event.pop("_record", None)
    event.pop("_from_structlog", None)
    event.setdefault("action", record.name if record is not None else "library")
    return event


def _redact(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
    for key, value in event.items():
        if isinstance(value, str):
            # A traceback keeps its line breaks: it is ours, and unreadable without them.
            lines = value.split("\n") if key == "exception" else [value]
            event[key] = "\n".join(redacted(line) for line in lines)
        elif isinstance(value, datetime):
            event[key] = value.isoformat(timespec="seconds")
        elif isinstance(value, list | tuple):
            event[key] = [redacted(str(one)) for one in value]
        elif not isinstance(value, int | float | bool | type(None)):
            event[key] = redacted(str(value))
    return event


def _console(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> str:
    """`07:12:03 warning  feed not read  feed=SANA why=...`: the event first, figures behind it."""
    moment = str(event.pop("timestamp", ""))[11:19]
    level, text = str(event.pop("level", "info")), str(event.pop("event", ""))
    exception = event.pop("exception", None)
    event.pop("action", None)
    mark = "" if level in ("info", "debug") else f"{level}: "
    rest = "  ".join(f"{key}={', '.join(one) if isinstance(one, list) else one}" for key, one in event.items())
    line = f"{moment}  {mark}{text}{'  ' + rest if rest else ''}"
    if not exception:
        return line
    # Indented: a line break in an exception's text must not pass for an event of ours.
    return "\n".join([line, *(f"    {one}" for one in str(exception).split("\n"))])
