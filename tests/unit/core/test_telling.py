"""Operators are told each change once, several together, and never more than so many an hour."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest
from builders import NOW
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.health.telling import APART, MENDS, SETTLES, as_told, due_notice, observe, ways
from monitor.model.config import Target
from monitor.model.health import Book, Check, HealthReport, Level, Note, Notice

S = 5
"""Seconds between two looks."""


def report(bad: dict[str, str]) -> HealthReport:
    """`name: level` or `name: level key` of what is not well."""
    checks, notes = [Check(name="polls", ok=True, detail="fine")], []
    for name, what in bad.items():
        level, _, key = what.partition(" ")
        if level == "red":
            checks.append(Check(name=name, ok=False, detail=f"{name} is red", key=key))
        else:
            notes.append(Note(name=name, detail=f"{name} is noted", key=key))
    return HealthReport(checks=tuple(checks), notes=tuple(notes))


def play(scenes: list[tuple[int, dict[str, str]]], per_hour: int = 6) -> list[tuple[int, Notice]]:
    """Each scene lasts so many seconds; every notice gets through. What was told, and at which second."""
    book, second, told = Book(), 0, []
    for lasts, bad in scenes:
        for _ in range(lasts // S):
            now = NOW + timedelta(seconds=second)
            book = observe(book, report(bad), now)
            if (notice := due_notice(book, now, per_hour, "here")) is not None:
                told.append((second, notice))
                book = as_told(book, notice, now)
            second += S
    return told


def words(told: list[tuple[int, Notice]]) -> list[tuple[list[str], list[str]]]:
    return [([one.name for one in notice.news], [one.name for one in notice.mended]) for _, notice in told]


@pytest.mark.parametrize(
    ("scenes", "told"),
    [
        pytest.param([(600, {})], [], id="all is well"),
        pytest.param([(600, {"a": "red"})], [(["a"], [])], id="once, however long it lasts"),
        pytest.param([(10, {"a": "red"}), (600, {})], [], id="gone before it settled"),
        pytest.param([(300, {"a": "red"}), (300, {})], [(["a"], []), ([], ["a"])], id="mended"),
        pytest.param([(300, {"a": "red"}), (30, {}), (300, {"a": "red"})], [(["a"], [])], id="well for half a minute"),
        pytest.param([(300, {"a": "note"}), (300, {"a": "red"})], [(["a"], []), (["a"], [])], id="it got worse"),
        pytest.param([(300, {"a": "red"}), (300, {"a": "note"})], [(["a"], [])], id="a little better is not well"),
        pytest.param(
            [(300, {"a": "red"}), (300, {"a": "note"}), (300, {"a": "red"}), (300, {})],
            [(["a"], []), ([], ["a"])],
            id="better and worse again",
        ),
        pytest.param(
            [(300, {"a": "red 1"}), (300, {"a": "red 2"})], [(["a"], []), (["a"], [])], id="another of its kind"
        ),
        pytest.param(
            [(10, {"a": "red"}), (300, {"a": "red", "b": "note"})], [(["a"], []), (["b"], [])], id="one later"
        ),
        pytest.param([(300, {"a": "red", "b": "red", "c": "note"})], [(["a", "b", "c"], [])], id="together"),
        pytest.param(
            [(300, {"a": "red"}), (300, {"b": "red"})], [(["a"], []), (["b"], []), ([], ["a"])], id="one for another"
        ),
        pytest.param(
            [(60, {"a": "red"}), (30, {}), (60, {"a": "red"}), (600, {})], [(["a"], []), ([], ["a"])], id="shaky"
        ),
    ],
)
def test_what_is_told(scenes: list[tuple[int, dict[str, str]]], told: list[tuple[list[str], list[str]]]) -> None:
    assert words(play(scenes)) == told


def test_it_is_told_within_the_minute_and_what_stays_bad_is_named_as_such() -> None:
    (first, _), (second, notice) = play([(120, {"a": "red"}), (120, {"a": "red", "b": "red"})])
    assert first <= SETTLES.total_seconds() + S
    assert second <= 120 + SETTLES.total_seconds() + S
    assert [one.name for one in notice.still] == ["a"]


def test_a_clock_that_was_set_back_neither_hides_nor_repeats() -> None:
    told = play([(60, {"a": "red"})])
    book = observe(Book(), report({"a": "red"}), NOW)
    book = as_told(book, told[0][1], NOW)
    earlier = NOW - timedelta(days=3)
    book = observe(book, report({"a": "red", "b": "red"}), earlier)
    assert book.sent == ()
    notice = due_notice(
        observe(book, report({"a": "red", "b": "red"}), earlier + SETTLES), earlier + SETTLES, 6, "here"
    )
    assert notice is not None
    assert [one.name for one in notice.news] == ["b"]


STATES = st.sampled_from(["red", "note", "red 2", ""])
SCENES = st.lists(st.tuples(st.integers(1, 40).map(lambda n: n * 15), st.dictionaries(st.sampled_from("abc"), STATES)))


@given(SCENES, st.integers(1, 6))
def test_never_more_than_so_many_an_hour_and_at_the_end_operators_know_how_it_is(
    scenes: list[tuple[int, dict[str, str]]], per_hour: int
) -> None:
    scenes = [(lasts, {name: one for name, one in bad.items() if one}) for lasts, bad in scenes]
    last = scenes[-1][1] if scenes else {}
    told = play([*scenes, (2 * 3600, last)], per_hour)
    seconds = [second for second, _ in told]
    assert all(after - before >= APART.total_seconds() for before, after in pairwise(seconds))
    for second in seconds:
        assert sum(second <= one < second + 3600 for one in seconds) <= per_hour
    known: dict[str, Level] = {}
    for _, notice in told:
        known |= {one.name: one.level for one in notice.news}
        for one in notice.mended:
            del known[one.name]
    assert set(known) == set(last)


def test_ids_are_the_same_for_each_try_and_differ_between_changes() -> None:
    book = observe(Book(), report({"a": "red"}), NOW)
    later = [NOW + SETTLES + timedelta(seconds=one) for one in (0, 30)]
    ids = {notice.id for now in later if (notice := due_notice(observe(book, report({"a": "red"}), now), now, 6, "x"))}
    assert len(ids) == 1
    assert MENDS > SETTLES


def test_another_way_than_the_broken_one_comes_first() -> None:
    targets = (Target(channel="mail", recipients=("a@b.example",)), Target(channel="hook"), Target(channel="files"))
    broken = HealthReport(checks=(), notes=(Note(name="channel mail", detail="down", channel="mail"),))
    book = observe(Book(), broken, NOW)
    assert [one.channel for one in ways(targets, Book())] == ["mail", "hook", "files"]
    assert [one.channel for one in ways(targets, book)] == ["hook", "files", "mail"]
    assert [one.channel for one in ways(targets, book, {"hook"})] == ["files", "mail", "hook"]
    assert [one.channel for one in ways(targets[:1], book)] == ["mail"]
