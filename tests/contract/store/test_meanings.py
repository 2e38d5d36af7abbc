"""Vectors of stories are kept under the model that made them, and go with their story."""

from __future__ import annotations

from datetime import timedelta

import pytest
from store_world import T0, World, matched, minutes, sketch

from monitor.flow.linking import link_all, link_watched
from monitor.model.ids import StoryId
from monitor.model.stories import Meant, Placement
from monitor.stories.events.grouping import CLOSES_AFTER

ONE, TWO = StoryId(1), StoryId(2)


class Counting:
    """`Meaning` that counts what it is asked, and fails for one title."""

    def __init__(self, model: str = "m", *, fails: str = "", vector: bytes = bytes(1023) + b"\x3c") -> None:
        self.model = model
        self.asked: list[str] = []
        self._fails, self._one = fails, vector

    def of(self, title: str, text: str, language: str) -> bytes:
        del text, language
        self.asked.append(title)
        if title == self._fails:
            raise ValueError(title)
        return self._one


def sketched(world: World, key: str, at: float) -> None:
    """A watched story that is open."""
    (claim,) = world.articles(key, at=minutes(at))
    assert world.save(claim, matched(), placement=Placement(sketch=sketch(claim), terms=(1,)), at=minutes(at))


def test_vectors_are_found_by_their_model(world: World) -> None:
    world.alerted("1")
    world.alerted("2", at=minutes(20))
    world.store.save_meanings("a", {ONE: Meant(b"\x01\x02", "Post"), TWO: Meant(b"")})
    assert world.store.meanings("a", [ONE, TWO, StoryId(9)]) == {ONE: Meant(b"\x01\x02", "Post"), TWO: Meant(b"")}
    assert world.store.meanings("b", [ONE, TWO]) == {}
    world.store.save_meanings("b", {ONE: Meant(b"\x03")})
    assert world.store.meanings("b", [ONE, TWO]) == {ONE: Meant(b"\x03")}
    assert world.store.meanings("a", [ONE, TWO]) == {TWO: Meant(b"")}
    assert world.store.meanings("a", []) == {}


def test_a_story_that_is_gone_has_none(world: World) -> None:
    world.alerted("1")
    world.store.save_meanings("a", {ONE: Meant(b"\x01"), TWO: Meant(b"\x02")})
    world.store.save_meanings("a", {})
    assert world.store.meanings("a", [ONE, TWO]) == {ONE: Meant(b"\x01")}


def test_vectors_go_when_the_story_is_over_and_when_it_is_pruned(world: World) -> None:
    world.alerted("1", matched(alert=False))
    world.store.save_meanings("a", {ONE: Meant(b"\x01")})
    world.store.trim_index(T0, minutes(-5))
    assert world.rows("story_meaning") == 1
    world.store.trim_index(T0, T0 + CLOSES_AFTER)
    assert world.rows("story_meaning") == 0
    world.store.save_meanings("a", {ONE: Meant(b"\x01")})
    world.store.prune(T0 + timedelta(days=400), T0 + timedelta(days=400))
    assert (world.rows("story"), world.rows("story_meaning")) == (0, 0)


def test_each_text_is_asked_about_once_and_again_by_another_model(world: World) -> None:
    for key, at in (("1", 0), ("2", 20)):
        sketched(world, key, at)
    first, other = Counting(), Counting("n")
    for meaning in (first, first, other):
        link_watched(world.store, ["w"], T0, meaning)
    assert first.asked == ["Title 1", "Title 2"]
    assert other.asked == ["Title 1", "Title 2"]
    assert set(world.store.meanings("n", [ONE, TWO])) == {ONE, TWO}


def test_one_text_that_cannot_be_read_keeps_no_other_apart_and_is_asked_again(world: World) -> None:
    for key, at in (("1", 0), ("2", 20), ("3", 40)):
        sketched(world, key, at)
    link_watched(world.store, ["w"], T0, Counting(fails="Title 2"))
    assert set(world.store.meanings("m", [ONE, TWO, StoryId(3)])) == {ONE, StoryId(3)}
    well = Counting()
    link_watched(world.store, ["w"], T0, well)
    assert well.asked == ["Title 2"], "what hindered it may be gone"
    assert world.store.meanings("m", [TWO])[TWO].vector


def test_nobody_is_asked_without_a_model_or_a_second_story(world: World) -> None:
    sketched(world, "1", 0)
    meaning, none = Counting(), Counting("")
    link_watched(world.store, ["w"], T0, meaning)
    sketched(world, "2", 20)
    link_watched(world.store, ["w"], T0, none)
    link_all(world.store, (), meaning)
    assert (meaning.asked, none.asked) == ([], [])


class Damaged(Counting):
    """Vectors of a length of their own each; with `nameless` not even a name."""

    def __init__(self, *, nameless: bool) -> None:
        super().__init__()
        if nameless:
            del self.model

    def of(self, title: str, text: str, language: str) -> bytes:
        super().of(title, text, language)
        return b"\x00\x3c" * len(self.asked)


@pytest.mark.parametrize("nameless", [False, True])
def test_what_is_wrong_with_meanings_costs_no_link_by_words(world: World, nameless: bool) -> None:
    for key, at in (("1", 0), ("2", 20)):
        sketched(world, key, at)
    link_watched(world.store, ["w"], T0, Damaged(nameless=nameless))
    record = world.store.story(TWO)
    assert record is not None
    assert [one.other_id for one in record.links] == [ONE]
