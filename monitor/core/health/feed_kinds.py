"""What may be wrong with a feed, by what its polls ended with and what its newest entries are like, and what to do."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from statistics import median

from monitor.core.health.feeds import reason_of
from monitor.model.feeds import FeedState
from monitor.model.health import FeedRecent
from monitor.model.outcomes import FetchReason, ParseReason


class FeedTroubleKind(StrEnum):
    """What is wrong with a feed, the worst first."""

    GONE = "gone"
    MISSING = "missing"
    UNREACHABLE = "unreachable"
    BLOCKED = "blocked"
    NOT_A_FEED = "not_a_feed"
    REFUSED = "refused"
    BROKEN = "broken"
    FAILING = "failing"
    SILENT = "silent"
    UNCHANGED = "unchanged"
    EMPTY = "empty"
    UNSTEADY = "unsteady"
    WITHOUT_TEXT = "without_text"
    UNDATED = "undated"
    SLOW = "slow"
    MOVED = "moved"
    PAUSED = "paused"
    UNREAD = "unread"
    WELL = "well"

    @property
    def words(self) -> str:
        """As people write it."""
        return self.value.replace("_", " ")


_K, _F, _P = FeedTroubleKind, FetchReason, ParseReason
LASTING = frozenset({_K.UNSTEADY, _K.WITHOUT_TEXT, _K.UNDATED, _K.SLOW, _K.MOVED})
"""Of feeds that are read, and go on like this for weeks."""
_KINDS: Mapping[str, FeedTroubleKind] = {
    **dict.fromkeys((_F.DNS, _F.CONNECT, _F.TLS, _F.TIMEOUT, _F.PROTOCOL, _F.HTTP_SERVER_ERROR), _K.UNREACHABLE),
    **dict.fromkeys((_P.CHALLENGE_PAGE, _P.LOGIN_PAGE, _F.HTTP_CLIENT_ERROR, _F.RATE_LIMITED), _K.BLOCKED),
    **dict.fromkeys((_P.NOT_A_FEED, _P.WRONG_TYPE), _K.NOT_A_FEED),
    **dict.fromkeys((_F.BAD_URL, _F.REFUSED_ADDRESS, _F.REDIRECT_LOOP, _F.TOO_LARGE), _K.REFUSED),
    **dict.fromkeys((_P.MALFORMED, _F.TRUNCATED, _F.BAD_ENCODING), _K.BROKEN),
    _P.EMPTY: _K.EMPTY,
    _F.GONE: _K.GONE,
}
_TODO: Mapping[FeedTroubleKind, str] = {
    _K.GONE: "Take it out of feeds.yaml, or put its new address there.",
    _K.MISSING: "Look on its site for the feed's new address: monitor feeds add URL finds it.",
    _K.UNREACHABLE: "It is tried again by itself; open the address in a browser if it lasts.",
    _K.BLOCKED: "Open the address in a browser; the site may want an agreement (headers, user_agent).",
    _K.NOT_A_FEED: "Find the feed's address on the page: monitor feeds add URL looks for it.",
    _K.REFUSED: "Check the address in feeds.yaml, and fetch.allow_private if it is your own.",
    _K.BROKEN: "Tell the publisher; what can be read of it is read.",
    _K.FAILING: "See the log; it is tried again by itself.",
    _K.SILENT: "Open its site: if there are newer articles, the feed has moved or is kept no longer.",
    _K.UNCHANGED: "Open its site: if there are newer articles, look there for another feed.",
    _K.EMPTY: "Open its site: the feed may have moved.",
    _K.UNSTEADY: "See when it fails in the log; a longer interval in feeds.yaml often helps.",
    _K.WITHOUT_TEXT: "Names beyond title and summary are not seen: log in by headers_env, or ask for a full-text feed.",
    _K.UNDATED: "Nothing: its entries are new when they are seen first, and old ones cannot be told from them.",
    _K.SLOW: "Nothing, unless it fails: then raise fetch.deadline.",
    _K.MOVED: "monitor feeds adopt puts the new address into feeds.yaml.",
    _K.PAUSED: "Take `paused` out of feeds.yaml, and it is read again.",
    _K.UNREAD: "It is read with the next poll of a running bot.",
    _K.WELL: "",
}
_LOG_IN = "It wants a login: give it one with headers_env in feeds.yaml."
_TODO_FOR: Mapping[str, str] = {
    "401": _LOG_IN,
    _P.LOGIN_PAGE: _LOG_IN,
    "407": "The proxy wants a login: fetch.proxy_login_env in monitor.yaml.",
    "403": "The site turns bots away: name a contact in fetch.user_agent, ask the publisher, or drop it.",
    "451": "It may not be read from here, by law; read it through fetch.proxy, or drop it.",
    _F.RATE_LIMITED: "Give it a longer interval in feeds.yaml; until then it is polled as rarely as it asks.",
    _F.TLS: "Open the address in a browser: its certificate has to be renewed, or fetch.ca_file names yours.",
    _F.DNS: "Check its host's name in feeds.yaml; it is tried again by itself.",
    _P.CHALLENGE_PAGE: "The site asks visitors to agree, or to prove that they are human: ask its publisher.",
}
_ABSENT = frozenset({"404"})
_STATUS = re.compile(r"the server answered (\d{3})\b")
_LEAST = 5
"""So many entries, pages or answers say something of all."""
_UNDATED, _SHORT, _FAILED, _LEAST_POLLS = 0.8, 0.9, 0.3, 10
_OUTAGES = 3
"""Fewer are over: of one that was away for a day, many polls failed."""
_SLOW_S = 10.0
"""A third of the time that an answer may take."""


def failing_kind(feed: FeedState) -> FeedTroubleKind | None:
    """Of a feed that is not polled any more, or whose last poll failed; None for all others."""
    if feed.active and feed.paused_since is not None:
        return _K.PAUSED
    reason = reason_of(feed.last_detail)
    if not feed.active or reason == FetchReason.GONE:
        return _K.GONE
    if feed.failing_since is None:
        return None
    return _K.MISSING if _status(feed) in _ABSENT else _KINDS.get(reason, _K.FAILING)


def looked_since(kind: FeedTroubleKind, recent: FeedRecent) -> datetime | None:
    """Since when a feed is like this at least: so far back it was looked at."""
    if kind is _K.WITHOUT_TEXT:
        return recent.short_since
    if kind is _K.UNDATED:
        return recent.undated_since
    return recent.polls_since if kind in (_K.UNSTEADY, _K.SLOW, _K.EMPTY) else None


def lasting_kind(feed: FeedState, recent: FeedRecent) -> tuple[FeedTroubleKind, str]:
    """Of a feed that is read and not silent, with what that is, in words."""
    comes_and_goes = recent.polls >= _LEAST_POLLS and recent.outages >= _OUTAGES
    if comes_and_goes and recent.failed >= _FAILED * recent.polls:
        return _K.UNSTEADY, f"{recent.failed} of its last {recent.polls} polls failed"
    if recent.read >= _LEAST and recent.short >= _SHORT * recent.read:
        return _K.WITHOUT_TEXT, f"no full text for {recent.short} of its last {recent.read} articles"
    if recent.entries >= _LEAST and recent.undated >= _UNDATED * recent.entries:
        return _K.UNDATED, f"{recent.undated} of its last {recent.entries} entries have no date"
    if len(recent.answers_s) >= _LEAST and (usual := median(recent.answers_s)) >= _SLOW_S:
        return _K.SLOW, f"takes {usual:.0f} s to answer"
    return (_K.MOVED, f"has moved to {feed.moved_to.partition('?')[0]}") if feed.moved_to else (_K.WELL, "")


def what_to_do(kind: FeedTroubleKind, feed: FeedState) -> str:
    """One sentence, "" if there is nothing to do."""
    if feed.failing_since is None or kind is _K.PAUSED:
        return _TODO[kind]
    return _TODO_FOR.get(_status(feed)) or _TODO_FOR.get(reason_of(feed.last_detail)) or _TODO[kind]


def _status(feed: FeedState) -> str:
    found = _STATUS.search(feed.last_detail)
    return found[1] if found else ""
