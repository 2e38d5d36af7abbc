"""From where a request may come: by a name of the desk's own, and a form from a page of the desk itself.

A web page whose own name was pointed at this address could read the answers with its visitor's browser, so the Host has
to be ours; another page could send forms here, so a POST has to come from the same origin.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from monitor.core.entrance.doorway import sent_from_here

CHANGES = frozenset({"POST", "PUT", "PATCH", "DELETE"})


def refusal_of_host(hosts: list[str], known: Callable[[str], bool]) -> str:
    """Why a request with these Host headers is not answered, "" if it is."""
    if len(hosts) != 1:
        return "the request names no host, or several"
    if known(hosts[0]):
        return ""
    return "the desk is not called so: reach it by the name of this machine, or list the name: desk: {hosts: [...]}"


def refusal_of_origin(method: str, headers: Mapping[str, str]) -> str:
    """Why a request that would change something is not from a page of the desk, "" if it is, or if it shows a token.

    No page of others can have a browser send a token; whoever shows one is let in by it, or not at all.
    """
    if method not in CHANGES or headers.get("authorization", "").lower().startswith("bearer "):
        return ""
    origin, referer = headers.get("origin", ""), headers.get("referer", "")
    if not origin and not referer:
        return "the request does not say which page it comes from (Origin)"
    here = sent_from_here(origin, referer, headers.get("sec-fetch-site", ""), headers.get("host", ""))
    return "" if here else "the form is not from a page of the desk"
