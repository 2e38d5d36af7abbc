from __future__ import annotations

from datetime import timedelta

from store_world import LEASE, T0, World, delivered, draft, entry, extract, minutes

from monitor.model.ids import Queue


def test_each_queue_is_named_while_it_has_work_that_nobody_holds(world: World) -> None:
    store = world.store
    assert store.due(minutes(-1)) == frozenset()
    assert store.due(minutes(0)) == {Queue.FEEDS}
    world.poll(entry("1"))
    assert store.due(minutes(0)) == {Queue.ENTRIES}
    claim = world.claim_entry()
    assert store.due(minutes(0)) == frozenset()
    assert Queue.ENTRIES in store.due(T0 + LEASE), "a lease that ran out"
    store.save_extract(extract(claim, draft(claim)))
    assert store.due(minutes(0)) == {Queue.ARTICLES}
    world.save(world.claim_article())
    assert store.due(minutes(0)) == frozenset()
    assert Queue.DIGESTS in store.due(minutes(60))
    world.composed()
    assert store.due(minutes(0)) == {Queue.DELIVERIES}
    store.save_delivery(delivered(world.claim_delivery()))
    assert store.due(minutes(0)) == frozenset()


def test_a_changed_list_is_work_until_it_is_looked_through(world: World) -> None:
    world.alerted("1")
    world.store.sync_config(world.specs, world.subscriptions, ("r2", '{"w": "other words"}'), minutes(1))
    assert Queue.REVIEWS in world.store.due(minutes(1))


def test_a_feed_that_left_the_configuration_is_no_work(world: World) -> None:
    world.specs = []
    world.configure(minutes(1))
    assert world.store.due(minutes(1) + timedelta(days=1)) == {Queue.DIGESTS}
