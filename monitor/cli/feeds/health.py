"""What `monitor feeds health` shows: how each feed does, verdict first, trouble on top."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from datetime import UTC, datetime, timedelta
from itertools import islice

from monitor.cli.output import print_json, print_table, say, stamp
from monitor.core.digest.topic_silence import quiet_in_words
from monitor.core.health.feed_health import FeedFacts, FeedHealth, by_trouble, feed_health, only_silences, verdict
from monitor.core.health.habit import MOST_LEARNT
from monitor.core.websub.course import in_words
from monitor.deliver.render.words import language_name, listing
from monitor.flow.feeds.watch import quiet_on_topics
from monitor.model.config import Settings
from monitor.model.feeds import FeedSpec, FeedState
from monitor.model.ids import FeedId
from monitor.ports import Store

STRIP_DAYS = 14
_MANY, _NAMED = 6, 12
"""So many feeds that have one thing wrong are told together, and so many of them by name."""
_AT_ONCE = 200
"""Feeds looked at in one go: all entries of thousands take more memory than there is."""


def show_health(settings: Settings, store: Store, *, every: bool, strip: bool, as_json: bool) -> bool:
    """Print it; whether all feeds are well. `every`: the feeds that are well, too; `strip`: their last days."""
    now = datetime.now(UTC)
    feeds = [state for _, state in with_states(settings, store) if state is not None]
    facts = FeedFacts(arrivals={}, recent={}, now=now, unlearnt=timedelta(seconds=settings.polling.silent_after_s))
    found: list[FeedHealth] = []
    strips: dict[str, tuple[str, list[int]]] = {}
    for place in range(0, len(feeds), _AT_ONCE):
        some = feeds[place : place + _AT_ONCE]
        ids = [feed.id for feed in some]
        theirs = replace(facts, arrivals=store.arrivals(ids, MOST_LEARNT), recent=store.recents(ids), going=frozenset())
        found += [feed_health(feed, theirs) for feed in some]
        strips |= {feed.url: days_of(theirs.arrivals[feed.id], now) for feed in some}
        facts = facts.and_also(only_silences(some, theirs))
    found = by_trouble(found)
    kinds = Counter(one.kind for one in found)
    quiet = quiet_on_topics(store, settings.watchlists, feeds, facts)
    hubs = hubs_in_words(store, feeds, now)
    if as_json:
        told = [{**_plain(one), "hub": hubs.get(one.url, ""), "days": strips[one.url][1]} for one in found]
        print_json(
            {
                "verdict": verdict(kinds),
                "well": sum(one.well for one in found),
                "feeds": told,
                "quiet": [asdict(one) for one in quiet],
            }
        )
    else:
        say(verdict(kinds) if found else "No feed was read yet: start the bot with monitor run.")
        for alike in _alike([one for one in found if not one.well]):
            _tell(alike[0], hubs.get(alike[0].url, "")) if len(alike) < _MANY else _tell_all(alike)
        for silence in quiet:
            say(f"\nquiet on {silence.topic}: {quiet_in_words(silence, language_name(silence.language), now)}")
        if every or strip:
            _table(found, hubs, {url: cells for url, (cells, _) in strips.items()} if strip else None)
    return all(one.well for one in found)


def with_states(settings: Settings, store: Store) -> Iterator[tuple[FeedSpec, FeedState | None]]:
    """The configured feeds in their order, each with what is known of it; some at a time, however many they are."""
    specs = iter(settings.feeds)
    while some := list(islice(specs, _AT_ONCE)):
        states = {state.url: state for state in store.feeds_at([spec.url for spec in some])}
        yield from ((spec, states.get(spec.url)) for spec in some)


def hubs_by_feed(store: Store, now: datetime) -> dict[FeedId, str]:
    """How those feeds stand with their hubs that have one."""
    return {one.feed_id: in_words(one, now) for one in store.hub_subscriptions() if not one.over}


def hubs_in_words(store: Store, feeds: Sequence[FeedState], now: datetime) -> dict[str, str]:
    """By their addresses how those feeds stand with their hubs that have one."""
    hubs = hubs_by_feed(store, now)
    return {feed.url: hubs[feed.id] for feed in feeds if feed.id in hubs}


def days_of(arrivals: Sequence[datetime], now: datetime) -> tuple[str, list[int]]:
    """Entries on each of the last days, today (UTC) last: cells (`.` for none, `+` for ten or more), and numbers."""
    per_day = Counter(at.date() for at in arrivals)
    counts = [per_day[(now - timedelta(days=back)).date()] for back in reversed(range(STRIP_DAYS))]
    return "".join("." if not count else "+" if count > 9 else str(count) for count in counts), counts


def _plain(one: FeedHealth) -> dict[str, object]:
    names = ("title", "publisher", "url", "kind", "detail", "since", "habit", "last_new_at", "last_good_at")
    more = ("last_article", "last_article_at", "next_poll_at", "todo")
    return {name: getattr(one, name) for name in (*names, *more)}


def _tell(one: FeedHealth, hub: str) -> None:
    since = "at least since" if one.at_least else "since"
    facts = [one.detail.rstrip("."), f"{since} {stamp(one.since)} UTC" if one.since else ""]
    facts.append(f"usually {one.habit}" if one.habit else "")
    facts.append(f"next try {stamp(one.next_poll_at)} UTC" if one.next_poll_at else "not tried again")
    say(f"\n{one.kind.words}: {one.title}")
    say(f"  {', '.join(fact for fact in facts if fact)}")
    if one.last_article_at is not None:
        say(f"  last full article {stamp(one.last_article_at)} UTC: {one.last_article}")
    if hub:
        say(f"  {hub}")
    say(f"  {one.url}")
    say(f"  {one.todo}")


def _alike(found: Sequence[FeedHealth]) -> list[list[FeedHealth]]:
    """Feeds with one thing wrong, and one thing to do about it, where many have that; the others alone."""
    lots: dict[tuple[str, str], list[FeedHealth]] = {}
    for one in found:
        lots.setdefault((one.kind, one.todo), []).append(one)
    told = {key for key, lot in lots.items() if len(lot) >= _MANY}
    return [
        [one] if key not in told else lots[key]
        for one in found
        if (key := (one.kind, one.todo)) not in told or one is lots[key][0]
    ]


def _tell_all(alike: Sequence[FeedHealth]) -> None:
    details = Counter(one.detail.rstrip(".") for one in alike)
    facts = [details.most_common(1)[0][0], "and the like" if len(details) > 1 else ""]
    times = [one.since for one in alike if one.since is not None]
    facts.append(f"since {stamp(min(times))} UTC" + (" and later" if len(set(times)) > 1 else "") if times else "")
    say(f"\n{alike[0].kind.words}: {len(alike)} feeds")
    say(f"  {', '.join(fact for fact in facts if fact)}")
    say(f"  {listing([one.title for one in alike], _NAMED)}")
    say(f"  {alike[0].todo} Each of them: monitor feeds health --all")


def _table(found: Sequence[FeedHealth], hubs: Mapping[str, str], strips: Mapping[str, str] | None) -> None:
    say("")
    heads = ["TITLE", "STATE", "RHYTHM", "LAST NEW (UTC)", "NEXT POLL (UTC)"]
    rows = [
        [one.title, one.kind.words, one.habit or "-", stamp(one.last_new_at), stamp(one.next_poll_at)] for one in found
    ]
    if hubs:
        heads.append("HUB")
        rows = [[*row, hubs.get(one.url, "-")] for row, one in zip(rows, found, strict=True)]
    if strips is not None:
        heads.append(f"LAST {STRIP_DAYS} DAYS")
        rows = [[*row, strips[one.url]] for row, one in zip(rows, found, strict=True)]
    print_table(tuple(heads), [tuple(row) for row in rows], "")
