"""What verdicts change, as a decision table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from builders import NOW, claim, hit, verdict

from monitor.core.assess import Findings, assess_failed, decide_assess
from monitor.model.articles import StoryKnown
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AlertReason, AssessOutcome
from monitor.model.stories import Fact, FactKind, News
from monitor.model.watch import Field, MatchResult, NearMiss, Strength

STORY = StoryKnown(id=StoryId(4), lead_article_id=ArticleId(9), alerts=(("border", 1),), readers=frozenset({"border"}))
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
    intent = decide_assess(
        claim(), result(*verdicts), Findings(story=story, event=story, copied=story is not None), "rev", NOW
    )
    assert intent.outcome is outcome
    assert [match.watchlist for match in intent.matches if match.alert] == alerts
    assert intent.story_id == (story.id if story else None)
    assert intent.detail


FACT = Fact(kind=FactKind.NUMBER, value="14", shown="14", sentence="14 were wounded.")
NEW = News(facts=(FACT,), new=(FACT,), reason=AlertReason.NEW_FACT)
SILENT = News(facts=(FACT,), silence="number 14 is new, which stories.updates.number switches off")


@pytest.mark.parametrize(
    ("story", "news", "alert", "number", "new", "told"),
    [
        pytest.param(None, NEW, AlertReason.FIRST, 1, 1, 1, id="the next of a series tells all, and what is other"),
        pytest.param(FRESH_STORY, SILENT, AlertReason.FIRST, 1, 0, 1, id="a first alert needs no news"),
        pytest.param(STORY, NEW, AlertReason.NEW_FACT, 2, 1, 1, id="a story speaks again"),
        pytest.param(STORY, SILENT, None, 2, 0, 0, id="what was not told can be told later"),
    ],
)
def test_what_readers_are_told(
    story: StoryKnown | None, news: News, alert: AlertReason | None, number: int, new: int, told: int
) -> None:
    findings = Findings(story=story, event=story, news={"border": news}, evidence="same event as article 9")
    (match,) = decide_assess(claim(), result(verdict()), findings, "rev", NOW).matches
    assert (match.alert, match.number, len(match.new), len(match.told)) == (alert, number, new, told)


def test_a_weak_hit_never_speaks_again() -> None:
    findings = Findings(story=STORY, event=STORY, news={"border": NEW})
    (match,) = decide_assess(claim(), result(verdict(strength=WEAK)), findings, "rev", NOW).matches
    assert (match.alert, match.told) == (None, ())


def test_the_detail_says_what_was_new_or_why_it_is_silent() -> None:
    said = decide_assess(
        claim(), result(verdict()), Findings(story=STORY, event=STORY, news={"border": NEW}), "rev", NOW
    ).detail
    assert said.startswith("new number 14; ")
    findings = Findings(story=STORY, event=STORY, news={"border": SILENT}, evidence="same event as article 9")
    silent = decide_assess(claim(), result(verdict()), findings, "rev", NOW).detail
    assert silent.startswith(f"same event as article 9, whose story was alerted before; border: {SILENT.silence}; ")


def test_hits_go_to_their_own_watchlist() -> None:
    found = result(verdict(), verdict("irgc"), hits=(hit(), hit("irgc", "irgc"), hit("other")))
    intent = decide_assess(claim(), found, Findings(), "rev", NOW)
    assert [(match.watchlist, len(match.hits)) for match in intent.matches] == [("border", 1), ("irgc", 1)]


def test_near_misses_are_kept_in_words_but_not_without_end() -> None:
    miss = NearMiss(
        watchlist="border", topic="imam-ali", field=Field.TEXT, start=0, end=8, surface="Imam Ali", form="Imam Ali",
        failed="requires any of base in the sentence",
    )  # fmt: skip
    intent = decide_assess(claim(), result(near=(miss,) * 50), Findings(), "rev", NOW)
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
