"""What is handed on of a story: its alerts in order, what they are about, and where they can be read."""

from __future__ import annotations

import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

from monitor.model.outcomes import AlertReason
from monitor.model.ways import AlertRow
from monitor.records import dataclass

_OURS = uuid.UUID("6a3f2c58-9d0b-4e6e-8f4b-2f5d0c1e7a91")
"""The namespace of our ids (RFC 9562, version 5); drawn once, never to change."""
_TITLE = 250


class Tlp(StrEnum):
    """Who may be shown it (Traffic Light Protocol)."""

    CLEAR = "clear"
    GREEN = "green"
    AMBER = "amber"
    RED = "red"


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """What is said of all that is exported."""

    tlp: Tlp
    author: str
    """Who hands it on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A story with all of its alerts, the oldest first."""

    alerts: tuple[AlertRow, ...]

    @property
    def ref(self) -> str:
        """As commands take it."""
        return f"{self.alerts[0].story:04x}"

    @property
    def title(self) -> str:
        """The headline that it began with."""
        return self.alerts[0].title[:_TITLE] or f"story {self.ref}"

    @property
    def first_at(self) -> datetime:
        """When it alerted first."""
        return self.alerts[0].at

    @property
    def last_at(self) -> datetime:
        """When it had something new last."""
        return self.alerts[-1].at

    @property
    def topics(self) -> tuple[str, ...]:
        """`border/albu-kamal`."""
        return tuple(dict.fromkeys(f"{one.watchlist}/{topic}" for one in self.alerts for topic in one.topics))

    def id(self, *of: str) -> str:
        """The same at each export. Another installation has a story of that number too, but not of that moment."""
        return stable_id("story", self.ref, self.first_at.isoformat(), *of)


def stable_id(*of: str) -> str:
    """A UUID (version 5) of these words."""
    return str(uuid.uuid5(_OURS, "|".join(of)))


def findings(rows: Iterable[AlertRow], since: datetime) -> list[Finding]:
    """The stories with an alert since then, whole: one that began before is the same object as in an export then."""
    stories: defaultdict[int, list[AlertRow]] = defaultdict(list)
    for row in rows:
        stories[row.story].append(row)
    return [Finding(alerts=tuple(alerts)) for alerts in stories.values() if alerts[-1].at >= since]


def timeline(finding: Finding) -> Sequence[str]:
    """`2026-11-22 04:58 UTC, Deir Ezzor Observer: headline (new: 14 killed)`, a line for each thing that was told."""
    found = []
    for alert in finding.alerts:
        kind = "correction" if alert.reason is AlertReason.CORRECTION else "new"
        new = f" ({kind}: {', '.join(alert.new)})" if alert.new else ""
        found.append(f"{alert.at:%Y-%m-%d %H:%M} UTC, {alert.publisher or 'unknown'}: {alert.title}{new}")
    return tuple(dict.fromkeys(found))
