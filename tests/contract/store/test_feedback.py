"""The ledger of what people say of alerts, and counters of spellings, which only ever follow the matches."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from store_world import World, delivered, draft, extract, hit, matched, minutes

from monitor.errors import UsageError
from monitor.model.feedback.given import AlertedText, Feedback, Said
from monitor.model.feedback.spellings import SpellingUse
from monitor.model.feeds import EntryChange, EntryData
from monitor.model.ids import AlertId, ArticleId, EntryId, StoryId
from monitor.model.outcomes import ExtractOutcome
from monitor.model.watch import Hit, Strength
from monitor.ports import Store

OTHER = EntryData(guid="a", url="", title="Other", summary="Other words", content="", published_at=None)


def said(text: AlertedText, what: Said = Said.NOT, **changes: object) -> Feedback:
    base = Feedback(
        said=what, alert_id=text.alert_id, story_id=text.story_id, article_id=text.article_id, watchlist="w", topic="t",
        forms=("text",), rules=(), pin="t-1", title=text.title, url=text.url, by="Ali", why="a shrine", at=minutes(5),
    )  # fmt: skip
    return replace(base, **changes)


def test_what_an_alert_rests_on(world: World) -> None:
    for place, key in enumerate(("a", "b")):
        world.alerted(key, at=minutes(20 * place))
    first, second = (world.store.alerted_texts(None, AlertId(number)) for number in (1, 2))
    assert [one.story_id for one in first + second] == [1, 2]
    assert world.store.alerted_texts(StoryId(2)) == second
    assert world.store.alerted_texts(StoryId(99)) == world.store.alerted_texts(None) == []
    (one,) = first
    assert (one.title, one.text, one.url) == ("Title a", "Text of Title a", "https://a.example/a/final")
    assert one.hits == (hit(),)


def test_said_once_and_taken_back_without_a_trace_lost(world: World) -> None:
    world.alerted("a")
    (text,) = world.store.alerted_texts(StoryId(1))
    assert world.store.give_feedback([said(text), said(text, topic="u")]) == 2
    assert world.store.give_feedback([said(text, by="Zoe")]) == 0
    first, second = world.store.feedback()
    assert first == said(text, id=first.id)
    with pytest.raises(UsageError, match=r"Of t in alert 1 Ali said not.*monitor not 0001 --undo"):
        world.store.give_feedback([said(text, topic="new"), said(text, Said.YES)])
    assert world.store.feedback() == [first, second]
    assert world.store.lift_feedback([first.id, 99], minutes(9), "Zoe") == 1
    assert world.store.lift_feedback([first.id], minutes(10), "Max") == 0
    assert world.store.feedback() == [second]
    assert world.store.feedback(lifted=True)[0] == replace(first, lifted_at=minutes(9), lifted_by="Zoe")
    assert world.store.give_feedback([said(text, Said.YES)]) == 1


def test_nothing_is_taken_back_where_the_file_beside_cannot_be(world: World) -> None:
    world.alerted("a")
    (text,) = world.store.alerted_texts(StoryId(1))
    world.store.give_feedback([said(text)])
    (entry,) = world.store.feedback()

    def fails() -> None:
        raise UsageError("no")

    with pytest.raises(UsageError, match="no"):
        world.store.lift_feedback([entry.id], minutes(9), "Zoe", fails)
    assert world.store.feedback() == [entry]


def test_articles_with_what_was_said_of_them(world: World) -> None:
    articles = [world.alerted(key, at=minutes(20 * place)) for place, key in enumerate("abcd")]
    texts = [world.store.alerted_texts(None, AlertId(number))[0] for number in (1, 2)]
    world.store.give_feedback([said(texts[0]), said(texts[1], Said.YES), said(texts[1], topic="u")])
    found = world.store.judged_texts("w", "t", 1)
    assert [(one.article_id, one.said, one.pin) for one in found] == [
        (articles[0], Said.NOT, "t-1"),
        (articles[1], Said.YES, "t-1"),
        (articles[3], None, ""),
    ]
    assert (found[0].text, found[0].by, found[0].alert_id) == (texts[0].match_text, "Ali", 1)
    assert [one.article_id for one in world.store.judged_texts("w", "t", 9)] == [
        *articles[:2], articles[3], articles[2]
    ]  # fmt: skip
    assert world.store.judged_texts("w", "other", 9) == world.store.judged_texts("v", "t", 9) == []


def test_the_ledger_outlives_its_articles(world: World) -> None:
    world.alerted("a")
    (text,) = world.store.alerted_texts(StoryId(1))
    world.store.give_feedback([said(text)])
    world.composed()
    world.store.save_delivery(delivered(world.claim_delivery()))
    world.specs = []
    world.configure()
    assert world.store.prune(minutes(1), minutes(1)).articles == 1
    assert world.store.alerted_texts(StoryId(1)) == world.store.judged_texts("w", "t", 9) == []
    assert [one.url for one in world.store.feedback()] == [text.url]


def met(*forms: str, rules: tuple[str, ...] = (), doubtful: tuple[str, ...] = ()) -> tuple[Hit, ...]:
    sure = [replace(hit(), form=form) for form in forms]
    return tuple(sure + [replace(hit(strength=Strength.CANDIDATE), form=form) for form in doubtful])


def mention(world: World, key: str, hits: tuple[Hit, ...], rules: tuple[str, ...] = (), at: int = 0) -> ArticleId:
    match = matched()
    return world.alerted(
        key, replace(match, hits=hits, verdict=replace(match.verdict, rules=rules)), at=minutes(20 * at)
    )


def uses(store: Store) -> dict[str, tuple[int, tuple[str, ...]]]:
    return {f"{one.topic}:{one.form}": (one.hits, one.together) for one in store.spelling_uses()}


def test_names_and_rules_are_counted_by_article(world: World) -> None:
    mention(world, "a", met("One", "One", "Two", doubtful=("Three",)), ("r",), at=1)
    mention(world, "b", met("Two", "Four"), at=2)
    mention(world, "c", met("Two", "One"), ("r", "s"), at=3)
    expected = {
        "t:One": (2, ("Two",)), "t:Two": (3, ()), "t:Four": (1, ("Two",)), ":r": (2, ()), ":s": (1, ()),
    }  # fmt: skip
    assert uses(world.store) == expected
    assert world.store.count_spellings(2) == 2
    assert uses(world.store) == expected
    assert [world.store.count_spellings(5), world.store.count_spellings(5)] == [1, 0]
    assert uses(world.store) == expected
    one = next(use for use in world.store.spelling_uses() if use.form == "One")
    assert one == SpellingUse(
        watchlist="w", topic="t", form="One", hits=2, first_at=minutes(20), last_at=minutes(60), together=("Two",)
    )
    world.store.recount_spellings()
    assert world.rows("spelling_use") == 0
    assert uses(world.store) == expected


@pytest.mark.parametrize("lot", [1, 9])
def test_an_edited_article_counts_once(world: World, lot: int) -> None:
    mention(world, "a", met("One"), ("r",))
    world.poll(at=minutes(30), changed=(EntryChange(entry_id=EntryId(1), key="b:2", data=OTHER),))
    claim = world.claim_entry(minutes(30))
    assert claim.article is not None
    made = draft(claim, content_key="new", text="New text", fetched_at=minutes(30))
    intent = extract(claim, made, at=minutes(30), outcome=ExtractOutcome.EDITED)
    assert world.store.save_extract(replace(intent, joins=claim.article.id, replaces=1))
    again = world.claim_article(minutes(30))
    match = matched(alert=False)
    hits, verdict = met("One", "Two"), replace(match.verdict, rules=("r", "s"))
    assert world.save(again, replace(match, hits=hits, verdict=verdict), story=StoryId(1), at=minutes(30))
    while world.store.count_spellings(lot):
        pass
    assert uses(world.store) == {"t:One": (1, ()), "t:Two": (1, ()), ":r": (1, ()), ":s": (1, ())}


def test_counting_in_any_lots_comes_to_the_same(world: World) -> None:
    chance = random.Random(7)
    for number in range(12):
        names = chance.sample(["One", "Two", "Three", "Four"], chance.randint(1, 3))
        mention(world, f"k{number}", met(*names), at=number)
    whole = world.store.spelling_uses()
    while world.store.count_spellings(chance.randint(1, 4)):
        assert world.store.spelling_uses() == whole
    assert world.store.spelling_uses() == whole
