"""Which words of a stored article become an example of a watchlist."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from monitor.core.feedback.exampling import MOST, example_text
from monitor.model.articles import Article
from monitor.model.ids import ArticleId, FeedId
from monitor.model.outcomes import TextSource
from monitor.model.watch import Field, Hit, Strength

T0 = datetime(2026, 11, 22, 7, tzinfo=UTC)
TEXT = "The river is low. A convoy passed  Albu Kamal before dawn. Prices rose."
SENTENCE = "A convoy passed Albu Kamal before dawn."


def article(title: str, text: str) -> Article:
    return Article(
        id=ArticleId(1),
        url_key="k",
        canonical_url="https://a.example/1",
        final_url="https://a.example/1",
        title=title,
        text=text,
        language="en",
        published_at=None,
        first_seen_at=T0,
        fetched_at=T0,
        source=TextSource.PAGE,
        content_key="c",
        feed_id=FeedId(1),
        publisher="A",
    )


def spots(title: str, text: str) -> list[Hit]:
    return [
        Hit(
            watchlist="w",
            topic="t",
            field=field,
            start=part.index("Albu Kamal"),
            end=part.index("Albu Kamal") + 10,
            surface="Albu Kamal",
            form="Albu Kamal",
            strength=Strength.STRONG,
            reason="",
        )
        for field, part in ((Field.TITLE, title), (Field.TEXT, text))
        if "Albu Kamal" in part
    ]


@pytest.mark.parametrize(
    ("title", "text", "holds", "expected"),
    [
        ("Dawn", TEXT, lambda one: True, SENTENCE),
        ("Albu Kamal", TEXT, lambda one: "dawn" not in one, "Albu Kamal"),
        ("Base", TEXT, lambda one: "Base" in one and "Albu" in one, f"Base. {SENTENCE}"),
        ("Dawn", TEXT, lambda one: "low" in one and "rose" in one, f"Dawn. {' '.join(TEXT.split())}"),
        ("Dawn", TEXT, lambda one: False, SENTENCE),
        ("In Albu Kamal", "Nothing else.", lambda one: True, "In Albu Kamal"),
        ("", "", lambda one: True, ""),
    ],
)
def test_as_little_as_holds(title: str, text: str, holds: Callable[[str], bool], expected: str) -> None:
    assert example_text(article(title, text), spots(title, text), holds) == expected


def test_an_example_is_short_enough_for_a_list() -> None:
    text = f"Albu Kamal {'and on ' * 2_000}"
    assert len(example_text(article("T", text), spots("T", text), lambda one: True)) <= MOST
