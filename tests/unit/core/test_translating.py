"""What of a digest is handed to a translator, in which order, and what of its answers is taken."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.digest.translating import MOST_LETTERS, MOST_TEXTS, taken, to_translate, with_translations
from monitor.model.digests import Digest, DigestStory, NewFact, Quote
from monitor.model.ids import Direction
from monitor.model.stories import FactKind
from tests.unit.deliver.kit import TEXTS, make_digest, make_report, make_story

AR, HE, RU = (TEXTS[one] for one in ("ar", "he", "ru"))


def quote(text: str, language: str = "ar") -> Quote:
    return Quote(text=text, marks=(), language=language, direction=Direction.RTL)


def digest_of(*stories: DigestStory) -> Digest:
    digest = make_digest(1)
    return replace(digest, sections=(replace(digest.sections[0], stories=stories),), weak=())


def test_headlines_come_first_and_nothing_twice() -> None:
    first = make_story(1, "ar", quotes=(quote("a"), quote("b", "en")))
    fact = NewFact(kind=FactKind.NUMBER, shown="9", sentence=quote("said"), earlier=quote("earlier"))
    second = make_story(
        1,
        "he",
        quotes=(quote("a"),),
        new_facts=(fact, fact),
        reports=(make_report(1, "ru"), make_report(2, "ru", title=RU[0])),
        original=make_report(3, "ar", title="original"),
        original_quotes=(quote("its sentence"),),
    )
    assert to_translate(digest_of(first, second), "en") == (
        ("ar", AR[0]),
        ("he", HE[0]),
        ("ar", "original"),
        ("ru", "Report 1: bridge 1 is open"),
        ("ru", RU[0]),
        ("ar", "a"),
        ("ar", "said"),
        ("ar", "its sentence"),
    )


@pytest.mark.parametrize(
    ("language", "to", "spoken", "asked"),
    [
        ("ar", "en", (), "ar"),
        ("ar-SY", "en", (), "ar"),
        ("AR", "en-GB", (), "ar"),
        ("en", "en", (), ""),
        ("en-GB", "en", (), ""),
        ("en", "en-US", (), ""),
        ("ar", "en", ("ar", "fr"), ""),
        ("ar", "en", ("ar-EG",), ""),
        ("", "en", (), ""),
        ("x y; rm", "en", (), ""),
        ("arabic", "en", (), ""),
        ("en", "ar", (), "en"),
    ],
)
def test_only_what_readers_cannot_read_in_a_known_language(
    language: str, to: str, spoken: tuple[str, ...], asked: str
) -> None:
    story = make_story(1, "ar", quotes=())
    found = to_translate(digest_of(replace(story, language=language)), to, spoken)
    assert found == (((asked, AR[0]),) if asked else ())


def test_how_much_is_asked_is_bounded() -> None:
    stories = tuple(make_story(n, "ar", title=f"headline {n}") for n in range(MOST_TEXTS + 9))
    assert len(to_translate(digest_of(*stories), "en")) == MOST_TEXTS
    long = make_story(1, "ar", title="a" * (MOST_LETTERS + 1), quotes=(quote("b" * MOST_LETTERS), quote(" ")))
    assert to_translate(digest_of(long), "en") == (("ar", "b" * MOST_LETTERS),)


def test_each_story_gets_what_was_made_of_its_texts() -> None:
    digest = replace(
        digest_of(make_story(1, "ar"), make_story(1, "he"), make_story(1, "en")), weak=(make_story(9, "ar"),)
    )
    made = {AR[0]: "A convoy", AR[1]: "It crossed", "other": "x", HE[0]: ""}
    arabic, hebrew, english = with_translations(digest, made, "en").stories
    assert arabic.translations == ((AR[0], "A convoy"), (AR[1], "It crossed"))
    assert arabic.translated_to == "en"
    assert (hebrew, english) == digest.stories[1:]
    (weak,) = with_translations(digest, {f"{AR[0]} (9)": "A convoy"}, "en").weak
    assert weak.translations == ((f"{AR[0]} (9)", "A convoy"),)
    assert with_translations(digest, {}, "en") == digest


@pytest.mark.parametrize(
    ("text", "answer", "expected"),
    [
        ("قافلة", "A convoy", "A convoy"),
        ("قافلة", " A \n convoy\r\n\n", "A convoy"),
        ("قافلة", "A\u202econvoy\u2066\x00\x1b[31m\ud800", "Aconvoy[31m"),
        ("می\u200cرود", "می\u200cرود!", "می\u200cرود!"),
        ("12:30", "12:30 ", ""),
        ("Albu Kamal", "ALBU  KAMAL\n", ""),
        ("قافلة", "", ""),
        ("قافلة", "\u200b\u2028 ", ""),
        ("ab", "x" * 1_000_000, "x" * 108),
    ],
)
def test_an_answer_is_outside_text(text: str, answer: str, expected: str) -> None:
    assert taken(text, answer) == expected


@given(text=st.text(max_size=40), answer=st.text(max_size=400))
def test_an_answer_is_one_clean_line_of_bounded_length(text: str, answer: str) -> None:
    line = taken(text, answer)
    assert line == " ".join(line.split())
    assert len(line) <= 4 * len(text) + 100
    assert not any(one in line for one in "\u202a\u202e\u2066\u2069\x00\x1b")
    assert taken(text, line) == line


def test_only_english_is_no_work() -> None:
    assert to_translate(make_digest(9, ("en",)), "en") == ()
