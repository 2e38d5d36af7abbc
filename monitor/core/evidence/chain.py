"""How records are chained: each one's hash covers what it says and the hash of the one before."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from monitor.model.evidence.chain import Record, RecordKind


def canonical(value: Any) -> str:
    """JSON that is the same for the same value: keys in order, no spaces, letters as they are, times in ISO 8601."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_iso)


def sha256(data: str | bytes) -> str:
    """In hexadecimal; of a text its UTF-8."""
    return hashlib.sha256(data if isinstance(data, bytes) else data.encode("utf-8", "surrogatepass")).hexdigest()


def link(previous: str, number: int, about: tuple[str, int], at: datetime, content: str) -> str:
    """The hash of a record; `previous` is the hash of the one before, `about` its kind and subject."""
    return sha256(canonical([previous, number, *about, at, content]))


def record(before: tuple[int, str], kind: RecordKind, subject: int, at: datetime, body: Mapping[str, Any]) -> Record:
    """The record that follows the one with `before`'s number and hash; (0, "") before the first."""
    text, number = canonical(body), before[0] + 1
    content = sha256(text)
    return Record(
        number=number,
        kind=kind,
        subject=subject,
        at=at,
        body=text,
        content=content,
        hash=link(before[1], number, (kind.value, subject), at, content),
    )


def _iso(value: Any) -> str:
    if isinstance(value, datetime):
        return value.isoformat()
    raise TypeError(f"cannot seal a {type(value).__name__}")
