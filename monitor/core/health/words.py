"""Words that several facts of health are told in."""

from __future__ import annotations

from datetime import timedelta

_UNITS = (("d", 86_400), ("h", 3600), ("min", 60))


def age_in_words(span: timedelta) -> str:
    """`3 d`, `5 h`, `12 min`, `40 s`: the largest whole unit."""
    seconds = int(span.total_seconds())
    for unit, size in _UNITS:
        if seconds >= size:
            return f"{seconds // size} {unit}"
    return f"{max(0, seconds)} s"


def as_clause(detail: str) -> str:
    """A sentence as the middle of another one."""
    return detail.strip().rstrip(".")
