"""Edits of watchlists kept before they are saved: by number, edition by edition, ended, back, and forgotten."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from store_world import World, minutes

from monitor.model.desk.drafts import KeptDraft
from monitor.ports import Store

DRAFT = KeptDraft(
    name="border",
    version="v" * 64,
    base="watchlist: border\n",
    text="watchlist: border\ntitle: الحدود\n",
    why="for Noor to look at",
    begun_by="ali",
    begun_at=minutes(1),
    kept_by="ali",
    kept_at=minutes(1),
)


def test_kept_over_restarts_and_listed_without_texts(opener: Callable[[], Store]) -> None:
    number = opener().keep_draft(DRAFT)
    store = opener()
    assert store.kept_draft(number) == replace(DRAFT, id=number)
    assert store.kept_draft(number + 1) is None
    other = store.keep_draft(replace(DRAFT, name="towns"))
    assert [(one.id, one.name, one.text, one.base) for one in store.kept_drafts()] == [
        (other, "towns", "", ""),
        (number, "border", "", ""),
    ]
    assert [one.id for one in store.kept_drafts(1)] == [other]


def test_who_had_an_older_edition_changes_nothing(world: World) -> None:
    number = world.store.keep_draft(DRAFT)
    mine = replace(DRAFT, id=number, text="mine", kept_by="noor", kept_at=minutes(4), version="w", base="b")
    assert world.store.change_draft(mine)
    assert not world.store.change_draft(replace(mine, text="theirs"))
    assert world.store.kept_draft(number) == replace(mine, edition=2)
    assert not world.store.change_draft(replace(mine, id=number + 1))


def test_ended_and_open_again(world: World) -> None:
    number = world.store.keep_draft(DRAFT)
    assert not world.store.end_draft(number, 2, minutes(5), "noor", "saved")
    assert world.store.end_draft(number, 1, minutes(5), "noor", "saved")
    ended = replace(DRAFT, id=number, ended_at=minutes(5), ended_by="noor", ended_how="saved")
    assert world.store.kept_draft(number) == ended
    assert list(world.store.kept_drafts()) == []
    assert not world.store.change_draft(replace(ended, text="late"))
    assert world.store.end_draft(number, 1, None)
    assert world.store.kept_draft(number) == replace(DRAFT, id=number)


def test_forgotten_by_when_they_were_kept_last_and_no_number_comes_back(world: World) -> None:
    first, last = (world.store.keep_draft(replace(DRAFT, kept_at=minutes(at))) for at in (5, 10))
    assert world.store.forget_drafts(minutes(10)) == 1
    assert world.store.kept_draft(first) is None
    assert world.store.forget_drafts(minutes(11)) == 1
    assert world.store.keep_draft(DRAFT) > last
