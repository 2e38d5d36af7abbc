"""From where a request may come: by a name of this machine, and a form from a page of the desk itself.

A web page whose own name was pointed at this address could read the answers with its visitor's browser, so the Host has
to be ours; another page could send forms here, so a POST has to come from the same origin.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

from monitor.core.addresses import on_this_machine

CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def refusal_of_host(hosts: list[str]) -> str:
    """Why a request with these Host headers is not answered, "" if it is."""
    if len(hosts) != 1:
        return "the request names no host, or several"
    return "" if on_this_machine(_name(hosts[0])) else "this desk answers to localhost only"


def refusal_of_origin(method: str, headers: Mapping[str, str]) -> str:
    """Why a request that would change something is not from a page of the desk, "" if it is."""
    if method not in CHANGES:
        return ""
    site = headers.get("sec-fetch-site", "")
    if site not in ("", "same-origin"):
        return "the form is not from a page of the desk"
    origin = headers.get("origin", "")
    if not origin:
        return "" if site else "the request does not say which page it comes from (Origin)"
    return "" if urlsplit(origin).netloc.lower() == headers.get("host", "").lower() else "the form is from another site"


def _name(host: str) -> str:
    return host[1:].partition("]")[0] if host.startswith("[") else host.partition(":")[0]
