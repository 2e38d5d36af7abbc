from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import NewType

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.errors import StoreError
from monitor.model.coverage import Coverage
from monitor.model.digests import Copy, Digest, DigestSection, DigestStory, Quote
from monitor.model.watch import Condition, Hit, Scope, Verdict
from monitor.store.schema.codec import decode, decode_all, encode

Id = NewType("Id", int)


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    id: Id
    colour: Colour
    at: datetime | None
    marks: tuple[tuple[int, int], ...]
    share: float = 0.5
    note: str = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    leaves: tuple[Leaf, ...]
    pair: tuple[str, bool]
    best: Leaf | None = None


LEAF = Leaf(id=Id(1), colour=Colour.RED, at=None, marks=((1, 2),))
times = st.datetimes(timezones=st.just(UTC), min_value=datetime(1, 1, 2), max_value=datetime(9999, 1, 1))  # noqa: DTZ001
clean = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))
st.register_type_strategy(datetime, times)
st.register_type_strategy(str, clean)
st.register_type_strategy(float, st.floats(allow_nan=False))


def few(kind: type[object]) -> st.SearchStrategy[tuple[object, ...]]:
    return st.lists(st.from_type(kind), max_size=2).map(tuple)


stories = st.builds(DigestStory, copies=few(Copy), quotes=few(Quote), topics=few(str), also_in=st.just(()))
sections = st.builds(DigestSection, stories=stories.map(lambda one: (one,)))
digests = st.builds(Digest, sections=sections.map(lambda one: (one,)), weak=st.just(()), lists=few(str))
strategies = {kind: st.from_type(kind) for kind in (Leaf, Tree, Hit, Verdict, Coverage)}
strategies |= {DigestStory: stories, Digest: digests}


@pytest.mark.parametrize("kind", strategies, ids=lambda kind: kind.__name__)
def test_what_goes_in_comes_out(kind: type[object]) -> None:
    @settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(strategies[kind])
    def trip(value: object) -> None:
        assert decode(kind, json.loads(json.dumps(encode(value)))) == value

    trip()


def test_unknown_keys_are_ignored_and_missing_ones_take_their_default() -> None:
    data = encode(LEAF) | {"from_the_future": [1]}
    del data["note"], data["share"]
    assert decode(Leaf, data) == LEAF


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"id": "7"}, "'7' is not of type int", id="text for a number"),
        pytest.param({"id": True}, "True is not of type int", id="bool for a number"),
        pytest.param({"colour": "green"}, "'green' is not a valid Colour", id="unknown enum value"),
        pytest.param({"at": 5}, "5 is not of type str", id="number for a time"),
        pytest.param({"at": "yesterday"}, "yesterday", id="no time"),
        pytest.param({"marks": {}}, "{} is not a list", id="object for a tuple"),
        pytest.param({"marks": [[1, 2, 3]]}, "zip", id="tuple of another length"),
        pytest.param({"note": None}, "None is not of type str", id="null for text"),
    ],
)
def test_a_damaged_value_is_refused_with_its_field(change: dict[str, object], says: str) -> None:
    with pytest.raises(StoreError) as caught:
        decode(Leaf, encode(LEAF) | change)
    assert says in str(caught.value)
    assert "A stored Leaf cannot be read" in str(caught.value)


@pytest.mark.parametrize("data", [None, [], "text"], ids=repr)
def test_no_object_is_refused(data: object) -> None:
    with pytest.raises(StoreError, match="is not a Leaf"):
        decode(Leaf, data)


def test_missing_fields_are_named() -> None:
    with pytest.raises(StoreError, match="Leaf lacks colour, id"):
        decode(Leaf, {"at": None, "marks": []})


@dataclass(frozen=True)
class Odd:
    value: int | str


@pytest.mark.parametrize("within", [Scope.SENTENCE, 7])
def test_a_word_or_a_number(within: Scope | int) -> None:
    condition = Condition(words=("base",), within=within)
    assert decode(Condition, encode(condition)) == condition


def test_types_that_it_does_not_know_are_bugs() -> None:
    with pytest.raises(TypeError, match="cannot store a set"):
        encode({1})
    with pytest.raises(TypeError, match=r"only `X \| None`"):
        decode(Odd, {"value": 1})
    with pytest.raises(TypeError, match="cannot read"):
        decode(bytes, "x")


def test_lists_and_numbers() -> None:
    assert decode_all(Leaf, [encode(LEAF)]) == (LEAF,)
    assert decode(Leaf, encode(LEAF) | {"share": 1}).share == 1.0
    assert encode("a\0\ud800") == "a\ufffd\ufffd"
