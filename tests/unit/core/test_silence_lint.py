"""Silences that somebody should look at: over, long, or so wide that a whole list is silent."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW

from monitor.core.routing.silence_lint import odd_silences
from monitor.model.feeds import FeedSpec
from monitor.model.routing import Match, Silence
from monitor.model.watch import Kind, Name, Topic, Watchlist
from tests.unit.flow.shell_world import SUBSCRIPTION, settings_for


def watchlist(name: str, *topics: str) -> Watchlist:
    made = (Topic(id=one, name=one, kind=Kind.PLACE, names=(Name(text=one),)) for one in topics)
    return Watchlist(id=name, title=name, priority=SUBSCRIPTION.min_priority, topics=tuple(made))


def feed(publisher: str, *tags: str) -> FeedSpec:
    return FeedSpec(url=f"https://{publisher}.example/", title=publisher, publisher=publisher, tags=tags)


SETTINGS = settings_for(
    watchlists=(watchlist("border", "irgc", "crossing"), watchlist("harbour", "quay")),
    feeds=(feed("Kurier", "wire", "local"), feed("Herald", "wire")),
    subscriptions=(SUBSCRIPTION, replace(SUBSCRIPTION, id="wake")),
)
IRGC, CROSSING, QUAY = ("border", "irgc"), ("border", "crossing"), ("harbour", "quay")


def silence(name: str = "s", start: float = -1, until: float = 1, of: tuple[str, ...] = (), **match: object) -> Silence:
    """Begins and ends so many days from now."""
    return Silence(
        id=name,
        match=Match(**match),  # type: ignore[arg-type]
        start=NOW + timedelta(days=start),
        until=NOW + timedelta(days=until),
        subscriptions=of,
        by="Ali",
        why="an exercise",
    )


@pytest.mark.parametrize(
    ("given", "said"),
    [
        pytest.param(silence(topics=(IRGC,)), "", id="a topic"),
        pytest.param(silence(topics=(QUAY,)), "", id="the only topic of a list"),
        pytest.param(silence(topics=(IRGC, CROSSING)), "everything of border;", id="each topic of a list"),
        pytest.param(silence(watchlists=("border",)), "everything of border;", id="a list"),
        pytest.param(silence(languages=("ar",)), "everything of border, harbour in ar;", id="a language"),
        pytest.param(silence(tags=("local",)), "", id="a tag of some"),
        pytest.param(silence(tags=("wire",)), "everything of border, harbour;", id="a tag of all"),
        pytest.param(silence(tags=("wire",), topics=(IRGC,)), "", id="a tag of all, and a topic"),
        pytest.param(silence(publishers=("herald",)), "", id="an outlet"),
        pytest.param(silence(publishers=("herald", "kurier")), "everything of border, harbour;", id="all outlets"),
        pytest.param(silence(watchlists=("border",), of=("wake",)), "", id="for some readers"),
        pytest.param(silence(watchlists=("border",), of=("wake", "border")), "everything of border;", id="for all"),
        pytest.param(silence(watchlists=("border",), stories=(7,)), "", id="a story"),
        pytest.param(silence(watchlists=("border",), start=-9, until=-6), "", id="over a while ago"),
        pytest.param(silence(topics=(IRGC,), start=-9, until=-8), "it ended on", id="over long ago"),
        pytest.param(silence(topics=(IRGC,), until=31), "longer than 30 days", id="long"),
        pytest.param(silence(topics=(IRGC,), start=300, until=301), "", id="for a day, a year from now"),
    ],
)
def test_a_silence_by_itself(given: Silence, said: str) -> None:
    found = list(odd_silences(replace(SETTINGS, silences=(given,)), NOW))
    assert [name for name, _ in found] == (["s"] if said else [])
    assert all(said in odd for _, odd in found)


@pytest.mark.parametrize(
    ("second", "odd"),
    [
        pytest.param(silence("b", topics=(CROSSING,)), True, id="the other topic"),
        pytest.param(silence("b", topics=(CROSSING, QUAY)), True, id="the other topic and more"),
        pytest.param(silence("b", topics=(CROSSING,), start=0.5), False, id="not yet"),
        pytest.param(silence("b", topics=(CROSSING,), until=-0.5), False, id="no longer"),
        pytest.param(silence("b", topics=(CROSSING,), of=("wake",)), False, id="for some readers"),
        pytest.param(silence("b", topics=(CROSSING,), languages=("ar",)), False, id="in a language"),
        pytest.param(silence("b", topics=(CROSSING,), tags=("local",)), False, id="of some outlets"),
        pytest.param(silence("b", topics=(IRGC,)), False, id="the same topic"),
    ],
)
def test_several_silences_that_leave_nothing_of_a_list(second: Silence, odd: bool) -> None:
    found = dict(odd_silences(replace(SETTINGS, silences=(silence("a", topics=(IRGC,)), second)), NOW))
    assert set(found) == ({"a", "b"} if odd else set())
    if odd:
        assert found["a"].startswith("with b it holds back everything of border; name topics")
