"""What a row of the inbox says anew, and the sentence in which its story was met."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.core.desk.news import MOST_NEWS, met_in, news_of
from monitor.model.desk.inbox import InboxFacts
from monitor.model.ids import AlertId, ArticleId, StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.stories import Fact, FactKind
from monitor.model.watch import Field, Hit, Strength, Verdict

T0 = datetime(2026, 11, 22, 7, tzinfo=UTC)
TEXT = "The river is low. A convoy passed Albu Kamal before dawn. Prices rose."
RISES = "Eleven trucks were counted."


def facts_of(text: str = TEXT, title: str = "Before dawn", *said: Fact, version: int = 1) -> InboxFacts:
    at = text.find("Albu Kamal")
    hit = Hit(
        watchlist="w",
        topic="t",
        field=Field.TEXT,
        start=at,
        end=at + 10,
        surface="Albu Kamal",
        form="Albu Kamal",
        strength=Strength.STRONG,
        reason="name Albu Kamal",
    )
    return InboxFacts(
        alert=AlertId(5),
        story=StoryId(1),
        watchlist="w",
        reason=AlertReason.FIRST,
        facts=said,
        hits=(hit,) if at >= 0 else (),
        verdict=Verdict(watchlist="w", fires=True, strength=Strength.STRONG, topics=("t",), rules=(), reason=""),
        at=T0,
        article=ArticleId(1),
        version=version,
        title=title,
        text=text,
        language="en",
        publisher="A",
        tags=(),
        url="https://a.example/1",
        published_at=None,
        first_seen_at=T0,
    )


def said(kind: FactKind, shown: str, sentence: str = "", value: str = "v") -> Fact:
    return Fact(kind=kind, value=value, shown=shown, sentence=sentence)


@pytest.mark.parametrize(
    ("facts", "told"),
    [
        ((), []),
        ((said(FactKind.PUBLISHER, "River"),), [("One more independent publisher", "River")]),
        (
            (said(FactKind.PUBLISHER, "River"), said(FactKind.PUBLISHER, "Delta", value="d")),
            [("More independent publishers", "River, Delta")],
        ),
        ((said(FactKind.NUMBER, "11", "So 11 were counted."),), [("New figure", "So 11 were counted.")]),
        (
            (said(FactKind.PUBLISHER, "River"), said(FactKind.PLACE, "Hit", "It went to Hit.")),
            [("New place", "It went to Hit."), ("One more independent publisher", "River")],
        ),
        (
            (said(FactKind.STATEMENT, "trucks", RISES), said(FactKind.NUMBER, "Eleven", RISES)),
            [("New statement, new figure", RISES)],
        ),
        ((said(FactKind.TOPIC, "Hit"),), [("Now also about", "Hit")]),
        ((said(FactKind.STATEMENT, "x", "We were wrong.", "retraction:x"),), [("Taken back", "We were wrong.")]),
    ],
)
def test_what_is_new_is_told_in_words(facts: tuple[Fact, ...], told: list[tuple[str, str]]) -> None:
    assert [(one.words, one.text) for one in news_of(facts_of(TEXT, "T", *facts))] == told


def test_what_is_new_in_a_sentence_is_marked_and_there_are_few() -> None:
    many = [said(FactKind.NUMBER, str(n), f"It was {n} then.", str(n)) for n in range(10, 20)]
    news = news_of(facts_of(TEXT, "T", *many))
    assert [one.text[slice(*one.marks[0])] for one in news] == ["10", "11", "12"]
    assert len(news) == MOST_NEWS


@pytest.mark.parametrize(
    ("text", "title", "met"),
    [
        (TEXT, "Before dawn", "A convoy passed Albu Kamal before dawn."),
        (f"{'Nothing of it. ' * 500}{TEXT}", "Before dawn", "A convoy passed Albu Kamal before dawn."),
        ("A convoy passed Albu Kamal before dawn.", "A convoy passed Albu Kamal before dawn", None),
        ("Nothing is met here. Nothing at all.", "Before dawn", "Nothing is met here."),
        ("", "Before dawn", None),
    ],
)
def test_the_sentence_that_was_met(text: str, title: str, met: str | None) -> None:
    found = met_in(facts_of(text, title))
    assert (None if found is None else found.text) == met
    if met and "Albu" in met:
        assert found is not None
        assert [found.text[start:end] for start, end in found.marks] == ["Albu Kamal"]


def test_a_sentence_that_is_told_as_news_is_not_shown_twice() -> None:
    met = "A convoy passed Albu Kamal before dawn."
    fact = facts_of(TEXT, "T", said(FactKind.STATEMENT, "convoy", met))
    assert met_in(fact, news_of(fact)) is None
    assert met_in(replace(fact, facts=()), ()) is not None
