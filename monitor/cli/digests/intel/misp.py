"""MISP: an event for each story, its addresses as links, its course as an event report."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from pymisp import MISPEvent

from monitor.cli.digests.intel.findings import Finding, Marking, stable_id, timeline
from monitor.cli.digests.intel.uris import linked
from monitor.model.ways import AlertRow

_OWN_ORGANISATION, _UNDEFINED, _COMPLETED = 0, 4, 2
_MARKDOWN = re.compile(r"([\\`*_\[\]()<>#!|~:])")
_COMMENT = 500


def misp_events(found: Sequence[Finding], marking: Marking) -> str:
    """The events as a MISP server exports and imports them; each is what `events/add` takes."""
    events = [{"Event": json.loads(_event(finding, marking).to_json())} for finding in found]
    return json.dumps({"response": events}, indent=1)


def _event(finding: Finding, marking: Marking) -> MISPEvent:
    tags = (f"tlp:{marking.tlp}", *(f'monitor:topic="{topic}"' for topic in finding.topics))
    event = MISPEvent()
    # All at once: what is changed later loses its time, and no server could tell which version is newer.
    event.from_dict(
        uuid=finding.id("event"),
        info=finding.title,
        date=finding.first_at.date(),
        timestamp=finding.last_at,
        distribution=_OWN_ORGANISATION,
        threat_level_id=_UNDEFINED,
        analysis=_COMPLETED,
        published=False,
        Orgc={"name": marking.author, "uuid": stable_id("identity", marking.author)},
        Tag=[{"name": tag} for tag in tags],
        EventReport=[_report(finding)],
        Attribute=[_link(finding, uri, alert) for uri, alert in linked(finding).items()],
    )
    return event


def _link(finding: Finding, uri: str, alert: AlertRow) -> dict[str, Any]:
    return {
        "uuid": finding.id("link", uri),
        "type": "link",
        "category": "External analysis",
        "value": uri,
        "comment": f"{alert.publisher or 'unknown'}: {alert.title}"[:_COMMENT],
        "to_ids": False,
        "first_seen": alert.first_seen_at,
        "timestamp": alert.at,
    }


def _report(finding: Finding) -> dict[str, Any]:
    return {
        "uuid": finding.id("event-report"),
        "name": finding.title,
        "content": "\n".join(f"- {_plain(line)}" for line in timeline(finding)),
        "distribution": _OWN_ORGANISATION,
        "timestamp": finding.last_at,
    }


def _plain(text: str) -> str:
    """What feeds wrote, with nothing in it that Markdown would take for a link, an image or HTML."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))
