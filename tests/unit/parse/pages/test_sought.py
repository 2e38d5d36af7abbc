"""Phrases are looked for where they can be, and nothing is missed for that: each short cut beside the long way."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.parse.pages.phrases.asks import CHANNELS
from monitor.parse.pages.phrases.beside import ASKING, COMMENT_HEADS, FILLERS, NOTICES
from monitor.parse.pages.phrases.corrected import CHANGED, CORRECTIONS, EARLIER, ITSELF
from monitor.parse.pages.phrases.instead import CONSENT, PLACEHOLDERS, WALLS
from monitor.parse.pages.phrases.sought import Openers, Phrases, any_of, cells_of, even, patterns_of
from monitor.parse.pages.prose import is_correction, is_notice

TABLES = {
    "notices": (NOTICES, r"\W{0,4}", ""),
    "fillers": (FILLERS, r"\W{0,4}", r"\W{0,4}"),
    "placeholders": (PLACEHOLDERS, r"\W{0,4}", ""),
    "heads": (COMMENT_HEADS, r"[\W\d]{0,8}", r"[\W\d]{0,8}"),
    "corrections": (CORRECTIONS, r"\W{0,4}", r"(?!\w)"),
}
BEFORE = ("", " ", "» ", "— (", "12 ", "[1] ", "«", "____", "word ", "\u200f")
AFTER = ("", " us", ":", "s of the day", " …", "\u0301")


@pytest.mark.parametrize("name", TABLES)
def test_a_line_is_opened_by_whatever_its_pattern_meets(name: str) -> None:
    table, before, after = TABLES[name]
    openers, pattern = (
        Openers(table, before=before, after=after),
        re.compile(rf"{before}(?:{any_of(table)}){after}", re.IGNORECASE),
    )
    for number, cell in enumerate(cells_of(table)):
        for cased in (cell, cell.upper(), cell.title().replace(" ", "\u00a0 ")):
            line = BEFORE[number % len(BEFORE)] + cased + AFTER[number % len(AFTER)]
            assert openers.open(line) is (pattern.match(line) is not None), line
            assert openers.are(line) is (pattern.fullmatch(line) is not None), line


@given(st.text(max_size=12), st.sampled_from(cells_of(NOTICES)), st.text(max_size=5))
def test_any_line_is_opened_as_the_pattern_says(before: str, cell: str, after: str) -> None:
    line = f"{before}{cell}{after}"
    pattern = rf"\W{{0,4}}(?:{any_of(NOTICES)})"
    assert Openers(NOTICES).open(line) is (re.match(pattern, line, re.IGNORECASE) is not None)


@pytest.mark.parametrize(
    ("line", "notice"),
    [
        ("Subscribe to our newsletter", True),
        ("  «Read more about the bridge", True),
        ("READ\u00a0MORE", True),
        ("İLGİLİ HABER", True),
        ("(c) Coast Post", True),
        ("Подпишитесь на нас", True),
        ("関連記事はこちら", True),
        ("Reading more than others, he left.", False),
        ("The port was closed.", False),
        ("1234567890 read more", False),
        ("", False),
    ],
)
def test_notices(line: str, notice: bool) -> None:
    assert is_notice(line) is notice


@given(st.from_regex(re.compile(patterns_of(CHANGED)), fullmatch=True))
def test_whatever_says_that_a_text_was_changed_is_heard(said: str) -> None:
    assert len(said) > 250 or is_correction(f"Kano, 3. {said}")


@given(st.from_regex(re.compile(patterns_of(EARLIER)), fullmatch=True), st.sampled_from(cells_of(ITSELF)))
def test_whatever_names_an_earlier_version_is_heard(said: str, itself: str) -> None:
    assert len(said) > 200 or is_correction(f"{itself}: {said}")


PHRASES = {"asking": ASKING, "channels": CHANNELS, "walls": WALLS, "consent": CONSENT}
AROUND = ("{}", "We {} now", "«{}»", "Re{}", "{}s", "A. {}. B", "It says: {}…", "\u00a0{}\u2003", "x{}", "{} {}")


def among(table: str, line: str) -> bool:
    """Each phrase of a table looked for by itself: in a line that has a word which begins as it does."""
    evenly = even(line)
    words = {word[:3] for word in re.findall(r"\w+", evenly)}
    for phrase in map(even, cells_of(table)):
        joined = re.search("[\u0590-\u1fff\u3040-\ud7ff\uf900-\ufdff]", phrase)
        if phrase in evenly and (joined or re.findall(r"\w+", phrase)[0][:3] in words):
            return True
    return False


@pytest.mark.parametrize("name", PHRASES)
def test_a_phrase_is_met_wherever_it_stands(name: str) -> None:
    phrases = Phrases(PHRASES[name])
    for number, cell in enumerate(cells_of(PHRASES[name])):
        for cased in (cell, cell.upper(), cell.title().replace(" ", "\u00a0 "), cell[1:], cell[:-1]):
            line = AROUND[number % len(AROUND)].replace("{}", cased)
            assert phrases.among(line) is among(PHRASES[name], line), line


@given(st.text(max_size=12), st.sampled_from(cells_of(ASKING)), st.text(max_size=5))
def test_any_line_holds_a_phrase_as_each_by_itself_says(before: str, cell: str, after: str) -> None:
    line = f"{before}{cell}{after}"
    assert Phrases(ASKING).among(line) is among(ASKING, line)
