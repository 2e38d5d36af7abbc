"""A request as a page sees it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from typing import TYPE_CHECKING

from monitor.flow.desk.shown import settings_shown
from monitor.flow.services import Services
from monitor.model.config import Settings
from monitor.records import dataclass
from monitor.web.doors.who import Who

if TYPE_CHECKING:
    from monitor.web.desk import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What was asked for, and by whom."""

    desk: Desk
    who: Who
    now: datetime
    path: str
    """Decoded, with `.json` for a twin."""
    places: Mapping[str, str]
    """What stands in the address where the page's path has `{name}`."""
    query: Mapping[str, str]
    """Of an address, of each name the last value."""
    form: Mapping[str, str]
    """Of a POST, of each name the last value; without its token."""
    cookies: Mapping[str, str] = field(default_factory=dict, repr=False)
    languages: str = ""
    """Which languages the browser asks for."""
    known: str = ""
    """If-None-Match, as it was sent."""
    scripted: bool = False
    """Whether a script asks, which is answered in JSON."""

    @property
    def services(self) -> Services:
        """The bot's."""
        return self.desk.services

    @property
    def settings(self) -> Settings:
        """The configuration in force, as far as it is shown to whoever asks."""
        lists = self.who.watchlists
        return self.desk.settings if lists is None else settings_shown(self.desk.settings, lists)

    def word(self, name: str, otherwise: str = "") -> str:
        """What the form or the address says under that name, without the space around it."""
        return self.form.get(name, self.query.get(name, otherwise)).strip()

    def number(self, name: str, otherwise: int, least: int = 1, most: int = 1_000_000) -> int:
        """A number in the form or the address; `otherwise` where there is none between the bounds."""
        told = self.word(name)
        found = int(told) if told.isascii() and told.isdigit() and len(told) < 12 else otherwise
        return found if least <= found <= most else otherwise
