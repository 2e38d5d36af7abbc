"""Which part of an article is pinned when somebody judges an alert: as little as alerts by itself."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime

from monitor.core.text import sentence_at, sentence_ends
from monitor.model.feedback.given import AlertedText, Said
from monitor.model.feedback.pins import Pin
from monitor.model.watch import Field, Hit, MatchText, Strength
from monitor.records import dataclass

Alerts = Callable[[MatchText], Sequence[Hit]]
"""The strong hits of the topic in a text on which its watchlist alerts; none if it does not."""
MAX_SENTENCES = 3
"""Sentences in one pin: one for each way in which the topic was met."""
MAX_TEXT = 20_000
"""What a file of config/ takes as one text."""
_AROUND = 4_000
_MAX_ID = 50
_PARAGRAPH = re.compile(r"\n\s*\n|\n")


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """Who judges, when, and why."""

    by: str
    at: datetime
    because: str = ""


def pin_of(text: AlertedText, topic: str, said: Said, who: Who, alerts: Alerts) -> Pin | None:
    """The pin for a topic of an alert; None where nothing of the topic stands in the text any more.

    The sentence of each way in which the topic was met, if that alerts by itself; else with the title, the paragraphs,
    or as much of the article as it takes. What alerts no more, for the list was mended already, is pinned by its
    sentences.
    """
    hits = _distinct(list(alerts(text.match_text)) or _stored(text, topic))
    attempts = [one for one in _attempts(text, hits) if len(one.text) <= MAX_TEXT and one.text.strip()]
    if not attempts:
        return None
    pinned, met = attempts[0], [hit.surface for hit in hits]
    for attempt in attempts:
        if found := alerts(attempt):
            pinned, met = attempt, [hit.surface for hit in _distinct(found)]
            break
    whole = _plain(f"{pinned.title} {pinned.text}")
    return Pin(
        id=pin_id(text.watchlist, topic, pinned),
        watchlist=text.watchlist,
        topic=topic,
        expected="match" if said is Said.YES else "ignore",
        text=pinned.text,
        met=tuple(one for one in dict.fromkeys(map(_plain, met)) if one and one in whole),
        title=pinned.title,
        language=text.language,
        article=text.url,
        publisher=text.publisher,
        story=f"{text.story_id:04x}",
        alert=text.alert_id,
        by=who.by,
        at=who.at,
        because=who.because,
    )


def pin_id(watchlist: str, topic: str, text: MatchText) -> str:
    """The same for the same words pinned to the same topic, whoever says yes or not of them."""
    words = "\0".join((watchlist, topic, text.title, text.text))
    return f"{topic[:_MAX_ID].strip('-_')}-{hashlib.sha256(words.encode('utf-8', 'replace')).hexdigest()[:8]}"


def sentence_of(text: MatchText, hit: Hit) -> str:
    """The sentence in which a hit stands; the title for what stands there, the hit alone for what stands elsewhere."""
    if hit.field is not Field.TEXT:
        return _plain(text.title) if hit.field is Field.TITLE else _plain(hit.surface)
    start, end = sentence_at(text.text, hit.start, sentence_ends(text.text))
    return _plain(text.text[start:end])


def _stored(text: AlertedText, topic: str) -> list[Hit]:
    """The strong hits as they were stored, where they still stand in the text."""
    parts = {Field.TITLE: text.title, Field.TEXT: text.text}
    return [
        hit
        for hit in text.hits
        if hit.topic == topic
        and hit.strength is Strength.STRONG
        and parts.get(hit.field, "")[hit.start : hit.end] == hit.surface
    ]


def _distinct(hits: Sequence[Hit]) -> list[Hit]:
    """One for each way in which the topic was met, those in the text first."""
    first: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: hit.field is not Field.TEXT):
        first.setdefault(_plain(hit.surface).casefold(), hit)
    return list(first.values())[:MAX_SENTENCES]


def _attempts(text: AlertedText, hits: Sequence[Hit]) -> Iterator[MatchText]:
    """Longer and longer parts of the article; the last is all of it."""
    if not hits:
        return
    in_text = [hit for hit in hits if hit.field is Field.TEXT]
    empty = replace(text.match_text, title="", text="")
    title = _plain(text.title)
    if not in_text:
        yield replace(empty, text=title)
    places = in_text or [replace(hits[0], field=Field.TEXT, start=0, end=0)]
    sentences = _parts(text.text, [sentence_at(text.text, hit.start, sentence_ends(text.text)) for hit in places])
    paragraphs = _parts(text.text, [_paragraph(text.text, hit.start) for hit in places])
    for part in dict.fromkeys((sentences, paragraphs)):
        yield replace(empty, text=part)
        yield replace(empty, title=title, text=part)
    start = max(0, places[0].start - _AROUND // 2)
    yield replace(empty, title=title, text=text.text[start : start + _AROUND].strip())
    yield text.match_text


def _parts(text: str, bounds: Sequence[tuple[int, int]]) -> str:
    """The parts one below the other, each once."""
    return "\n\n".join(dict.fromkeys(_plain(text[start:end]) for start, end in bounds))


def _paragraph(text: str, offset: int) -> tuple[int, int]:
    """The paragraph that holds `offset`."""
    start = 0
    for found in _PARAGRAPH.finditer(text):
        if found.start() >= offset:
            return start, found.start()
        start = found.end()
    return start, len(text)


def _plain(text: str) -> str:
    return " ".join(text.split())
