"""Stories compared by what they mean: evidence beside words, for those of which it is known."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.ids import ArticleId, StoryId
from monitor.model.stories import Meant, StorySketch
from monitor.stories.events.grouping import started
from monitor.stories.events.linking import event_links, linked, together
from monitor.stories.events.meanings import NOT_ALIKE, Kind, alike_in_meaning
from monitor.stories.terms import marks_of

NOW = datetime(2026, 11, 22, 6, 0, tzinfo=UTC)
FIRE = "A fire at the Marlow paper mill injured 14 workers; chief Rosa Dietz blamed a dryer. The mill makes cartons."
BLAZE = "Flames destroyed a factory hall in Marlow on Sunday and sent more than a dozen employees to hospital."
BRAND = "In einer Papierfabrik in Marlow hat es gebrannt. Vierzehn Beschäftigte kamen ins Krankenhaus."
FLOOD = "The Ossel burst its banks near Tarnby and drowned 300 sheep; mayor Jonas Friis called for pumps and sandbags."


def story(number: int, text: str, language: str = "en", days: float = 0.0, topics: tuple[str, ...] = ()) -> StorySketch:
    marks = marks_of("", text, topics)
    at = NOW + timedelta(days=days)
    return replace(started(ArticleId(number), marks, language, at), story_id=StoryId(number))


def vector(*weights: float) -> bytes:
    """One with these weights in its first places, of length 1 together."""
    made = np.zeros(512)
    made[: len(weights)] = weights
    return (made / np.linalg.norm(made)).astype("<f2").tobytes()


def at(cosine: float) -> bytes:
    """A vector as close as that to `vector(1)`."""
    return vector(cosine, (1 - cosine**2) ** 0.5)


def known(*vectors: bytes, publishers: str = "abcdefghi") -> dict[StoryId, Meant]:
    return {StoryId(number): Meant(one, publishers[number - 1]) for number, one in enumerate(vectors, 1)}


def groups(sketches: list[StorySketch], *vectors: bytes, languages: bool = True) -> dict[int, int]:
    links = event_links(sketches, meanings=known(*vectors), languages=languages)
    return {int(one): int(oldest) for one, oldest in together(links).items()}


@pytest.mark.parametrize(
    ("two", "cosine", "found"),
    [
        pytest.param(story(2, BRAND, "de"), 0.8, {1: 1, 2: 1}, id="another language, alike"),
        pytest.param(story(2, BRAND, "de"), 0.3, {}, id="another language, hardly alike"),
        pytest.param(story(2, BLAZE), 0.5, {}, id="English in other words: so much meaning is not enough"),
        pytest.param(story(2, BRAND, "de", days=9), 0.9, {}, id="long after the first was over"),
    ],
)
def test_stories_are_linked_by_meaning(two: StorySketch, cosine: float, found: dict[int, int]) -> None:
    assert groups([story(1, FIRE), two], vector(1), at(cosine)) == found


def test_other_words_in_one_language_are_linked_where_look_alikes_are_rare() -> None:
    one, two = story(1, BRAND, "de"), story(2, "Feuer zerstört Halle in Marlow: 14 Arbeiter verletzt.", "de")
    assert groups([one, two], vector(1), at(0.7)) == {1: 1, 2: 1}
    assert groups([one, two]) == {}


def test_words_in_common_do_not_link_what_means_something_else() -> None:
    sketches = [story(1, FIRE), story(2, FIRE)]
    assert together(linked(sketches)) == {StoryId(1): 1, StoryId(2): 1}
    assert groups(sketches, vector(1), at(0.1)) == {}


@pytest.mark.parametrize("vectors", [(), (vector(1),), (vector(1), b""), (b"", b"")])
def test_where_the_meaning_of_one_is_not_known_words_judge(vectors: tuple[bytes, ...]) -> None:
    assert groups([story(1, FIRE), story(2, FIRE)], *vectors) == {1: 1, 2: 1}
    assert groups([story(1, FIRE), story(2, BRAND, "de")], *vectors) == {}


@pytest.mark.parametrize(("one", "two", "found"), [("a", "b", {1: 1, 2: 1}), ("", "", {1: 1, 2: 1}), ("a", "a", {})])
def test_what_one_publisher_tells_in_one_form_is_judged_by_its_words(one: str, two: str, found: dict[int, int]) -> None:
    """A series means the same each time, and each is another event."""
    sketches = [story(1, "Lagebericht 1 aus dem Hafen.", "de"), story(2, "Lagebericht 2 vom Fluss.", "de")]
    meanings = {StoryId(1): Meant(vector(1), one), StoryId(2): Meant(at(0.9), two)}
    assert {int(link): int(oldest) for link, oldest in together(linked(sketches, meanings=meanings)).items()} == found


def test_english_of_one_meaning_with_hardly_a_word_in_common_stays_apart() -> None:
    """A form that many newsrooms fill in means the same in each."""
    assert Kind.ENGLISH.likeness(1.0, 0.05) < 1 <= Kind.ENGLISH.likeness(1.0, 0.08)


def test_what_is_watched_must_be_the_same_however_alike_they_are() -> None:
    one, two = story(1, FIRE, topics=("w/Marlow",)), story(2, BRAND, "de", topics=("w/Tarnby",))
    assert groups([one, two], vector(1), at(0.9)) == {}


def test_a_wish_to_keep_languages_apart_is_kept() -> None:
    sketches = [story(1, FIRE), story(2, BRAND, "de"), story(3, BRAND + " Mehr folgt.", "de")]
    assert groups(sketches, vector(1), at(0.9), at(0.9)) == {1: 1, 2: 1, 3: 1}
    assert groups(sketches, vector(1), at(0.9), at(0.9), languages=False) == {2: 2, 3: 2}


def test_shared_topics_do_not_link_what_means_something_else_in_another_language() -> None:
    topics = ("w/Marlow", "w/mill", "w/fire")
    one, two = story(1, FIRE, topics=topics), story(2, BRAND, "de", topics=topics)
    others = [story(number, FLOOD, topics=("w/flood",)) for number in range(3, 40)]
    assert groups([one, two, *others])[2] == 1
    apart = groups([one, two, *others], vector(1), at(0.0))
    assert 2 not in apart


def test_what_all_stories_of_a_place_have_in_common_says_nothing() -> None:
    """A hundred stories from one town mean much the same; two of them must be nearer than that."""
    town = [vector(1, *(0.0,) * number, 1.0) for number in range(1, 101)]
    sketches = [story(number, f"{number}", "de") for number in range(1, 101)]
    beside = {StoryId(number): Meant(one) for number, one in enumerate(town, 1)}
    assert list(alike_in_meaning(sketches, beside, lambda _one, _two: 0.0)) == []
    assert len(list(alike_in_meaning(sketches[:2], beside, lambda _one, _two: 0.0))) == 1


def test_the_evidence_says_how_alike_they_are() -> None:
    (link,) = event_links([story(1, FIRE), story(2, BRAND, "de")], meanings=known(vector(1), at(0.8)))
    assert "in meaning 0.80" in link.evidence
    assert f"({NOT_ALIKE} is chance)" in link.evidence


@pytest.mark.parametrize("kind", Kind)
@given(meaning=st.floats(-1, 1), words=st.floats(0, 1), more=st.floats(0, 0.5))
def test_more_in_common_never_counts_less(kind: Kind, meaning: float, words: float, more: float) -> None:
    assert 0 <= kind.likeness(meaning, words) <= kind.likeness(meaning + more, words)
    assert kind.likeness(meaning, words) <= kind.likeness(meaning, words + more)


@given(st.permutations(range(6)))
def test_the_order_does_not_matter(order: list[int]) -> None:
    sketches = [story(number, f"{BRAND} {number}", "de") for number in range(1, 7)]
    vectors = known(vector(1), at(0.9), at(0.5), vector(0, 1), vector(0, 0, 1), vector(0, 0.1, 1))
    whole = together(event_links(sketches, meanings=vectors))
    assert together(event_links([sketches[one] for one in order], meanings=vectors)) == whole
