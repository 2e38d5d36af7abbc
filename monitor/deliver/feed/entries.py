"""What stands in a subscription's feed: an entry for each told line, the newest first, each once."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from datetime import datetime, timedelta

from monitor.deliver.feed.printing import print_entry, print_notice
from monitor.deliver.notice import notice_subject, notice_text
from monitor.deliver.render.at_once import is_at_once
from monitor.deliver.render.bidi import isolate_text, language_tag
from monitor.deliver.render.clean import clean
from monitor.deliver.render.digest import opening_lines
from monitor.deliver.render.headline import late_line
from monitor.deliver.render.links import safe_link
from monitor.deliver.render.stories import story_view
from monitor.deliver.render.view import StoryView
from monitor.deliver.render.words import LocalTime
from monitor.model.delivery import Message
from monitor.model.digests import DigestStory
from monitor.model.health import Notice
from monitor.model.ids import Direction
from monitor.records import dataclass

STAYS = timedelta(days=2)
"""So long an entry stays whatever the number: readers come once a day, and a digest may have a thousand stories."""
_AUTHORITY = "monitor.invalid"
"""Of the ids (RFC 4151): a name that nobody can own. That they differ between installations is up to their hash."""
_FACTS, _TITLE = 20, 300


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One told line. All texts are clean; `html` is made of nothing but our own tags."""

    id: str
    at: datetime
    """When it was put into the feed: readers who ask what is new since then go by that."""
    title: str
    language: str
    url: str
    """"" where it may not be a link."""
    publisher: str
    summary: str
    html: str
    topics: tuple[str, ...] = ()
    state: str = ""
    """`new`, `update`, `correction`; `health` of what operators are told."""
    story: str = ""
    """Its short id, as commands take it."""
    publishers: int = 0
    others: tuple[str, ...] = ()
    """Addresses of its other articles."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedHead:
    """What is said of the whole feed, by the newest digest."""

    id: str
    """That of its first digest or notice, for ever."""
    title: str
    about: str
    """"" to leave what stands there."""
    language: str
    at: datetime


def head_of(message: Message) -> FeedHead:
    """The subscription's title, and what the digest says first: what it found and what was not seen."""
    digest = message.digest
    said = "" if is_at_once(digest) else " ".join(f"{label}: {line}" for label, line in opening_lines(digest))
    return FeedHead(
        id=_tag(digest.key, digest.composed_at, "feed"),
        title=clean(digest.title, _TITLE) or clean(digest.subscription, _TITLE),
        about=clean(said, 2_000),
        language=language_tag(digest.language),
        at=digest.composed_at,
    )


def entries_of(message: Message) -> tuple[FeedEntry, ...]:
    """An entry for each story of the digest, in its order; doubtful matches are for its other readers."""
    digest = message.digest
    time = LocalTime(digest.zone, digest.window_to)
    late = late_line(digest) if digest.late else ""
    found = []
    for story in digest.stories:
        view = story_view(story, 0, full=True, time=time)
        found.append(
            FeedEntry(
                id=_tag(digest.key, digest.composed_at, view.ref),
                at=message.at,
                title=_title(view),
                language=view.lang,
                url=view.href,
                publisher=view.publisher,
                summary=_summary(view),
                html=print_entry(view, digest.direction, late),
                topics=tuple(filter(None, (clean(topic, 60) for topic in story.topics[:_FACTS]))),
                state=clean(story.state, 20),
                story=view.ref,
                publishers=story.publishers,
                others=_others(story),
            )
        )
    return tuple(found)


def notice_entry(notice: Notice) -> FeedEntry:
    """What operators are told."""
    text = notice_text(notice)
    return FeedEntry(
        id=_tag(f"{notice.at:%Y-%m-%d}/health", notice.at, notice.id),
        at=notice.at,
        title=notice_subject(notice),
        language="en",
        url="",
        publisher="monitor",
        summary=clean(text, 500),
        html=print_notice(text.splitlines()),
        state="health",
    )


def notice_head(notice: Notice) -> FeedHead:
    """The operators' own feed."""
    at = notice.at
    title = "monitor: what operators are told"
    return FeedHead(id=_tag(f"{at:%Y-%m-%d}/health", at, "feed"), title=title, about="", language="en", at=at)


def merged(known: Sequence[FeedEntry], fresh: Sequence[FeedEntry], most: int, now: datetime) -> tuple[FeedEntry, ...]:
    """Both, the newest first and each once, as it was put in first; beyond `most` what is older than `STAYS` leaves."""
    kept = {one.id: one for one in (*fresh, *known)}
    ordered = sorted(kept.values(), key=lambda one: one.at, reverse=True)
    return tuple(one for place, one in enumerate(ordered) if place < most or now - one.at < STAYS)


def _tag(key: str, at: datetime, of: str) -> str:
    """`tag:monitor.invalid,2026-11-22:border-watch/0700/4f2a/9c1e7f20`: the same for each try at a delivery."""
    date, _, rest = key.partition("/")
    # Another installation may have the same digest; what it composed, it composed at another moment.
    mark = hashlib.sha256(f"{key}|{at.isoformat()}|{of}".encode("utf-8", "replace")).hexdigest()[:16]
    day = date if re.fullmatch(r"\d{4}-\d{2}-\d{2}", date) else f"{at:%Y-%m-%d}"
    name = re.sub(r"[^A-Za-z0-9_./-]+", "-", f"{rest}/{of}")
    return f"tag:{_AUTHORITY},{day}:{name[:120]}/{mark}"


def _title(view: StoryView) -> str:
    """The headline; in front of it what it is, unless it is new. One that runs the other way is kept together."""
    if view.state == "NEW":
        return view.title
    rtl = view.dir is Direction.RTL
    return f"{view.state}: {isolate_text(view.title, Direction.LTR) if rtl else view.title}"


def _summary(view: StoryView) -> str:
    """Of an update what is new and the sentence that says so; of a new story its first sentence that counts."""
    quotes = [change.now for change in view.changes] or list(view.quotes)
    news = f"{view.brings}: {view.news}. " if view.update and view.news else ""
    return news + ("".join(part.text for part in quotes[0].segments) if quotes else "")


def _others(story: DigestStory) -> tuple[str, ...]:
    links = (safe_link(copy.url).href for copy in story.copies)
    return tuple(dict.fromkeys(link for link in links if link))[:_FACTS]
