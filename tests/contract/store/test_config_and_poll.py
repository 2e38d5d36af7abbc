from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from itertools import count

import pytest
from sqlalchemy import Connection
from store_world import LEASE, T0, World, delivered, draft, entry, extract, matched, minutes, poll, spec, subscription

from monitor.model.feeds import EntryKnown, FeedSpec, FeedState
from monitor.model.health import FeedRecent
from monitor.model.ids import EntryId, FeedId, Token
from monitor.model.outcomes import DeliveryState, IntakeOutcome, PollOutcome, TextSource
from monitor.ports import Store
from monitor.store.areas import configuring
from monitor.store.areas.feeds import syncing


def due(store: Store, at: object = T0) -> list[str]:
    return [claim.feed.url for claim in store.claim_feeds(at, at + LEASE, 100)]


def test_new_feeds_are_due_at_once_and_known_by_their_labels(world: World) -> None:
    world.specs = [spec("https://b.example/f", title="B", tags=("x", "y"), headers=(("k", "secret"),)), spec()]
    world.configure()
    (first, second) = world.store.feeds()
    assert (first.title, first.tags, first.active, first.baseline_at) == ("B", ("x", "y"), True, None)
    assert second.url == "https://a.example/feed"
    assert due(world.store) == ["https://a.example/feed", "https://b.example/f"]


@pytest.mark.parametrize(
    ("then", "active", "title"),
    [
        pytest.param([], False, "https://a.example/feed", id="absent becomes inactive"),
        pytest.param([spec(title="New")], True, "New", id="labels follow"),
        pytest.param([spec()], True, "https://a.example/feed", id="unchanged"),
    ],
)
def test_feeds_follow_the_configuration(world: World, then: list[object], active: bool, title: str) -> None:
    world.specs = then
    world.configure()
    (feed,) = world.store.feeds()
    assert (feed.active, feed.title) == (active, title)
    assert bool(due(world.store)) is active


def test_a_feed_that_comes_back_keeps_its_history_and_is_due(world: World) -> None:
    world.poll(entry("1"), sets_baseline=True, keep_validators=False, etag='"e"')
    world.specs = []
    world.configure()
    assert due(world.store, minutes(60)) == []
    world.specs = [spec()]
    world.configure(minutes(1))
    (claim,) = world.store.claim_feeds(minutes(1), minutes(3), 10)
    assert (claim.feed.etag, claim.feed.baseline_at) == ('"e"', T0)


def test_a_disabled_feed_waits_for_a_changed_spec(world: World) -> None:
    world.poll(disable=True, outcome=PollOutcome.FETCH_FAILED, failures=2.0)
    world.configure(minutes(30))
    assert due(world.store, minutes(60)) == []
    world.specs = [spec(interval_s=60)]
    world.configure(minutes(61))
    assert due(world.store, minutes(61)) == ["https://a.example/feed"]


def test_a_configuration_is_in_force_since_it_came_last(world: World) -> None:
    """The same again, after a restart or not, changes nothing; one that comes back begins anew."""

    def configured(revision: str, at: float) -> datetime:
        return world.store.sync_config(world.specs, world.subscriptions, (revision, "{}"), minutes(at))

    since = [configured(revision, at) for at, revision in enumerate(("r1", "r1", "r2", "r2", "r1", "r1"), 1)]
    assert since == [T0, T0, minutes(3), minutes(3), minutes(5), minutes(5)]


def test_held_entries_wait_for_their_release(world: World) -> None:
    world.poll(entry("1"), entry("2", IntakeOutcome.ARCHIVE_HELD), entry("3", IntakeOutcome.STORM_HELD), at=minutes(1))
    world.claim_entry(minutes(1))
    old, repeated = world.store.held_entries()
    assert (old.title, old.feed_title, old.held_at) == ("Title 2", "https://a.example/feed", minutes(1))
    assert (old.outcome, repeated.outcome) == (IntakeOutcome.ARCHIVE_HELD, IntakeOutcome.STORM_HELD)
    assert world.store.claim_entries(minutes(1), minutes(2), 9) == []
    assert world.store.release_held([old.id, EntryId(1), EntryId(99)], minutes(5)) == 1
    assert "Title 2" in [one.title for one in world.store.claim_entries(minutes(5), minutes(6), 9)]
    assert world.store.release_held([old.id], minutes(6)) == 0
    assert [one.id for one in world.store.held_entries()] == [repeated.id]
    assert world.outcomes()[("intake", "new")] == 2


def test_labels_that_change_leave_the_rhythm_alone(world: World) -> None:
    world.poll()
    world.specs = [spec(title="Other")]
    world.configure(minutes(1))
    assert due(world.store, minutes(1)) == []


def test_a_subscription_keeps_its_due_time_until_its_schedule_changes(world: World) -> None:
    store = world.store
    world.subscriptions = [(subscription(title="Renamed"), minutes(999))]
    world.configure()
    state = store.subscription("border")
    assert state is not None
    assert (state.next_due_at, state.window_from, state.schedule) == (minutes(60), T0, "0 7 * * * Asia/Damascus")
    world.subscriptions = [(subscription(cron="0 8 * * *"), minutes(120))]
    world.configure(minutes(5))
    state = store.subscription("border")
    assert state is not None
    assert (state.next_due_at, state.window_from) == (minutes(120), T0)


def test_due_subscriptions_are_those_configured_whose_time_has_come(world: World) -> None:
    world.subscriptions.append((subscription("later"), minutes(90)))
    world.configure()
    assert [one.id for one in world.store.due_subscriptions(minutes(59))] == []
    assert [one.id for one in world.store.due_subscriptions(minutes(90))] == ["border", "later"]
    world.subscriptions.pop(0)
    world.configure()
    assert [one.id for one in world.store.due_subscriptions(minutes(90))] == ["later"]
    assert world.store.subscription("nobody") is None


def test_a_new_subscription_starts_with_news_not_with_history(world: World) -> None:
    world.alerted("old")
    world.subscriptions.append((subscription("late"), minutes(60)))
    world.configure(minutes(1))
    world.alerted("new", at=minutes(20))
    titles = {
        name: [one.article.title for one in world.store.window(name, ["w"], T0).alerts] for name in ("border", "late")
    }
    assert titles == {"border": ["Title old", "Title new"], "late": ["Title new"]}
    assert len(world.store.window("late", ["w"], T0).matches) == 1


def test_a_watchlist_added_to_a_subscription_starts_with_news(world: World) -> None:
    world.alerted("old", matched("other"))
    world.subscriptions = [(subscription(watchlists=("w", "other")), minutes(60))]
    world.configure()
    world.alerted("new", matched("other"), at=minutes(20))
    found = world.store.window("border", ["w", "other"], T0).alerts
    assert [one.article.title for one in found] == ["Title new"]


def test_a_watchlist_taken_out_and_put_back_loses_nothing(world: World) -> None:
    """Renamed or reordered configuration while alerts wait (an edit that is undone)."""
    world.alerted("before")
    for lists in (("x",), ("w", "x")):
        world.subscriptions = [(subscription(watchlists=lists), minutes(60))]
        world.configure()
    assert [one.article.title for one in world.store.window("border", ["w", "x"], T0).alerts] == ["Title before"]


def test_feeds_are_claimed_the_longest_due_first_and_once(world: World) -> None:
    world.poll()
    world.specs += [spec("https://b.example/f")]
    world.configure(minutes(5))
    assert due(world.store, minutes(20)) == ["https://b.example/f", "https://a.example/feed"]
    assert due(world.store, minutes(20)) == []
    assert len(due(world.store, minutes(22))) == 2, "leases ran out"


def test_a_claim_takes_at_most_its_limit(world: World) -> None:
    world.specs = [spec(f"https://{number}.example/f") for number in range(5)]
    world.configure()
    assert [len(world.store.claim_feeds(T0, T0 + LEASE, 2)) for _ in range(4)] == [2, 2, 1, 0]
    assert world.store.claim_feeds(T0, T0 + LEASE, 2) == []


def test_every_claim_has_a_token_of_its_own(world: World) -> None:
    tokens = [world.claim_feed(minutes(3 * number)).token for number in range(5)]
    assert tokens == sorted(set(tokens))


def test_a_poll_is_saved_with_its_entries(world: World) -> None:
    claim = world.claim_feed()
    entries = (entry("1"), entry("2", IntakeOutcome.BASELINE), entry("3", IntakeOutcome.STORM_HELD))
    assert world.store.save_poll(
        poll(
            claim, *entries, keep_validators=False, etag='W/"1"', last_modified="Mon", body_hash="h", sets_baseline=True
        )
    )
    (feed,) = world.store.feeds()
    assert (feed.etag, feed.last_modified, feed.body_hash) == ('W/"1"', "Mon", "h")
    assert feed.baseline_at == feed.last_good_at == feed.last_new_at == feed.last_polled_at == T0
    assert (feed.last_outcome, feed.next_poll_at, feed.failing_since) == (PollOutcome.READ, minutes(15), None)
    assert [claim.title for claim in world.store.claim_entries(T0, T0 + LEASE, 9)] == ["Title 1"], "only NEW is due"
    assert world.outcomes() == {
        ("poll", "read"): 1,
        ("intake", "new"): 1,
        ("intake", "baseline"): 1,
        ("intake", "storm_held"): 1,
    }


def test_failing_since_is_the_first_failure_of_a_row(world: World) -> None:
    seen = []
    for at, outcome in ((0, "fetch_failed"), (20, "parse_failed"), (40, "not_modified"), (60, "fetch_failed")):
        world.poll(at=minutes(at), outcome=PollOutcome(outcome), failures=float(at), detail="d")
        (feed,) = world.store.feeds()
        seen.append((feed.failing_since, feed.last_good_at))
    assert seen == [(T0, None), (T0, None), (None, minutes(40)), (minutes(60), minutes(40))]


def test_validators_stay_unless_replaced(world: World) -> None:
    world.poll(keep_validators=False, etag="e", last_modified="m", body_hash="h")
    world.poll(at=minutes(20))
    assert world.store.feeds()[0].etag == "e"
    world.poll(at=minutes(40), keep_validators=False)
    (feed,) = world.store.feeds()
    assert (feed.etag, feed.last_modified, feed.body_hash) == ("", "", "")


def test_what_a_feed_showed_comes_with_its_claim_and_goes_with_its_validators(world: World) -> None:
    changes: list[dict[str, object]] = [
        {"keep_validators": False, "shown": "[1,{}]"},
        {},
        {"keep_validators": False, "shown": "[2,{}]"},
        {"keep_validators": False},
    ]
    told = []
    for step, change in enumerate(changes):
        world.poll(at=minutes(20 * step), **change)
        (claim,) = world.store.claim_feeds(minutes(20 * step + 16), minutes(20 * step + 17), 1)
        told.append(claim.feed.shown)
    assert told == ["[1,{}]", "[1,{}]", "[2,{}]", ""]


def test_entries_whose_keys_are_taken_are_dropped(world: World) -> None:
    world.poll(entry("1"))
    twice = replace(entry("9"), keys=("new", "2"))
    world.poll(replace(entry("8"), keys=("x", "1")), entry("2"), twice, entry("3"), at=minutes(20))
    assert world.rows("entry") == 3
    assert world.rows("entry_key") == 3


def test_the_same_key_in_another_feed_is_another_entry(world: World) -> None:
    world.specs.append(spec("https://b.example/f"))
    world.configure()
    world.poll(entry("1"))
    world.poll(entry("1"))
    assert world.rows("entry") == 2


def test_known_entries_by_any_key_with_all_their_keys(world: World) -> None:
    world.poll(replace(entry("1"), keys=("g:1", "l:1")), replace(entry("2"), keys=("g:2",)))
    feed_id = world.store.feeds()[0].id
    (known,) = world.store.known_entries(feed_id, {"l:1", "nothing"})
    assert isinstance(known, EntryKnown)
    assert known.keys == {"g:1", "l:1"}
    assert known.url_key
    assert known.title_key
    world.poll(at=minutes(20), new_keys=((known.id, "g:9"), (known.id, "g:2")))
    assert [one.id for one in world.store.known_entries(feed_id, ["g:9", "l:1"])] == [known.id]
    (other,) = world.store.known_entries(feed_id, ["g:2"])
    assert other.id != known.id, "a key once taken stays where it is"
    assert world.store.known_entries(FeedId(99), ["g:1"]) == []
    assert world.store.known_entries(feed_id, []) == []


def test_thousands_of_keys_and_entries_in_one_poll(world: World) -> None:
    count = 3000
    world.poll(*(entry(str(number), IntakeOutcome.BASELINE) for number in range(count)))
    known = world.store.known_entries(world.store.feeds()[0].id, (str(number) for number in range(count + 50)))
    assert len(known) == count
    assert {next(iter(one.keys)) for one in known} == {str(number) for number in range(count)}


def test_a_lost_or_used_token_changes_nothing(world: World) -> None:
    claim = world.claim_feed()
    fresh = world.claim_feed(minutes(3))
    assert not world.store.save_poll(poll(claim, entry("1")))
    assert not world.store.save_poll(replace(poll(fresh), feed_id=FeedId(99)))
    assert world.store.save_poll(poll(fresh, entry("2")))
    before = world.store.stats().tables
    assert not world.store.save_poll(poll(fresh, entry("3")))
    assert world.store.stats().tables == before


def test_hostile_text_is_stored_without_what_no_database_takes(world: World) -> None:
    world.poll(entry("1", title="a\0b\ud800c", summary="\udfff", guid="g\0"))
    claim = world.claim_entry()
    assert (claim.title, claim.summary) == ("a\ufffdb\ufffdc", "\ufffd")
    assert world.store.known_entries(claim.feed_id, ["1"])[0].id == EntryId(claim.id)


def test_an_entry_without_language_has_that_of_its_feed(world: World) -> None:
    world.specs = [spec(language="ar")]
    world.configure()
    world.poll(entry("1"), entry("2", language="fa"))
    assert [one.language for one in world.store.claim_entries(T0, T0 + LEASE, 5)] == ["ar", "fa"]


def test_an_unknown_token_is_no_token(world: World) -> None:
    claim = world.claim_feed()
    assert not world.store.save_poll(replace(poll(claim), token=Token(0)))


def test_an_entry_taken_over_from_another_publisher_is_that_ones(world: World) -> None:
    world.poll(entry("1"), entry("2", publisher="The Other"))
    publishers = [one.publisher for one in world.store.claim_entries(T0, T0 + LEASE, 5)]
    assert publishers == [world.specs[0].publisher, "The Other"]


PUT_OFF = {
    "refused": ("127.0.0.1 is a loopback address (refused_address)", "r2", True),
    "no name": ("the name a.example has no address (dns)", "r2", True),
    "no connection": ("cannot be reached (connect)", "r2", True),
    "a certificate": ("the certificate was refused (tls)", "r2", True),
    "the server asked to wait": ("answered 429 (rate_limited)", "r2", False),
    "the server is down": ("answered 503 (http_server_error)", "r2", False),
    "the same configuration, started anew": ("cannot be reached (connect)", "r1", False),
}


@pytest.mark.parametrize(("detail", "revision", "planned"), PUT_OFF.values(), ids=PUT_OFF)
def test_what_was_put_off_under_another_configuration_is_planned_anew(
    world: World, detail: str, revision: str, planned: bool
) -> None:
    failed = {"outcome": PollOutcome.FETCH_FAILED, "detail": detail, "failures": 5.0, "next_poll_at": minutes(33)}
    world.poll(**failed)
    world.configure(minutes(1), revision)
    assert bool(due(world.store, minutes(1))) is planned
    (feed,) = world.store.feeds()
    assert feed.failures == 5.0, "how often it failed is still true"


def test_a_feed_that_is_well_keeps_its_rhythm_under_a_new_configuration(world: World) -> None:
    world.poll(next_poll_at=minutes(33))
    world.configure(minutes(1), "r2")
    assert due(world.store, minutes(1)) == []


def test_a_delivery_that_waits_is_tried_under_a_new_configuration(world: World) -> None:
    world.composed()
    world.store.save_delivery(delivered(world.claim_delivery(), DeliveryState.RETRYING, next_try_at=minutes(60)))
    world.configure(minutes(1))
    assert world.store.claim_deliveries(minutes(1), minutes(3), 5) == []
    world.configure(minutes(2), "r2")
    assert len(world.store.claim_deliveries(minutes(2), minutes(4), 5)) == 1


def test_when_entries_came_without_those_that_came_again(world: World) -> None:
    first = [entry("1", IntakeOutcome.BASELINE, published_at=minutes(-9_000)), entry("2", published_at=None)]
    world.poll(*first, at=minutes(1), sets_baseline=True)
    later = [
        entry("3", published_at=minutes(20)),
        entry("4", published_at=minutes(-9_000)),
        entry("5", published_at=minutes(99)),
        entry("6", IntakeOutcome.STORM_HELD, published_at=None),
    ]
    world.poll(*later, at=minutes(30))
    came = [minutes(-9_000), minutes(1), minutes(20), minutes(30), minutes(30)]
    (feed,) = world.store.feeds()
    assert sorted(world.store.arrivals([feed.id], 50)[feed.id]) == came
    assert sorted(world.store.arrivals([feed.id], 3)[feed.id]) == came[2:]
    assert world.store.arrivals([], 50) == {}


def test_what_the_newest_entries_and_polls_of_a_feed_were_like(world: World) -> None:
    (feed,) = world.store.feeds()
    assert world.store.recents([feed.id]) == {feed.id: FeedRecent()}
    world.articles("1", "2", at=minutes(1))
    world.poll(entry("3", published_at=None), at=minutes(20), started_at=minutes(18))
    claim = world.claim_entry(minutes(20))
    short = draft(claim, source=TextSource.SUMMARY_ONLY, title="Short")
    assert world.store.save_extract(extract(claim, short, at=minutes(20)))
    world.poll(at=minutes(40), outcome=PollOutcome.FETCH_FAILED, failures=1.0)
    found = world.store.recents([feed.id])[feed.id]
    assert (found.entries, found.undated, found.read, found.short) == (3, 1, 3, 1)
    assert (found.last_title, found.last_at) == ("Title 2", minutes(1))
    assert (found.undated_since, found.short_since) == (minutes(20), minutes(20))
    assert (found.polls, found.failed, found.answers_s) == (3, 1, (120.0, 0.0))
    assert found.polls_since == minutes(1)


def counted_pages(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    pages: list[int] = []
    looked = syncing._page

    def page(conn: Connection, after: int) -> Sequence[object]:
        pages.append(after)
        return looked(conn, after)

    monkeypatch.setattr(syncing, "_page", page)
    return pages


def test_feeds_that_are_followed_are_not_looked_at_again(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    def configured(revision: str, specs: list[FeedSpec]) -> int:
        pages.clear()
        world.store.sync_config(specs, world.subscriptions, (revision, "{}"), minutes(next(at)))
        return len(pages)

    pages, other, at = counted_pages(monkeypatch), spec(title="Other"), count(1)
    configured("r1", [spec()])
    assert configured("r1", [spec()]) == 0
    assert configured("r2", [spec()]) == 0
    assert configured("r2", [other]) > 0
    assert [feed.title for feed in world.store.feeds()] == ["Other"]
    # As a program does that does not keep which feeds were followed.
    monkeypatch.setattr(configuring, "keep_followed", lambda *_: None)
    assert configured("r3", [spec()]) > 0
    monkeypatch.undo()
    pages = counted_pages(monkeypatch)
    assert configured("r4", [other]) > 0
    assert [feed.title for feed in world.store.feeds()] == ["Other"]


def test_many_feeds_follow_as_few_do(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """In pages and lots: added, relabelled, moved, paused, retired, back again."""
    monkeypatch.setattr(syncing, "_PAGE", 7)
    monkeypatch.setattr(syncing, "_AT_ONCE", 10)

    def urls(*numbers: int) -> list[str]:
        return [f"https://{number:02}.example/feed" for number in numbers]

    def known() -> dict[str, FeedState]:
        return {feed.url: feed for feed in world.store.feeds()}

    world.specs = [spec(url) for url in urls(*range(30))]
    world.configure()
    assert sorted(due(world.store)) == urls(*range(30))
    world.store.release_leases(T0)
    before = known()
    claims = {claim.feed.url: claim for claim in world.store.claim_feeds(T0, T0 + LEASE, 100)}
    moving = claims[urls(3)[0]]
    world.store.save_poll(poll(moving, moved_to="https://99.example/feed"))
    # 3 moved to 99, 4 is relabelled, 5 paused, 6 and on are gone, 40 to 60 are new.
    world.specs = [spec(urls(0)[0]), spec("https://99.example/feed"), spec(urls(4)[0], title="New")]
    world.specs += [spec(urls(5)[0], paused=True), *map(spec, urls(*range(40, 61)))]
    world.configure(minutes(5))
    after = known()
    assert after["https://99.example/feed"].id == before[urls(3)[0]].id
    assert (after[urls(4)[0]].title, after[urls(4)[0]].id) == ("New", before[urls(4)[0]].id)
    assert after[urls(5)[0]].paused_since == minutes(5)
    assert sorted(url for url, feed in after.items() if feed.active) == sorted(one.url for one in world.specs)
    assert len(after) == len(before) + 21
    world.store.release_leases(minutes(5))
    assert sorted(due(world.store, minutes(60))) == sorted(one.url for one in world.specs if not one.paused)
