"""Stories as the view shows them. A story that cannot be shown becomes a placeholder; its neighbours stay."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.deliver.render.bidi import language_tag
from monitor.deliver.render.clean import clean
from monitor.deliver.render.links import safe_link
from monitor.deliver.render.reports import original_view, report_views, said_by
from monitor.deliver.render.telling import (
    FACTS_SHOWN,
    changes,
    copy_view,
    evidence,
    first_told,
    followed_view,
    found_late,
    news_of,
    quote_view,
    said_before,
    told_first,
    told_in,
    translation_view,
    until,
)
from monitor.deliver.render.view import LineView, SectionView, StoryView
from monitor.deliver.render.words import LocalTime, count, language_name, new_and_updates
from monitor.model.digests import Digest, DigestSection, DigestStory, Part
from monitor.model.ids import Direction
from monitor.model.outcomes import TextSource
from monitor.records import dataclass

_STATES = {"new": "NEW", "update": "UPDATE", "correction": "CORRECTION"}
_NOTES = {
    TextSource.PAGE: "",
    TextSource.PAGE_PART: "only the beginning was read",
    TextSource.FEED_CONTENT: "text from the feed",
    TextSource.SUMMARY_ONLY: "only the feed's summary was read",
}
_COPIES_SHOWN = 3
_LINE_FACTS = 2
_QUOTES_SHOWN = 40


@dataclass(frozen=True, slots=True)
class Limits:
    """How much of a digest is shown."""

    full: int
    """Stories in full."""
    brief: int
    """Stories in full and as entries with their facts together; the others are a line each."""
    weak: int = 5


def section_views(digest: Digest, part: Part, limits: Limits, time: LocalTime) -> tuple[SectionView, ...]:
    """The sections with at least one story in the part, stories numbered through the whole digest."""
    views: list[SectionView] = []
    before, note = 0, _why_lines(digest, limits) if part.number == 1 else ""
    last = len(digest.stories) if part.last is None else part.last
    for section in digest.sections:
        numbered = list(enumerate(section.stories, start=before + 1))
        here = [(number, story) for number, story in numbered if part.first < number <= last]
        before += len(section.stories)
        if not here:
            continue
        lines = tuple(line_view(story, number, time) for number, story in here if number > limits.brief)
        continued = "" if here[0] == numbered[0] else " (continued)"
        views.append(
            SectionView(
                title=clean(section.title, 80) + continued,
                counts=_counts(section.stories) if len(digest.sections) > 1 else "",
                elsewhere="" if continued else _elsewhere(section, digest.sections),
                stories=tuple(
                    story_view(story, number, full=number <= limits.full, time=time)
                    for number, story in here
                    if number <= limits.brief
                ),
                note=note if lines else "",
                lines=lines,
            )
        )
        note = "" if lines else note
    return tuple(views)


def _why_lines(digest: Digest, limits: Limits) -> str:
    """Which limit made lines of the stories that follow: what the subscription asks for, or the size of a mail."""
    if digest.max_stories <= limits.brief:
        name = clean(digest.subscription, 60)
        return (
            f"From here on one line each: max_stories of {name} is {digest.max_stories:,}. "
            "To see more of them in full, raise it in config/monitor.yaml."
        )
    return "From here on one line each: a mail has no room for more in full."


def line_view(story: DigestStory, number: int, time: LocalTime) -> LineView:
    """A story as one line."""
    link = safe_link(story.url)
    reports, more = report_views(story, time, facts=_LINE_FACTS)
    return LineView(
        number=number,
        ref=clean(story.ref, 16),
        state=_STATES.get(story.state, clean(story.state, 20).upper()),
        title=clean(story.title, 200) or "(no headline)",
        lang=language_tag(story.language),
        dir=story.direction,
        href=link.href,
        host=link.host or "no usable link",
        publisher=clean(story.publisher, 60),
        time=time.short(story.published_at or story.first_seen_at),
        late=found_late(story, time),
        news=news_of(story, _LINE_FACTS),
        original=original_view(story, time),
        translation=translation_view(story.title, story),
        brings=_brings(story),
        reports=reports,
        reports_more=more,
        follows=followed_view(story, time),
    )


def _brings(story: DigestStory) -> str:
    """What its facts do: of a story that is new to its readers other articles say them beside the one shown."""
    return "Corrects" if story.correction else "New" if story.update else "Others add"


def story_view(story: DigestStory, number: int, *, full: bool, time: LocalTime) -> StoryView:
    """One story; the placeholder says that it could not be shown and keeps its reference."""
    try:
        return _story_view(story, number, full=full, time=time)
    except (ValueError, LookupError, ArithmeticError):
        return _placeholder(story, number)


def _story_view(story: DigestStory, number: int, *, full: bool, time: LocalTime) -> StoryView:
    link = safe_link(story.url)
    reports, more = report_views(story, time, facts=0 if full else FACTS_SHOWN)
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
        told_in=told_in(story.told_in),
        original=original_view(story, time),
        translation=translation_view(story.title, story),
        update=story.update,
        late=found_late(story, time),
        brings=_brings(story),
        news=news_of(story),
        reports=reports,
        reports_more=more,
        follows=followed_view(story, time),
        also_in=tuple(clean(title, 60) for title in story.also_in[:6]),
        why=clean(story.why if story.weak else story.not_plain, 240),
        full=full,
    )
    if not full:
        return line
    sentences = changes(story, lambda sentence: said_by(sentence, story, time))
    line = replace(line, told=told_first(story, time), before=said_before(story), changes=sentences)
    return line if story.update else _whole(line, story, time)


def _whole(line: StoryView, story: DigestStory, time: LocalTime) -> StoryView:
    """All of a new story. An update leaves it out: its readers know the story."""
    quotes = (quote_view(quote, story) for quote in story.quotes[:_QUOTES_SHOWN])
    copies = tuple(copy_view(copy, time) for copy in story.copies[:_COPIES_SHOWN])
    return replace(
        line,
        evidence=line.evidence + until(story.growth, time),
        quotes=tuple(quote for quote in quotes if quote is not None),
        copies=copies,
        copies_more=len(story.copies) - len(copies),
    )


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
    if not any(story.update for story in stories):
        return total + ("" if len(stories) == 1 else ", all new")
    return f"{total}: {new_and_updates(stories)}"


def _elsewhere(section: DigestSection, sections: Sequence[DigestSection]) -> str:
    places = [
        (sum(1 for story in other.stories if section.title in story.also_in), clean(other.title, 60))
        for other in sections
        if other is not section
    ]
    return "; ".join(f"{n} more {'is' if n == 1 else 'are'} under {title}" for n, title in places if n)
