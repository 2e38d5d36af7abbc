"""STIX 2.1: a bundle with a report for each story, its addresses as observables and references."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

import stix2

from monitor.cli.digests.intel.findings import Finding, Marking, Tlp, stable_id, timeline
from monitor.cli.digests.intel.uris import linked

_BEGUN = datetime(2026, 1, 1, tzinfo=UTC)
"""Of objects that never change."""
_TLP = {Tlp.CLEAR: stix2.TLP_WHITE, Tlp.GREEN: stix2.TLP_GREEN, Tlp.AMBER: stix2.TLP_AMBER, Tlp.RED: stix2.TLP_RED}
"""The markings that the specification defines; what is clear today was white then."""


def stix_bundle(found: Sequence[Finding], marking: Marking) -> str:
    """The bundle as JSON, checked by the library as it is made."""
    tlp, author = _TLP[marking.tlp], _identity(marking.author)
    objects = [tlp, author]
    for finding in found:
        objects += _story(finding, author, tlp)
    unique = {one["id"]: one for one in objects}
    name = stable_id("bundle", *(f"{one['id']}/{one.get('modified', '')}" for one in unique.values()))
    bundle = stix2.Bundle(id=f"bundle--{name}", objects=list(unique.values()))
    return str(bundle.serialize(indent=1))


def _identity(name: str) -> Any:
    return stix2.Identity(
        id=f"identity--{stable_id('identity', name)}",
        created=_BEGUN,
        modified=_BEGUN,
        name=name,
        identity_class="system",
        description="A news-monitoring bot: what it hands on was published, and is not verified.",
    )


def _story(finding: Finding, author: Any, tlp: Any) -> list[Any]:
    links = linked(finding)
    urls = [stix2.URL(value=uri) for uri in links]
    references = [
        {"source_name": one.publisher or "unknown", "url": uri, "description": one.title or uri}
        for uri, one in links.items()
    ]
    optional = {"external_references": references, "labels": list(finding.topics)}
    report = stix2.Report(
        id=f"report--{finding.id('report')}",
        created=finding.first_at,
        modified=finding.last_at,
        created_by_ref=author["id"],
        name=finding.title,
        description="\n".join(timeline(finding)),
        published=finding.first_at,
        # A report names one object at least.
        object_refs=[one["id"] for one in urls] or [author["id"]],
        object_marking_refs=[tlp["id"]],
        **{key: value for key, value in optional.items() if value},
    )
    return [*urls, report]
