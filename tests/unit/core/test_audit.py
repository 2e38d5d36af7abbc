"""The audit of misses: what is brought up, and what follows from the answers."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from monitor.core.audit.audit import LINES, SAMPLE, PlacedTexts, audit_of, placed, recall_of
from monitor.core.audit.chances import at_most, share_between
from monitor.core.audit.likeness import Texts, terms_of
from monitor.model.archive.audit import Audit, AuditText, Stratum
from monitor.model.ids import ArticleId, StoryId

NOW = datetime(2026, 11, 29, tzinfo=UTC)
BORDER = [f"border{letter}" for letter in "abcdefghijklmnop"]
OTHER = [f"other{letter}{more}" for letter in "abcdefghijklmnop" for more in "xyz"]
NAME = "Albukamal"


@pytest.mark.parametrize(
    ("hits", "draws", "low", "high"),
    [(0, 10, 0.0, 0.3085), (10, 10, 0.6915, 1.0), (5, 10, 0.1871, 0.8129), (90, 100, 0.8238, 0.9510), (1, 1, 0.025, 1)],
)
def test_bounds_are_those_of_the_tables(hits: int, draws: int, low: float, high: float) -> None:
    assert share_between(hits, draws) == pytest.approx((low, high), abs=1e-3)


@pytest.mark.parametrize(("hits", "draws", "share"), [(0, 59, 0.0495), (0, 5, 0.4507), (3, 3, 1.0)])
def test_what_was_not_met_in_so_many_is_rare(hits: int, draws: int, share: float) -> None:
    assert at_most(hits, draws) == pytest.approx(share, abs=1e-3)


@pytest.mark.parametrize("share", [0.3, 0.8, 0.97])
@pytest.mark.parametrize("draws", [8, 60])
def test_bounds_hold_the_truth_nineteen_times_of_twenty(share: float, draws: int) -> None:
    chance = random.Random(f"{share} {draws}")
    bounds = {hits: share_between(hits, draws) for hits in range(draws + 1)}
    drawn = [bounds[sum(chance.random() < share for _ in range(draws))] for _ in range(1000)]
    assert sum(low <= share <= high for low, high in drawn) >= 940


def test_words_are_folded_and_signs_taken_by_twos() -> None:
    assert terms_of("Border CLOSED", "in 2026, у Границы 北京市") == {
        *("border", "closed", "in", ["у", "границы"][1], "北京", "京市")
    }


def articles(kinds: Sequence[str], seed: int = 1, *, story: Mapping[int, int] | None = None) -> list[AuditText]:
    """`hit`, `miss` (on the same theme, without the name) and `other` articles, with ids from 1."""
    chance = random.Random(seed)
    made = []
    for number, kind in enumerate(kinds, 1):
        words = chance.choices(OTHER if kind == "other" else BORDER, k=8) + chance.choices(OTHER, k=8)
        text = " ".join([*words, NAME if kind == "hit" else f"Unknown{number}"])
        made.append(
            AuditText(
                id=ArticleId(number), title="", text=text, language="en", publisher="", url="", at=NOW,
                story=StoryId((story or {}).get(number, number)),
                topics=("t",) if kind == "hit" else (), met=(NAME,) if kind == "hit" else (),
            )
        )  # fmt: skip
    return made


def of(some: Sequence[AuditText]) -> PlacedTexts:
    texts = Texts()
    for one in some:
        texts.add(one)
    return placed(texts, [NAME.casefold()])


def asked(texts: PlacedTexts, answers: Mapping[ArticleId, bool] | None = None, week: str = "2026-48") -> Audit:
    return audit_of("w", texts, {}, answers or {}, lambda _: (), week)


KINDS = ["hit"] * 40 + ["miss"] * 10 + ["other"] * 400


def test_misses_come_before_all_others() -> None:
    lines = asked(of(articles(KINDS))).lines
    assert len(lines) <= LINES
    assert {line.article for line in lines[:20]} >= set(range(41, 51))
    assert {line.topic for line in lines[:10]} == {"t"}


def test_a_find_is_no_more_like_the_finds_than_a_miss() -> None:
    """Names are left out, and each find is placed as if it were none."""
    texts = of(articles(["hit"] * 60 + ["miss"] * 60 + ["other"] * 400))
    finds = sum(one.alike.share for one in texts.finds) / 60
    misses = sum(one.alike.share for one in texts.others if one.seen.id <= 120) / 60
    assert misses == pytest.approx(finds, abs=0.08)


def test_what_few_finds_have_in_common_by_chance_is_no_advantage() -> None:
    """A word of two finds is among the telling ones by each of them: without the one it would tell nothing."""
    chance = random.Random(7)
    rare = [f"{one}{two}{three}" for one in "abcdefgh" for two in "klmnopqr" for three in "stuv"]
    some = articles(["hit"] * 12 + ["miss"] * 12 + ["other"] * 300, seed=3)
    mixed = [replace(one, text=f"{one.text} {' '.join(chance.sample(rare, 20))}") for one in some]
    texts = of(mixed)
    finds = sum(one.alike.strength for one in texts.finds) / 12
    misses = sum(one.alike.strength for one in texts.others if one.seen.id <= 24) / 12
    assert finds == pytest.approx(misses, rel=0.1)


def test_an_answer_takes_a_line_away_and_into_the_estimate() -> None:
    texts = of(articles(KINDS))
    first = asked(texts)
    answers = {line.article: 41 <= line.article <= 50 for line in first.lines}
    then = asked(texts, answers)
    assert not {line.article for line in then.lines} & set(answers)
    assert (then.recall.found, then.recall.misses) == (40, 10)
    assert then.recall.low <= 0.8 <= then.recall.high
    assert then.recall.share == pytest.approx(0.8, abs=0.06)


def test_what_nobody_judged_bounds_what_is_reckoned_from() -> None:
    texts = of(articles(KINDS))
    before, after = recall_of(texts, {}), recall_of(texts, {one.seen.id: False for one in texts.others})
    assert before.alike < after.alike == 40
    assert (after.share, after.high) == (1.0, 1.0)
    assert before.low < after.low < 1


def test_without_finds_nothing_is_said() -> None:
    audit = asked(of(articles(["other"] * 30)))
    assert (audit.lines, audit.recall.share, audit.recall.low, audit.recall.high) == ((), None, 0.0, 1.0)


def test_a_find_that_was_none_does_not_count() -> None:
    texts = of(articles(KINDS))
    assert recall_of(texts, {ArticleId(1): False}).found == 39


def test_a_story_is_one_line_and_one_story_of_the_estimate() -> None:
    story = {42: 41, 43: 41, 2: 1, 44: 1}
    texts = of(articles(KINDS, story=story))
    audit = asked(texts)
    (line,) = [one for one in audit.lines if one.article in {41, 42, 43}]
    assert {line.article, *line.others} == {41, 42, 43}
    assert [one.neighbour for one in audit.lines if one.article == 44] == [True]
    assert recall_of(texts, {ArticleId(number): True for number in range(41, 451)}).found == 39


def test_a_rare_word_like_a_name_comes_first() -> None:
    texts = of(articles(KINDS))
    spelled = {ArticleId(300): ("Bukmal", "Albu Kamal", 0.9)}
    audit = audit_of("w", texts, spelled, {}, lambda _: ("border",), "")
    (line,) = [one for one in audit.lines if one.article == 300]
    assert (line.spelling, line.name, line.spelled, line.words) == ("Bukmal", "Albu Kamal", 0.9, ("border",))


def test_a_spelling_takes_one_line() -> None:
    texts = of(articles(KINDS, story={302: 301}))
    spelled = {ArticleId(number): ("Bukmal", "Albu Kamal", 0.9) for number in (300, 301, 302, 303)}
    spelled |= {ArticleId(304): ("Kamlu", "Albu Kamal", 0.7)}
    lines = audit_of("w", texts, spelled, {}, lambda _: (), "").lines
    (line,) = [one for one in lines if one.same_spelling]
    assert line.spelling == "Bukmal"
    assert len(line.same_spelling) == 2  # one of each other story
    assert {line.article, *line.same_spelling} | {301, 302} == {300, 301, 302, 303}
    assert [one.spelling for one in lines[:20]].count("Bukmal") == 1


def test_what_is_rarer_among_the_others_speaks_more() -> None:
    """Two hundred words that sound like a name by chance say less than one that sounds more like it."""
    texts = of(articles(KINDS))
    chance = {ArticleId(number): (f"Kamal{number}", "Albu Kamal", 0.6) for number in range(100, 300)}
    spelled = {**chance, ArticleId(300): ("Bukmal", "Albu Kamal", 0.8)}
    lines = [one.article for one in audit_of("w", texts, spelled, {}, lambda _: (), "").lines]
    assert 300 in lines[:20]
    assert not set(lines[:10]) & set(chance)


def test_a_spelling_that_is_something_else_speaks_no_more() -> None:
    texts = of(articles(KINDS))
    spelled = {ArticleId(number): ("Bukmal", "Albu Kamal", 0.9) for number in (300, 301, 302)}

    def hints(answers: Mapping[ArticleId, bool]) -> set[str]:
        return {one.spelling for one in audit_of("w", texts, spelled, answers, lambda _: (), "").lines} - {""}

    assert hints({ArticleId(300): False}) == set()
    assert hints({ArticleId(300): False, ArticleId(301): True}) == {"Bukmal"}


def test_a_story_is_answered_by_one_of_its_articles() -> None:
    texts = of(articles(KINDS, story={42: 41, 43: 41}))
    audit = asked(texts, {ArticleId(41): True})
    assert not {one.article for one in audit.lines} & {41, 42, 43}
    answers = {one.seen.id: False for one in texts.others if one.seen.id not in {42, 43}}
    assert recall_of(texts, answers).alike == 40


def test_a_sample_is_the_same_all_week_and_says_at_most_how_many_are_missed() -> None:
    texts = of(articles(KINDS))
    one, same, next_week = asked(texts), asked(texts), asked(texts, week="2026-49")
    assert one.sample == same.sample != next_week.sample
    assert all(sum(line.stratum is stratum for line in one.sample) <= SAMPLE for stratum in Stratum)
    figures = {line.stratum: line for line in one.strata}
    assert figures[Stratum.LITTLE].at_most == figures[Stratum.LITTLE].articles > 0
    answers = {line.article: False for line in one.sample}
    answered = {line.stratum: line for line in asked(texts, answers).strata}[Stratum.LITTLE]
    assert answered.answered == SAMPLE
    assert answered.at_most < answered.articles


def test_languages_without_finds_are_named() -> None:
    some = articles(KINDS)
    foreign = [
        AuditText(
            id=ArticleId(1000 + number), title="", text="слово другое", language="ru", publisher="", url="", at=NOW,
            story=StoryId(1000 + number),
        )
        for number in range(3)
    ]  # fmt: skip
    assert asked(of([*some, *foreign])).blind == (("ru", 3),)
