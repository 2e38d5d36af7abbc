"""silences.yaml: what nobody wants to hear of for a while."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field, WithJsonSchema

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.clocks import Moment
from monitor.settings.schema.routing import ConditionsSection, Names
from monitor.settings.schema.times import Zone
from monitor.settings.schema.units import refuse
from monitor.settings.schema.values import Slug, Text

_STORY = re.compile(r"[0-9a-f]{4,12}")


def check_story(value: str) -> str:
    """The short id of a story."""
    if not _STORY.fullmatch(value.strip().lower()):
        raise refuse(f"{value[:40]!r} is no story.", 'Write the id that digests show, in quotes: "4f2a".')
    return value.strip().lower()


StoryRef = Annotated[
    str, AfterValidator(check_story), WithJsonSchema({"type": "string", "pattern": f"^{_STORY.pattern}$"})
]


class SilenceSection(ConditionsSection):
    """Alerts that are held back for a while; all conditions that are given must hold."""

    id: Slug
    """Short name, as digests and `monitor silence` name it."""
    watchlists: Names | None = None
    """Ids of watchlists."""
    stories: Annotated[list[StoryRef], Field(min_length=1)] | None = None
    """Ids of stories, as digests show them."""
    subscriptions: Annotated[list[Slug], Field(min_length=1)] | None = None
    """Only what these subscriptions would be told; everybody's if absent."""
    start: Moment | None = Field(default=None, alias="from")
    """Date and time at which it begins; at once if absent."""
    until: Moment
    """Date and time at which it ends; what it held is told then."""
    zone: Zone = "UTC"
    """Time zone of moments that have no offset."""
    by: Text
    """Who answers for it."""
    why: Text
    """Why; digests say so."""


class SilencesFile(ConfigModel):
    """silences.yaml: what is held back until a moment, by whom and why."""

    sections: ClassVar[frozenset[str]] = frozenset({"silences"})

    silences: list[SilenceSection] = Field(default=[])
    """The silences, one list item each."""
