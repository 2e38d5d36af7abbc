"""Invented digests that templates are tried with: none, one and many stories, from either side."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from monitor.deliver.render.digest import digest_view
from monitor.deliver.render.stories import Limits
from monitor.deliver.render.view import DigestView
from monitor.model.alerting import DigestKind, SentStory
from monitor.model.coverage import Coverage, CoverageForm, FeedTrouble
from monitor.model.digests import (
    WHOLE,
    Copy,
    Digest,
    DigestSection,
    DigestStory,
    FirstTold,
    Followed,
    NewFact,
    Part,
    Quote,
)
from monitor.model.ids import Direction, Priority, StoryId
from monitor.model.outcomes import TextSource
from monitor.model.stories import FactKind

_AT = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)
_TEXTS = {
    Direction.LTR: (
        "en",
        "Ferry & barge collide <off> the old harbour",
        "The ferry hit the barge off the harbour.",
    ),
    Direction.RTL: ("ar", "تصادم عبارة وزورق قرب الميناء القديم", "اصطدمت العبارة بالزورق قرب الميناء القديم."),
}


def sample_views() -> tuple[tuple[str, DigestView], ...]:
    """Views by what they are, in words."""
    six, rtl = _digest(6), _digest(6, Direction.RTL)
    alert = replace(_digest(1, update=True), kind=DigestKind.ALERT, seen_at=_AT)
    sent = SentStory(
        at=_AT, ref="00aa", state="new", title="A sample", language="en", direction=Direction.LTR, url="", publisher="P"
    )
    found = (
        ("a quiet digest", _digest(0), WHOLE),
        ("a digest of one story", _digest(1), WHOLE),
        ("a digest of six stories", six, WHOLE),
        ("a digest from right to left", rtl, WHOLE),
        ("a digest of updates", replace(_digest(6, update=True), sent=(sent,)), WHOLE),
        ("a message at once", alert, WHOLE),
        ("a digest without coverage", replace(six, coverage_form=CoverageForm.OFF), WHOLE),
        ("the second part of a digest", six, Part(number=2, of=2, first=3)),
    )
    views = [(what, digest_view(digest, part, Limits(7, 500))) for what, digest, part in found]
    return (*views, ("a digest of lines", digest_view(six, WHOLE, Limits(1, 2, 1))))


def _digest(size: int, direction: Direction = Direction.LTR, *, update: bool = False) -> Digest:
    stories = tuple(_story(number, direction, update=update) for number in range(1, size + 1))
    section = DigestSection(watchlist="harbour", title="Harbour", priority=Priority.NORMAL, stories=stories)
    return Digest(
        key="2026-03-02/sample/0700",
        subscription="sample",
        title="Sample",
        schedule="at 07:00 every day (Europe/Lisbon)",
        zone="Europe/Lisbon",
        language="en",
        direction=direction,
        window_from=_AT - timedelta(days=1),
        window_to=_AT,
        composed_at=_AT,
        sections=(section,) if stories else (),
        weak=(_story(99, direction),) if size > 1 else (),
        coverage=_coverage(size),
        lists=("Harbour",),
    )


def _coverage(size: int) -> Coverage:
    return Coverage(
        feeds=12,
        feeds_read=11,
        failing=(FeedTrouble(title="Port paper", detail="no answer within 30 s", since=_AT),),
        silent=(),
        articles=340,
        without_full_text=3,
        matched=size,
        shown=size,
        folded=0,
        weak=0,
    )


def _story(number: int, direction: Direction, *, update: bool = False) -> DigestStory:
    language, title, sentence = _TEXTS[direction]
    quote = Quote(text=sentence, marks=((0, 3),), language=language, direction=direction)
    fact = NewFact(kind=FactKind.NUMBER, shown="4 (injured)", sentence=quote, earlier=quote)
    return DigestStory(
        story_id=StoryId(number),
        ref=f"5a{number:02x}",
        state="update" if update else "new",
        topics=("Old harbour",),
        title=f"{title} {number}",
        language=language,
        direction=direction,
        url=f"https://paper{number}.example/{number}?a=1&b=2",
        host=f"paper{number}.example",
        publisher="Port paper",
        published_at=_AT,
        first_seen_at=_AT,
        source=TextSource.PAGE,
        publishers=2,
        copies=(
            Copy(publisher="Quay news", url="https://quay.example/1", title=title, first_seen_at=_AT, label="reprint"),
        ),
        quotes=(quote,),
        also_in=("Coast",),
        follows=Followed(
            story_id=StoryId(number + 1),
            ref="4a01",
            title=title,
            language=language,
            direction=direction,
            at=_AT - timedelta(days=2),
        ),
        why="name old harbour of Old harbour",
        not_plain="old harbour = Old harbour",
        new_facts=(fact,) if update else (),
        told=FirstTold(digest="2026-03-01/sample/0700", at=_AT - timedelta(days=1)) if update else None,
    )
