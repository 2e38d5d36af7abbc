"""What the index keeps of an article: pinned, for a change of it needs another version."""

from __future__ import annotations

import string
from datetime import UTC, datetime
from importlib import import_module

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.watch import about_terms, archive_terms, days
from monitor.watch.lexicon import habits
from monitor.watch.search.terms import ALWAYS, Kind, _terms_of_words, is_of_word, kept_in, signs_of, term_of

PINNED = {
    ("A Convoy", "of the IRGC left McKay's", "en"): ["en.a+", "en.convoy+", "en.irgc-", "en.left", "en.mckay\ue000s=5",
                                                   "en.of", "en.the"],
    ("", "وصل إلى البوكمال", "ar"): ["en.إلى", "en.البوكمال", "en.وصل"],
    ("", "Şam'da", "tr"): ["tr.şam\ue000da+"],
    ("", "习近平在", "zh"): ["en.习", "en.在", "en.平", "en.近"],
    ("", "特朗普", "zh"): ["en.特", "en.朗", "en.普", f":{'特朗普'.encode().hex()}"],
    ("", "#SaveAlbuKamal", "en"): ["en#savealbukamal=111", "en.savealbukamal=111"],
    ("", "the Qad-\nmar road", "en"): ["en.mar", "en.qad+", "en.qadmar+", "en.road", "en.the"],
}  # fmt: skip


@pytest.mark.parametrize("article", PINNED)
def test_the_terms_of_an_article_are_these_as_long_as_their_version_is_the_same(article: tuple[str, str, str]) -> None:
    assert sorted(archive_terms(*article)) == sorted(PINNED[article])


@given(st.text(st.characters(categories=["L", "Nd"], include_characters="'’`"), min_size=1, max_size=12))
def test_a_word_is_read_from_its_term_as_it_was_written(word: str) -> None:
    term = term_of("en", Kind.WORD, word)
    assert kept_in(term) == ("en", Kind.WORD, word)
    assert is_of_word(term)


@given(st.text(max_size=80), st.text(max_size=200), st.sampled_from(["", "en", "tr", "zh", "th", "ar-SY"]))
def test_terms_hold_no_space_for_any_text(title: str, text: str, language: str) -> None:
    terms = archive_terms(title, text, language)
    assert all(term.split() == [term] and '"' not in term for term in terms)


def test_what_cannot_be_told_of_a_text_makes_it_one_that_is_always_looked_at() -> None:
    assert ALWAYS in archive_terms("", "who knows #SaveAlbuKamal", "")
    assert ALWAYS in archive_terms("", "-\n".join("abcdefgh"), "en")
    assert ALWAYS not in archive_terms("", "who knows Albu Kamal", "")


def test_rows_of_signs_are_kept_as_far_as_a_name_reaches() -> None:
    kept = {signs_of(term) for term in archive_terms("", "据新华社今天上午十点报道唐纳德·特朗普抵达", "zh")}
    assert "天上午十点报道唐纳德·特朗普抵达" in kept


def test_articles_are_found_by_publisher_language_day_and_month() -> None:
    at = datetime(2026, 11, 22, 23, 30, tzinfo=UTC)
    terms = about_terms("North Press", "pt-BR", at)
    assert {"lpt", "d20261122", "m202611"} < terms
    assert about_terms("north press", "pt", at) == terms


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        (None, None, ()),
        (None, datetime(2026, 11, 22, tzinfo=UTC), ()),
        (datetime(2026, 11, 22, 5, tzinfo=UTC), datetime(2026, 11, 23, 6, tzinfo=UTC), ("d20261122", "d20261123")),
        (datetime(2026, 11, 22, tzinfo=UTC), datetime(2026, 11, 20, tzinfo=UTC), ("d20261122",)),
    ],
)
def test_the_terms_of_days(since: datetime | None, until: datetime | None, found: tuple[str, ...]) -> None:
    assert days(since, until) == found


def test_long_times_are_asked_for_by_months() -> None:
    months = days(datetime(2025, 11, 22, tzinfo=UTC), datetime(2026, 3, 1, tzinfo=UTC))
    assert months == ("m202511", "m202512", "m202601", "m202602", "m202603")
    assert "m202611" in days(datetime(2020, 1, 1, tzinfo=UTC), None)


LETTERS = st.sampled_from("aAbsSσΣςİıßñ'` \n1Ж")


@given(st.sets(st.text(LETTERS, max_size=6), max_size=8))
def test_words_get_their_terms_together_as_one_by_one(found: set[str]) -> None:
    assert _terms_of_words("en", found) == {term_of("en", Kind.WORD, word) for word in found}


heads = import_module("monitor.watch.lexicon.screening.heads")
SMALL = st.text(st.sampled_from(string.ascii_lowercase), min_size=3, max_size=10)
PARTS = st.sampled_from(["", "al", "ess", "our", "ising", "s", "en", "skampfern", "lar", "ului", "ssa", "ov", "first"])


@settings(max_examples=15)
@given(st.lists(st.tuples(PARTS, SMALL, PARTS).map("".join), min_size=1, max_size=5))
def test_small_words_stand_under_their_forms_alone(words: list[str]) -> None:
    for habit in sorted({"", *habits()}):
        for word in filter(heads._is_small, words):
            assert heads._of_small(word, habit) == set(heads._shown(word, habit)), (word, habit)
