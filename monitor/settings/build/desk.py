"""The desk, and whether it would be open to a network."""

from __future__ import annotations

from monitor.core.addresses import parse_allowed
from monitor.core.entrance.doorway import network_fault
from monitor.model.config import DeskSettings
from monitor.model.desk.visitors import Users
from monitor.settings.check import Complain
from monitor.settings.schema import MonitorFile


def desk_of(file: MonitorFile, users: Users | None, complain: Complain) -> DeskSettings:
    """The desk, which stands on the status port. `users`: None where they cannot be read, and nobody enters."""
    section = file.desk
    proxies = parse_allowed(section.proxies)
    if section.enabled and not file.server.port:
        what = "the desk would stand on a port that is switched off."
        complain(("desk", "enabled"), what, "Write server.port: 8321, or use `monitor web`.")
    if section.enabled and users is not None and (fault := network_fault(file.server.host, users, proxies)):
        what, _, hint = fault.partition(". ")
        complain(("desk", "enabled"), f"{what}.", hint)
    return DeskSettings(
        enabled=section.enabled,
        hosts=tuple(section.hosts),
        proxies=tuple(section.proxies),
        proxy_header=section.proxy_header.lower(),
        proxy_role=section.proxy_role or "",
        idle_s=int(section.idle),
        longest_s=int(section.longest),
    )
