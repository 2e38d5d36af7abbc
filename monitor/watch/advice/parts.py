"""A watchlist taken apart, and put together again without some of its parts, or with some turned round."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from monitor.model.desk.parts import Part, PartKind, Switch
from monitor.model.watch import Condition, NameCondition, Rule, Scope, Topic, Watchlist
from monitor.watch.packs import pack_names

_PLAIN = re.compile(r"[^\W_][\w .'’-]*")
Switches = Mapping[str, Switch]
"""By the key of a part."""
_WHERE = {
    Scope.MENTION: "beside it",
    Scope.SENTENCE: "in its sentence",
    Scope.PARAGRAPH: "in its paragraph",
    Scope.DOCUMENT: "in the article",
}


def parts_of(watchlist: Watchlist) -> tuple[Part, ...]:
    """All parts in the order of the list: of each topic its names, those of packs, its conditions; then the rules."""
    found = [part for topic in watchlist.topics for part in _of_topic(topic, watchlist.packs)]
    found += [_part(PartKind.RULE, "", rule.id) for rule in watchlist.rules]
    return tuple({one.key: one for one in found}.values())


def _of_topic(topic: Topic, packs: tuple[str, ...]) -> Iterator[Part]:
    for name in topic.names:
        yield _part(PartKind.NAME, topic.id, name.text)
    for name, _ in pack_names(topic, packs):
        yield _part(PartKind.PACK, topic.id, name.text)
    conditions: tuple[Topic | NameCondition, ...] = (topic, *topic.conditions)
    for place, one in enumerate(conditions):
        about = _about(one) if isinstance(one, NameCondition) else ""
        if one.requires is not None:
            yield _part(PartKind.REQUIRES, topic.id, about + _in_words(one.requires), place)
        if one.excludes is not None:
            yield _part(PartKind.EXCLUDES, topic.id, about + _in_words(one.excludes), place)


def _part(kind: PartKind, topic: str, text: str, place: int = 0) -> Part:
    words = "\0".join((kind.value, topic, text, str(place)))
    key = hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:12]
    return Part(key=key, kind=kind, topic=topic, text=text, place=place)


def _about(one: NameCondition) -> str:
    return f"{', '.join(one.names or one.languages)}: "


def _in_words(condition: Condition) -> str:
    words = ", ".join(condition.words)
    where = f"within {condition.within} words" if isinstance(condition.within, int) else _WHERE[condition.within]
    some = "" if len(condition.words) == 1 else "all of " if condition.all else "any of "
    return f"{some}{words} {where}"


def switched(watchlist: Watchlist, switches: Switches) -> Watchlist:
    """The list as the parts stand; those that are not named stand as they are written."""
    off = [(one, how) for one in parts_of(watchlist) if (how := switches.get(one.key, Switch.ON)) is not Switch.ON]
    if not off:
        return watchlist
    rules = {one.text: how for one, how in off if one.kind is PartKind.RULE}
    return replace(
        watchlist,
        topics=tuple(
            _topic(one, [(part, how) for part, how in off if part.topic == one.id]) for one in watchlist.topics
        ),
        rules=tuple(_rules(watchlist, rules)),
    )


def _rules(watchlist: Watchlist, off: Mapping[str, Switch]) -> Iterator[Rule]:
    # A rule must say what is wanted before what is not: anything of the list.
    anything = " OR ".join(f"@{topic.id}" for topic in watchlist.topics)
    for one in watchlist.rules:
        if one.id not in off:
            yield one
        elif off[one.id] is Switch.NOT:
            yield replace(one, query=f"({anything}) AND NOT ({one.query})")


def _topic(topic: Topic, off: list[tuple[Part, Switch]]) -> Topic:
    conditions: list[Topic | NameCondition] = [topic, *topic.conditions]
    gone: list[str] = []
    kept_out: list[str] = []
    for part, how in off:
        if part.kind in (PartKind.NAME, PartKind.PACK):
            gone.append(part.text)
            kept_out += [part.text] if how is Switch.NOT and _PLAIN.fullmatch(part.text) else []
            continue
        conditions[part.place] = _turned(conditions[part.place], part, how)
    own, of_names = conditions[0], [one for one in conditions[1:] if isinstance(one, NameCondition)]
    left = tuple(name for name in topic.names if name.text not in gone)
    if kept_out:
        beside = Condition(words=tuple(kept_out), within=Scope.DOCUMENT)
        of_names.append(NameCondition(names=tuple(name.text for name in left), excludes=beside))
    return replace(
        topic,
        names=left,
        without=(*topic.without, *gone),
        requires=own.requires,
        excludes=own.excludes,
        conditions=tuple(one for one in of_names if one.requires or one.excludes),
    )


def _turned(one: Topic | NameCondition, part: Part, how: Switch) -> Topic | NameCondition:
    """Without the condition, or with it turned round; where the other place is taken, only without it."""
    if part.kind is PartKind.REQUIRES:
        free = one.excludes is None and how is Switch.NOT
        return replace(one, requires=None, excludes=one.requires if free else one.excludes)
    free = one.requires is None and how is Switch.NOT
    return replace(one, excludes=None, requires=one.excludes if free else one.requires)
