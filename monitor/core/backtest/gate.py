"""Whether an edit may pass: `lost,pins,volume=+50%` as a condition of merging it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from monitor.errors import UsageError
from monitor.model.archive.backtest import Backtest
from monitor.records import dataclass

_COUNTED = ("gained", "lost", "nearly", "stories-lost", "stories-gained", "pins")
_PART = re.compile(r"(?P<what>[a-z-]+)(?:=(?P<limit>\+?\d{1,9}%?))?")
_HINT = f"Write one or several of {', '.join(_COUNTED)} (=5: more than 5), volume=+50%, with commas between."


@dataclass(frozen=True, slots=True)
class Gate:
    """What an edit may do at most."""

    most: Mapping[str, int]
    """By what is counted: so many pass."""
    volume: int | None = None
    """Percent by which what a subscription is told may grow."""


def parse_gate(text: str) -> Gate:
    """`lost,pins,volume=+50%`; what stands alone may not occur at all.

    Raises:
        UsageError: it says something else.
    """
    most: dict[str, int] = {}
    volume: int | None = None
    for part in filter(None, (one.strip() for one in text.split(","))):
        found = _PART.fullmatch(part)
        limit = found["limit"] if found else None
        if found and found["what"] == "volume" and limit and limit.endswith("%"):
            volume = int(limit.strip("+%"))
        elif found and found["what"] in _COUNTED and not (limit or "").strip("0123456789"):
            most[found["what"]] = int(limit or 0)
        else:
            raise UsageError(f"--fail-on cannot be {part!r}. {_HINT}")
    if not most and volume is None:
        raise UsageError(f"--fail-on says nothing. {_HINT}")
    return Gate(most, volume)


def tripped(gate: Gate, backtest: Backtest) -> tuple[str, ...]:
    """What the gate does not let pass, a sentence each; empty if it opens."""
    found = _counts(backtest)
    said = [
        f"{what.replace('-', ' ')}: {found[what]}, more than {most}"
        for what, most in gate.most.items()
        if found[what] > most
    ]
    if gate.volume is None:
        return tuple(said)
    grown = (one for one in backtest.volumes if one.after > one.before * (1 + gate.volume / 100))
    return (
        *said,
        *(
            f"volume: {one.subscription} goes from {one.before:g} to {one.after:g} stories a day, more than "
            f"+{gate.volume} %"
            for one in grown
        ),
    )


def _counts(backtest: Backtest) -> Mapping[str, int]:
    return {
        "gained": backtest.articles.gained,
        "lost": backtest.articles.lost,
        "nearly": backtest.articles.nearly,
        "stories-gained": backtest.stories.gained,
        "stories-lost": backtest.stories.lost,
        "pins": len(backtest.pins),
    }
