"""What was told of one is told of another now, whom readers know as well; and verbs that a small word turns round."""

from __future__ import annotations

import pytest

from monitor.stories.statements import Told, compared

RELEASED = "The contractor {} was released in Qadmar on Tuesday after a judge found no grounds."
ARRESTED = "The contractor {} was arrested in Qadmar on Sunday over bribes, prosecutors said."
WOUNDED = "The driver {} was wounded at the gate of Qadmar, the police said."


def news(told: tuple[str, ...], later: str, publisher: str = "Q", language: str = "en") -> list[str]:
    known = [Told(text=one, language=language, publisher="P", address=f"p{number}") for number, one in enumerate(told)]
    new = Told(text=later, language=language, publisher=publisher, address="new", names=("Qadmar",))
    return [one.what for one in compared(known, new).differences if one.speaks]


@pytest.mark.parametrize("publisher", ["P", "Q"])
@pytest.mark.parametrize(
    ("told", "later"),
    [
        ((RELEASED.format("Samir Adan"), ARRESTED.format("Rami Nour")), RELEASED.format("Rami Nour")),
        ((ARRESTED.format("Rami Nour"), RELEASED.format("Samir Adan")), RELEASED.format("Rami Nour")),
        ((WOUNDED.format("Ida Bell"), ARRESTED.format("Otto Kern")), WOUNDED.format("Otto Kern")),
        (
            ("The mayor Ida Bell spoke in Qadmar.", "A court in Qadmar convicted the banker Otto Kern of fraud."),
            "A court in Qadmar convicted the mayor Ida Bell of fraud.",
        ),
        (
            ("Police in Qadmar look for the teacher Otto Kern.", "The teacher Ida Bell was found alive in Qadmar."),
            "The teacher Otto Kern was found alive in Qadmar.",
        ),
        (
            (
                "The banker Ravi Gomaz, tried in Qadmar, was acquitted on appeal on Monday.",
                "The banker Otto Kern was convicted of fraud by a court in Qadmar on Friday; he got 17 years.",
            ),
            "The banker Otto Kern, tried in Qadmar, was acquitted on appeal on Monday.",
        ),
        (("The club Adrana won in Qadmar.", "The club Belmor lost in Qadmar."), "The club Belmor won in Qadmar."),
    ],
)
def test_the_same_of_another_who_is_known_speaks(told: tuple[str, ...], later: str, publisher: str) -> None:
    assert news(told, later, publisher) != []


@pytest.mark.parametrize(
    ("told", "later"),
    [
        ((RELEASED.format("Samir Adan"), RELEASED.format("Rami Nour")), RELEASED.format("Rami Nour")),
        (
            ("The police chief Nour Adan spoke in Qadmar.", "The police said that Adan was wounded in Qadmar."),
            "The police said that Nour was wounded in Qadmar.",
        ),
        (
            (WOUNDED.format("Ida Bell"), "At the gate of Qadmar the driver Otto Kern was hurt, said the police."),
            WOUNDED.format("Otto Kern"),
        ),
        ((WOUNDED.format("Yusuf Haran"), "Guards saw Youssef Haran in Qadmar."), WOUNDED.format("Youssef Haran")),
    ],
)
def test_what_was_told_of_them_does_not(told: tuple[str, ...], later: str) -> None:
    assert news(told, later) == []


@pytest.mark.parametrize(
    ("before", "now", "speaks"),
    [
        ("Bus drivers in Qadmar called a strike for Sunday.", "Bus drivers in Qadmar called off a strike.", True),
        (
            "The union of bus drivers in Qadmar has called a strike over shifts from Sunday.",
            "The strike of the bus drivers in Qadmar was called off on Sunday, their union said.",
            True,
        ),
        ("The town of Qadmar turned the lamps on.", "The town of Qadmar turned off the lamps.", True),
        ("The mill in Qadmar called its workers in.", "The mill in Qadmar called its workers in at last.", False),
        ("Bus drivers in Qadmar called off a strike.", "Bus drivers in Qadmar have called off a strike.", False),
    ],
)
def test_a_verb_that_a_small_word_turns_round(before: str, now: str, speaks: bool) -> None:
    assert bool(news((before,), now, "P")) is speaks
