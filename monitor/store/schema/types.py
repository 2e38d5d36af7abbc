"""Column types: times that are aware UTC in and out, text that every database takes, JSON."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any, cast

from sqlalchemy import BigInteger, DateTime, Dialect, Integer, LargeBinary, Text, TypeDecorator

from monitor.model.ids import require_utc

RowId = BigInteger().with_variant(Integer(), "sqlite")
"""64 bits everywhere; SQLite's AUTOINCREMENT wants the word INTEGER."""

_Text = Text().with_variant(Text(collation="C"), "postgresql")
"""Compared and ordered by its bytes on every database, whatever the language of the server."""

_EPOCH, _MICROSECOND = datetime(1970, 1, 1, tzinfo=UTC), timedelta(microseconds=1)
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


def clean_text(value: str) -> str:
    """`value` with NUL and lone surrogates replaced one for one (offsets stay): no database stores them.

    The parsers clean text at intake; this is the last fence, so that one hostile string cannot stop a transaction.
    """
    if value.isascii():
        return value.replace("\0", _REPLACEMENT) if "\0" in value else value
    if "\0" in value:
        value = value.replace("\0", _REPLACEMENT)
    try:
        value.encode()
    except UnicodeEncodeError:
        return "".join(_REPLACEMENT if "\ud800" <= letter <= "\udfff" else letter for letter in value)
    return value


class UtcTime(TypeDecorator[datetime]):
    """An instant. Aware UTC in and out, ValueError otherwise; sorts and compares as a time on every database.

    SQLite keeps fixed-width text in UTC (`2026-11-22 07:00:00.000000`), PostgreSQL `timestamptz`.
    """

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse what is not aware UTC; SQLite stores the naive figure."""
        require_utc("a stored time", value)
        if value is None or dialect.name != "sqlite":
            return value
        return value.replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _: Dialect) -> datetime | None:
        """The same instant, aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Instant(TypeDecorator[datetime]):
    """As `UtcTime`, in eight bytes: whole microseconds since 1970, on every database."""

    impl = BigInteger()
    cache_ok = True

    def process_bind_param(self, value: datetime | None, _: Dialect) -> int | None:
        """The figure; refuses what is not aware UTC."""
        require_utc("a stored time", value)
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, _: Dialect) -> datetime | None:
        """The same instant, aware."""
        return None if value is None else _EPOCH + timedelta(microseconds=value)


class CleanText(TypeDecorator[str]):
    """Text without NUL and lone surrogates."""

    impl = _Text
    cache_ok = True

    def process_bind_param(self, value: str | None, _: Dialect) -> str | None:
        """`clean_text` of a value that is there."""
        return None if value is None else clean_text(value)

    def bind_processor(self, _: Dialect) -> Callable[[str | None], str | None]:
        """`clean_text` without SQLAlchemy's two calls around it: a first poll stores four hundred texts."""
        return lambda value: None if value is None else clean_text(value)


class JsonText(TypeDecorator[Any]):
    """A JSON value as compact text, non-ASCII letters as they are; None is SQL NULL.

    Text and not `jsonb`: nothing queries inside, and the bytes come back as they were frozen.
    """

    impl = _Text
    cache_ok = True

    def process_bind_param(self, value: Any, _: Dialect) -> str | None:
        """Serialised; strings must be clean (see `codec.encode`)."""
        return None if value is None else json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    def process_result_value(self, value: str | None, _: Dialect) -> Any:
        """The value again."""
        return None if value is None else json.loads(value)


class Terms(TypeDecorator[tuple[tuple[int, float], ...]]):
    """Weighted terms, six bytes each: a signed 32-bit hash and a half-precision weight, little-endian, in order."""

    impl = LargeBinary()
    cache_ok = True

    def process_bind_param(self, value: tuple[tuple[int, float], ...] | None, _: Dialect) -> bytes | None:
        """The terms packed."""
        return None if value is None else b"".join(_TERM.pack(term, weight) for term, weight in value)

    def process_result_value(self, value: bytes | None, _: Dialect) -> tuple[tuple[int, float], ...]:
        """The terms again; weights to three digits."""
        return cast("tuple[tuple[int, float], ...]", tuple(_TERM.iter_unpack(value or b"")))


_TERM = struct.Struct("<ie")
