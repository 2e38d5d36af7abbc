"""What the suites on names share: their files, a list made of entries, and how a row is shown where it failed."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from monitor.model.ids import Priority
from monitor.model.watch import Condition, Hit, Kind, MatchText, Name, Scope, Strength, Topic, Watchlist
from monitor.watch import Matcher

DATA = Path(__file__).parent / "data"
KINDS = {"place": Kind.PLACE, "facility": Kind.PLACE, "org": Kind.ORGANISATION, "person": Kind.PERSON}


def lines(name: str) -> list[dict[str, Any]]:
    """The rows of a file of JSON lines."""
    with (DATA / name).open(encoding="utf-8") as found:
        return [json.loads(line) for line in found]


def list_of(list_id: str, entries: Iterable[Mapping[str, Any]], packs: tuple[str, ...] = ()) -> Watchlist:
    """What an analyst would write once for each entity: its names and, if the set has them, its context words."""
    topics = tuple(_topic(entry) for entry in entries)
    return Watchlist(id=list_id, title=list_id, priority=Priority.NORMAL, packs=packs, topics=topics)


def _topic(entry: Mapping[str, Any]) -> Topic:
    requires, excludes = tuple(entry.get("requires", ())), tuple(entry.get("excludes", ()))
    return Topic(
        id=entry["id"],
        name=entry["names"][0],
        kind=KINDS[entry.get("type") or entry["kind"]],
        names=tuple(Name(text=name) for name in entry["names"]),
        requires=Condition(words=requires) if requires else None,
        excludes=Condition(words=excludes, within=Scope.MENTION) if excludes else None,
    )


def hits(matcher: Matcher, text: str, language: str, *, known: bool) -> tuple[Hit, ...]:
    """What is met in a text whose language is `known` or not."""
    return matcher.match(MatchText(title="", text=text, language=language if known else "")).hits


def topics_of(found: Iterable[Hit], strengths: Iterable[Strength]) -> set[str]:
    """The topics met with one of these strengths."""
    wanted = frozenset(strengths)
    return {hit.topic for hit in found if hit.strength in wanted}
