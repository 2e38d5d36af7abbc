"""Many feeds in little memory: the same feeds as before."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.feeds import FeedSpec
from monitor.model.hearing import feed_list
from monitor.model.hearing.feed_list import FeedList

TEXT = st.text(max_size=20)
SPECS = st.builds(
    FeedSpec,
    url=TEXT,
    title=TEXT,
    publisher=TEXT,
    language=st.sampled_from(["", "en", "zh-Hant"]),
    tags=st.lists(TEXT, max_size=3).map(tuple),
    interval_s=st.none() | st.integers(0, 10**9),
    heed_s=st.none() | st.integers(0, 10**9),
    lookback_s=st.none() | st.integers(-1, 10**9),
    headers=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    paused=st.booleans(),
)
PLAIN = FeedSpec(url="https://a.example/", title="A", publisher="A", headers=(("X-Key", "CANARY"),))


def test_each_field_is_kept() -> None:
    assert tuple(one.name for one in fields(FeedSpec)) == feed_list._FIELDS


@given(st.lists(SPECS, max_size=40))
def test_feeds_come_back_as_they_were(specs: list[FeedSpec]) -> None:
    packed, by_url = FeedList(specs), {spec.url: spec for spec in specs}
    assert packed == tuple(specs)
    assert list(packed) == [packed[place] for place in range(len(packed))] == specs
    assert packed[-1:] == tuple(specs[-1:])
    assert {url: packed.by_url[url] for url in by_url} == by_url
    assert [packed.at(spec.url) for spec in specs] == [by_url[spec.url] for spec in specs]
    assert packed.at("nowhere else") is None


@given(st.lists(SPECS, min_size=1, max_size=20), st.data())
def test_the_mark_is_that_of_all_but_secrets(specs: list[FeedSpec], data: st.DataObject) -> None:
    place = data.draw(st.integers(0, len(specs) - 1))
    other = replace(specs[place], headers=tuple((name, f"{value}x") for name, value in specs[place].headers))
    assert FeedList([*specs[:place], other, *specs[place + 1 :]]).mark == FeedList(specs).mark
    other = replace(specs[place], title=specs[place].title + "x")
    assert FeedList([*specs[:place], other, *specs[place + 1 :]]).mark != FeedList(specs).mark


def test_secrets_are_not_shown_and_what_is_packed_is_not_packed_anew() -> None:
    packed = FeedList([PLAIN])
    assert "CANARY" not in repr(packed)
    assert FeedList.of(packed) is packed
    assert FeedList.of((PLAIN,)) == packed
    assert hash(FeedList.of((PLAIN,))) == hash(packed)
    assert pickle.loads(pickle.dumps(packed)) == packed


def test_what_is_not_there_is_said() -> None:
    packed = FeedList([PLAIN])
    for asked in (1, -2):
        with pytest.raises(IndexError):
            packed[asked]
    with pytest.raises(KeyError):
        packed.by_url["https://b.example/"]
    assert (packed.number(PLAIN.url), packed.number("https://b.example/")) == (0, None)
    assert list(packed.by_url) == [PLAIN.url]
    assert len(packed.by_url) == 1
    assert packed != [PLAIN]


def test_addresses_with_one_hash_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feed_list, "_hashed", lambda _: (3, 5))
    packed = FeedList(replace(PLAIN, url=f"https://{one}.example/") for one in "abc")
    assert [packed.number(f"https://{one}.example/") for one in "abcd"] == [0, 1, 2, None]
