"""What a newsroom changed in a text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.desk.changes import MOST_SENTENCES, changed

BEFORE = "The road was closed. Three people were wounded. Police came."


@pytest.mark.parametrize(
    ("after", "found"),
    [
        (BEFORE, []),
        ("The road was  closed.\nThree people were wounded. Police came.", []),
        (
            "The road was closed. Twelve people were wounded. Police came.",
            [("Three people were wounded.", "Twelve people were wounded.", ["Three"], ["Twelve"])],
        ),
        (f"{BEFORE} The minister resigned.", [("", "The minister resigned.", [], [])]),
        ("The road was closed. Police came.", [("Three people were wounded.", "", [], [])]),
        (
            "The road was closed. Rain is expected tomorrow in Hama. Police came.",
            [("Three people were wounded.", "", [], []), ("", "Rain is expected tomorrow in Hama.", [], [])],
        ),
    ],
)
def test_changes(after: str, found: list[tuple[str, str, list[str], list[str]]]) -> None:
    seen = [
        (one.before, one.after, [one.before[a:b] for a, b in one.gone], [one.after[a:b] for a, b in one.come])
        for one in changed(BEFORE, after)
    ]
    assert seen == found


@given(st.lists(st.sampled_from(["A came.", "B went.", "C said so.", "קופה נפתחה."]), max_size=8).map(" ".join))
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert changed(text, text) == ()
    assert [one.after for one in changed("", text)] == [f"{one.strip('.')}." for one in text.split(". ") if one]


def test_long_texts_are_compared_as_far_as_that() -> None:
    text = " ".join(f"Sentence {number} is here." for number in range(MOST_SENTENCES + 5))
    assert changed(text, f"{text} One more came.") == ()
