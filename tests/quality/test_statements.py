"""What a later text says that an earlier one did not: the authored pairs in nine languages."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.quality.statement_pairs import LANGUAGES, half, kinds, late, pairs, surfaces, weak
from tests.quality.statement_scores import (
    Verdict,
    by_kind,
    kinds_verdicts,
    late_verdicts,
    share,
    verdicts,
    weak_verdicts,
)


def test_the_set_is_what_its_description_says() -> None:
    found = pairs()
    assert len({pair.id for pair in found}) == len(found) >= 430
    for language in LANGUAGES:
        speaks = Counter(pair.speaks for pair in found if pair.lang == language)
        assert min(speaks[True], speaks[False]) >= 16, language
    for held in (False, True):
        speaks = Counter(pair.speaks for pair in half(held=held))
        assert min(speaks[True], speaks[False]) >= 70
    assert all(pair.earlier != pair.later and pair.earlier[1] and pair.later[1] for pair in found)


def test_the_later_text_of_each_pair_holds_its_watched_name() -> None:
    """But for names of the last set in spellings that the matcher does not know."""
    named = (pair for pair in weak() if pair.kind != "transliteration")
    assert [pair.id for pair in (*pairs(), *late(), *named, *kinds()) if not surfaces(pair, *pair.later)] == []


def test_a_pair_whose_news_is_the_watched_sentence_had_no_such_sentence_before() -> None:
    added = [pair for pair in pairs() if pair.kind == "added"]
    assert [pair.id for pair in added if surfaces(pair, *pair.earlier)] == []


@pytest.mark.parametrize(
    ("held", "spoken", "silent"),
    [
        pytest.param(False, 0.99, 0.99, id="the half the rules were tuned on"),
        pytest.param(True, 0.99, 0.95, id="the half held out"),
    ],
)
def test_news_speaks_and_edits_without_news_are_silent(held: bool, spoken: float, silent: float) -> None:
    """The bars are .90 and .95, the aims .95 and .97."""
    check(verdicts(held=held), spoken, silent)


def test_the_pairs_that_were_written_last_come_out_as_at_first_sight() -> None:
    check(late_verdicts(), 0.95, 0.95)


@pytest.mark.parametrize(
    ("held", "spoken", "silent"),
    [pytest.param(False, 0.95, 0.91, id="looked at"), pytest.param(True, 0.95, 0.85, id="held out")],
)
def test_pairs_of_the_kinds_that_came_out_worst(held: bool, spoken: float, silent: float) -> None:
    check(weak_verdicts(held=held), spoken, silent)


def test_pairs_of_the_kinds_that_the_rules_lacked() -> None:
    """Right at first sight: .62 and .77 of batch k, .90 and .71 of q, .87 and 1.0 of z, .80 and .87 of w."""
    check(kinds_verdicts(), 0.99, 0.99)


def check(found: tuple[Verdict, ...], spoken: float, silent: float) -> None:
    told, quiet = share(found, speaks=True), share(found, speaks=False)
    print(f"{len(found)} pairs: spoken {told:.3f}, silent {quiet:.3f}", by_kind(found))
    assert told >= spoken
    assert quiet >= silent
