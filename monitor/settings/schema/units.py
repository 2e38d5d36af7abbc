"""Time spans (`15m`) and sizes (`5MB`) as users write them."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema
from pydantic_core import PydanticCustomError

_SECONDS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3_600.0, "d": 86_400.0, "w": 604_800.0}
_BYTES = {
    "B": 1,
    "kB": 1_000,
    "KB": 1_000,
    "MB": 1_000_000,
    "GB": 1_000_000_000,
    "KiB": 2**10,
    "MiB": 2**20,
    "GiB": 2**30,
}
_SPAN = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?) ?(ms|s|m|h|d|w)")
_SIZE = re.compile(r"([0-9]{1,9}(?:\.[0-9]{1,3})?) ?(B|kB|KB|MB|GB|KiB|MiB|GiB)")


def refuse(message: str, hint: str = "") -> PydanticCustomError:
    """The error that a validator raises: both sentences reach the user as they are."""
    return PydanticCustomError("monitor", "{message}", {"message": message, "hint": hint})


def written(text: str) -> Any:
    """Default of a field as a user would write it; validated like one, so that the JSON Schema shows `15m`, not 900."""
    return Field(default=text)


def seconds(text: str) -> float:
    """`"15m"` as 900.0.

    Raises:
        ValueError: not a time span.
    """
    return _measure(text, _SPAN, _SECONDS)


def size_bytes(text: str) -> int:
    """`"5MB"` as 5,000,000.

    Raises:
        ValueError: not a size.
    """
    return int(_measure(text, _SIZE, _BYTES))


def _measure(text: str, pattern: re.Pattern[str], units: dict[str, int] | dict[str, float]) -> float:
    found = pattern.fullmatch(text.strip())
    if found is None:
        raise ValueError(text)
    return round(float(found.group(1)) * units[found.group(2)], 6)


def span_check(low: str, high: str) -> Callable[[Any], float]:
    """Check of a time span between `low` and `high` inclusive; its value is in seconds."""
    return _between(low, high, seconds, 'a time span such as "30s", "15m", "2h" or "1d"', "m")


def span(low: str, high: str) -> BeforeValidator:
    """`span_check` as a validator."""
    return BeforeValidator(span_check(low, high))


def size(low: str, high: str) -> BeforeValidator:
    """Validator for a size between `low` and `high` inclusive; its value is in bytes."""
    return BeforeValidator(_between(low, high, size_bytes, 'a size such as "500KB" or "5MB"', "MB"))


_LONG = re.compile(r"(\d+)\s*(y|mo)[a-z]*\.?", re.IGNORECASE)
_DAYS = {"y": 365, "mo": 30}
_MEANT = re.compile(r"(\d+)\s*(s|m|h|d|kb|mb|gb)[a-z]*\.?", re.IGNORECASE)


def _meant(value: str, read: Callable[[str], float]) -> str:
    """`15m` of "15 min", `365d` of "1 year"; "" where it cannot be told."""
    if long := _LONG.fullmatch(value.strip()):
        value = f"{int(long[1]) * _DAYS[long[2].lower()]}d"
    found = _MEANT.fullmatch(value.strip())
    for form in (f"{found[1]}{found[2].lower()}", f"{found[1]}{found[2].upper()}") if found else ():
        with contextlib.suppress(ValueError):
            read(form)
            return form
    return ""


def _between(low: str, high: str, read: Callable[[str], float], kind: str, unit: str) -> Callable[[Any], float]:
    def check(value: Any) -> float:
        if isinstance(value, int | float) and not isinstance(value, bool):
            raise refuse(f"the number {value} has no unit.", f"Write {kind}: perhaps {_with_unit(value, unit)}.")
        if value is None:
            raise refuse("the value is empty.", f"Write {kind}, or remove the line for the default.")
        try:
            measure = read(value) if isinstance(value, str) else None
        except ValueError:
            measure = None
        if measure is None:
            near = _meant(value, read) if isinstance(value, str) else ""
            raise refuse(f"this is not {kind.partition(' such')[0]}.", f"Write {kind}{near and f': perhaps {near}'}.")
        if not read(low) <= measure <= read(high):
            raise refuse(f"{value} is out of range.", f"Write a value from {low} to {high}.")
        return measure

    return check


def _with_unit(value: float, unit: str) -> str:
    """What a bare number may have meant: bytes and seconds where it is large, else the usual unit."""
    if unit == "MB" and value >= 1_000_000:
        return f"{value / 1_000_000:g}MB"
    if unit == "m" and value >= 300:
        return f"{value / 60:g}m"
    return f"{value}{unit}"


SPAN_SCHEMA = WithJsonSchema(
    {"type": "string", "pattern": rf"^{_SPAN.pattern}$", "examples": ["30s", "15m", "2h", "1d"]}
)
SIZE_SCHEMA = WithJsonSchema({"type": "string", "pattern": rf"^{_SIZE.pattern}$", "examples": ["500KB", "5MB"]})

Timeout = Annotated[float, span("100ms", "1h"), SPAN_SCHEMA]
"""Seconds one network step may take."""
Rhythm = Annotated[float, span("1s", "30d"), SPAN_SCHEMA]
"""Seconds between two polls."""
Pause = Annotated[float, span("0s", "10m"), SPAN_SCHEMA]
"""Seconds of waiting; none is allowed."""
Age = Annotated[float, span("1m", "36500d"), SPAN_SCHEMA]
"""Seconds; how old something may become."""
Keep = Annotated[float, span("1d", "36500d"), SPAN_SCHEMA]
"""Seconds; how long rows are kept."""
BodySize = Annotated[int, size("1KB", "100MB"), SIZE_SCHEMA]
"""Bytes of one answer."""
MemorySize = Annotated[int, size("128MB", "16GB"), SIZE_SCHEMA]
"""Bytes one worker process may use."""
