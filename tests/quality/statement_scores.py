"""The engine's verdicts on the authored pairs, and their shares by half and kind."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cache

from monitor.stories.statements import Told, differences, speaking
from tests.quality.statement_pairs import Pair, half, kinds, late, surfaces, weak


@dataclass(frozen=True)
class Verdict:
    """What the engine said of a pair: `said` is what speaks, in words."""

    pair: Pair
    said: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Whether news spoke, or an edit without news stayed silent."""
        return bool(self.said) is self.pair.speaks


@cache
def verdicts(*, held: bool) -> tuple[Verdict, ...]:
    """Of every pair of one half."""
    return tuple(Verdict(pair, _said(pair)) for pair in half(held=held))


@cache
def late_verdicts() -> tuple[Verdict, ...]:
    """Of every pair that was written last."""
    return tuple(Verdict(pair, _said(pair)) for pair in late())


@cache
def weak_verdicts(*, held: bool) -> tuple[Verdict, ...]:
    """Of the pairs of weak kinds, one half of them."""
    return tuple(Verdict(pair, _said(pair)) for pair in weak() if pair.held is held)


@cache
def kinds_verdicts() -> tuple[Verdict, ...]:
    """Of the pairs of kinds that the rules lacked."""
    return tuple(Verdict(pair, _said(pair)) for pair in kinds())


def share(found: tuple[Verdict, ...], *, speaks: bool) -> float:
    """How many of the pairs that must speak (or must not) came out right."""
    asked = [one.right for one in found if one.pair.speaks is speaks]
    return sum(asked) / len(asked)


def by_kind(found: tuple[Verdict, ...]) -> dict[str, str]:
    """Kind of change -> "right/asked"."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in found:
        counts[one.pair.kind][0] += one.right
        counts[one.pair.kind][1] += 1
    return {kind: f"{right}/{asked}" for kind, (right, asked) in sorted(counts.items())}


def _said(pair: Pair) -> tuple[str, ...]:
    earlier, later = _told(pair, pair.earlier, "first"), _told(pair, pair.later, pair.address)
    return tuple(f"{one.kind}: {one.what}" for one in speaking(differences(earlier, later)))


def _told(pair: Pair, parts: tuple[str, str], address: str) -> Told:
    first = address in ("first", "same")
    return Told(
        title=parts[0],
        text=parts[1],
        language=pair.lang,
        publisher="North Press" if address == "first" or pair.publisher == "same" else "South Courier",
        address="https://north.example/1" if first else "https://other.example/2",
        names=surfaces(pair, *parts),
    )
