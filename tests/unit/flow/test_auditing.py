"""What the audit takes for finds, and which words it takes for names."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from monitor.core.audit.likeness import Texts
from monitor.flow.archive.auditing import _in_numbers, names_of, spelled_like
from monitor.model.archive.audit import AuditText
from monitor.model.ids import ArticleId, Priority, StoryId
from monitor.model.watch import Kind, Name, Topic, Watchlist

NAMES = (Name(text="Albu Kamal"), Name(text="البوكمال"))
TOPIC = Topic(
    id="albu-kamal", name="Albu Kamal", kind=Kind.PLACE, names=(Name(text="Albu Kamal"), Name(text="البوكمال"))
)
BORDER = Watchlist(id="border", title="", priority=Priority.NORMAL, topics=(TOPIC,))


def text(number: int, words: str, *topics: str, language: str = "en") -> AuditText:
    return AuditText(
        id=ArticleId(number), title="", text=words, language=language, publisher="", url="",
        at=datetime(2026, 11, 29, tzinfo=UTC), story=StoryId(number), topics=topics,
    )  # fmt: skip


def test_a_topic_that_somebody_rejected_is_no_find() -> None:
    some = [text(1, "a", "t", "u"), text(2, "b", "t"), text(3, "c", "t")]
    rejected = {ArticleId(1): {"t"}, ArticleId(2): {"t"}}
    assert [one.topics for one in _in_numbers(rejected, iter(some)).seen] == [("u",), (), ("t",)]


def test_the_words_of_names_are_left_out() -> None:
    assert names_of(BORDER) == {"albu", "kamal", "البوكمال"}


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [
        ("The convoy left Boukemal on Friday.", "en", "Boukemal"),
        ("وصلت القافلة إلى بوكمال مساء", "ar", "بوكمال"),
        ("The convoy left boukemal on Friday.", "en", ""),
        ("The convoy left Washington on Friday.", "en", ""),
        ("", "en", ""),
    ],
)
def test_a_rare_word_like_a_name_is_brought_up(words: str, language: str, found: str) -> None:
    one = text(1, words, language=language)
    like = spelled_like(BORDER, [one], _in_numbers({}, iter([one])))
    assert {number: spelled[:2] for number, spelled in like.items()} == ({1: (found, "Albu Kamal")} if found else {})


def test_a_frequent_word_is_no_unknown_name() -> None:
    one = text(1, "The convoy left Boukemal on Friday.")
    assert not spelled_like(BORDER, [one], _in_numbers({}, (text(number, "Boukemal") for number in range(20))))
    assert spelled_like(BORDER, [one], Texts())
