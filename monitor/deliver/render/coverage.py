"""What we looked at, in sentences whose figures add up, and why the reader got this."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from monitor.core.digest.topic_silence import quiet_in_words
from monitor.deliver.render.clean import clean
from monitor.deliver.render.view import CoverageView
from monitor.deliver.render.words import LocalTime, count, language_name, listing
from monitor.model.archive.audit import AuditMade
from monitor.model.coverage import Coverage, CoverageForm, EndedSilence, FeedTrouble, HeldBack, TopicSilence, Unfollowed
from monitor.model.digests import Digest

_TROUBLES_SHOWN = 8
_LEFT_SHOWN = 3
_OF_A_DEMO = "/demo"
"""How the key of the digest ends that `monitor run --demo` composes: its slot."""
_MANY = 3
"""So many feeds that fail for one reason are one line."""
_NAMES_SHOWN = 6
_IMPAIRED = {
    "unsteady": "many of their polls fail",
    "without_text": "without the full text of their articles",
    "undated": "their entries have no dates",
    "slow": "slow to answer",
    "moved": "moved to other addresses (monitor feeds adopt)",
}
_REASON = re.compile(r"\((\w+)\)\.?$")
_REFUSED = "http_client_error"


def coverage_view(digest: Digest, time: LocalTime) -> CoverageView:
    """The coverage of the whole digest."""
    coverage = digest.coverage
    troubles = [_quiet(one, digest) for one in coverage.quiet]
    many, single = _alike(coverage.failing)
    troubles += [_failing_alike(feeds, time) for feeds in many]
    troubles += _silences(coverage.silent, time)
    troubles += [(clean(feed.title, 60), _failing(feed, time), 1) for feed in single]
    troubles += _impaired(coverage.impaired)
    return CoverageView(
        window=f"{time.day_and_clock(digest.window_from)} to {time.day_and_clock(digest.window_to)}",
        read=_read(coverage),
        articles=f"{count(coverage.articles, 'article')}, {coverage.without_full_text:,} without full text.",
        sum=_sum(digest),
        holds=_holds(coverage, time),
        troubles=tuple((name, detail) for name, detail, _ in troubles[:_TROUBLES_SHOWN]),
        troubles_more=sum(feeds for _, _, feeds in troubles[_TROUBLES_SHOWN:]),
        followed=_followed(coverage),
        unfollowed=tuple((clean(one.title, 60) or "an article", _left(one)) for one in _shown_left(coverage)),
        deliveries=_deliveries(coverage),
        held=_held(coverage),
        parked=_parked(coverage),
        orphans=_orphans(coverage),
        config=_config(coverage, time),
        config_error=clean(coverage.config_error, 500),
    )


def looked_at(digest: Digest, time: LocalTime) -> tuple[str, ...]:
    """`120 feeds, 118 read. 37 matched = 6 shown + ...` for who wants a line; what is held back for who wants none."""
    if digest.coverage_form is CoverageForm.FULL:
        return ()
    line = (f"{_read(digest.coverage)} {_sum(digest)}",) if digest.coverage_form is CoverageForm.LINE else ()
    return (*line, *_holds(digest.coverage, time))


def _holds(coverage: Coverage, time: LocalTime) -> tuple[str, ...]:
    held = (*(_hold(one, time) for one in coverage.holds), *(_ended(one, time) for one in coverage.ended))
    return (*held, *map(_audited, coverage.audits))


def because(digest: Digest) -> str:
    """The chain that led to this mail."""
    lists = listing([clean(title, 60) for title in digest.lists], 6, "list")
    noun = "list" if len(digest.lists) == 1 else "lists"
    name = clean(digest.subscription, 60)
    return f'You get this because subscription "{name}" ({noun} {lists}) sends {clean(digest.schedule, 100)}.'


def stops(digest: Digest) -> str:
    """How to have it otherwise, or no more."""
    if digest.key.endswith(_OF_A_DEMO):
        return "It is the demo's own and stops with it. For digests of your own begin with monitor init."
    return (
        f"To change or stop it, edit {clean(digest.subscription, 60)} in config/monitor.yaml, "
        "or ask whoever runs this monitor."
    )


def _sum(digest: Digest) -> str:
    coverage = digest.coverage
    parts = [f"{coverage.shown:,} shown", f"{coverage.folded:,} folded"]
    if coverage.sent:
        parts.insert(1, f"{coverage.sent:,} sent at once")
    more = (coverage.more, "waiting for the next digest" if digest.max_stories else "more not shown")
    further = ((coverage.held, "held back"), (coverage.aside, "told elsewhere or not asked for"), more)
    parts += [f"{number:,} {name}" for number, name in further if number]
    parts.append(f"{coverage.weak:,} weak")
    return f"{coverage.matched:,} matched = " + " + ".join(parts) + "."


def _hold(one: HeldBack, time: LocalTime) -> str:
    """`3 stories are held back until Mon 05:00: the silence irgc (Ali: exercise).`"""
    verb = "is" if one.stories == 1 else "are"
    until = f" until {time.day_and_clock(one.until)}" if one.until else ""
    return f"{count(one.stories, 'story', 'stories')} {verb} held back{until}: {clean(one.why, 300)}."


def _ended(one: EndedSilence, time: LocalTime) -> str:
    held = f"It had held back {count(one.stories, 'story', 'stories')} of those told here."
    return f"Ended {time.day_and_clock(one.at)}: {clean(one.why, 300)}. {held if one.stories else 'It held back none.'}"


def _audited(one: AuditMade) -> str:
    """`Audit of border: 94 % (88 to 97 %) of what it watches was found. 11 articles to look at, the likeliest ...`"""
    name = clean(one.watchlist, 60)
    if one.share is None:
        share = f"{count(one.found, 'story', 'stories')} found; of how many cannot be said yet"
    else:
        share = f"{100 * one.share:.0f} % ({100 * one.low:.0f} to {100 * one.high:.0f} %) of what it watches was found"
    if not one.lines:
        return f"Audit of {name}: {share}. No article reads like a miss."
    first = "; ".join(f"{clean(head.title, 80) or 'an article'} ({clean(head.publisher, 40)})" for head in one.first)
    many = f"{count(one.lines, 'article')} to look at, the likeliest {'miss' if one.lines == 1 else 'misses'} first"
    return f"Audit of {name}: {share}. {many}: {first}. To see all: monitor audit {name}"


def _read(coverage: Coverage) -> str:
    """`27 feeds, 9 read, 3 not due in this time.`; those that failed have lines of their own."""
    not_due = f", {coverage.feeds_not_due:,} not due in this time" if coverage.feeds_not_due else ""
    return f"{count(coverage.feeds, 'feed')}, {coverage.feeds_read:,} read{not_due}."


def _held(coverage: Coverage) -> str:
    if not coverage.entries_held:
        return ""
    feeds = listing([clean(title, 40) for title in coverage.held_feeds], 3, "feed")
    what = count(coverage.entries_held, "old or repeated entry", "old or repeated entries")
    return f"{what} held back, not matched ({feeds}). To see or release them: monitor feeds held"


def _alike(failing: Sequence[FeedTrouble]) -> tuple[list[list[FeedTrouble]], list[FeedTrouble]]:
    """Feeds that many others fail like (`dns` at the end of what is said of each), most first; and the others."""
    by_reason: dict[str, list[FeedTrouble]] = {}
    for feed in failing:
        reason = _REASON.search(feed.detail)
        # What a server will not give is another thing with each status: a login, a ban, an address that is no more.
        alike = reason[1] if reason and reason[1] != _REFUSED else feed.detail
        by_reason.setdefault(alike, []).append(feed)
    lots = sorted(by_reason.values(), key=len, reverse=True)
    return [lot for lot in lots if len(lot) >= _MANY], [
        feed for lot in by_reason.values() if len(lot) < _MANY for feed in lot
    ]


def _failing_alike(feeds: Sequence[FeedTrouble], time: LocalTime) -> tuple[str, str, int]:
    """(whose trouble, what it is, how many feeds that are)."""
    details = Counter(clean(feed.detail, 160).rstrip(".") for feed in feeds)
    said = details.most_common(1)[0][0] + (", and the like" if len(details) > 1 else "")
    since = min((feed.since for feed in feeds if feed.since), default=None)
    names = listing([clean(feed.title, 40) for feed in feeds], _NAMES_SHOWN)
    return f"{len(feeds)} feeds", f"{names}: {said}" + (f", since {time.short(since)}" if since else ""), len(feeds)


def _failing(feed: FeedTrouble, time: LocalTime) -> str:
    facts = [clean(feed.detail, 160).rstrip(".") or "not read"]
    if feed.since:
        facts.append(f"since {time.short(feed.since)}")
    if feed.tries:
        facts.append(count(feed.tries, "try", "tries"))
    return ", ".join(facts)


def _silent(feed: FeedTrouble, time: LocalTime) -> str:
    since = f" since {time.short(feed.since)}" if feed.since else " for unusually long"
    detail = clean(feed.detail, 160).rstrip(".")
    return f"read, but nothing new{since}" + (f" ({detail})" if detail else "")


def _quiet(one: TopicSilence, digest: Digest) -> tuple[str, str, int]:
    """Counted as no feed: all of them are alive."""
    told = replace(one, publisher=clean(one.publisher, 60))
    return clean(one.topic, 60), quiet_in_words(told, language_name(one.language), digest.window_to), 0


def _silences(silent: Sequence[FeedTrouble], time: LocalTime) -> list[tuple[str, str, int]]:
    if len(silent) < _MANY:
        return [(clean(feed.title, 60), _silent(feed, time), 1) for feed in silent]
    longest = sorted(silent, key=lambda feed: feed.since.timestamp() if feed.since else 0.0)
    names = [clean(feed.title, 40) + (f" (since {time.short(feed.since)})" if feed.since else "") for feed in longest]
    told = f"read, but nothing new for unusually long: {listing(names, _NAMES_SHOWN)}"
    return [(count(len(silent), "feed"), told, len(silent))]


def _impaired(feeds: Sequence[FeedTrouble]) -> list[tuple[str, str, int]]:
    """A line for each thing that is wrong: it is the same for weeks."""
    by_kind: dict[str, list[FeedTrouble]] = {}
    for feed in feeds:
        by_kind.setdefault(feed.kind, []).append(feed)
    lines = []
    for kind, alike in by_kind.items():
        said = _IMPAIRED.get(kind, clean(kind, 40))
        if len(alike) == 1:
            lines.append((clean(alike[0].title, 60), f"read, but {clean(alike[0].detail, 160)}", 1))
        else:
            names = listing([clean(feed.title, 40) for feed in alike], _NAMES_SHOWN)
            lines.append((count(len(alike), "feed"), f"read, but {said}: {names}", len(alike)))
    return lines


def _followed(coverage: Coverage) -> str:
    if not coverage.followed and not coverage.unfollowed:
        return ""
    verb = "is" if coverage.followed == 1 else "are"
    said = f"{count(coverage.followed, 'article')} {verb} followed for changes"
    more = len(coverage.unfollowed) - _LEFT_SHOWN
    if not coverage.unfollowed:
        return f"{said}."
    left = f"{len(coverage.unfollowed):,} no longer" + (f", {more:,} of them not named here" if more > 0 else "")
    return f"{said}, {left}."


def _shown_left(coverage: Coverage) -> Sequence[Unfollowed]:
    """Those left for a reason of their own first: that articles grow old is no news."""
    usual = Counter(one.detail for one in coverage.unfollowed)
    return sorted(coverage.unfollowed, key=lambda one: usual[one.detail])[:_LEFT_SHOWN]


def _left(one: Unfollowed) -> str:
    return f"no longer followed, {clean(one.detail, 120).rstrip('.')}"


def _deliveries(coverage: Coverage) -> str:
    if not coverage.undelivered:
        return " ".join(filter(None, ("Deliveries: all sent.", _suppressed(coverage))))
    late = f"Deliveries: {coverage.undelivered:,} late or given up. To see them: monitor deliveries list"
    return ". ".join(filter(None, (late, _suppressed(coverage))))


def _suppressed(coverage: Coverage) -> str:
    """Without their addresses: who reads a digest need not know who else was to get it."""
    if not coverage.suppressed:
        return ""
    what = "1 recipient is" if coverage.suppressed == 1 else f"{coverage.suppressed:,} recipients are"
    return f"{what} sent nothing. To see why: monitor deliveries suppressed"


def _parked(coverage: Coverage) -> str:
    if not coverage.parked:
        return ""
    return f"{count(coverage.parked, 'item')} given up after 3 tries. To see where: monitor db stats"


def _orphans(coverage: Coverage) -> str:
    if not coverage.orphans:
        return ""
    many = coverage.orphans > 1
    lists = listing([clean(name, 40) for name in coverage.orphan_lists], 4, "list")
    return (
        f"{count(coverage.orphans, 'alert')} of {lists} {'are' if many else 'is'} told by no subscription any more: "
        f"a watchlist or subscription left or was renamed. To see or tell {'them' if many else 'it'}: "
        "monitor digest orphans"
    )


def _config(coverage: Coverage, time: LocalTime) -> str:
    if not coverage.revision:
        return ""
    since = f", unchanged since {time.short(coverage.revision_since)}" if coverage.revision_since else ""
    return f"Config {clean(coverage.revision, 16)}{since}."
