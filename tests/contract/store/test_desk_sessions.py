"""Browsers that somebody logged in with: kept over restarts, ended when told to; each code is used once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from store_world import World, minutes

from monitor.model.desk.visitors import Session
from monitor.ports import Store

ALI = Session(mark="a" * 64, user="ali", stamp="s" * 32, began_at=minutes(1), seen_at=minutes(1))


def test_kept_over_restarts_noted_and_ended(opener: Callable[[], Store]) -> None:
    opener().keep_session(ALI)
    store = opener()
    assert store.session(ALI.mark) == ALI
    assert store.session("b" * 64) is None
    store.note_session(ALI.mark, minutes(9))
    assert store.session(ALI.mark) == replace(ALI, seen_at=minutes(9))
    assert store.end_session(ALI.mark)
    assert not store.end_session(ALI.mark)
    assert store.session(ALI.mark) is None


def test_old_ones_are_forgotten(world: World) -> None:
    sessions = {
        "old": replace(ALI, mark="old", seen_at=minutes(50)),
        "idle": replace(ALI, mark="idle", began_at=minutes(30), seen_at=minutes(30)),
        "used": replace(ALI, mark="used", began_at=minutes(30), seen_at=minutes(50)),
    }
    for one in sessions.values():
        world.store.keep_session(one)
    assert world.store.forget_sessions(minutes(10), minutes(40)) == 2
    assert [mark for mark in sessions if world.store.session(mark)] == ["used"]


def test_each_code_is_used_once_and_none_before_it(world: World) -> None:
    assert [world.store.use_code("ali", step) for step in (7, 7, 6, 8)] == [True, False, False, True]
    assert world.store.use_code("noor", 7)
