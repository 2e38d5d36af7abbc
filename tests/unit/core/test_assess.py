"""What verdicts change, as a decision table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW, claim, hit, verdict

from monitor.core.assess import assess_failed, decide_assess
from monitor.model.articles import StoryKnown
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AssessOutcome
from monitor.model.watch import Field, MatchResult, NearMiss, Strength

STORY = StoryKnown(id=StoryId(4), lead_article_id=ArticleId(9), alerts=(("border", 1),))
FRESH_STORY = StoryKnown(id=StoryId(4), lead_article_id=ArticleId(9))
WEAK = Strength.WEAK


def result(*verdicts: object, hits: tuple[object, ...] = (), near: tuple[object, ...] = ()) -> MatchResult:
    return MatchResult(hits=hits, near=near, verdicts=verdicts)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("verdicts", "story", "outcome", "alerts"),
    [
        pytest.param((), None, AssessOutcome.NO_MATCH, [], id="nothing"),
        pytest.param((), STORY, AssessOutcome.COPY_NO_MATCH, [], id="copy of a text without match"),
        pytest.param((verdict(),), None, AssessOutcome.ALERTED, ["border"], id="first of its story"),
        pytest.param((verdict(),), FRESH_STORY, AssessOutcome.ALERTED, ["border"], id="copy, story not alerted yet"),
        pytest.param((verdict(),), STORY, AssessOutcome.FOLDED, [], id="copy of an alerted story"),
        pytest.param((verdict(), verdict("irgc")), STORY, AssessOutcome.ALERTED, ["irgc"], id="new for another list"),
        pytest.param((verdict(strength=WEAK),), None, AssessOutcome.WEAK, [], id="weak only"),
        pytest.param((verdict(strength=WEAK),), STORY, AssessOutcome.WEAK, [], id="weak copy"),
        pytest.param((verdict(strength=Strength.CANDIDATE),), None, AssessOutcome.CANDIDATE, [], id="candidate only"),
        pytest.param((verdict(), verdict("irgc", WEAK)), None, AssessOutcome.ALERTED, ["border"], id="strong and weak"),
        pytest.param((verdict(fires=False),), None, AssessOutcome.NO_MATCH, [], id="hits, but no rule holds"),
    ],
)
def test_outcome(
    verdicts: tuple[object, ...], story: StoryKnown | None, outcome: AssessOutcome, alerts: list[str]
) -> None:
    intent = decide_assess(claim(), result(*verdicts), story, "rev", NOW)
    assert intent.outcome is outcome
    assert [match.watchlist for match in intent.matches if match.alert] == alerts
    assert intent.story_id == (story.id if story else None)
    assert intent.detail


def test_hits_go_to_their_own_watchlist() -> None:
    found = result(verdict(), verdict("irgc"), hits=(hit(), hit("irgc", "irgc"), hit("other")))
    intent = decide_assess(claim(), found, None, "rev", NOW)
    assert [(match.watchlist, len(match.hits)) for match in intent.matches] == [("border", 1), ("irgc", 1)]


def test_near_misses_are_kept_in_words_but_not_without_end() -> None:
    miss = NearMiss(
        watchlist="border", topic="imam-ali", field=Field.TEXT, start=0, end=8, surface="Imam Ali", form="Imam Ali",
        failed="requires any of base in the sentence",
    )  # fmt: skip
    intent = decide_assess(claim(), result(near=(miss,) * 50), None, "rev", NOW)
    assert len(intent.near) == 20
    assert "requires any of base" in intent.near[0]
    assert "'Imam Ali'" in intent.near[0]


@pytest.mark.parametrize(
    ("attempts", "outcome", "wait"),
    [
        pytest.param(1, AssessOutcome.RETRY, timedelta(minutes=1), id="first"),
        pytest.param(2, AssessOutcome.RETRY, timedelta(minutes=5), id="second"),
        pytest.param(3, AssessOutcome.PARKED, None, id="third is parked"),
        pytest.param(9, AssessOutcome.PARKED, None, id="beyond"),
    ],
)
def test_a_bug_is_tried_again_then_parked(attempts: int, outcome: AssessOutcome, wait: timedelta | None) -> None:
    intent = assess_failed(claim(attempts=attempts), "KeyError", "rev", NOW)
    assert intent.outcome is outcome
    assert intent.next_try_at == (NOW + wait if wait else None)
    assert "KeyError" in intent.detail
