from __future__ import annotations

from datetime import timedelta

from store_world import LEASE, T0, World, entry, minutes

from monitor.model.ids import Queue

DAY = timedelta(days=1)


def test_the_time_noted_last_is_remembered_whether_later_or_earlier(world: World) -> None:
    assert world.store.newest_time() is None
    for at in (minutes(5), minutes(1)):
        world.store.note_time(at)
        assert world.store.newest_time() == at


def test_a_step_back_puts_nothing_off(world: World) -> None:
    world.poll(entry("1"), at=T0, next_poll_at=minutes(15))
    assert world.store.due(T0 - DAY) == frozenset()
    world.store.set_back(DAY, T0 - DAY, {"border": T0 - DAY + timedelta(minutes=7)})
    assert world.store.due(T0 - DAY) == {Queue.ENTRIES}
    assert world.store.due(T0 - DAY + timedelta(minutes=7)) == {Queue.ENTRIES, Queue.DIGESTS}
    assert Queue.FEEDS not in world.store.due(T0 - DAY + timedelta(minutes=14))
    assert Queue.FEEDS in world.store.due(T0 - DAY + timedelta(minutes=15))
    (state,) = world.store.feeds()
    assert state.last_polled_at == T0 - DAY


def test_what_was_due_before_the_step_stays_as_it_is(world: World) -> None:
    world.store.set_back(timedelta(minutes=5), minutes(70), {"border": minutes(90)})
    assert Queue.DIGESTS in world.store.due(minutes(70)), "its slot had come"


def test_a_lease_that_the_clock_leapt_over_is_still_held(world: World) -> None:
    world.alerted("1")
    world.composed()
    claim = world.claim_delivery()
    later = T0 + LEASE + DAY
    assert world.store.claim_deliveries(later, later + LEASE, 5, {claim.id}) == []
    (again,) = world.store.claim_deliveries(later, later + LEASE, 5)
    assert again.id == claim.id, "nobody has it in hand any more"


def test_each_queue_leaves_what_is_in_hand(world: World) -> None:
    feed = world.claim_feed()
    later = T0 + LEASE + DAY
    assert world.store.claim_feeds(later, later + LEASE, 5, [feed.feed.id]) == []
    world.poll(entry("1"), at=later)
    reading = world.claim_entry(later)
    much_later = later + LEASE + DAY
    assert world.store.claim_entries(much_later, much_later + LEASE, 5, [reading.id]) == []
    assert len(world.store.claim_entries(much_later, much_later + LEASE, 5)) == 1
