"""The same match again, from what is kept: whether it says what was recorded."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from monitor.core.assess import hits_of
from monitor.core.outside import Elsewhere, with_outside
from monitor.model.evidence.kept import MatchedText
from monitor.model.evidence.proof import Proof
from monitor.model.watch import Field, Hit, MatchResult, MatchText
from monitor.records import dataclass

Spans = tuple[str, str, int, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Replay:
    """What came of it."""

    same: bool
    """The matcher says what was recorded, no mention more and none less."""
    stands: bool
    """Each mention is in the kept text where the record says: whatever a newer matcher makes of it."""
    spans: int
    """How many were recorded."""
    differences: tuple[str, ...] = ()
    """What differs, in words."""


def replay(proof: Proof, text: MatchedText, match: Callable[[MatchText], MatchResult]) -> Replay:
    """Match the kept text again, and compare the mentions with those that were recorded."""
    again = _again(proof, text, match)
    before, now = {_span(hit): hit for hit in proof.hits}, {_span(hit): hit for hit in again}
    differences = [*_told("is not found now", before, now), *_told("is found now and was not", now, before)]
    for span in before.keys() & now.keys():
        if before[span].strength is not now[span].strength:
            strengths = f"{before[span].strength.value}, and is {now[span].strength.value} now"
            differences.append(f"{_words(before[span])} was {strengths}")
    lost = [f"{_words(hit)} does not stand in the kept text" for hit in proof.hits if not _stands(hit, text)]
    told = tuple(sorted([*lost, *differences]))
    return Replay(same=not told, stands=not lost, spans=len(proof.hits), differences=told)


def _stands(hit: Hit, text: MatchedText) -> bool:
    whole = {Field.TITLE: text.title, Field.TEXT: text.text, Field.PAGE: text.outside}[hit.field]
    return whole[hit.start : hit.end] == hit.surface


def _again(proof: Proof, text: MatchedText, match: Callable[[MatchText], MatchResult]) -> tuple[Hit, ...]:
    result = match(MatchText(title=text.title, text=text.text, language=text.language, source=text.source))
    if any(hit.field is Field.PAGE for hit in proof.hits):
        # Where else its lines stood is not kept; that it was told is the record's word.
        found = match(MatchText(title="", text=text.outside, language=text.language, source=text.source))
        result = with_outside(result, found, text.outside, Elsewhere())
    verdicts = [one for one in result.verdicts if one.watchlist == proof.watchlist]
    return hits_of(verdicts[0], result) if verdicts else ()


def _span(hit: Hit) -> Spans:
    return hit.topic, hit.field.value, hit.start, hit.end, hit.surface


def _told(what: str, these: dict[Spans, Hit], those: dict[Spans, Hit]) -> Iterator[str]:
    for span, hit in these.items():
        if span not in those:
            yield f"{_words(hit)} {what}"


def _words(hit: Hit) -> str:
    return f"{hit.topic}: {hit.surface!r} at {hit.field.value} {hit.start}-{hit.end}"
