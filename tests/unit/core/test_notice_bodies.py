"""When a text under another title makes a notice, and when it is a column that repeats itself."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from monitor.core.entries.notices import doubt_of, is_notice
from monitor.core.outside import Elsewhere, lines_met, with_outside
from monitor.model.bodies import SENTENCE_MARK, Body
from monitor.model.watch import Field, Hit, MatchResult, Strength, Verdict

WALL = Body(
    marks=("whole", f"{SENTENCE_MARK}long"), publisher="Post", page_key="p1", title_key="t1", feed_key="", named=False
)
SENTENCE_ONLY = {"marks": ("other", f"{SENTENCE_MARK}long")}


@pytest.mark.parametrize(
    ("mine", "theirs", "notice"),
    [
        pytest.param({}, {}, True, id="the whole text"),
        pytest.param(SENTENCE_ONLY, {}, True, id="a sentence of it"),
        pytest.param({"named": True}, {"named": True}, True, id="the whole text, with a watched name"),
        pytest.param({"named": True, **SENTENCE_ONLY}, {}, False, id="a sentence beside a watched name"),
        pytest.param(SENTENCE_ONLY, {"named": True}, False, id="a sentence, a watched name there"),
        pytest.param({}, {"title_key": "t0"}, False, id="under one title"),
        pytest.param({}, {"page_key": "p0"}, False, id="at one page"),
        pytest.param({"named": True}, {"publisher": "Mail"}, False, id="two papers, a watched name"),
    ],
)
def test_notice(mine: dict[str, Any], theirs: dict[str, Any], notice: bool) -> None:
    body = replace(WALL, page_key="p0", title_key="t0", **mine)
    assert is_notice(body, [replace(WALL, **theirs)]) is notice


@pytest.mark.parametrize(
    ("changes", "feed", "notice"),
    [
        pytest.param({}, "Work on the dam goes on.", True, id="nothing of the feed"),
        pytest.param({"feed_key": "f1"}, "Work on the dam goes on.", False, id="behind the words of the feed"),
        pytest.param({"named": True}, "Work on the dam goes on.", False, id="a watched name"),
        pytest.param({}, "", False, id="a feed without words"),
    ],
)
def test_a_short_text_that_says_nothing_of_its_title(changes: dict[str, Any], feed: str, notice: bool) -> None:
    """A short article of four sentences, of which the feed gave the first, was taken for a wall."""
    text = "Engineers inspect the western gate. Farmers wait for water."
    assert bool(doubt_of(replace(WALL, **changes), [], text, feed).notice) is notice


BESIDE = "Harbour shut.\nA mine was found off Qadmar."
HIT = Hit(
    watchlist="towns",
    topic="qadmar",
    field=Field.TEXT,
    start=BESIDE.index("Qadmar"),
    end=BESIDE.index("Qadmar") + 6,
    surface="Qadmar",
    form="Qadmar",
    strength=Strength.STRONG,
    reason="name Qadmar",
)
FOUND = MatchResult(
    hits=(HIT,),
    near=(),
    verdicts=(
        Verdict(watchlist="towns", fires=True, strength=Strength.STRONG, topics=("qadmar",), rules=(), reason="found"),
    ),
)


@pytest.mark.parametrize(
    ("elsewhere", "weak"),
    [
        pytest.param(Elsewhere(), True, id="nowhere else"),
        pytest.param(Elsewhere(judged={"A mine was found off Qadmar.": {"towns"}}), False, id="judged there"),
        pytest.param(Elsewhere(judged={"A mine was found off Qadmar.": {"irgc"}}), True, id="for another list"),
        pytest.param(Elsewhere(rests=(BESIDE, "x\nA mine was found off Qadmar.")), False, id="a frame"),
        pytest.param(Elsewhere(rests=(BESIDE,)), True, id="beside one other"),
    ],
)
def test_what_stands_beside_an_article_is_weak_unless_it_is_known(elsewhere: Elsewhere, weak: bool) -> None:
    assert lines_met(FOUND, BESIDE, {"towns"}) == ("A mine was found off Qadmar.",)
    result = with_outside(MatchResult(hits=(), near=(), verdicts=()), FOUND, BESIDE, elsewhere)
    assert [one.strength for one in result.verdicts] == ([Strength.WEAK] if weak else [])
    assert bool(result.near) is not weak
