"""What operators were told, in a small file beside the database."""

from __future__ import annotations

import contextlib
import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

from monitor.model.health import Book, Level, Trouble

FILE = "operator.json"


class FileMemory:
    """`ports.Memory` in DATA/operator.json; where that cannot be written, what is told is known until the end."""

    def __init__(self, folder: Path) -> None:
        self._path = folder / FILE

    def load(self) -> Book:
        """As it was saved last; empty where nothing usable is found."""
        try:
            kept = json.loads(self._path.read_text(encoding="utf-8"))
            troubles = tuple(_trouble(one) for one in kept["troubles"])
            return Book(troubles=troubles, sent=tuple(_moment(at) for at in kept["sent"]))
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return Book()

    def save(self, book: Book) -> None:
        """Write it whole, or leave what was."""
        kept = {
            "troubles": [_plain(one) for one in book.troubles],
            "sent": [at.isoformat() for at in book.sent],
        }
        fresh = self._path.with_suffix(".tmp")
        with contextlib.suppress(OSError):
            descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump(kept, file, ensure_ascii=False)
            fresh.replace(self._path)


def _plain(trouble: Trouble) -> dict[str, str | int]:
    return {
        "name": trouble.name,
        "level": int(trouble.level),
        "detail": trouble.detail,
        "since": trouble.since.isoformat(),
        "key": trouble.key,
        "channel": trouble.channel,
        "told": int(trouble.told),
        "told_key": trouble.told_key,
    }


def _trouble(kept: dict[str, Any]) -> Trouble:
    return Trouble(
        name=str(kept["name"]),
        level=Level(kept["level"]),
        detail=str(kept["detail"]),
        since=_moment(kept["since"]),
        key=str(kept["key"]),
        channel=str(kept["channel"]),
        told=Level(kept["told"]),
        told_key=str(kept["told_key"]),
    )


def _moment(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError("a time without a zone")
    return moment
