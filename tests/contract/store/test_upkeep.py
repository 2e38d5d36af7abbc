from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from store_world import LEASE, T0, World, delivered, draft, entry, extract, matched, minutes, subscription

from monitor.errors import StoreError
from monitor.model.fleet.workers import Role
from monitor.model.outcomes import DeliveryState, ExtractOutcome, IntakeOutcome
from monitor.ports import Store
from monitor.store import open_store


def test_a_restart_finds_everything(opener: Callable[[], Store]) -> None:
    world = World(opener())
    world.configure()
    world.alerted("1")
    before = world.store.stats().tables
    world.store = opener()
    assert world.store.stats().tables == before
    assert [one.article.title for one in world.store.window("border", ["w"], T0).alerts] == ["Title 1"]
    assert world.store.check() == []


def test_leases_of_a_dead_process_end_and_attempts_are_given_back(world: World) -> None:
    world.alerted("0")
    world.composed()
    world.poll(entry("1"), entry("2"), at=minutes(20))
    claim = world.claim_entry(minutes(20))
    world.claim_feed(minutes(40))
    world.claim_delivery(minutes(40))
    assert world.store.release_leases(minutes(41)) == 3
    assert world.store.release_leases(minutes(41)) == 0
    assert len(world.store.claim_feeds(minutes(41), minutes(43), 1)) == 1
    entries = world.store.claim_entries(minutes(41), minutes(43), 5)
    assert {one.id: one.attempts for one in entries}[claim.id] == 1
    (row,) = world.store.deliveries()
    assert (row.state, row.attempts, row.next_try_at) == (DeliveryState.UNKNOWN, 1, minutes(41))
    (again,) = world.store.claim_deliveries(minutes(41), minutes(43), 5)
    assert again.attempts == 2, "what may have been sent counts as an attempt"


def test_an_article_in_hand_when_the_process_died_is_given_back(world: World) -> None:
    world.articles("1")
    world.store.release_leases(minutes(1))
    assert world.claim_article(minutes(1)).attempts == 1


def test_a_dead_holder_cannot_save_after_the_release(world: World) -> None:
    world.composed()
    claim = world.claim_delivery()
    world.store.release_leases(minutes(1))
    assert not world.store.save_delivery(delivered(claim))


def test_closing_twice_is_fine_and_then_the_store_says_so(opener: Callable[[], Store]) -> None:
    store = opener()
    store.close()
    store.close()
    with pytest.raises(StoreError, match="was closed"):
        store.feeds()
    with pytest.raises(StoreError, match="was closed"):
        store.release_leases(T0)


def test_a_backup_is_whole_while_the_original_lives(world: World, tmp_path: Path) -> None:
    world.alerted("1")
    target = tmp_path / "copy.db"
    world.store.backup(target)
    assert target.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.glob("copy*")) == ["copy.db"]
    world.poll(entry("2"), at=minutes(20))
    copy = open_store(f"sqlite:///{target}")
    try:
        assert dict(copy.stats().tables)["entry"] == 1
        assert copy.check() == []
        assert (tmp_path / "copy.db-wal").exists(), "a restored backup gets its log again"
    finally:
        copy.close()
    with pytest.raises(StoreError, match="exists already"):
        world.store.backup(target)
    with pytest.raises(StoreError, match="cannot be written"):
        world.store.backup(tmp_path / "absent" / "copy.db")


def test_backups_under_load_are_all_sound(world: World, tmp_path: Path) -> None:
    stop = threading.Event()
    failures: list[BaseException] = []

    def load() -> None:
        number = 0
        try:
            while not stop.is_set():
                number += 1
                world.poll(entry(f"load{number}"), at=minutes(20 * number))
        except BaseException as problem:
            failures.append(problem)

    thread = threading.Thread(target=load)
    thread.start()
    try:
        for number in range(15):
            world.store.backup(tmp_path / f"copy{number}.db")
    finally:
        stop.set()
        thread.join()
    assert not failures
    for number in range(15):
        connection = sqlite3.connect(tmp_path / f"copy{number}.db")
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        (entries, keys) = connection.execute(
            "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM entry_key)"
        ).fetchone()
        assert entries == keys
        connection.close()


def test_checkpoint_empties_the_log(world: World, tmp_path: Path) -> None:
    world.alerted("1")
    world.store.checkpoint()
    assert (tmp_path / "monitor.db-wal").stat().st_size == 0


def test_many_threads_claim_without_sharing_a_row(world: World) -> None:
    world.poll(*(entry(str(number)) for number in range(120)))
    taken: list[int] = []

    def work() -> None:
        while claims := world.store.claim_entries(T0, T0 + LEASE, 7):
            taken.extend(one.id for one in claims)

    threads = [threading.Thread(target=work) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(taken) == len(set(taken)) == 120


OLD, NEW = minutes(1), minutes(60 * 24 * 400)


def test_prune_removes_what_is_old_and_delivered(world: World) -> None:
    world.alerted("1")
    world.composed()
    world.store.save_delivery(delivered(world.claim_delivery()))
    world.specs = []
    world.configure()
    pruned = world.store.prune(OLD, OLD)
    assert (pruned.articles, pruned.entries, pruned.polls, pruned.digests) == (1, 1, 1, 1)
    left = {name: count for name, count in world.store.stats().tables if count}
    assert left == {
        "chain": 5, "counter": 5, "feed": 1, "feed_clock": 1, "revision": 1, "subscription": 1, "subscription_list": 1
    }  # fmt: skip
    assert world.store.check() == []


@pytest.mark.parametrize(
    "why",
    ["nothing was delivered yet", "the digest is undelivered", "it is young"],
)
def test_prune_keeps_what_is_needed(world: World, why: str) -> None:
    world.alerted("1")
    if why == "the digest is undelivered":
        world.composed()
        world.store.save_delivery(delivered(world.claim_delivery(), DeliveryState.RETRYING, next_try_at=minutes(9)))
    before = OLD if why != "it is young" else T0
    pruned = world.store.prune(before, T0)
    assert (pruned.articles, pruned.digests, pruned.polls) == (0, 0, 0)
    assert world.rows("alert") == 1


def test_an_alert_that_nobody_subscribes_to_is_not_pending(world: World) -> None:
    world.alerted("1")
    world.subscriptions = [(subscription(watchlists=("other",)), minutes(60))]
    world.configure()
    assert world.store.prune(OLD, OLD).articles == 1


def test_a_delivered_alert_stays_delivered_after_its_digest_was_pruned(world: World) -> None:
    (first,) = world.articles("1", content_key="c")
    world.save(first, matched())
    world.composed()
    world.store.save_delivery(delivered(world.claim_delivery()))
    story = world.stored.story_by_content("c")
    assert story is not None
    world.poll(entry("2"), at=minutes(60))
    claim = world.claim_entry(minutes(60))
    world.store.save_extract(extract(claim, draft(claim, content_key="c"), at=minutes(60)))
    world.save(world.claim_article(minutes(60)), matched(alert=False), story=story.id)
    pruned = world.store.prune(OLD, OLD)
    assert (pruned.digests, pruned.articles) == (1, 0), "the story is as young as its newest article"
    assert world.store.window("border", ["w"], T0).alerts == ()


def test_an_entry_stays_known_while_its_feed_may_show_it(world: World) -> None:
    world.poll(*(entry(str(number)) for number in range(4)))
    while claims := world.store.claim_entries(T0, T0 + LEASE, 9):
        for claim in claims:
            world.store.save_extract(extract(claim, None, outcome=ExtractOutcome.NO_TEXT))
    assert world.store.prune(NEW, T0).entries == 0, "four entries may still be there"
    for number in range(8):
        world.poll(entry(f"new{number}", IntakeOutcome.BASELINE), at=minutes(20 * (number + 1)))
    assert world.store.prune(OLD, T0).entries == 4
    assert world.store.known_entries(world.store.feeds()[0].id, ["0", "new0"])[0].keys == {"new0"}


def test_a_waiting_entry_is_never_pruned(world: World) -> None:
    world.poll(entry("1"))
    world.specs = []
    world.configure()
    assert world.store.prune(NEW, NEW).entries == 0


def test_ids_do_not_come_back_after_pruning(world: World) -> None:
    """A subscription remembers the last match by its id: a reused id would hide a match for ever."""
    world.alerted("1")
    world.composed()
    world.store.save_delivery(delivered(world.claim_delivery()))
    assert world.store.prune(OLD, OLD).articles == 1
    world.alerted("2", at=minutes(20))
    facts = world.store.window("border", ["w"], T0)
    assert len(facts.matches) == len(facts.alerts) == 1


def test_pruning_many_goes_in_batches(world: World) -> None:
    for number in range(3):
        claims = world.articles(*(f"{number}-{one}" for one in range(100)), at=minutes(20 * number))
        for claim in claims:
            world.save(claim)
    assert world.store.prune(minutes(999), T0).articles == 300
    assert world.store.check() == []


def test_what_a_claim_leased_whose_answer_was_lost_is_due_again_and_what_is_in_hand_is_not(world: World) -> None:
    world.alerted("0")
    world.composed()
    world.poll(entry("1"), entry("2"), at=minutes(20))
    kept = world.claim_entry(minutes(20))
    lost = {one.id for one in world.store.claim_entries(minutes(20), minutes(200), 5)}
    (feed,) = (world.claim_feed(minutes(40)),)
    world.claim_delivery(minutes(40))
    free = world.store.release_unheld
    assert [free(Role.EXTRACT, (kept.id,), minutes(41)), free(Role.EXTRACT, (kept.id,), minutes(41))] == [len(lost), 0]
    again = world.store.claim_entries(minutes(41), minutes(200), 9, (kept.id,))
    assert {one.id: one.attempts for one in again} == dict.fromkeys(lost, 1)
    assert free(Role.POLL, (feed.feed.id,), minutes(41)) == 0
    assert (free(Role.POLL, (), minutes(41)), free(Role.SEND, (), minutes(41))) == (1, 1)
    assert len(world.store.claim_feeds(minutes(41), minutes(43), 1)) == 1
    (sending,) = world.store.claim_deliveries(minutes(41), minutes(43), 5)
    assert sending.attempts == 2
    assert free(Role.ASSESS, (), minutes(41)) == 0
