"""Silences with every name in them checked."""

from __future__ import annotations

from collections.abc import Collection
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from monitor.model.ids import StoryId
from monitor.model.routing import Match, Silence
from monitor.settings.build.routes import Names, Place, build_publishers, build_tags, build_topics
from monitor.settings.build.targets import suggest
from monitor.settings.check import Checked, Findings
from monitor.settings.schema import SilenceSection, SilencesFile


def build_silences(
    checked: Checked[SilencesFile], names: Names, subscriptions: Collection[str] | None, findings: Findings
) -> tuple[Silence, ...]:
    """All silences; whatever they get wrong goes to `findings`. `subscriptions`: None where they cannot be told."""
    seen: set[str] = set()
    built = []
    for index, section in enumerate(checked.value.silences):
        place = Place(findings=findings, document=checked.document, loc=checked.at("silences", index))
        if section.id in seen:
            place.complain(("id",), f"another silence has the id {section.id}, too.", "Choose another id.")
        seen.add(section.id)
        _check_names(section, place, names, subscriptions)
        built.append(_silence(section, place, names))
    return tuple(built)


def _silence(section: SilenceSection, place: Place, names: Names) -> Silence:
    watchlists = tuple(section.watchlists or ())
    match = Match(
        watchlists=watchlists,
        topics=build_topics(section, place, watchlists or list(names.topics), names),
        tags=build_tags(section, place, names),
        publishers=build_publishers(section, place, names),
        languages=tuple(section.languages or ()),
        stories=tuple(StoryId(int(one, 16)) for one in section.stories or ()),
    )
    if not match and not section.topics:
        place.complain((), "this silence would hold back everything.", "Add a condition: topics: [irgc].")
    start = None if section.start is None else _instant(section.start, section.zone)
    until = _instant(section.until, section.zone)
    if start is not None and start > until:
        place.complain(("until",), "this silence ends before it begins.", "Correct from or until.")
    return Silence(
        id=section.id,
        match=match,
        start=start,
        until=until,
        by=section.by,
        why=section.why,
        subscriptions=tuple(section.subscriptions or ()),
    )


def _instant(moment: datetime, zone: str) -> datetime:
    """What has no offset is the wall clock of the zone, of a repeated hour its first pass."""
    aware = moment if moment.tzinfo is not None else moment.replace(tzinfo=ZoneInfo(zone))
    return aware.astimezone(UTC)


def _check_names(section: SilenceSection, place: Place, names: Names, subscriptions: Collection[str] | None) -> None:
    for index, one in enumerate(section.watchlists or ()):
        if one not in names.topics and names.complete:
            place.complain(("watchlists", index), f"there is no watchlist {one!r}.", suggest(one, names.topics))
    for index, one in enumerate(section.subscriptions or ()):
        if subscriptions is not None and one not in subscriptions:
            place.complain(("subscriptions", index), f"there is no subscription {one!r}.", suggest(one, subscriptions))
