"""The `subscriptions` section of monitor.yaml: who is told of what, by which channels, and when."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema, model_validator

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.routing import MatchSection, QuietHoursSection
from monitor.settings.schema.times import Cron, Zone
from monitor.settings.schema.units import SPAN_SCHEMA, refuse, span, written
from monitor.settings.schema.values import Address, Language, PriorityName, Slug, Text


class TargetSection(ConfigModel):
    """A channel with its recipients."""

    channel: Text
    """Name of a channel of this file."""
    to: list[Address] = Field(default=[])
    """Mail addresses; only for channels of type email."""


def _full_target(value: Any) -> Any:
    return {"channel": value} if isinstance(value, str) else value


Target = Annotated[
    TargetSection,
    BeforeValidator(_full_target),
    WithJsonSchema(
        {
            "anyOf": [
                {"type": "string", "description": "Name of a channel of this file."},
                {
                    "type": "object",
                    "description": "A channel with its recipients.",
                    "properties": {
                        "channel": {"type": "string", "description": "Name of a channel of this file."},
                        "to": {"type": "array", "items": {"type": "string"}, "description": "Mail addresses."},
                    },
                    "required": ["channel"],
                    "additionalProperties": False,
                },
            ]
        }
    ),
]


def _one_or_many(value: Any) -> Any:
    if value == "all":
        return [ALL]
    if isinstance(value, str):
        raise refuse(f"{value[:60]!r} is neither the word all nor a list.", f"Write [{value[:60]}].")
    return value


ALL = "all"
"""Stands for every watchlist."""
WatchlistIds = Annotated[
    list[Text],
    BeforeValidator(_one_or_many),
    WithJsonSchema({"anyOf": [{"const": ALL}, {"type": "array", "items": {"type": "string"}, "minItems": 1}]}),
]


class SubscriptionSection(ConfigModel):
    """Who gets which watchlists by which channels, and when."""

    id: Slug
    """Short name; digests are counted by it, so keep it when you change the title."""
    title: Text | None = None
    """Heading of the digest; the id if absent."""
    watchlists: WatchlistIds = Field(default=[ALL], json_schema_extra={"default": ALL})
    """List of watchlist ids, or all."""
    channels: list[Target] = Field(min_length=1)
    """Names of channels, or {channel: NAME, to: [ADDRESS, ...]}."""
    cron: Cron | None = None
    """Minute, hour, day of month, month, weekday (0 and 7 are Sunday), in the subscription's zone."""
    when: Literal["immediately"] | None = None
    """Tell each story as soon as it is found. A cron line beside it adds a digest that lists what was sent."""
    group_wait: Annotated[float, span("0s", "1h"), SPAN_SCHEMA] = written("2m")
    """With when: from a story's first article to its message, so that a second outlet stands in it."""
    group_interval: Annotated[float, span("0s", "1d"), SPAN_SCHEMA] = written("15m")
    """With when: least time between two messages on one story."""
    flood: Annotated[int, Field(ge=1, le=500)] = 20
    """With when: so many stories get a message of their own within a group interval, the others one together."""
    zone: Zone = "UTC"
    """Time zone of the cron line and of all times in the digest."""
    priority: PriorityName = "low"
    """Watchlists of lower priority are left out."""
    match: MatchSection = MatchSection()
    """Which alerts of these watchlists are told; all of them if absent."""
    unless_told_by: list[Slug] = Field(default=[])
    """Ids of subscriptions: what they told, or are about to tell at once, is not told here."""
    quiet_hours: QuietHoursSection | None = None
    """When nothing is delivered: what comes in these hours is told at their end, and a digest due in them then."""
    quiet: Literal["send", "skip"] = "send"
    """What to do when no story matched: send a short all-quiet digest, or skip it."""
    max_stories: Annotated[int, Field(ge=1, le=500)] = 30
    """So many stories of a digest are shown with details; the others stand below them, one line each."""
    coverage: Literal["full", "line", "off"] = "full"
    """How much a digest says of what was looked at; that a feed was not read is said in any case."""
    language: Language = "en"
    """Language of the digest's own words."""
    languages: list[Language] = Field(default=[])
    """Languages of its readers, the best liked first: a story is shown as an article in the first of them tells it."""

    @model_validator(mode="after")
    def _has_a_time(self) -> SubscriptionSection:
        if self.cron is None and self.when is None:
            raise refuse("there is no time to tell anything.", 'Add cron: "0 7 * * *", or when: immediately, or both.')
        unused = self.model_fields_set & {"group_wait", "group_interval", "flood"}
        if self.when is None and unused:
            raise refuse(f"{min(unused)} does nothing without when.", "Add when: immediately, or remove it.")
        if self.when is None and self.quiet_hours is not None and self.quiet_hours.break_through is not None:
            raise refuse(
                "break_through does nothing without when: a digest waits as a whole.",
                "Add when: immediately, or remove it.",
            )
        return self
