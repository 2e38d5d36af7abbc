"""Subscriptions with every reference checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from monitor.model.alerting import Immediate
from monitor.model.config import Subscription
from monitor.model.coverage import CoverageForm
from monitor.model.ids import Priority
from monitor.model.routing import QuietHours
from monitor.records import dataclass
from monitor.settings.build.routes import Names, Place, build_match, check_order
from monitor.settings.build.targets import build_targets, suggest
from monitor.settings.build.untold import warn_of_untold
from monitor.settings.check import Checked, Complain, Findings, meant
from monitor.settings.schema import ALL, CHANNEL_TYPES, NO_SUMMER_TIME, MonitorFile, SubscriptionSection, day_number
from monitor.settings.yaml import Loc


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """What a subscription may refer to."""

    channel_types: Mapping[str, str]
    """Name to type, "" where the type is unknown; bad channels included, so that one mistake is told once."""
    watchlists: Mapping[str, Priority | None]
    """Id to priority; bad watchlists included, None where the priority cannot be read."""
    watchlists_complete: bool
    """False if a file could not be read at all: then an unknown id proves nothing."""
    names: Names


def channel_types(data: Mapping[str, Any]) -> dict[str, str]:
    """Name to type of all channels as written, whether sound or not, and whether their heading is spelled right."""
    slip = next((key for key in data if meant(str(key), list(MonitorFile.model_fields)) == "channels"), "channels")
    channels = data.get("channels", data.get(slip))
    if isinstance(channels, list):  # A mistake that is told already: what refers to its items is none.
        named = (one.get("name") or one.get("id") if isinstance(one, dict) else one for one in channels)
        channels = {str(name): {} for name in named}
    if not isinstance(channels, dict):
        return {}
    kinds = {str(name): str(one.get("type", "")) if isinstance(one, dict) else "" for name, one in channels.items()}
    return {name: kind if kind in CHANNEL_TYPES else "" for name, kind in kinds.items()}


def build_subscriptions(
    checked: Checked[MonitorFile], known: References, findings: Findings
) -> tuple[Subscription, ...]:
    """All subscriptions; whatever they get wrong goes to `findings`."""
    complain = findings.into(checked.document)
    seen: set[str] = set()
    built = []
    places: dict[str, Place] = {}
    for index, section in enumerate(checked.value.subscriptions):
        loc = checked.at("subscriptions", index)
        if section.id in seen:
            complain((*loc, "id"), f"another subscription has the id {section.id}, too.", "Choose another id.")
        seen.add(section.id)
        builder = _Builder(section=section, loc=loc, known=known, findings=findings, checked=checked)
        built.append(builder.build())
        places[section.id] = builder.place
    if not checked.positions.get("subscriptions"):
        check_order(places, {one.id: one.unless_told_by for one in built})
    warn_of_untold(findings, checked.document, built, known.names)
    if not checked.document.root.data.get("subscriptions"):
        findings.warn(checked.document, ("subscriptions",), "there is no subscription, so nobody gets a digest.")
    return tuple(built)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Builder:
    section: SubscriptionSection
    loc: Loc
    known: References
    findings: Findings
    checked: Checked[MonitorFile]

    def _complain(self, rest: Loc, message: str, hint: str) -> None:
        self._complain_at((*self.loc, *rest), message, hint)

    @property
    def _complain_at(self) -> Complain:
        return self.findings.into(self.checked.document)

    @property
    def place(self) -> Place:
        """Of the subscription in its file."""
        return Place(findings=self.findings, document=self.checked.document, loc=self.loc)

    def build(self) -> Subscription:
        """The subscription with its watchlists, channels and route."""
        section, watchlists = self.section, self._watchlists()
        if city := NO_SUMMER_TIME.get(section.zone):
            message = f"{section.zone} is the same offset all year, without summer time."
            self.findings.warn(self.checked.document, (*self.loc, "zone"), message, f"If a city is meant: {city}.")
        at = replace(self.place, loc=(*self.loc, "match"))
        return Subscription(
            id=section.id,
            title=section.title or section.id,
            watchlists=watchlists,
            targets=build_targets(section.channels, self.loc, self.known.channel_types, self._complain_at),
            cron=section.cron or "",
            immediate=_immediate(section),
            zone=section.zone,
            min_priority=Priority(section.priority),
            quiet=section.quiet == "send",
            max_stories=section.max_stories,
            coverage=CoverageForm(section.coverage),
            language=section.language,
            languages=tuple(dict.fromkeys(section.languages)),
            match=build_match(section.match, at, watchlists, self.known.names),
            unless_told_by=tuple(dict.fromkeys(section.unless_told_by)),
            quiet_hours=_quiet_hours(section),
        )

    def _watchlists(self) -> tuple[str, ...]:
        wanted, known = self.section.watchlists, self.known.watchlists
        ids = list(known) if wanted == [ALL] else list(dict.fromkeys(wanted))
        if wanted != [ALL]:
            self._check_ids(wanted)
        least = Priority(self.section.priority)
        kept = tuple(one for one in ids if one in known and _reaches(known[one], least))
        if not kept and known and all(one in known for one in ids) and ids:
            self._complain(
                ("priority",),
                f"no watchlist of this subscription has the priority {least.value} or higher.",
                "Lower the priority, or raise that of a watchlist.",
            )
        return kept

    def _check_ids(self, wanted: Iterable[str]) -> None:
        if not wanted:
            self._complain(("watchlists",), "no watchlist is listed.", "List at least one id, or write all.")
        for index, one in enumerate(wanted):
            if one not in self.known.watchlists and self.known.watchlists_complete:
                hint = suggest(one, self.known.watchlists)
                self._complain(("watchlists", index), f"there is no watchlist {one!r}.", hint)


def _immediate(section: SubscriptionSection) -> Immediate | None:
    if section.when is None:
        return None
    return Immediate(
        group_wait_s=round(section.group_wait), group_interval_s=round(section.group_interval), flood=section.flood
    )


def _quiet_hours(section: SubscriptionSection) -> QuietHours | None:
    hours = section.quiet_hours
    if hours is None:
        return None
    return QuietHours(
        zone=hours.zone or section.zone,
        start=hours.start,
        end=hours.end,
        days=frozenset(map(day_number, hours.days or ())),
        holidays=frozenset(hours.holidays),
        break_through=None if hours.break_through is None else Priority(hours.break_through),
    )


def _reaches(priority: Priority | None, least: Priority) -> bool:
    return priority is None or priority.rank >= least.rank
