"""The ledger of what people do by the desk: nothing in it is ever removed, and nothing is undone twice."""

from __future__ import annotations

from dataclasses import replace

from store_world import World, minutes

from monitor.model.desk.actions import DeskAction

SAVED = DeskAction(
    at=minutes(1), by="Ali", kind="watchlist.save", subject="watchlists/border.yaml", why="a town is missing",
    detail={"before": "a1", "lines": [1, 2], "names": {"ar": "البوكمال"}},
)  # fmt: skip


def test_what_was_done_is_told_again_as_it_was_kept(world: World) -> None:
    number = world.store.record_action(SAVED)
    assert world.store.action(number) == replace(SAVED, id=number)
    assert world.store.action(number + 1) is None


def test_the_newest_first_of_one_kind_or_one_thing(world: World) -> None:
    others = [replace(SAVED, kind="feed.pause", subject=f"feed {number}") for number in range(3)]
    numbers = [world.store.record_action(one) for one in (SAVED, *others)]
    found = [one.id for one in world.store.actions()]
    assert found == numbers[::-1]
    assert [one.id for one in world.store.actions(kind="feed.pause", most=2)] == numbers[:1:-1]
    assert [one.id for one in world.store.actions(subject=SAVED.subject)] == numbers[:1]
    assert world.store.actions(kind="feed.pause", subject=SAVED.subject) == []


def test_undone_once_and_never_removed(world: World) -> None:
    number = world.store.record_action(SAVED)
    assert world.store.undo_action(number, minutes(2), "Zoe")
    assert not world.store.undo_action(number, minutes(3), "Max")
    assert not world.store.undo_action(number + 1, minutes(3), "Max")
    (found,) = world.store.actions()
    assert found == replace(SAVED, id=number, undone_at=minutes(2), undone_by="Zoe")
