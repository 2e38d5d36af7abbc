"""Translations are kept under who made them and of which text, and go when nobody uses them."""

from __future__ import annotations

from store_world import T0, World, minutes

TITLE, OTHER = ("ar", "قافلة تعبر"), ("he", "שיירה")


def test_they_are_found_by_translator_language_and_text(world: World) -> None:
    store = world.store
    store.keep_translations("a", {TITLE: "A convoy crosses", OTHER: ""}, T0)
    store.keep_translations("a", {}, T0)
    assert store.translations("a", [TITLE, OTHER, ("ar", "x")], T0) == {TITLE[1]: "A convoy crosses", OTHER[1]: ""}
    assert store.translations("b", [TITLE], T0) == {}
    assert store.translations("a", [("fa", TITLE[1])], T0) == {}
    assert store.translations("a", [], T0) == {}


def test_the_newest_counts(world: World) -> None:
    world.store.keep_translations("a", {TITLE: "One"}, T0)
    world.store.keep_translations("a", {TITLE: "Two"}, minutes(1))
    assert world.store.translations("a", [TITLE], minutes(2)) == {TITLE[1]: "Two"}
    assert world.rows("translation") == 1


def test_any_text_can_be_kept(world: World) -> None:
    odd = [("ar", text) for text in ("", "\ud800 half", "nul\0nul", "🙂" * 2_000)]
    world.store.keep_translations("a", {one: f"{place}" for place, one in enumerate(odd)}, T0)
    assert world.store.translations("a", odd, T0) == {text: f"{place}" for place, (_, text) in enumerate(odd)}
    many = {("ar", f"text {n}"): f"{n}" for n in range(2_500)}
    world.store.keep_translations("a", many, T0)
    assert len(world.store.translations("a", list(many), T0)) == 2_500


def test_what_is_used_stays(world: World) -> None:
    world.store.keep_translations("a", {TITLE: "One", OTHER: "Two"}, T0)
    world.store.translations("a", [TITLE], minutes(9))
    assert world.store.forget_translations(minutes(5)) == 1
    assert world.store.translations("a", [TITLE, OTHER], minutes(9)) == {TITLE[1]: "One"}
