"""Articles as the audit sees them, and the answers that are kept."""

from __future__ import annotations

from dataclasses import replace

from store_world import T0, World, matched, minutes

from monitor.model.archive.audit import AuditHead, AuditMade
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


def test_the_last_audit_of_each_list_is_kept(world: World) -> None:
    head = AuditHead(article=ArticleId(3), title="\u0627\u0644", publisher="P", url="https://p.example/3")
    one = AuditMade(watchlist="w", at=T0, articles=9, found=8, share=0.5, low=0.25, high=0.75, lines=1, first=(head,))
    other = replace(one, watchlist="v", share=None, first=())
    world.store.keep_audit(one)
    world.store.keep_audit(other)
    assert world.store.audits_made() == [other, one]
    world.store.keep_audit(replace(one, at=minutes(9)))
    assert world.store.audits_made() == [other, replace(one, at=minutes(9))]
    # A clock that was set back: the audit is not of the future.
    world.store.set_back(minutes(9) - T0, T0, {})
    assert world.store.audits_made() == [other, one]
