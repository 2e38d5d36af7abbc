"""Warnings that are given again, and short texts that stand below two headlines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.articles import Article
from monitor.model.ids import ArticleId, FeedId, StoryId
from monitor.model.outcomes import TextSource
from monitor.model.stories import ToldText
from monitor.stories.again import are_two_items, given_again, is_hollow, may_be_over, next_issue
from monitor.stories.cleaning import words

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
SIREN = "Sirens sound in Karwan. Go to the shelter."
LONG = " ".join(f"The bell founder of Karwan told a visitor his tale number {word}." for word in "abcdefg")


def article(number: int, text: str = SIREN, *, hours: float = 0, title: str = "Sirens", paper: str = "P") -> Article:
    at = NOW + timedelta(hours=hours)
    return Article(
        id=ArticleId(number),
        url_key=str(number),
        canonical_url=f"https://p.example/{number}",
        final_url="",
        title=title,
        text=text,
        language="en",
        published_at=at,
        first_seen_at=at,
        fetched_at=at,
        source=TextSource.PAGE,
        content_key="",
        feed_id=FeedId(1),
        publisher=paper,
    )


@pytest.mark.parametrize(
    ("new", "known", "found"),
    [
        pytest.param(article(2, hours=24), [article(1)], True, id="another day"),
        pytest.param(article(3, hours=48), [article(2, hours=24), article(1)], True, id="a third time"),
        pytest.param(article(2, hours=500), [], True, id="the first is longer ago than copies are looked for"),
        pytest.param(article(2, hours=1), [article(1)], False, id="filed anew at once"),
        pytest.param(article(3, hours=24), [article(2, hours=23), article(1)], False, id="filed anew, the second time"),
        pytest.param(article(2, hours=24, title="Karwan wakes"), [article(1)], False, id="another headline"),
        pytest.param(article(2, hours=24, paper="Q"), [article(1)], False, id="another paper"),
        pytest.param(article(2, LONG, hours=24), [article(1, LONG)], False, id="a long text is brought again"),
    ],
)
def test_a_short_text_of_another_day_is_given_again(new: Article, known: list[Article], found: bool) -> None:
    fact = given_again(new, known)
    assert (fact is not None) is found
    if fact is not None:
        assert fact.sentence == new.title


CLEAR = "The sirens in Karwan are over. Leave the shelter."


@pytest.mark.parametrize(
    ("publisher", "text", "hours", "found"),
    [
        pytest.param("P", CLEAR, 1.0, True, id="the all-clear stands between"),
        pytest.param("Q", CLEAR, 1.0, False, id="another one's"),
        pytest.param("P", SIREN, 1.0, False, id="the same words"),
        pytest.param("P", "A goat won the fair of Ossel on Sunday evening.", 1.0, False, id="something else"),
        pytest.param("P", f"{CLEAR} {LONG}", 1.0, False, id="an article"),
        pytest.param("P", CLEAR, -1.0, False, id="before the first"),
        pytest.param("P", CLEAR, 4.0, False, id="behind the second"),
    ],
)
def test_an_alert_is_given_again_within_hours_where_the_all_clear_stands_between(
    publisher: str, text: str, hours: float, found: bool
) -> None:
    new, known = article(2, hours=3), article(1)
    since = [(publisher, text, NOW + timedelta(hours=hours))]
    assert may_be_over(new, [known])
    assert given_again(new, [known]) is None
    assert (given_again(new, [known], since) is not None) is found
    assert given_again(article(2, hours=0.1), [known], since) is None, "filed twice"


def test_of_the_shortest_messages_the_place_alone_is_the_same() -> None:
    alert, clear = "Повітряна тривога: Одвар", "Відбій тривоги: Одвар"
    since = [("P", clear, NOW + timedelta(hours=1))]
    assert given_again(article(2, alert, hours=3), [article(1, alert)], since) is not None


def test_what_was_given_long_ago_or_is_long_needs_no_end() -> None:
    assert not may_be_over(article(2, hours=9), [article(1)])
    assert not may_be_over(article(2, LONG, hours=1), [article(1, LONG)])
    assert not may_be_over(article(2, hours=1), [])


NOTES = "Today: the ferry of Karwan sinks. Also: a goat, and the weather."


@pytest.mark.parametrize(
    ("changes", "told", "found"),
    [
        pytest.param({}, {}, True, id="the next issue"),
        pytest.param({"canonical_url": "https://p.example/9"}, {}, False, id="it has a page of its own"),
        pytest.param({"title": "Special"}, {}, False, id="another headline"),
        pytest.param({}, {"publisher": "Q"}, False, id="another paper's"),
        pytest.param({}, {"text": NOTES}, False, id="the same text"),
        pytest.param({"version": 2}, {}, False, id="an edit"),
        pytest.param({"published_at": None}, {}, False, id="undated"),
        pytest.param({"published_at": NOW - timedelta(days=30)}, {}, False, id="an old one, announced late"),
    ],
)
def test_the_next_issue_under_one_headline_and_page(changes: dict[str, Any], told: dict[str, Any], found: bool) -> None:
    new = replace(article(2, NOTES, hours=24), **{"canonical_url": "", **changes})
    before = ToldText(
        article_id=ArticleId(1),
        version=1,
        story_id=StoryId(1),
        watchlist="w",
        title="Sirens",
        text="Today: geese. Also: the weather.",
        language="en",
        publisher="P",
        address="",
    )
    assert (next_issue(new, [replace(before, **told)]) is not None) is found


@pytest.mark.parametrize(
    ("one", "other", "text", "found"),
    [
        pytest.param("Curfew in Odvar", "Blast near Karwan", "More to follow.", True, id="nothing but the text"),
        pytest.param("Blast near Karwan", "Blast near Karwan, police say", "More to follow.", False, id="one headline"),
        pytest.param("Karwan at night", "Sirens for all", SIREN, False, id="the text tells of its headline"),
        pytest.param("Curfew in Odvar", "Blast near Selby", LONG, False, id="a long text"),
    ],
)
def test_two_headlines_above_one_short_text_are_two_items(one: str, other: str, text: str, found: bool) -> None:
    assert are_two_items(article(1, text, title=one), article(2, text, title=other)) is found


WORDS = st.sampled_from(
    ["more", "to", "follow", "½", "ﬃ", "naı\u0308ve", "الْخَبَر", "第", "ข่าว", "word" * 40, "...", "\n"]
)


@settings(max_examples=40)
@given(st.lists(st.tuples(WORDS, st.sampled_from([" ", "", "-"])), min_size=10, max_size=60))
def test_the_beginning_of_a_text_tells_that_it_is_long(pieces: list[tuple[str, str]]) -> None:
    text = "".join(word + gap for word, gap in pieces)
    assert is_hollow("Zebra", text) is (len(words(text)) <= 25)
