"""Texts of hundreds of sentences: what names something watched is heard wherever it stands, and costs little."""

from __future__ import annotations

import random
from collections.abc import Callable

import pytest

from monitor.stories.statements import Told, compared, speaking
from monitor.stories.statements.reading.text import MOST_SENTENCES
from tests.growth import calls_grow_linearly

TRADES = ["baker", "smith", "tailor", "potter", "weaver", "mason", "cooper", "miller"]
GOODS = ["bread", "nails", "coats", "jars", "cloth", "bricks", "barrels", "flour"]
SYLLABLES = ["ba", "de", "fi", "go", "hu", "ka", "le", "mi", "no", "pu", "ra", "se", "ti", "vo", "wu"]
FIRE = "The hospital of Tel Marwan was evacuated after a fire."
OPEN, CLOSED = "The gate of Tel Marwan is open.", "The gate of Tel Marwan is closed."
TOWN = "The school of Newtown was painted."


def streets(count: int, first: int = 0) -> list[str]:
    """Sentences without anything watched, each another."""
    numbers = range(first, first + count)
    return [f"The {TRADES[n % 8]} of lane {n} sells {GOODS[n // 8 % 8]} to guest number {n * 7}." for n in numbers]


def told(*sentences: str, address: str = "a", publisher: str = "A") -> Told:
    text = "\n".join(sentences)
    names = ("Tel Marwan",) if "Tel Marwan" in text else ()
    return Told(
        title="A day in Newtown",
        text=text,
        language="en",
        names=names,
        publisher=publisher,
        address=address,
        known=names,
    )


LONG = streets(2 * MOST_SENTENCES)


@pytest.mark.parametrize("address", ["a", "b"], ids=["an edit", "another outlet's copy"])
@pytest.mark.parametrize(
    ("before", "now", "spoken"),
    [
        pytest.param((*LONG,), (*LONG, FIRE), [FIRE], id="added at its end"),
        pytest.param((*LONG, OPEN), (*LONG, CLOSED), [CLOSED], id="changed at its end"),
        pytest.param((*LONG, OPEN), (*LONG, OPEN), [], id="nothing new"),
        pytest.param((*LONG, FIRE), (FIRE, *LONG), [], id="moved up"),
        pytest.param((FIRE, *LONG), (*LONG, FIRE), [], id="moved down"),
        pytest.param((*LONG, FIRE), (*LONG[50:], FIRE), [], id="shortened above it"),
        pytest.param((*LONG, OPEN), (*LONG, OPEN, TOWN), [], id="something of no interest added"),
        pytest.param(
            (*LONG, OPEN), (*LONG, OPEN, *streets(400, 900), FIRE), [FIRE], id="added after much of no interest"
        ),
    ],
)
def test_what_stands_far_down_in_a_long_text(
    before: tuple[str, ...], now: tuple[str, ...], spoken: list[str], address: str
) -> None:
    later = told(*now, address=address, publisher="A" if address == "a" else "B")
    found = compared([told(*before)], later, former=told(*before) if address == "a" else None)
    assert [one.later for one in speaking(found.differences)] == spoken


def test_what_readers_know_of_another_event_is_silent_far_down_too() -> None:
    elsewhere = told(*streets(200, 2000), FIRE, address="c", publisher="C")
    found = compared([told(*LONG)], told(*LONG, FIRE, address="b", publisher="B"), elsewhere=[elsewhere])
    assert speaking(found.differences) == ()


def verses(count: int, others: bool = False) -> list[str]:
    """Sentences of invented words, each another; or the same sentences with two others among their words."""
    found = []
    for number in range(count):
        chance, other = random.Random(number), random.Random(count + number)
        words = ["".join(chance.choices(SYLLABLES, k=3)) for _ in range(14)]
        if others:
            words[5], words[9] = ("".join(other.choices(SYLLABLES, k=3)) for _ in range(2))
        found.append(f"{' '.join(words).capitalize()}.")
    return found


@pytest.mark.parametrize("count", [10, 19, 20, 30, 120])
def test_news_behind_many_sentences_in_other_words_is_heard(count: int) -> None:
    later = told(*verses(count, others=True), OPEN, FIRE, address="b", publisher="B")
    found = compared([told(*verses(count), OPEN)], later)
    assert len(found.differences) == count + 1
    assert [one.later for one in speaking(found.differences)] == [FIRE]


TOLD_OF_THE_TOWN = [line.replace("The ", "In Tel Marwan the ", 1) for line in streets(3 * MOST_SENTENCES)]


@pytest.mark.parametrize("address", ["a", "b"], ids=["an edit", "another outlet's copy"])
@pytest.mark.parametrize(
    ("now", "spoken"),
    [
        pytest.param([*TOLD_OF_THE_TOWN, FIRE], [FIRE], id="added at its end"),
        pytest.param([*TOLD_OF_THE_TOWN, TOWN], [], id="something of no interest added"),
    ],
)
def test_more_watched_sentences_than_are_read_hide_none_that_is_new(
    now: list[str], spoken: list[str], address: str
) -> None:
    before = told(*TOLD_OF_THE_TOWN)
    later = told(*now, address=address, publisher="A" if address == "a" else "B")
    found = compared([before], later, former=before if address == "a" else None)
    assert [one.later for one in speaking(found.differences)] == spoken


def test_the_work_grows_with_the_sentences_and_no_faster() -> None:
    def work(size: int) -> Callable[[], object]:
        earlier, later = streets(size), streets(size, 9_000 + size)
        return lambda: compared([told(*earlier, OPEN)], told(*later, CLOSED, address="b", publisher="B"))

    assert calls_grow_linearly(work, 40)
