"""What a changed watchlist finds in articles from before, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, article, context, facts, pending, verdict

from monitor.core.digest.compose import compose
from monitor.core.late import as_late, decide_review
from monitor.core.schedule.slots import Slot
from monitor.model.articles import AssessIntent, Late, MatchIntent
from monitor.model.ids import ArticleId, StoryId, Token
from monitor.model.outcomes import AlertReason, AssessOutcome
from monitor.model.review import FoundBefore, Review
from monitor.model.watch import MatchResult, Strength, Verdict

CHANGED = NOW - timedelta(minutes=5)
SLOT = Slot(date="2026-11-22", time="07:00", at=NOW)


def review(*before: FoundBefore, articles: int = 1, ends: bool = True) -> Review:
    return Review(
        lists=("border", "irgc"),
        changed_at=CHANGED,
        articles=tuple(article(number) for number in range(1, articles + 1)),
        before=before,
        until=ArticleId(9),
        ends=ends,
    )


def found(*verdicts: Verdict) -> MatchResult:
    return MatchResult(hits=(), near=(), verdicts=verdicts)


def before(strong: bool = True, alerted: bool = False, topics: tuple[str, ...] = ("albu-kamal",)) -> FoundBefore:
    return FoundBefore(watchlist="border", article_id=ArticleId(1), strong=strong, alerted=alerted, topics=topics)


WEAK = replace(verdict(), strength=Strength.WEAK)
TWO = replace(verdict(), topics=("albu-kamal", "irgc"))


@pytest.mark.parametrize(
    ("stored", "now", "again"),
    [
        pytest.param(None, verdict(), True, id="not found before"),
        pytest.param(None, WEAK, False, id="a doubtful one"),
        pytest.param(None, replace(verdict(), fires=False), False, id="no rule holds"),
        pytest.param(None, verdict("other"), False, id="of a list that did not change"),
        pytest.param(before(strong=False), verdict(), True, id="doubtful before"),
        pytest.param(before(), verdict(), False, id="folded before, and nothing new in it"),
        pytest.param(before(), TWO, True, id="folded before, and it names a topic that was not watched"),
        pytest.param(before(alerted=True), TWO, False, id="its readers were shown this very article"),
    ],
)
def test_which_articles_are_judged_again(stored: FoundBefore | None, now: Verdict, again: bool) -> None:
    intent = decide_review(review(*([stored] if stored else [])), [found(now)], NOW)
    assert intent.late == (((ArticleId(1), 1, ("border",)),) if again else ())
    assert (intent.through, intent.ends, intent.until) == (1, True, 9)


def test_nothing_to_look_at_ends_the_review() -> None:
    intent = decide_review(review(articles=0), [], NOW)
    assert (intent.through, intent.late, intent.ends) == (None, (), True)


def judged(*matches: MatchIntent) -> AssessIntent:
    return AssessIntent(
        article_id=ArticleId(1),
        token=Token(1),
        at=NOW,
        outcome=AssessOutcome.ALERTED,
        detail="border: topic albu-kamal is named",
        content_key="k",
        revision="r",
        matches=matches,
    )


def matched(name: str, alert: AlertReason | None = AlertReason.FIRST) -> MatchIntent:
    return MatchIntent(watchlist=name, verdict=verdict(name), hits=(), alert=alert)


def test_only_the_changed_lists_speak_and_only_to_those_who_were_not_shown_the_article() -> None:
    late = Late(version=1, lists=(("border", CHANGED), ("irgc", CHANGED)))
    intent = as_late(judged(matched("border"), matched("irgc"), matched("other")), late, frozenset({"irgc"}))
    assert [(one.watchlist, one.late_at) for one in intent.matches] == [("border", CHANGED)]
    assert intent.late
    assert intent.outcome is AssessOutcome.ALERTED
    assert intent.detail.startswith(f"found late: the list border changed on {CHANGED:%Y-%m-%d %H:%M} UTC; border: ")


def test_a_late_article_that_has_nothing_to_say_is_no_alert() -> None:
    late = Late(version=1, lists=(("border", CHANGED),))
    intent = as_late(judged(matched("border", None), matched("other")), late, frozenset())
    assert intent.outcome is AssessOutcome.FOLDED
    assert "found late" not in intent.detail
    silent = as_late(replace(judged(matched("border", None)), outcome=AssessOutcome.WEAK), late, frozenset())
    assert silent.outcome is AssessOutcome.WEAK


def test_what_was_told_for_another_list_is_settled_without_a_word() -> None:
    late = replace(pending(2, 2), late_at=CHANGED)
    alerts = (pending(1), late, replace(pending(3, 3), late_at=CHANGED, known=True))
    intent = compose(facts(alerts=alerts), SLOT, None, context())
    assert intent.digest is not None
    assert [(story.story_id, story.late_at) for story in intent.digest.stories] == [
        (StoryId(1), None),
        (StoryId(2), CHANGED),
    ]
    assert intent.alerts == (1, 2, 3)


def test_a_story_that_came_in_time_as_well_is_not_late() -> None:
    alerts = (replace(pending(1), late_at=CHANGED), pending(2, 1))
    digest = compose(facts(alerts=alerts), SLOT, None, context()).digest
    assert digest is not None
    assert [story.late_at for story in digest.stories] == [None]
