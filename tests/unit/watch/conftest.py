"""Watchlists in few words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, MatchResult, MatchText, Name, Rule, Strength, Topic, Watchlist
from monitor.watch import Matcher, compile_watchlists

MakeTopic = Callable[..., Topic]
MakeWatchlist = Callable[..., Watchlist]
Ask = Callable[..., MatchResult]
How = Callable[..., str]


@pytest.fixture(scope="session")
def topic() -> MakeTopic:
    """`topic("hezbollah", "Hezbollah", "حزب الله", requires=..., excludes=...)`."""

    def make(id_: str, *names: str, requires: Condition | None = None, excludes: Condition | None = None) -> Topic:
        return Topic(
            id=id_,
            name=names[0] if names else id_,
            kind=Kind.THING,
            names=tuple(Name(text=name) for name in names),
            requires=requires,
            excludes=excludes,
        )

    return make


@pytest.fixture(scope="session")
def watchlist() -> MakeWatchlist:
    """`watchlist(topic, ..., rules=["@a AND b"], packs=("levant",))`."""

    def make(*topics: Topic, id_: str = "list", rules: tuple[str, ...] = (), packs: tuple[str, ...] = ()) -> Watchlist:
        return Watchlist(
            id=id_,
            title=id_,
            priority=Priority.NORMAL,
            topics=topics,
            rules=tuple(Rule(id=f"rule{index}", query=query) for index, query in enumerate(rules, start=1)),
            packs=packs,
        )

    return make


@pytest.fixture(scope="session")
def ask(topic: MakeTopic, watchlist: MakeWatchlist) -> Ask:
    """`ask("a text", "name", "another name")`: the result for one topic with these names."""

    def match(text: str, *names: str, language: str = "") -> MatchResult:
        return matcher_of(watchlist(topic("it", *names))).match(MatchText(title="", text=text, language=language))

    return match


def matcher_of(*watchlists: Watchlist) -> Matcher:
    return compile_watchlists(watchlists)


@pytest.fixture(scope="session")
def how() -> How:
    """`how("Karim Tamimi", text, Kind.PERSON)`: the surest way in which the name is met: strong, candidate or none."""

    def match(name: str, text: str, kind: Kind, language: str = "") -> str:
        topic = Topic(id="it", name=name, kind=kind, names=(Name(text=name),))
        watchlist = Watchlist(id="list", title="list", priority=Priority.NORMAL, topics=(topic,))
        asked = MatchText(title="", text=text, language=language)
        hits = compile_watchlists([watchlist]).match(asked).hits
        return min((hit.strength for hit in hits), key=list(Strength).index, default="none")

    return match
