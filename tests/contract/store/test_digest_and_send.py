from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from store_world import LEASE, T0, World, a_digest, compose, delivered, draft, entry, extract, matched, minutes

from monitor.model.alerting import DigestKind
from monitor.model.delivery import DeliveryClaim
from monitor.model.digests import DigestIntent, DigestSection, DigestStory, FirstTold, OutboxDraft, Part
from monitor.model.ids import FeedId, OutboxId, Priority, StoryId
from monitor.model.outcomes import (
    AssessOutcome,
    ComposeOutcome,
    DeliveryState,
    IntakeOutcome,
    PollOutcome,
    TextSource,
)
from monitor.model.watch import Strength
from tests.unit.deliver.kit import make_story, make_update

WEAK = matched(alert=False, strength=Strength.WEAK)


def test_a_window_holds_pending_alerts_with_their_story(world: World) -> None:
    first, copy = world.articles("1", "2", content_key="c")
    world.save(first, matched(), matched("other"))
    story = world.stored.story_by_content("c")
    assert story is not None
    world.save(copy, matched(alert=False), story=story.id)
    facts = world.store.window("border", ["w"], T0)
    (alert,) = facts.alerts
    assert (alert.watchlist, alert.story_id, alert.article.id) == ("w", story.id, first.article.id)
    assert (alert.verdict, alert.hits, alert.created_at) == (matched().verdict, matched().hits, T0)
    assert alert.article.text == "Text of Title 1"
    assert [(one.title, one.lead, one.url) for one in facts.members] == [
        ("Title 1", True, "https://a.example/1/final"),
        ("Title 2", False, "https://a.example/2/final"),
    ]
    assert [(one.article_id, one.strong, one.alert) for one in facts.matches] == [
        (first.article.id, True, True),
        (copy.article.id, True, False),
    ]
    assert (facts.articles, facts.digests, [one.url for one in facts.feeds]) == (2, 0, ["https://a.example/feed"])


def test_weak_matches_are_shown_unless_their_story_was_alerted(world: World) -> None:
    world.alerted("1", WEAK, matched("other", alert=False, strength=Strength.WEAK))
    world.alerted("2", matched("x"), WEAK, at=minutes(20))
    only = world.store.window("border", ["w"], T0).weak
    assert [(one.id, one.article.title) for one in only] == [(0, "Title 1"), (0, "Title 2")]
    both = world.store.window("border", ["w", "x"], T0).weak
    assert [one.article.title for one in both] == ["Title 1"], "story 2 has an alert of x"


def test_weak_matches_of_one_story_are_one_line(world: World) -> None:
    first, copy = world.articles("1", "2", content_key="c")
    world.save(first, WEAK, outcome=AssessOutcome.WEAK)
    story = world.stored.story_by_content("c")
    assert story is not None
    world.save(copy, WEAK, story=story.id, outcome=AssessOutcome.WEAK)
    facts = world.store.window("border", ["w"], T0)
    assert [one.article.title for one in facts.weak] == ["Title 1"]
    assert len(facts.matches) == 2


def test_counts_of_the_window(world: World) -> None:
    world.alerted("1")
    world.poll(entry("2"), entry("3"), at=minutes(30))
    short = (TextSource.SUMMARY_ONLY, TextSource.PAGE_PART)
    for outcome, source in zip((AssessOutcome.NO_MATCH, AssessOutcome.PARKED), short, strict=True):
        claim = world.claim_entry(minutes(30))
        world.store.save_extract(extract(claim, draft(claim, source=source), at=minutes(30)))
        world.save(world.claim_article(minutes(30)), outcome=outcome, at=minutes(30))
    facts = world.store.window("border", ["w"], minutes(30))
    assert (facts.articles, facts.without_full_text, facts.parked) == (2, 2, 1)
    facts = world.store.window("border", ["w"], T0)
    assert (facts.articles, facts.without_full_text, facts.parked) == (3, 2, 1)


def test_a_feed_counts_as_read_where_a_poll_of_it_ended_well(world: World) -> None:
    """What was at the very end of a window belongs to the digest that ended there, and to no other."""
    world.poll(entry("1"), at=minutes(10))

    def read(since: datetime) -> frozenset[FeedId]:
        return world.store.window("border", ["w"], since).read

    assert (read(T0), read(minutes(10)), read(minutes(11))) == ({1}, {1}, frozenset())
    world.composed(at=minutes(10))
    assert read(minutes(10)) == frozenset(), "counted in the digest before"
    world.poll(at=minutes(30), outcome=PollOutcome.FETCH_FAILED, failures=1.0)
    assert read(minutes(10)) == frozenset(), "polled, but not read"
    world.poll(at=minutes(50), outcome=PollOutcome.NOT_MODIFIED)
    assert read(minutes(10)) == {1}


def test_held_entries_are_counted_until_they_are_released(world: World) -> None:
    held = (IntakeOutcome.STORM_HELD, IntakeOutcome.ARCHIVE_HELD)
    world.poll(entry("1"), *(entry(f"h{number}", outcome) for number, outcome in enumerate(held)), at=minutes(10))
    assert world.store.window("border", ["w"], minutes(5)).held == (("https://a.example/feed", 2),)
    assert world.store.window("border", ["w"], minutes(11)).held == ()
    ids = [one.id for one in world.store.held_entries()]
    assert world.store.release_held(ids[:1], minutes(20)) == 1
    assert world.store.window("border", ["w"], minutes(5)).held == (("https://a.example/feed", 1),)


def test_a_digest_freezes_its_alerts_once_and_moves_the_window_on(world: World) -> None:
    world.alerted("1")
    digest_id = world.composed(at=minutes(60))
    facts = world.store.window("border", ["w"], T0)
    assert (facts.alerts, facts.matches, facts.weak, facts.digests) == ((), (), (), 1)
    state = world.store.subscription("border")
    assert state is not None
    assert (state.window_from, state.last_match_id) == (minutes(60), facts.last_match_id)
    assert state.next_due_at == minutes(60 + 24 * 60)
    assert world.store.digest("2026-11-22/border/0700") == a_digest("2026-11-22/border/0700", at=minutes(60))
    (row,) = world.store.deliveries()
    assert (row.digest_key, row.state, row.attempts) == ("2026-11-22/border/0700", DeliveryState.PENDING, 0)
    assert digest_id


def test_a_slot_is_composed_once(world: World) -> None:
    world.alerted("1")
    world.composed(at=minutes(60))
    world.alerted("2", at=minutes(61))
    facts = world.store.window("border", ["w"], T0)
    before = world.store.stats().tables
    again = compose(at=minutes(62), alerts=[one.id for one in facts.alerts], last_match_id=facts.last_match_id)
    assert world.store.save_digest(again) is None
    assert world.store.stats().tables == before
    assert len(world.store.window("border", ["w"], T0).alerts) == 1
    state = world.store.subscription("border")
    assert state is not None
    assert state.window_from == minutes(60)


def test_an_alert_frozen_meanwhile_stops_the_second_digest(world: World) -> None:
    world.alerted("1")
    ids = [one.id for one in world.store.window("border", ["w"], T0).alerts]
    world.composed("07:00")
    before = world.store.stats().tables
    assert world.store.save_digest(compose("now-1", alerts=ids)) is None
    assert world.store.stats().tables == before


def test_two_subscriptions_freeze_the_same_alert_each(world: World) -> None:
    world.subscriptions.append((replace(world.subscriptions[0][0], id="second"), minutes(60)))
    world.configure()
    world.alerted("1")
    world.composed()
    (alert,) = world.store.window("second", ["w"], T0).alerts
    assert world.store.save_digest(compose(name="second", alerts=[alert.id]))


def test_a_skipped_slot_is_marked_as_passed_and_leaves_the_window_open(world: World) -> None:
    world.alerted("1", WEAK)
    skipped = replace(compose(), digest=None, outbox=(), outcome=ComposeOutcome.QUIET_SKIPPED, at=minutes(60))
    assert world.store.save_digest(skipped) is not None
    assert world.store.save_digest(skipped) is None
    state = world.store.subscription("border")
    assert state is not None
    assert (state.window_from, state.last_match_id, state.next_due_at) == (T0, 0, minutes(24 * 60))
    facts = world.store.window("border", ["w"], T0)
    assert (len(facts.weak), facts.digests) == (1, 0)
    assert world.store.digest("") is None
    assert world.outcomes()[("compose", "quiet_skipped")] == 1


def test_a_digest_sent_by_hand_leaves_the_schedule(world: World) -> None:
    world.composed("now-1", next_due_at=None, at=minutes(5))
    state = world.store.subscription("border")
    assert state is not None
    assert (state.next_due_at, state.window_from) == (minutes(60), minutes(5))


def test_already_composed_only_moves_the_schedule(world: World) -> None:
    made = world.composed(at=minutes(60))
    skip = replace(
        compose(at=minutes(120)), digest=None, outbox=(), outcome=ComposeOutcome.ALREADY_COMPOSED, last_match_id=99
    )
    assert world.store.save_digest(skip) == made
    state = world.store.subscription("border")
    assert state is not None
    assert (state.next_due_at, state.window_from, state.last_match_id) == (minutes(120 + 24 * 60), minutes(60), 0)


def test_the_newest_digest_answers_an_empty_key(world: World) -> None:
    world.composed("07:00")
    world.composed("now-1", at=minutes(1))
    newest = world.store.digest("")
    assert newest is not None
    assert newest.key == "2026-11-22/border/now-1"
    assert world.store.digest("nothing") is None


def test_digests_are_listed_from_the_newest(world: World) -> None:
    world.composed("07:00")
    for number in range(1, 4):
        world.composed(f"now-{number}", at=minutes(number))
    keys = [one.key for one in world.store.digests(3)]
    assert keys == [f"2026-11-22/border/now-{number}" for number in (3, 2, 1)]
    assert len(world.store.digests(9, "border")) == 4
    assert world.store.digests(9, "another") == []


def test_a_claimed_delivery_is_on_record_before_it_is_sent(world: World) -> None:
    world.composed(at=minutes(1))
    assert world.store.claim_deliveries(T0, T0 + LEASE, 5) == [], "not due yet"
    claim = world.claim_delivery(minutes(1))
    assert (claim.channel, claim.recipient, claim.attempts) == ("mail", "a@example.org", 1)
    assert claim.dedupe_key == "2026-11-22/border/0700/mail/a@example.org"
    assert claim.digest == world.store.digest("")
    (row,) = world.store.deliveries([DeliveryState.SENDING])
    assert (row.id, row.attempts) == (claim.id, 1)
    assert world.rows("attempt") == 1
    assert world.store.claim_deliveries(minutes(2), minutes(4), 5) == []


@pytest.mark.parametrize(
    ("state", "due_again"),
    [
        pytest.param(DeliveryState.SENT, False, id="sent"),
        pytest.param(DeliveryState.ABANDONED, False, id="abandoned"),
        pytest.param(DeliveryState.RETRYING, True, id="retrying"),
        pytest.param(DeliveryState.UNKNOWN, True, id="unknown"),
    ],
)
def test_a_result_ends_the_attempt(world: World, state: DeliveryState, due_again: bool) -> None:
    world.composed()
    claim = world.claim_delivery()
    again = minutes(10) if due_again else None
    assert world.store.save_delivery(delivered(claim, state, at=minutes(1), next_try_at=again))
    (row,) = world.store.deliveries()
    assert (row.state, row.detail, row.next_try_at) == (state, "250 ok", again)
    assert row.sent_at == (minutes(1) if state is DeliveryState.SENT else None)
    assert world.store.claim_deliveries(minutes(9), minutes(11), 1) == []
    later = world.store.claim_deliveries(minutes(10), minutes(12), 1)
    assert [one.attempts for one in later] == ([2] if due_again else [])


def test_a_delivery_with_a_lost_or_used_token_changes_nothing(world: World) -> None:
    world.composed()
    stale = world.claim_delivery()
    fresh = world.claim_delivery(minutes(3))
    assert not world.store.save_delivery(delivered(stale))
    assert world.store.deliveries()[0].state is DeliveryState.SENDING
    assert world.store.save_delivery(delivered(fresh))
    assert not world.store.save_delivery(delivered(fresh, DeliveryState.ABANDONED))
    assert world.store.deliveries()[0].state is DeliveryState.SENT


def test_one_outbox_row_for_each_recipient_and_none_twice(world: World) -> None:
    world.store.save_digest(compose(recipients=["a", "b"]))
    world.store.save_digest(replace(compose("now-1"), outbox=compose(recipients=["a", "b", "c"]).outbox))
    assert sorted(row.recipient for row in world.store.deliveries()) == ["a", "b", "c"]
    assert [one.recipient for one in world.store.claim_deliveries(T0, T0 + LEASE, 9)] == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("state", "answer", "due"),
    [
        pytest.param(DeliveryState.SENT, False, False, id="sent is done"),
        pytest.param(DeliveryState.ABANDONED, True, True, id="abandoned gets another try"),
        pytest.param(DeliveryState.RETRYING, True, True, id="retrying is brought forward"),
        pytest.param(DeliveryState.UNKNOWN, True, True, id="unknown is brought forward"),
        pytest.param(None, True, False, id="being sent is left alone"),
    ],
)
def test_people_may_retry(world: World, state: DeliveryState | None, answer: bool, due: bool) -> None:
    world.composed()
    claim = world.claim_delivery()
    if state is not None:
        world.store.save_delivery(delivered(claim, state, next_try_at=minutes(99)))
    assert world.store.retry_delivery(claim.id, minutes(1)) is answer
    assert bool(world.store.claim_deliveries(minutes(1), minutes(3), 1)) is due
    assert not world.store.retry_delivery(OutboxId(99), T0)


def test_undelivered_are_those_given_up_or_late(world: World) -> None:
    world.store.save_digest(compose(recipients=["a", "b", "c", "d"]))
    claims = world.store.claim_deliveries(T0, T0 + LEASE, 4)
    world.store.save_delivery(delivered(claims[0], DeliveryState.ABANDONED))
    world.store.save_delivery(delivered(claims[1], DeliveryState.RETRYING, next_try_at=minutes(90)))
    world.store.save_delivery(delivered(claims[2], DeliveryState.RETRYING, next_try_at=minutes(5)))
    world.store.save_delivery(delivered(claims[3]))
    assert world.store.window("border", ["w"], T0).undelivered == 2
    assert world.store.window("border", ["w"], minutes(1)).undelivered == 1


def test_health_tells_ages_and_counts(world: World) -> None:
    world.alerted("1")
    world.poll(entry("2"), entry("3"), at=minutes(20))
    claim = world.claim_entry(minutes(20))
    world.store.save_extract(extract(claim, draft(claim)))
    world.store.save_digest(compose(at=minutes(30)))
    health = world.store.health()
    assert (health.last_good_poll_at, health.feeds, health.feeds_failing) == (minutes(20), 1, 0)
    assert (health.entries_waiting, health.articles_waiting) == (1, 1)
    assert (health.oldest_due_delivery_at, health.deliveries_waiting) == (minutes(30), 1)
    assert (health.deliveries_abandoned, health.parked) == (0, 0)
    assert health.schema
    assert world.store.story_articles(StoryId(1))


def test_outcomes_add_up_to_their_items(world: World) -> None:
    for number in range(3):
        world.alerted(str(number), at=minutes(20 * number))
    world.composed(at=minutes(90))
    assert world.outcomes() == {
        ("poll", "read"): 3,
        ("intake", "new"): 3,
        ("extract", "page"): 3,
        ("assess", "alerted"): 3,
        ("compose", "composed"): 1,
        ("send", "pending"): 1,
    }
    assert world.store.stats().size_bytes > 10_000


def test_the_time_of_tries_begins_with_the_first_and_anew_with_a_retry(world: World) -> None:
    world.alerted("1")
    world.composed()
    assert world.claim_delivery(minutes(99)).tried_since == minutes(99), "not when the digest was made"
    claim = world.store.claim_deliveries(minutes(99) + LEASE, minutes(999), 1)[0]
    assert claim.tried_since == minutes(99)
    world.store.save_delivery(delivered(claim, DeliveryState.ABANDONED, at=minutes(200)))
    assert world.store.retry_delivery(claim.id, minutes(500))
    assert world.claim_delivery(minutes(500)).tried_since == minutes(500)


def test_no_channel_takes_more_places_than_its_own(world: World) -> None:
    world.alerted("1")
    silent = [
        OutboxDraft(dedupe_key=f"silent {number}", channel="silent", recipient=str(number)) for number in range(6)
    ]
    other = OutboxDraft(dedupe_key="hook", channel="hook", recipient="")
    world.composed(outbox=(*silent, other))
    first = world.store.claim_deliveries(minutes(1), minutes(1) + LEASE, 9, (), 2)
    assert sorted(one.channel for one in first) == ["hook", "silent", "silent"]
    in_hand = [one.id for one in first]
    assert world.store.claim_deliveries(minutes(1), minutes(1) + LEASE, 9, in_hand, 2) == []
    more = world.store.claim_deliveries(minutes(1), minutes(1) + LEASE, 9, in_hand[1:], 2)
    assert len(more) == 1
    assert more[0].channel == "silent"


def test_what_was_given_up_counts_until_it_is_acknowledged(world: World) -> None:
    world.alerted("1")
    world.composed()
    world.store.save_delivery(delivered(world.claim_delivery(), DeliveryState.ABANDONED, at=minutes(1)))
    assert world.store.health().deliveries_abandoned == 1
    assert world.store.acknowledge_deliveries(minutes(2)) == 1
    assert world.store.acknowledge_deliveries(minutes(2)) == 0
    assert world.store.health().deliveries_abandoned == 0
    assert len(world.store.deliveries([DeliveryState.ABANDONED.value])) == 1, "it is still listed"
    world.store.retry_delivery(OutboxId(1), minutes(3))
    world.store.save_delivery(delivered(world.claim_delivery(minutes(3)), DeliveryState.ABANDONED, at=minutes(4)))
    assert world.store.health().deliveries_abandoned == 1, "given up once more"


def test_health_knows_how_long_a_message_is_tried(world: World) -> None:
    world.alerted("1")
    world.composed()
    assert world.store.health().oldest_undelivered_at is None
    claim = world.claim_delivery(minutes(5))
    world.store.save_delivery(delivered(claim, DeliveryState.RETRYING, at=minutes(6), next_try_at=minutes(600)))
    assert world.store.health().oldest_undelivered_at == minutes(5)
    world.store.save_delivery(delivered(world.claim_delivery(minutes(600)), at=minutes(600)))
    assert world.store.health().oldest_undelivered_at is None


BROKEN = {
    "its digest's text is gone": "UPDATE digest SET body = NULL WHERE id = 1",
    "its digest is no JSON": "UPDATE digest SET body = '{' WHERE id = 1",
    "its digest is something else": "UPDATE digest SET body = '[1]' WHERE id = 1",
    "its digest lacks a field": "UPDATE digest SET body = json_remove(body, '$.zone') WHERE id = 1",
    "a time in it is none": "UPDATE digest SET body = json_set(body, '$.composed_at', 'noon') WHERE id = 1",
    "its part is no JSON": "UPDATE outbox SET part = 'x' WHERE id = 1",
    "its part is something else": "UPDATE outbox SET part = '7' WHERE id = 1",
    "its digest is not there": "UPDATE outbox SET digest_id = 99 WHERE id = 1",
    "when it was made is no time": "UPDATE outbox SET created_at = 'long ago' WHERE id = 1",
}


@pytest.mark.parametrize("statement", BROKEN.values(), ids=BROKEN)
def test_a_row_that_cannot_be_read_keeps_no_other_waiting(world: World, tmp_path: Path, statement: str) -> None:
    world.composed()
    world.alerted("2")
    world.composed("08:00")
    with closing(sqlite3.connect(tmp_path / "monitor.db")) as connection:
        connection.execute(statement)
        connection.commit()
    (claim,) = world.store.claim_deliveries(minutes(1), minutes(2), 9)
    assert claim.digest.key == "2026-11-22/border/0800"
    assert world.store.health().deliveries_abandoned == 1
    assert "cannot be read" in world.store.health().given_up
    assert world.store.claim_deliveries(minutes(1), minutes(2), 9, [claim.id]) == []
    assert {row.state for row in world.store.deliveries()} == {DeliveryState.SENDING, DeliveryState.ABANDONED}


def given_up(world: World, slot: str, *drafts: OutboxDraft, at: datetime = T0) -> None:
    world.composed(slot, outbox=drafts)
    for claim in world.store.claim_deliveries(at, at + LEASE, 9):
        world.store.save_delivery(delivered(claim, DeliveryState.ABANDONED, at=at))


def to(recipient: str, slot: str, channel: str = "mail") -> OutboxDraft:
    return OutboxDraft(
        dedupe_key=f"2026-11-22/border/{slot}/{channel}/{recipient}", channel=channel, recipient=recipient
    )


def taken(world: World, slot: str, *drafts: OutboxDraft, at: datetime) -> None:
    world.composed(slot, outbox=drafts)
    for claim in world.store.claim_deliveries(at, at + LEASE, 9):
        world.store.save_delivery(delivered(claim, at=at))


def test_who_takes_messages_again_gets_what_was_given_up_once_and_as_late(world: World) -> None:
    given_up(world, "07:00", to("a@x.example", "0700"), to("b@x.example", "0700"))
    taken(world, "08:00", to("a@x.example", "0800"), to("b@x.example", "0800"), at=minutes(60))
    late = world.store.claim_deliveries(minutes(60), minutes(61), 9)
    assert [(one.digest.key, one.recipient, one.late) for one in late] == [
        ("2026-11-22/border/0700", "a@x.example", True),
        ("2026-11-22/border/0700", "b@x.example", True),
    ]
    assert late[0].tried_since == minutes(60)
    world.store.save_delivery(delivered(late[0], at=minutes(60)))
    world.store.save_delivery(delivered(late[1], DeliveryState.ABANDONED, at=minutes(60)))
    taken(world, "09:00", to("b@x.example", "0900"), at=minutes(120))
    assert world.store.claim_deliveries(minutes(120), minutes(121), 9) == [], "once"


@pytest.mark.parametrize("why", ["acknowledged", "other receiver", "months ago"])
def test_what_is_settled_or_of_others_stays_given_up(world: World, why: str) -> None:
    given_up(world, "07:00", to("a@x.example", "0700"), to("b@x.example", "0700"))
    at = minutes(60)
    if why == "acknowledged":
        world.store.acknowledge_deliveries(minutes(2))
    if why == "months ago":
        at = minutes(60 * 24 * 31)
    # Both are still named, so that nobody came in another's place.
    world.composed("08:00", outbox=(to("a@x.example", "0800"), to("b@x.example", "0800")))
    for claim in world.store.claim_deliveries(at, at + LEASE, 9):
        ends = DeliveryState.SENT if claim.recipient != "a@x.example" else DeliveryState.ABANDONED
        world.store.save_delivery(delivered(claim, ends, at=at))
    again = [one.recipient for one in world.store.claim_deliveries(at, at + LEASE, 9)]
    assert again == (["b@x.example"] if why == "other receiver" else [])


def test_who_comes_in_the_place_of_a_receiver_gets_what_that_one_missed(world: World) -> None:
    given_up(world, "07:00", to("desk@typo.example", "0700"), to("desk@old.example", "0700"))
    taken(world, "08:00", to("desk@x.example", "0800"), at=minutes(60))
    late = world.store.claim_deliveries(minutes(60), minutes(61), 9)
    assert [(one.digest.key, one.recipient, one.late) for one in late] == [
        ("2026-11-22/border/0700", "desk@x.example", True)
    ]
    for one in late:
        world.store.save_delivery(delivered(one, at=minutes(61)))
    taken(world, "09:00", to("desk@x.example", "0900"), at=minutes(120))
    assert world.store.claim_deliveries(minutes(120), minutes(121), 9) == [], "nothing twice"


def test_what_waits_on_a_channel_is_due_at_once_when_that_was_mended(world: World) -> None:
    world.composed(outbox=(to("a@x.example", "0700"), to("", "0700", "hook")))
    for claim in world.store.claim_deliveries(T0, T0 + LEASE, 9):
        world.store.save_delivery(delivered(claim, DeliveryState.RETRYING, at=T0, next_try_at=minutes(60)))
    assert world.store.hurry_deliveries(["mail", "other"], minutes(5)) == 1
    assert [one.channel for one in world.store.claim_deliveries(minutes(5), minutes(6), 9)] == ["mail"]
    assert world.store.hurry_deliveries(["mail"], minutes(5)) == 0, "it is being sent"


def told_before(key: str = "2026-11-22/border/0700") -> DigestStory:
    story = make_update(2)
    return replace(story, told=FirstTold(digest=key, at=T0))


def alerted(slot: str, *stories: DigestStory, **changes: object) -> DigestIntent:
    """A message at once on a chat and by mail."""
    key = f"2026-11-22/border/{slot}"
    section = DigestSection(watchlist="w", title="W", priority=Priority.NORMAL, stories=stories)
    digest = replace(a_digest(key), kind=DigestKind.ALERT, sections=(section,))
    ways = (("room", ""), ("mail", "a@example.org"))
    drafts = tuple(OutboxDraft(dedupe_key=f"{key}/{one}/{to}", channel=one, recipient=to) for one, to in ways)
    return replace(compose(slot), digest=replace(digest, **changes), outbox=drafts, next_due_at=None, aside=True)


def claimed(world: World, channel: str = "room") -> DeliveryClaim:
    claims = world.store.claim_deliveries(T0, T0 + LEASE, 9)
    for claim in claims:
        if claim.channel != channel:
            world.store.save_delivery(delivered(claim))
    return next(claim for claim in claims if claim.channel == channel)


def test_an_update_is_sent_below_the_message_that_told_its_story_first(world: World) -> None:
    assert world.store.save_digest(alerted("0700", make_story(2)))
    first = claimed(world)
    assert first.below == ""
    assert world.store.save_delivery(replace(delivered(first), posted="place:17"))
    for number, told in enumerate((told_before(), told_before("2026-11-22/border/none"))):
        assert world.store.save_digest(alerted(f"080{number}", told))
        second = claimed(world)
        assert second.below == ("" if number else "place:17")
        assert world.store.save_delivery(replace(delivered(second), posted="place:18"))
    assert world.store.save_digest(alerted("0805", told_before(), kind=DigestKind.FLOOD))
    assert claimed(world).below == ""


def test_a_message_that_was_not_taken_yet_has_no_thread(world: World) -> None:
    assert world.store.save_digest(alerted("0700", make_story(2)))
    lost = replace(delivered(claimed(world), DeliveryState.UNKNOWN, next_try_at=minutes(60)), posted="place:17")
    assert world.store.save_delivery(lost)
    assert world.store.save_digest(alerted("0800", told_before()))
    assert claimed(world).below == ""


def test_the_thread_is_that_of_the_part_which_told_the_story(world: World) -> None:
    parts = (Part(number=1, of=2, last=1), Part(number=2, of=2, first=1))
    flood = alerted("0700", make_story(1), make_story(2), kind=DigestKind.FLOOD)
    drafts = [OutboxDraft(dedupe_key=f"k{one.number}", channel="room", recipient="", part=one) for one in parts]
    assert world.store.save_digest(replace(flood, outbox=tuple(drafts)))
    for claim in world.store.claim_deliveries(T0, T0 + LEASE, 9):
        assert world.store.save_delivery(replace(delivered(claim), posted=f"place:{claim.part.number}"))
    assert world.store.save_digest(alerted("0800", told_before()))
    assert claimed(world).below == "place:2"
