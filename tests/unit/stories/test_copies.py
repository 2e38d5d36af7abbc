"""Copies: shares both ways, labels, new sentences; shingles that find them."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.stories import CopyLabel
from monitor.stories.cleaning import fold, sentences, words
from monitor.stories.copies import Text, compare
from monitor.stories.shingles import KEPT_LEAD, KEPT_LONG, KEPT_SHORT, sampled
from tests.growth import calls_grow_linearly

CHANCE = random.Random(7)
VOCABULARY = [
    "".join(CHANCE.choice("abcdefghijklmnoprstuvwz") for _ in range(CHANCE.randint(3, 9))) for _ in range(900)
]


def sentence(number: int) -> str:
    chance = random.Random(number)
    return f"{' '.join(chance.choice(VOCABULARY) for _ in range(14)).capitalize()}."


def story(first: int, count: int) -> str:
    return " ".join(sentence(number) for number in range(first, first + count))


BASE = story(0, 12)
CASES = {
    "itself": (BASE, CopyLabel.IDENTICAL),
    "typography": (BASE.upper().replace(" ", "\u00a0 "), CopyLabel.IDENTICAL),
    "first half": (story(0, 6), CopyLabel.SHORTENED),
    "lead and link": (f"{story(0, 3)}\nRead more: https://example.org/x", CopyLabel.SHORTENED),
    "inside a round-up": (f"{story(100, 12)}\n{BASE}\n{story(200, 12)}", CopyLabel.EXTENDED),
    "headline and boilerplate": (f"{sentence(300)}\n{BASE}\n{sentence(301)}", CopyLabel.REPRINT),
    "paragraphs in another order": (f"{story(6, 6)} {story(0, 6)}", CopyLabel.REPRINT),
    "one sentence in three": (f"{story(0, 4)} {story(400, 8)}", CopyLabel.PARTLY_REUSED),
}


@pytest.mark.parametrize(("text", "label"), CASES.values(), ids=CASES.keys())
def test_what_a_text_is_of_an_earlier_one(text: str, label: CopyLabel) -> None:
    finding = compare(Text.of(text), Text.of(BASE))
    assert finding is not None
    assert finding.label is label
    assert len(set(sampled(words(text))) & set(sampled(words(BASE)))) >= 2, "the index would not find it"


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(story(500, 12), id="another text"),
        pytest.param(f"{sentence(0)} {story(500, 12)}", id="one quotation"),
        pytest.param("", id="empty"),
        pytest.param("https://example.org/a", id="a link"),
    ],
)
def test_what_is_no_copy(text: str) -> None:
    assert compare(Text.of(text), Text.of(BASE)) is None


def test_new_sentences_are_those_that_were_not_there() -> None:
    finding = compare(Text.of(f"{story(0, 5)} Twelve were wounded at the base on Sunday. {story(5, 7)}"), Text.of(BASE))
    assert finding is not None
    assert finding.new_sentences == ("Twelve were wounded at the base on Sunday.",)


def noisy(text: str) -> str:
    return "".join(CHANCE.choice("abcdefghij") if c.isalpha() and CHANCE.random() < 0.05 else c for c in text)


def reworded(text: str) -> str:
    return " ".join("other" if number % 8 == 0 else word for number, word in enumerate(text.split()))


@pytest.mark.parametrize("change", [noisy, reworded], ids=["letters wrong", "every eighth word"])
def test_damaged_copies_are_reprints(change: Callable[[str], str]) -> None:
    finding = compare(Text.of(change(BASE)), Text.of(BASE))
    assert finding is not None
    assert finding.label is CopyLabel.REPRINT


MIRRORED = {CopyLabel.SHORTENED: CopyLabel.EXTENDED, CopyLabel.EXTENDED: CopyLabel.SHORTENED}


@given(st.integers(0, 6), st.integers(1, 8), st.integers(0, 6), st.integers(1, 8))
@settings(max_examples=60, deadline=None)
def test_labels_are_symmetric(start: int, length: int, other_start: int, other_length: int) -> None:
    one, two = Text.of(story(start, length)), Text.of(story(other_start, other_length))
    there, back = compare(one, two), compare(two, one)
    assert (there is None) == (back is None)
    if there is not None and back is not None:
        assert (there.of_new, there.of_old) == (back.of_old, back.of_new)
        if there.of_new != there.of_old:
            assert back.label is MIRRORED.get(there.label, there.label)


@given(st.text(max_size=300))
@settings(deadline=None)
def test_any_text_is_identical_to_itself(text: str) -> None:
    finding = compare(Text.of(text), Text.of(text))
    assert finding is None or finding.label is CopyLabel.IDENTICAL


@given(st.lists(st.sampled_from(VOCABULARY), max_size=3000))
@settings(max_examples=30, deadline=None)
def test_few_hashes_are_kept_and_each_fits_a_signed_column(found: list[str]) -> None:
    kept = sampled(found)
    assert list(kept) == sorted(set(kept))
    assert all(-(1 << 63) <= one < 1 << 63 for one in kept)
    assert len(kept) <= 2.5 * (KEPT_LONG + KEPT_SHORT + KEPT_LEAD)
    assert bool(kept) == bool(found)


def test_hashes_are_the_same_for_ever() -> None:
    """They are stored: a change of the algorithm would blind the index to all that it holds."""
    assert sampled(["a", "convoy", "crossed", "the", "border", "before", "dawn"])[:2] == FIRST_HASHES


FIRST_HASHES = (-8652272248578605432, -6839621232192267762)


def test_one_sentence_in_like_words_is_no_copy() -> None:
    """Two newsrooms open on one event in much the same words."""
    short = "The mayor of Deir ez-Zor opened the rebuilt bridge over the river with some ease on a rainy Sunday."
    other = "The mayors of Deir ez-Zor opened their rebuilt bridge over a river with some eases on rainy Sunday."
    assert compare(Text.of(f"{other} {BASE}"), Text.of(short)) is None
    slip = f"{short.replace('rainy', 'rayny')} {BASE}"
    assert compare(Text.of(slip), Text.of(short)) is not None


def test_comparing_texts_of_strangers_grows_with_their_length() -> None:
    """Each sentence of one is like one of the other, none the same: the worst that can be asked."""

    def work(size: int) -> Callable[[], object]:
        said = [f"The {n} trucks came over the old bridge number {n} at dawn and left by road {n}" for n in range(size)]
        one = Text.of(". ".join(f"{line} again." for line in said))
        two = Text.of(". ".join(f"{line} anew." for line in said))
        return lambda: compare(one, two)

    assert calls_grow_linearly(work, 150)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Dr. A. Smith met Gen. Lee on Monday. They spoke for long.", 2, id="abbreviations and initials"),
        pytest.param("Menu\nHome\nThe convoy crossed the border before dawn on Sunday.", 1, id="short lines"),
        pytest.param("Base hit.", 1, id="nothing but a short line"),
        pytest.param("قال السكان إن القافلة عبرت قبل الفجر؟ ثم عادت من حيث جاءت بعد ساعة.", 2, id="Arabic"),
        pytest.param("车队在黎明前越过了边境。 居民说他们看到了二十辆卡车。", 2, id="no spaces"),
    ],
)
def test_sentences(text: str, shown: int) -> None:
    assert len(sentences(text)) == shown


@given(st.text(max_size=200))
@settings(deadline=None)
def test_folding_leaves_no_case_accents_or_joiners_and_is_done_at_once(text: str) -> None:
    plain = unicodedata.normalize("NFKD", text.casefold())
    assert fold(text) == "".join(char for char in plain if unicodedata.category(char) not in ("Mn", "Cf"))


@given(st.lists(st.integers(0, 9), max_size=7), st.lists(st.integers(0, 9), max_size=7))
@settings(max_examples=60, deadline=None)
def test_a_sentence_is_new_if_none_of_the_other_text_is_like_it(mine: list[int], theirs: list[int]) -> None:
    """However the sentences are paired."""

    def text(numbers: list[int]) -> Text:
        return Text.of(" ".join([*(sentence(number) for number in numbers), sentence(77), sentence(78)]))

    finding = compare(text(mine), text(theirs))
    if finding is not None:
        assert list(finding.new_sentences) == [sentence(one) for one in mine if one not in theirs]
