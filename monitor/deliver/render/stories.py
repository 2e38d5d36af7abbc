"""Stories as the view shows them. A story that cannot be shown becomes a placeholder; its neighbours stay."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from monitor.deliver.render.bidi import language_tag
from monitor.deliver.render.clean import clean
from monitor.deliver.render.links import Link, safe_link
from monitor.deliver.render.telling import changes, copy_view, evidence, first_told, grown, news_of, quote_view
from monitor.deliver.render.view import SectionView, StoryView
from monitor.deliver.render.words import LocalTime, count, language_name, new_and_updates
from monitor.model.digests import Digest, DigestSection, DigestStory
from monitor.model.ids import Direction
from monitor.model.outcomes import TextSource

_STATES = {"new": "NEW", "update": "UPDATE"}
_NOTES = {
    TextSource.PAGE: "",
    TextSource.FEED_CONTENT: "text from the feed",
    TextSource.SUMMARY_ONLY: "only the feed's summary was read",
}
_COPIES_SHOWN = 3
_QUOTES_SHOWN = 2
_COMMAND_URL, _UNBROKEN = 110, 34


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a digest is shown."""

    full: int
    """Stories in full."""
    listed: int
    """Stories in full and as lines together."""
    weak: int = 5


def section_views(digest: Digest, limits: Limits, time: LocalTime) -> tuple[SectionView, ...]:
    """The sections with at least one story left within the limits, stories numbered through."""
    views: list[SectionView] = []
    number = 0
    for section in digest.sections:
        shown = section.stories[: max(limits.listed - number, 0)]
        if not shown:
            continue
        stories = [
            story_view(story, number + offset, full=number + offset <= limits.full, time=time)
            for offset, story in enumerate(shown, start=1)
        ]
        number += len(shown)
        views.append(
            SectionView(
                title=clean(section.title, 80),
                counts=_counts(section.stories),
                elsewhere=_elsewhere(section, digest.sections),
                stories=tuple(stories),
            )
        )
    return tuple(views)


def story_view(story: DigestStory, number: int, *, full: bool, time: LocalTime) -> StoryView:
    """One story; the placeholder says that it could not be shown and keeps its reference."""
    try:
        return _story_view(story, number, full=full, time=time)
    except (ValueError, LookupError, ArithmeticError):
        return _placeholder(story, number)


def _story_view(story: DigestStory, number: int, *, full: bool, time: LocalTime) -> StoryView:
    link = safe_link(story.url)
    line = StoryView(
        number=number,
        ref=clean(story.ref, 16),
        state=_STATES.get(story.state, clean(story.state, 20).upper()),
        topics=tuple(clean(topic, 60) for topic in story.topics[:4]),
        title=clean(story.title, 200) or "(no headline)",
        lang=language_tag(story.language),
        dir=story.direction,
        href=link.href,
        host=link.host or "no usable link",
        publisher=clean(story.publisher, 60),
        language=language_name(story.language),
        time=time.short(story.published_at or story.first_seen_at),
        source_note=_NOTES[story.source],
        evidence=evidence(story),
        first=first_told(story, time),
        update=story.update,
        news=news_of(story.new_facts),
        also_in=tuple(clean(title, 60) for title in story.also_in[:6]),
        why=clean(story.why, 240),
        full=full,
    )
    if not full:
        return line
    told = "" if story.told is None else f"Told first in the digest of {time.full(story.told.at)}."
    line = replace(line, told=told, more=f"monitor story {line.ref}")
    return replace(line, changes=changes(story.new_facts)) if story.update else _whole(line, story, link, time)


def _whole(line: StoryView, story: DigestStory, link: Link, time: LocalTime) -> StoryView:
    """All of a new story. An update leaves it out: its readers know the story."""
    quotes = (quote_view(quote) for quote in story.quotes[:_QUOTES_SHOWN])
    copies = tuple(copy_view(copy, time) for copy in story.copies[:_COPIES_SHOWN])
    return replace(
        line,
        growth=grown(story.growth, time),
        quotes=tuple(quote for quote in quotes if quote is not None),
        copies=copies,
        copies_more=len(story.copies) - len(copies),
        command=_command(link),
    )


def _command(link: Link) -> str:
    """The command with the address, unless it is too long to be typed or would push a phone's page sideways."""
    if not link.href:
        return ""
    longest = max(len(part) for part in re.split(r"[/?-]", link.href))
    fits = len(link.href) <= _COMMAND_URL and longest <= _UNBROKEN
    return f"monitor why {link.href}" if fits else "monitor why LINK, with the address of the headline"


def _placeholder(story: DigestStory, number: int) -> StoryView:
    return StoryView(
        number=number,
        ref=clean(story.ref, 16),
        state="NOT SHOWN",
        topics=(),
        title="This story could not be shown; its record is kept.",
        lang="en",
        dir=Direction.LTR,
        href="",
        host="no usable link",
        publisher=clean(story.publisher, 60),
        language="",
        time="time unknown",
        source_note="",
        evidence=evidence(story),
        first="first seen at an unknown time",
        why="a fault in the stored story; please report it with the digest's key",
        full=False,
    )


def _counts(stories: Sequence[DigestStory]) -> str:
    total = count(len(stories), "story", "stories")
    updates = sum(story.update for story in stories)
    if not updates:
        return total + ("" if len(stories) == 1 else ", all new")
    return f"{total}: {new_and_updates(len(stories) - updates, updates)}"


def _elsewhere(section: DigestSection, sections: Sequence[DigestSection]) -> str:
    places = [
        (sum(1 for story in other.stories if section.title in story.also_in), clean(other.title, 60))
        for other in sections
        if other is not section
    ]
    return "; ".join(f"{n} more {'is' if n == 1 else 'are'} under {title}" for n, title in places if n)
