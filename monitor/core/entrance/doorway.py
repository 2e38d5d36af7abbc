"""Whether a request comes by a name and from a page of our own, and whom a proxy may speak for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from monitor.core.addresses import Allowed, literal, on_this_machine, unmapped
from monitor.model.desk.visitors import Users

_HOST = re.compile(r"(?P<host>\[[0-9a-f:.]{2,45}\]|[a-z0-9_.-]{1,253})(?::(?P<port>[0-9]{1,5}))?")
_DEFAULT_PORTS = {"http": 80, "https": 443}
FORWARDED = ("forwarded", "x-forwarded-for", "x-forwarded-host", "x-real-ip", "via")
"""Headers of proxies."""


def network_fault(listens: str, users: Users, proxies: Sequence[Allowed]) -> str:
    """Why the desk must not be served on that address, as a sentence with what to do; "" if it may be."""
    if on_this_machine(listens) or proxies or any(one.password for one in users.users):
        return ""
    return (
        f"the desk would be open to everybody who reaches {listens}. Add a user: monitor user add NAME; or name the "
        "proxy that checks who comes: desk: {proxies: [10.0.0.2]}; or listen on 127.0.0.1."
    )


def split_host(header: str) -> tuple[str, int | None] | None:
    """Name and port of a Host header, in small letters; None if it is none."""
    found = _HOST.fullmatch(header.strip().lower())
    if found is None or int(found["port"] or 1) > 65_535:
        return None
    return found["host"].strip("[]").removesuffix("."), int(found["port"]) if found["port"] else None


def host_known(header: str, listens: str, names: Sequence[str]) -> bool:
    """Whether visitors may call us so. A name that somebody else chose could be pointed at this address (rebinding).

    Addresses cannot be: they are taken where the desk is served to the network. `names`: those that the owner lists.
    """
    found = split_host(header)
    if found is None:
        return False
    host = found[0]
    if host in {one.lower() for one in names}:
        return True
    return on_this_machine(host) if on_this_machine(listens) else literal(host) is not None or host == "localhost"


def same_origin(origin: str, host: str) -> bool:
    """Whether a page of `origin` is ours, that was asked for as `host`; `null` and nonsense are not."""
    try:
        parts = urlsplit(origin)
        port = parts.port
    except ValueError:
        return False
    ours = split_host(host)
    if ours is None or parts.scheme not in _DEFAULT_PORTS or not parts.hostname or parts.username is not None:
        return False
    default = _DEFAULT_PORTS[parts.scheme]
    name = parts.hostname.lower().removesuffix(".")
    return name == ours[0] and (port or default) == (ours[1] or default)


def sent_from_here(origin: str, referer: str, site: str, host: str) -> bool:
    """Whether a browser says that our own page sent this; silence is no."""
    if site and site != "same-origin":
        return False
    return same_origin(origin or referer, host)


def trusted(peer: str, proxies: Sequence[Allowed]) -> bool:
    """Whether `peer`, whom the connection itself shows, is a listed proxy. An empty list is nobody."""
    address = literal(peer)
    if address is None:
        return False
    return any(one.covers(unmapped(address), one.port or 0) for one in proxies)


def came_from(peer: str, forwarded_for: str, proxies: Sequence[Allowed]) -> str:
    """The address that a visitor has: the last one which no listed proxy wrote itself (`X-Forwarded-For`)."""
    if not trusted(peer, proxies):
        return peer
    for one in reversed([part.strip() for part in forwarded_for.split(",") if part.strip()]):
        if literal(one) is None:
            return peer
        if not trusted(one, proxies):
            return one
    return peer


def safe_path(path: str) -> str:
    """`path` if it leads to a place of our own, to be sent on to; else `/`."""
    odd = any(ord(sign) < 0x21 or ord(sign) > 0x7E for sign in path) or "\\" in path
    return path if path.startswith("/") and not path.startswith("//") and not odd and len(path) <= 2_000 else "/"
