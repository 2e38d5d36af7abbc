"""Addresses of a finding as other programs take them: URIs (RFC 3986), without letters beyond ASCII."""

from __future__ import annotations

from urllib.parse import quote

from monitor.cli.digests.intel.findings import Finding
from monitor.core.trust.links import PUBLIC
from monitor.deliver.render.links import safe_link
from monitor.model.ways import AlertRow

_AS_IT_IS = "%:/?#[]@!$&'()*+,;="


def linked(finding: Finding) -> dict[str, AlertRow]:
    """The address of each article, in order, with the first alert on it; none that may not be a link."""
    found: dict[str, AlertRow] = {}
    for alert in finding.alerts:
        uri = quote(safe_link(alert.url).href, safe=_AS_IT_IS) if PUBLIC.may_link(alert.url) else ""
        if uri:
            found.setdefault(uri, alert)
    return found
