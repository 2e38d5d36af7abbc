"""One article, whatever its text, leaves a bounded trail, and no watched name is cut away for it."""

from __future__ import annotations

from builders import NOW, claim, hit, verdict
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.assess import MAX_DETAIL, MAX_FACTS, MAX_HITS, MAX_NEW, Findings, decide_assess
from monitor.core.entries.article_text import Visit, chosen_text
from monitor.core.text import MOST_LINES, few_lines
from monitor.model.articles import EntryClaim, MatchIntent, StoryKnown
from monitor.model.ids import ArticleId, EntryId, FeedId, StoryId, Token
from monitor.model.outcomes import AlertReason
from monitor.model.stories import Fact, FactKind, News
from monitor.model.watch import MatchResult, Strength
from monitor.parse.feeds.bodies import MOST_CONTENT, split_bodies

KNOWN = StoryKnown(id=StoryId(4), lead_article_id=ArticleId(9), alerts=(("border", 1),), readers=frozenset({"border"}))


@given(st.lists(st.sampled_from(["a", "Albu Kamal", "", "x y"]), max_size=40))
def test_a_text_of_few_lines_is_left_alone(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert few_lines(text) == text


def test_a_text_of_a_letter_a_line_keeps_every_word_on_fewer_lines() -> None:
    text = "\n".join(["a"] * 150_000 + ["Albu Kamal", "fell"])
    kept = few_lines(text)
    assert kept.count("\n") == MOST_LINES - 1
    assert kept.split() == text.split()
    assert few_lines(kept) == kept


def numbers(count: int) -> tuple[Fact, ...]:
    return tuple(
        Fact(kind=FactKind.NUMBER, value=str(n), shown=f"{n} dead", sentence=f"{n} dead.") for n in range(count)
    )


PLACE = Fact(kind=FactKind.PLACE, value="homs", shown="Homs", sentence="In Homs.")


def judged(news: News, hits: tuple[object, ...] = ()) -> tuple[MatchIntent, str]:
    found = MatchResult(hits=hits, near=(), verdicts=(verdict(),))  # type: ignore[arg-type]
    intent = decide_assess(claim(), found, Findings(story=KNOWN, event=KNOWN, news={"border": news}), "rev", NOW)
    (match,) = intent.matches
    return match, intent.detail


def test_a_text_of_numbers_teaches_its_readers_a_bounded_number_of_facts() -> None:
    facts = (*numbers(50_000), PLACE)
    match, detail = judged(News(facts=facts, new=facts, reason=AlertReason.NEW_FACT))
    assert len(match.told) == MAX_FACTS
    assert len(match.new) == MAX_NEW
    assert PLACE in match.told, "what is not a number stays"
    assert set(match.new) <= set(match.told), "what is told once is not new again"
    assert len(detail) <= MAX_DETAIL
    assert "80 more new facts" in detail
    assert PLACE in match.new


def test_few_facts_are_told_as_they_are() -> None:
    facts = (*numbers(12), PLACE)
    match, detail = judged(News(facts=facts, new=(PLACE,), reason=AlertReason.NEW_FACT))
    assert (match.told, match.new) == (facts, (PLACE,))
    assert "more new facts" not in detail


def test_a_detail_is_bounded_whatever_a_fact_shows() -> None:
    long = Fact(kind=FactKind.STATEMENT, value="x", shown="w" * 50_000, sentence="")
    _, detail = judged(News(facts=(long,), new=(long,), reason=AlertReason.NEW_FACT))
    assert len(detail) == MAX_DETAIL
    assert detail.endswith("…")


def test_mentions_are_kept_topic_by_topic_the_strong_ones_first() -> None:
    weak = tuple(hit(start=n, end=n + 1, strength=Strength.WEAK) for n in range(5_000))
    strong = hit(start=9_000, end=9_001)
    other = hit(topic="homs", start=9_500, end=9_501)
    match, _ = judged(News(facts=()), (*weak, strong, other))
    assert len(match.hits) == MAX_HITS + 1
    assert {strong, other} <= set(match.hits)
    assert [one.start for one in match.hits] == sorted(one.start for one in match.hits)


def test_a_feeds_own_text_is_cut_and_it_is_said() -> None:
    summary, content = split_bodies(["A lead."], ["word " * 60_000])
    assert len(content) == MOST_CONTENT
    entry = EntryClaim(
        id=EntryId(1), token=Token("t"), attempts=1, feed_id=FeedId(1), feed_url="", publisher="", url="",
        canonical_url="", title="T", summary=summary, content=content, language="en", published_at=None,
        first_seen_at=NOW,
    )  # fmt: skip
    text = chosen_text(entry, Visit(page=None, url="", trouble="the entry has no page to fetch"))
    assert text is not None
    assert text.detail.endswith("words from the feed, cut at 100,000 characters")
