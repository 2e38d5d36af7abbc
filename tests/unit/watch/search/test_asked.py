"""What people type: read as the language of rules, faults told where they stand."""

from __future__ import annotations

import pytest

from monitor.errors import WatchError
from monitor.model.watch import Kind, Name, Topic
from monitor.watch.query.tree import And, Or, Phrase, TopicRef
from monitor.watch.search import parse_search

IRGC = Topic(id="irgc", name="IRGC", kind=Kind.ORGANISATION, names=(Name(text="IRGC"),))


def test_terms_side_by_side_must_all_be_met() -> None:
    asked = parse_search('border "river crossing" NOT football', {})
    assert asked.query == And((Phrase("border"), Phrase('"river crossing"')), (Phrase("football"),))


def test_a_name_is_a_topic_made_for_the_question() -> None:
    asked = parse_search('place:"Albu Kamal" AND name:Tanf', {})
    assert list(asked.names.values()) == ["Albu Kamal", "Tanf"]
    assert [topic.kind for topic in asked.topics] == [Kind.PLACE, Kind.THING]
    assert isinstance(asked.query, And)
    assert all(isinstance(item, TopicRef) for item in asked.query.wanted)


def test_topics_of_the_watchlists_are_asked_for_by_their_ids() -> None:
    assert parse_search("@irgc convoy", {"irgc": IRGC}).topics == (IRGC,)


def test_filters_hold_for_the_whole_question() -> None:
    asked = parse_search('(border OR convoy since:30d) publisher:"North Press"', {})
    assert asked.query == Or((Phrase("border"), Phrase("convoy")))
    assert asked.filters == {"since": "30d", "publisher": "North Press"}


def test_filters_alone_ask_for_everything() -> None:
    assert parse_search("watchlist:border story:0001", {}).query == And(())


def test_a_colon_in_a_phrase_is_no_name() -> None:
    assert parse_search('"name:x y"', {}).names == {}


@pytest.mark.parametrize(
    ("typed", "position", "said"),
    [
        ("", 0, "nothing to look for"),
        ("   ", 0, "nothing to look for"),
        ("border AND", 10, ""),
        ("border crossing (convoy", 16, "never closed"),
        ('name:"Albu Kamal" border crossing and tanks', 34, "small letters"),
        ('name:""', 0, "name: without anything"),
        ("border name:", 7, "name: without anything"),
        ("border titel:x", 7, "no titel:"),
        ("@nobody", 0, "no topic 'nobody'"),
        ("NOT football", 0, "NOT never stands alone"),
        ("“border”", 0, "curly"),
        ("since:2d border since:3d", 16, "since: stands twice"),
        ("border publisher:", 7, "publisher: without anything"),
        ("x" * 10_001, 10_000, "at most 10000 characters"),
        ("a " * 300, None, ""),
    ],
)
def test_what_is_wrong_is_told_with_its_place(typed: str, position: int | None, said: str) -> None:
    with pytest.raises(WatchError) as caught:
        parse_search(typed, {})
    assert said in caught.value.message
    assert position is None or caught.value.position == position
    assert caught.value.source == typed
    assert caught.value.hint


@pytest.mark.parametrize("typed", ["match", "rowid", "near", '"AND"', "archive"])
def test_words_of_the_index_are_words(typed: str) -> None:
    assert parse_search(typed, {}).query == Phrase(typed)


@pytest.mark.parametrize("typed", ["terms:x", 'foo"', "col^2", "*", "-football", "a~2"])
def test_signs_of_other_search_engines_are_refused(typed: str) -> None:
    with pytest.raises(WatchError, match="at character"):
        parse_search(typed, {})
