"""Conditions of routes: what a subscription is told of its watchlists, and when it is left in peace."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.clocks import ClockTime, Date, Day
from monitor.settings.schema.times import Zone
from monitor.settings.schema.units import refuse
from monitor.settings.schema.values import Language, PriorityName, Text

Names = Annotated[list[Text], Field(min_length=1)]


class ConditionsSection(ConfigModel):
    """Conditions on an alert; all that are given must hold, and of a list one is enough."""

    topics: Names | None = None
    """Ids of topics, or WATCHLIST/TOPIC where several watchlists have one of that name."""
    tags: Names | None = None
    """Tags of the feed that brought the article."""
    publishers: Names | None = None
    """Outlets, as digests name them."""
    languages: Annotated[list[Language], Field(min_length=1)] | None = None
    """Languages of the article as short tags; ar stands for ar-SY too."""


class MatchSection(ConditionsSection):
    """Which alerts of its watchlists a subscription is told; all conditions that are given must hold."""

    confirmed_by: Annotated[int, Field(ge=1, le=20)] = 1
    """So many independent publishers tell the story; until then it is held back, and then told as new."""
    states: Annotated[list[Literal["new", "update", "correction"]], Field(min_length=1)] | None = None
    """What the story is to the readers of this subscription; all states if absent."""


class QuietHoursSection(ConfigModel):
    """When nothing is delivered: each night from one time of day to another, and whole days."""

    start: ClockTime | None = Field(default=None, alias="from")
    """Time of day at which the quiet begins."""
    end: ClockTime | None = Field(default=None, alias="to")
    """Time of day at which it ends, on the next day if that is not later."""
    zone: Zone | None = None
    """Time zone of these hours and days; the subscription's if absent."""
    days: Annotated[list[Day], Field(min_length=1)] | None = None
    """Weekdays that are quiet from midnight to midnight."""
    holidays: list[Date] = Field(default=[])
    """Dates that are quiet from midnight to midnight."""
    break_through: PriorityName | None = None
    """With when: alerts of watchlists with this priority or a higher one are told all the same."""

    @model_validator(mode="after")
    def _is_quiet_at_times(self) -> QuietHoursSection:
        if (self.start is None) != (self.end is None):
            raise refuse("a night has a beginning and an end.", "Write both from and to.")
        if self.start is None and not self.days and not self.holidays:
            raise refuse("no hours and no days are given.", 'Write from: "22:00" and to: "07:00".')
        if self.days and len(set(self.days)) == 7:
            raise refuse("every day is quiet, so nothing would ever be told.", "Leave out a day.")
        if self.start is not None and self.start == self.end:
            raise refuse("these hours begin and end at the same time.", "Write two times, or days.")
        return self
