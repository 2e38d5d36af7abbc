"""Articles as the audit sees them, and the answers that are kept."""

from __future__ import annotations

from store_world import T0, World, matched, minutes

from monitor.model.ids import ArticleId
from monitor.model.watch import Strength


def test_articles_with_what_a_list_surely_met_in_them(world: World) -> None:
    world.alerted("a")
    world.alerted("b", matched("w2"), at=minutes(20))
    world.alerted("c", matched(alert=False, strength=Strength.WEAK), at=minutes(40))
    seen = world.store.audit_texts("w", T0, 10, list)
    assert [(one.id, one.topics, one.met, one.language) for one in seen] == [
        (1, ("t",), ("Text",), "en"),
        (2, (), (), "en"),
        (3, (), (), "en"),
    ]
    assert [one.id for one in world.store.audit_texts("w", minutes(10), 1, list)] == [3]
    assert [(one.id, one.topics) for one in world.store.audited("w2", [ArticleId(2), ArticleId(9)])] == [(2, ("t",))]


def test_an_answer_is_kept_changed_and_taken_back(world: World) -> None:
    first, second = ArticleId(1), ArticleId(2)
    world.store.answer_audit("w", {first: True, second: False}, T0)
    world.store.answer_audit("w2", {first: False}, T0)
    assert world.store.audit_answers("w") == {first: True, second: False}
    world.store.answer_audit("w", {first: False, second: None}, minutes(1))
    assert world.store.audit_answers("w") == {first: False}
    assert world.store.audit_answers("w2") == {first: False}
