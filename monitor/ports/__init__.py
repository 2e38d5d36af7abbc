"""The seams of the house: what the shell (`flow`) may ask of the world, as Protocols.

Every implementation of a port passes the contract suite of that port in `tests/contract/`.

In and out: types of the model only. Terms: docs/explanation/glossary.md.
"""

from __future__ import annotations

from monitor.ports.archive import Archive
from monitor.ports.fleet import Fleet
from monitor.ports.lookup import Lookup
from monitor.ports.meaning import Meaning
from monitor.ports.outside import (
    Channel,
    Clock,
    Devices,
    Engine,
    Fetcher,
    Mailbox,
    Memory,
    Meter,
    Poster,
    PostMethod,
    PostResult,
    Progress,
    ReadEnvironment,
    Sandbox,
    Ticking,
)
from monitor.ports.store import Store
from monitor.ports.translation import Translator

__all__ = [
    "Archive",
    "Channel",
    "Clock",
    "Devices",
    "Engine",
    "Fetcher",
    "Fleet",
    "Lookup",
    "Mailbox",
    "Meaning",
    "Memory",
    "Meter",
    "PostMethod",
    "PostResult",
    "Poster",
    "Progress",
    "ReadEnvironment",
    "Sandbox",
    "Store",
    "Ticking",
    "Translator",
]
