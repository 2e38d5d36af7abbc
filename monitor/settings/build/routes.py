"""Conditions of routes with every name in them checked."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from monitor.model.routing import ALL_STATES, Match, StoryState
from monitor.records import dataclass
from monitor.settings.build.targets import suggest
from monitor.settings.check import Findings
from monitor.settings.schema import ConditionsSection, MatchSection
from monitor.settings.yaml import Document, Loc


@dataclass(frozen=True, slots=True, kw_only=True)
class Names:
    """What conditions may name."""

    topics: Mapping[str, Collection[str]]
    """Watchlist to its topics; a watchlist that cannot be read is not among them."""
    tags: Collection[str] | None
    """Of all feeds; None where they cannot be told."""
    publishers: Collection[str] | None
    complete: bool
    """False if a watchlist could not be read: then an unknown name proves nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where conditions stand, and whom to tell what is wrong with them."""

    findings: Findings
    document: Document
    loc: Loc

    def complain(self, rest: Loc, message: str, hint: str) -> None:
        """File a problem."""
        self.findings.into(self.document)((*self.loc, *rest), message, hint)

    def warn(self, rest: Loc, message: str) -> None:
        """File a warning."""
        self.findings.warn(self.document, (*self.loc, *rest), message)


def build_match(section: MatchSection, place: Place, watchlists: Sequence[str], names: Names) -> Match:
    """The match of a subscription with these watchlists."""
    states = ALL_STATES if section.states is None else frozenset(map(StoryState, section.states))
    return Match(
        topics=build_topics(section, place, watchlists, names),
        tags=build_tags(section, place, names),
        publishers=build_publishers(section, place, names),
        languages=tuple(section.languages or ()),
        confirmed_by=section.confirmed_by,
        states=states,
    )


def build_topics(
    section: ConditionsSection, place: Place, watchlists: Sequence[str], names: Names
) -> tuple[tuple[str, str], ...]:
    """(watchlist, topic) for each topic that is named, of these watchlists."""
    found: list[tuple[str, str]] = []
    for index, written in enumerate(section.topics or ()):
        lists, topic = _split(written, watchlists)
        meant = [(one, topic) for one in lists if topic in names.topics.get(one, ())]
        unread = [one for one in lists if one not in names.topics]
        if not meant and not unread:
            known = dict.fromkeys(one for name in watchlists for one in names.topics.get(name, ()))
            message = f"there is no topic {written!r} in {_of(watchlists)}."
            place.complain(("topics", index), message, suggest(topic, known))
        found += meant
    return tuple(dict.fromkeys(found))


def _split(written: str, watchlists: Sequence[str]) -> tuple[Sequence[str], str]:
    watchlist, _, topic = written.rpartition("/")
    return ([watchlist] if watchlist in watchlists else watchlists if not watchlist else ()), topic


def _of(watchlists: Sequence[str]) -> str:
    shown = ", ".join(watchlists[:5]) + (" and others" if len(watchlists) > 5 else "")
    return f"the watchlist{'' if len(watchlists) == 1 else 's'} {shown}"


def build_tags(section: ConditionsSection, place: Place, names: Names) -> tuple[str, ...]:
    """The tags that are named."""
    for index, one in enumerate(section.tags or ()):
        if names.tags is not None and one.casefold() not in {tag.casefold() for tag in names.tags}:
            place.complain(("tags", index), f"no feed has the tag {one!r}.", suggest(one, names.tags))
    return tuple(section.tags or ())


def build_publishers(section: ConditionsSection, place: Place, names: Names) -> tuple[str, ...]:
    """A publisher that no feed has may still be one that a feed takes articles from."""
    for index, one in enumerate(section.publishers or ()):
        if names.publishers is not None and one.casefold() not in {name.casefold() for name in names.publishers}:
            place.warn(("publishers", index), f"no feed has the publisher {one!r}. {suggest(one, names.publishers)}")
    return tuple(section.publishers or ())


def check_order(places: Mapping[str, Place], before: Mapping[str, Sequence[str]]) -> None:
    """`unless_told_by` of all subscriptions: each name exists, and nobody waits for himself."""
    for name, place in places.items():
        for index, one in enumerate(before[name]):
            loc = ("unless_told_by", index)
            if one not in before:
                place.complain(loc, f"there is no subscription {one!r}.", suggest(one, set(before) - {name}))
            elif one == name or name in _all_before(one, before):
                way = "itself" if one == name else f"{one}, which waits for {name}"
                place.complain(loc, f"{name} would wait for {way}.", "Let only one of them stand back.")


def _all_before(name: str, before: Mapping[str, Sequence[str]]) -> set[str]:
    found: set[str] = set()
    waiting = [name]
    while waiting:
        fresh = [one for one in before.get(waiting.pop(), ()) if one not in found]
        found.update(fresh)
        waiting += fresh
    return found
