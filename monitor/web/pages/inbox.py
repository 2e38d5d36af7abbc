"""The inbox, and what is done to stories from there and from their pages."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from monitor.core.desk.inbox import OPEN
from monitor.flow.desk.inbox import fresh, inbox
from monitor.flow.desk.sent import silence_lines
from monitor.flow.desk.shown import silences_shown
from monitor.model.config import Settings
from monitor.model.desk.inbox import InboxLine, InboxPage, InboxQuestion, InboxState, WeakLine
from monitor.model.desk.sent import SilenceLine
from monitor.ports import Store
from monitor.records import dataclass
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import File, Page, Param, Room
from monitor.web.pages.deeds import ACTIONS

_WINDOWS = {"8h": "last 8 h", "24h": "last 24 h", "7d": "last 7 d", "visit": "since last visit", "": "all"}
_TABS: Mapping[str, tuple[str, frozenset[InboxState]]] = {
    "": ("Open", OPEN),
    "new": ("New", frozenset({InboxState.NEW})),
    "update": ("Update", frozenset({InboxState.UPDATE, InboxState.CORRECTION})),
    "more": ("More", frozenset({InboxState.MORE})),
    "done": ("Done", frozenset({InboxState.DONE})),
}
_WEAK_FOR, _MOST_WEAK, _MOST_SIFTED = timedelta(days=1), 20, 1_250


@dataclass(frozen=True, slots=True, kw_only=True)
class Tab:
    """One way to look at the inbox."""

    name: str
    words: str
    stories: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """An entry of a list to choose from."""

    name: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class InboxView:
    """The inbox as it is shown."""

    lines: tuple[InboxLine, ...]
    tabs: tuple[Tab, ...]
    state: str
    list: str
    lists: tuple[Choice, ...]
    language: str
    window: str
    windows: tuple[Choice, ...]
    filters: tuple[str, ...]
    """What is filtered by, in words: it is told where the fields are folded."""
    since: datetime | None
    older: int
    before: int
    held: tuple[SilenceLine, ...]
    weak: tuple[WeakLine, ...]
    mark: int
    """The newest alert that the page knows of."""
    setup: str
    """What is to be done first: `feeds`, `watchlists`, or "" if there is nothing."""


async def _inbox(asked: Asked) -> InboxView:
    question, state, window = _question(asked)
    return await asked.services.call(_read, asked.services.store, asked.settings, (question, state, window), asked.now)


def _read(store: Store, settings: Settings, asked: tuple[InboxQuestion, str, str], now: datetime) -> InboxView:
    question, state, window = asked
    page = inbox(store, settings, question, now)
    first = not (question.before or state)
    listed = [one.title for one in settings.watchlists if one.id in question.watchlists]
    return InboxView(
        lines=page.lines,
        tabs=_tabs(page),
        state=state,
        list=question.watchlists[0] if question.watchlists else "",
        lists=tuple(Choice(name=one.id, words=one.title) for one in settings.watchlists),
        language=question.language,
        window=window,
        windows=tuple(Choice(name=name, words=words) for name, words in _WINDOWS.items()),
        filters=tuple(one for one in (*listed, _WINDOWS[window] if window else "", question.language) if one),
        since=question.since,
        older=page.older,
        before=question.before,
        held=_held(store, settings, question, now) if first else (),
        weak=_weak(store, question, now) if first else (),
        mark=page.newest,
        setup="feeds" if not settings.feeds else "watchlists" if not settings.watchlists else "",
    )


def _held(store: Store, settings: Settings, question: InboxQuestion, now: datetime) -> tuple[SilenceLine, ...]:
    lines = [one for one in silence_lines(store, settings, now) if one.state == "active"]
    return tuple(lines) if question.shown is None else silences_shown(store, settings, lines, question.shown)


def _weak(store: Store, question: InboxQuestion, now: datetime) -> tuple[WeakLine, ...]:
    shown = question.shown
    if shown is None:
        return tuple(store.weak_lines(now - _WEAK_FOR, _MOST_WEAK))
    # Those of other lists must not push them out: all that the statement looks at.
    found = store.weak_lines(now - _WEAK_FOR, _MOST_SIFTED)
    return tuple(one for one in found if one.watchlist in shown)[:_MOST_WEAK]


def _tabs(page: InboxPage) -> tuple[Tab, ...]:
    return tuple(
        Tab(name=name, words=words, stories=sum(page.counts[one] for one in states))
        for name, (words, states) in _TABS.items()
    )


def _question(asked: Asked) -> tuple[InboxQuestion, str, str]:
    state, window = asked.word("state"), asked.word("window")
    state, window = (state if state in _TABS else ""), (window if window in _WINDOWS else "")
    known = {one.id for one in asked.settings.watchlists}
    listed = asked.word("list")
    question = InboxQuestion(
        states=_TABS[state][1],
        watchlists=(listed,) if listed in known else (),
        language=asked.word("language")[:20],
        since=_since(asked, window),
        before=asked.number("before", 0, most=10**15),
        shown=asked.who.watchlists,
    )
    return question, state, window


def _since(asked: Asked, window: str) -> datetime | None:
    spans = {"8h": timedelta(hours=8), "24h": timedelta(hours=24), "7d": timedelta(days=7)}
    if window in spans:
        # To the minute: what is asked again within it is the same question.
        return (asked.now - spans[window]).replace(second=0, microsecond=0)
    if window != "visit":
        return None
    try:
        visit = datetime.fromtimestamp(int(asked.cookies.get("visit", "")[:12]), UTC)
    except (ValueError, OverflowError, OSError):
        return asked.now - spans["24h"]
    return min(visit, asked.now)


async def _live(asked: Asked) -> bytes:
    """How many stories came since the page was made."""
    since = asked.number("mark", 0, most=10**15)
    count, newest = await asked.services.call(fresh, asked.services.store, since, asked.now, asked.who.watchlists)
    head = await asked.desk.head(asked.who)
    words = f"{count:,} {'story' if count == 1 else 'stories'} came or changed."
    told = {"mark": str(max(newest, since) if count else since), "words": words, "count": count, "open": head.open}
    return json.dumps(told).encode()


ROOM = Room(
    pages=(
        Page(
            path="/",
            by_list=True,
            title="Inbox",
            menu="Inbox",
            summary="Stories that alerted, the newest change first.",
            template="inbox.html",
            read=_inbox,
            shape=InboxView,
            params=(
                Param(name="state", words="new, update, more or done; all that are open if absent."),
                Param(name="list", words="Only of this watchlist."),
                Param(name="language", words="Only told in this language, such as ar."),
                Param(name="window", words="8h, 24h, 7d or visit: only what came or grew since."),
                Param(name="before", words="Only stories whose newest alert has a smaller number."),
            ),
        ),
    ),
    files=(
        File(
            path="/index/live.json",
            by_list=True,
            summary="How many stories came since an alert.",
            kind="application/json",
            read=_live,
            params=(Param(name="mark", words="The newest alert that is known."),),
        ),
    ),
    actions=ACTIONS,
)
