"""Same event or not, with marks made of real words."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import Neighbours, StorySketch
from monitor.stories.events.grouping import across, found_by, grown, join, rarity, started
from monitor.stories.terms import SHARES, marks_of, topic_term

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
EMPTY = Neighbours(sketches=(), frequencies=(), stories=0)
CONVOY = (
    "A convoy of 24 trucks crossed the border at Albu Kamal before dawn on Sunday, residents told North Press. "
    "The trucks were heading to the Imam Ali base, said Omar Hasan, a trader in Albu Kamal."
)
RETOLD = (
    "Two dozen trucks have entered Syria at the Albu Kamal crossing. Trader Omar Hasan saw the convoy of 24 lorries "
    "pass towards the Imam Ali base, according to North Press."
)
OTHER = (
    "Protesters in Daraa closed the road to Nasib on Sunday. The Fifth Corps sent Ahmad al-Awda to talk to the elders, "
    "Horan Free League reported, and shops in the old town stayed shut."
)


def near(*sketches: StorySketch) -> Neighbours:
    return replace(EMPTY, sketches=sketches, stories=len(sketches))


def begun(text: str, language: str = "en", topics: tuple[str, ...] = (), number: int = 1) -> StorySketch:
    sketch = started(ArticleId(number), marks_of("", text, topics), language, NOW)
    return replace(sketch, story_id=StoryId(number))


@pytest.mark.parametrize(
    ("text", "days", "joins"),
    [
        pytest.param(CONVOY, 0.0, True, id="the same text"),
        pytest.param(RETOLD, 0.0, True, id="retold"),
        pytest.param(OTHER, 0.0, False, id="another event"),
        pytest.param(RETOLD, 6.0, False, id="the like of it a week later is another event"),
        pytest.param(CONVOY, 7.1, False, id="closed"),
        pytest.param(CONVOY, -8.0, False, id="long before it began"),
        pytest.param("", 0.0, False, id="nothing"),
    ],
)
def test_joining(text: str, days: float, joins: bool) -> None:
    found = join(marks_of("", text), near(begun(CONVOY)), NOW + timedelta(days=days))
    assert (found is not None) is joins
    assert found is None or found.evidence.startswith("same event as article 1: similarity ")


def among(stories: int, *having: tuple[str, int], topics: tuple[str, ...]) -> Neighbours:
    """One English story with these topics, among so many stories of which so many have each topic."""
    counts = tuple((topic_term(topic), count) for topic, count in having)
    return replace(near(begun(CONVOY, topics=topics)), stories=stories, frequencies=counts)


@pytest.mark.parametrize(
    ("text", "topics", "stories", "having", "days", "linked"),
    [
        pytest.param("Konvoi", ("w/a", "w/b"), 1, (), 0, True, id="new store: two topics"),
        pytest.param("24 Lastwagen", ("w/a",), 1, (), 0, True, id="new store: one topic and a number"),
        pytest.param("Konvoi", ("w/a",), 1, (), 0, False, id="new store: one topic alone"),
        pytest.param("24 Lastwagen", (), 1, (), 0, False, id="a number alone"),
        pytest.param("Konvoi", ("w/a", "w/b"), 1, (), 4, False, id="too late"),
        pytest.param("Konvoi", ("w/a", "w/b"), 100, (("w/a", 50), ("w/b", 50)), 0, False, id="two topics of half"),
        pytest.param("24 Lastwagen", ("w/a",), 100, (("w/a", 50),), 0, False, id="a common topic and a number"),
        pytest.param("Konvoi", ("w/a", "w/b"), 100, (("w/a", 3), ("w/b", 4)), 0, True, id="two rare topics"),
        pytest.param("Konvoi", ("w/a", "w/b"), 100, (("w/a", 1), ("w/b", 50)), 0, False, id="one rare, one common"),
        pytest.param("24 Lastwagen", ("w/a", "w/b"), 100, (("w/a", 1), ("w/b", 50)), 0, True, id="and a number"),
        pytest.param("24 قافلة", ("w/a",), 5, (("w/a", 5),), 0, False, id="a topic of all five and a number"),
        pytest.param("конвой", ("w/a", "w/b"), 5_000, (("w/a", 9), ("w/b", 9)), 0, True, id="two of 9 in 5,000"),
        pytest.param("конвой", ("w/a", "w/b"), 5_000, (("w/a", 90), ("w/b", 90)), 0, False, id="two of 90 in 5,000"),
        pytest.param("24 שיירה", ("w/a",), 5_000, (("w/a", 1),), 0, True, id="one of one in 5,000 and a number"),
    ],
)
def test_across_languages(
    text: str, topics: tuple[str, ...], stories: int, having: tuple[tuple[str, int], ...], days: int, linked: bool
) -> None:
    known = among(stories, *having, topics=("w/a", "w/b"))
    found = across(marks_of("", text, topics), known, "de-AT", NOW + timedelta(days=days))
    assert (found is not None) is linked
    assert across(marks_of("", text, topics), known, "en-GB", NOW) is None, "in one language the words decide"


def test_across_languages_the_story_that_shares_most_is_taken() -> None:
    two = near(begun(CONVOY, topics=("w/a", "w/b")), begun(CONVOY, topics=("w/a", "w/b", "w/c"), number=2))
    found = across(marks_of("", "Konvoi", ("w/a", "w/b", "w/c")), two, "de", NOW)
    assert found is not None
    assert found.story_id == StoryId(2)


def test_rarity_falls_from_one_to_nothing() -> None:
    weights = [rarity(count) for count in (0, 1, 2, 10, 100, 800, 100_000)]
    assert weights[0] == weights[1] == 1.0
    assert weights == sorted(weights, reverse=True)
    assert weights[-2:] == [0.0, 0.0]


@given(st.lists(st.integers(-200, 200), min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_first_seen_never_moves_later_and_a_story_only_grows(hours: list[int]) -> None:
    story = begun(CONVOY)
    for count, hour in enumerate(hours, 2):
        after = grown(story, marks_of("", RETOLD), "fr", NOW + timedelta(hours=hour))
        assert after.first_seen_at <= story.first_seen_at
        assert after.last_seen_at >= story.last_seen_at
        assert (after.articles, after.lead_article_id, after.story_id) == (count, ArticleId(1), StoryId(1))
        assert set(story.numbers) <= set(after.numbers)
        story = after
    assert story.languages == ("en", "fr")


@given(st.text(max_size=400))
@settings(max_examples=80, deadline=None)
def test_any_text_has_marks_and_the_same_ones_again(text: str) -> None:
    marks = marks_of("", text)
    assert marks == marks_of("", text)
    assert sum(weight**2 for _, weight in marks.words) <= SHARES[0] + 0.02
    assert sum(weight**2 for _, weight in marks.names) <= SHARES[1] + SHARES[2] + 0.02
    assert all(-(1 << 31) <= term < 1 << 31 for term, _ in (*marks.words, *marks.names))
    assert len(found_by(marks)) == len(set(found_by(marks)))


def test_names_are_capitalised_words_and_numbers_that_are_no_common_words() -> None:
    def names(text: str) -> set[int]:
        return {term for term, _ in marks_of("", text).names}

    def name(word: str) -> int:
        return marks_of("", word).names[0][0]

    found = names("Trucks reached Damascus on Monday. The trucks left Damascus with 24 men.")
    assert found == {name("Damascus"), name("24")}


def test_years_are_no_numbers_to_join_by() -> None:
    assert marks_of("", "In 2026 there were 24 of them").numbers == marks_of("", "24").numbers
    assert marks_of("", "Nothing to count").numbers == ()
