"""What two texts share below two main topics is background."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.stories.background import is_background, without_shared
from monitor.stories.copies import Text, compare
from tests.unit.core.builders import article

HISTORY = (
    "The valley has had no governor since the floods of last spring, when the old one fled by boat with the seal.",
    "Its three towns have quarrelled over ferry rights and salt works for longer than anybody can remember.",
)
RESIGNS = (
    "Councillor resigns over cement bills",
    "The councillor for works gave up his post after auditors found bills.",
    "He did not speak.",
)
MACHINE = (
    "Clinic receives an X-ray machine",
    "Doctors unpacked an X-ray machine that charities had paid for.",
    "Patients cheered.",
)
SAME_TOPIC = (RESIGNS[0], "Cement bills cost the councillor for works his post.")


@pytest.mark.parametrize(
    ("new", "background"),
    [
        pytest.param((*MACHINE, *HISTORY), True, id="another topic above the same history"),
        pytest.param((*RESIGNS, *HISTORY), False, id="the same text"),
        pytest.param(
            (RESIGNS[0], "Cement bills cost the councillor for works his post.", *HISTORY), False, id="one topic"
        ),
    ],
)
def test_what_is_shared_below_two_topics(new: tuple[str, ...], background: bool) -> None:
    old = article(1, title=RESIGNS[0], text="\n".join((*RESIGNS[1:], *HISTORY)))
    other = replace(old, title=new[0], text="\n".join(new[1:]))
    finding = compare(Text.of(other.text), Text.of(old.text))
    assert finding is not None
    assert is_background(other, old, finding) is background


def test_what_is_left_without_the_shared_sentences() -> None:
    text = "\n".join((*MACHINE[1:], *HISTORY))
    assert without_shared(text, "\n".join((*RESIGNS[1:], *HISTORY))) == "\n".join(MACHINE[1:])
