"""What two texts share below two main topics is background."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import ToldText
from monitor.stories.background import is_background, own_text, without_shared
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


def told(title: str, *sentences_: str) -> ToldText:
    text = "\n".join(sentences_)
    return ToldText(
        article_id=ArticleId(9),
        version=1,
        story_id=StoryId(1),
        watchlist="w",
        title=title,
        text=text,
        language="en",
        publisher="P",
        address="p",
    )


def test_background_in_other_words_is_left_out_of_what_a_story_is_known_by() -> None:
    now = "Since the floods of last spring the valley has had no governor: the old one fled by boat."
    text = "\n".join((*MACHINE[1:], now))
    mine = article(2, title=MACHINE[0], text=text)
    assert own_text(mine, [told(*RESIGNS, *HISTORY)]) == "\n".join(MACHINE[1:])
    assert own_text(article(3, title=RESIGNS[0], text=text), [told(*RESIGNS, *HISTORY)]) is None, "one topic"
    assert own_text(mine, []) is None
