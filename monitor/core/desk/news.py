"""What a row of the inbox says of its story: what is new in it, and in which sentence it was met."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.core.digest.quote import marked_sentence, quotes
from monitor.model.desk.inbox import InboxFacts, NewsLine
from monitor.model.digests import Quote
from monitor.model.stories import Fact, FactKind
from monitor.model.watch import Field, Hit, Strength

MOST_NEWS = 3
_BEFORE, _BEHIND = 600, 1_400
"""Letters around the first mention in which its sentence is looked for: whole reports would take long."""
_WORDS = {
    FactKind.TOPIC: "Now also about",
    FactKind.NUMBER: "New figure",
    FactKind.PLACE: "New place",
    FactKind.PUBLISHER: "One more independent publisher",
    FactKind.STATEMENT: "New statement",
}
_CORRECTED, _MORE = "Taken back", "More independent publishers"


def news_of(fact: InboxFacts) -> tuple[NewsLine, ...]:
    """What the alert says anew: statements first, each sentence once with all that is new in it."""
    publishers = [one for one in fact.facts if one.kind is FactKind.PUBLISHER]
    by_sentence: dict[str, list[Fact]] = {}
    for one in fact.facts:
        if one.kind is not FactKind.PUBLISHER:
            by_sentence.setdefault(one.sentence or one.shown, []).append(one)
    lines = [_line(sentence, said, fact) for sentence, said in by_sentence.items()]
    if publishers:
        words = _WORDS[FactKind.PUBLISHER] if len(publishers) == 1 else _MORE
        lines.append(NewsLine(words=words, text=", ".join(one.shown for one in publishers)))
    return tuple(lines)[:MOST_NEWS]


def _line(sentence: str, said: Sequence[Fact], fact: InboxFacts) -> NewsLine:
    edited = fact.version > 1
    kinds = dict.fromkeys(_CORRECTED if one.corrects(edited=edited) else _WORDS[one.kind] for one in said)
    words = next(iter(kinds)) + "".join(f", {one[0].lower()}{one[1:]}" for one in list(kinds)[1:])
    quoted = marked_sentence(sentence, fact.language, [one.shown for one in said])
    return NewsLine(words=words, text=quoted.text, marks=quoted.marks)


def met_in(fact: InboxFacts, news: Iterable[NewsLine] = ()) -> Quote | None:
    """The sentence in which it was met; None where the headline is that, or what is new says it already."""
    strong = [one for one in fact.hits if one.field is Field.TEXT and one.strength is Strength.STRONG]
    first = min(strong, key=lambda one: one.start, default=None)
    start = 0 if first is None else max(0, first.start - _BEFORE)
    if start:
        # From the beginning of a word on.
        start = fact.text.find(" ", start, start + 40) + 1 or start
    stretch = fact.text[start : (0 if first is None else first.end) + _BEHIND]
    found = quotes(stretch, fact.language, _within(strong, start, len(stretch)), title=fact.title)
    shown = {one.text for one in news}
    return next((one for one in found if one.text not in shown), None)


def _within(hits: Iterable[Hit], start: int, length: int) -> list[Hit]:
    """As they lie in the stretch of the text."""
    moved = (replace(one, start=one.start - start, end=one.end - start) for one in hits)
    return [one for one in moved if one.start >= 0 and one.end <= length]
