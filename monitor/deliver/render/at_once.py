"""What is told at once: its age, a flood in one line; and in the digest after it, what was told before."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.deliver.render.bidi import has_rtl, language_tag
from monitor.deliver.render.clean import clean
from monitor.deliver.render.links import safe_link
from monitor.deliver.render.view import LineView, SentView
from monitor.deliver.render.words import LocalTime, count
from monitor.model.alerting import DigestKind, SentStory
from monitor.model.digests import Digest

_SENT_SHOWN = 50
_TOPIC = 40
_CORRECTION = "correction"


def is_at_once(digest: Digest) -> bool:
    """Whether it was sent the moment it was due, beside the digests of the clock."""
    return digest.kind is not DigestKind.DIGEST


def age(digest: Digest) -> str:
    """`seen 03:12, sent 03:14.`: how old the news is, is a part of it."""
    time = LocalTime(digest.zone, digest.composed_at)
    seen = f"seen {time.short(digest.seen_at)}, " if digest.seen_at else ""
    return f"{seen}sent {time.short(digest.composed_at)}."


def flood_subject(digest: Digest) -> str:
    """`FLOOD Albu Kamal: 42 more in 6 stories since 09:00`."""
    time = LocalTime(digest.zone, digest.composed_at)
    articles = sum(1 + len(story.copies) for story in digest.stories)
    topics = [clean(topic, _TOPIC) for story in digest.stories for topic in story.topics[:1]]
    topic = next((one for one in topics if not has_rtl(one)), clean(digest.title, _TOPIC))
    since = f" since {time.short(digest.seen_at)}" if digest.seen_at else ""
    return f"FLOOD {topic}: {articles:,} more in {count(len(digest.stories), 'story', 'stories')}{since}"


def sent_before(digest: Digest) -> str:
    """`3 stories at once, listed below.`; "" if none was."""
    return f"{count(len(_stories(digest)), 'story', 'stories')} at once, listed below." if digest.sent else ""


def sent_view(digest: Digest, time: LocalTime) -> SentView:
    """What was told at once since the digest before, a line for each story, the newest first."""
    stories = _stories(digest)[::-1]
    return SentView(
        lines=tuple(_line(told, time) for told in stories[:_SENT_SHOWN]), more=max(len(stories) - _SENT_SHOWN, 0)
    )


def _stories(digest: Digest) -> list[list[SentStory]]:
    """The messages on each story, the oldest first; the story that was told last stands last."""
    by_ref: dict[str, list[SentStory]] = {}
    for one in digest.sent:
        by_ref[one.ref] = [*by_ref.pop(one.ref, []), one]
    return list(by_ref.values())


def _line(told: Sequence[SentStory], time: LocalTime) -> LineView:
    """The story as its last message had it: what was new to its readers in this time stays new."""
    first, one = told[0], told[-1]
    again = f", last {time.short(one.at)}" if len(told) > 1 else ""
    link = safe_link(one.url)
    return LineView(
        number=0,
        ref=clean(one.ref, 16),
        state=clean(one.state if one.state == _CORRECTION else first.state, 20).upper(),
        title=clean(one.title, 200) or "(no headline)",
        lang=language_tag(one.language),
        dir=one.direction,
        href=link.href,
        host=link.host or "no usable link",
        publisher=clean(one.publisher, 60),
        time=f"sent {time.short(first.at)}{again}",
    )
