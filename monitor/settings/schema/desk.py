"""The part of monitor.yaml on the desk."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, Field

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.units import SPAN_SCHEMA, refuse, span, written
from monitor.settings.schema.users_file import RoleName
from monitor.settings.schema.values import Host, Network

_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{1,63}")
_NOT_NAMES = {"host", "cookie", "authorization", "origin", "referer", "connection", "content-length"}


def check_header(value: str) -> str:
    """The name of a header that a proxy sets."""
    if not _HEADER.fullmatch(value) or value.lower() in _NOT_NAMES:
        raise refuse("this cannot be the header in which a proxy says who comes.", "Write for example X-Remote-User.")
    return value


def check_proxy(value: str) -> str:
    """An address or a network that is not everybody."""
    if value.strip().endswith("/0"):
        raise refuse(
            "everybody would be trusted to say who they are.", "Name the address of your proxy, e.g. 10.0.0.2."
        )
    return value


Header = Annotated[str, AfterValidator(check_header)]
Proxy = Annotated[Network, AfterValidator(check_proxy)]


class DeskSection(ConfigModel):
    """The desk: pages in a browser on which the work is done."""

    enabled: bool = False
    """Serve them on the status port (server.host, server.port) while the bot runs."""
    hosts: list[Host] = Field(default=[])
    """Names by which browsers reach it, e.g. desk.example.org; those of this machine are known."""
    proxies: list[Proxy] = Field(default=[])
    """Addresses or networks of proxies that check who comes and say so in a header; nobody else is believed."""
    proxy_header: Header = "X-Remote-User"
    """The header in which they say it."""
    proxy_role: RoleName | None = None
    """Role of whom a proxy names and users.yaml does not; if absent, they are not let in."""
    idle: Annotated[float, span("5m", "30d"), SPAN_SCHEMA] = written("8h")
    """Who does nothing for so long logs in again."""
    longest: Annotated[float, span("1h", "90d"), SPAN_SCHEMA] = written("7d")
    """After so long everybody logs in again."""
