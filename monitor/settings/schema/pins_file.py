"""pins.yaml: sentences that somebody judged, tried against the watchlists at every load of the configuration."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import Field, model_validator

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.clocks import Moment
from monitor.settings.schema.silences_file import StoryRef
from monitor.settings.schema.units import refuse
from monitor.settings.schema.values import Language, Slug, Text
from monitor.settings.schema.watchlist_file import Example

_BLANKS = re.compile(r"\s+")


class PinSection(ConfigModel):
    """A text in which a topic must be found, or must not, because somebody said so of an alert."""

    id: Slug
    """Short name, as `monitor check` names it."""
    watchlist: Slug
    """Id of the watchlist."""
    topic: Slug
    """Id of the topic in it."""
    expect: Literal["match", "ignore"]
    """What must become of it: match is a yes, ignore is a not."""
    met: list[Text] = Field(default=[])
    """What was taken for the topic, as it stands in the text or title."""
    text: Example
    """The sentence, with more of the article where the topic is not found without it."""
    title: str = ""
    """The article's title, where the topic is not found without it."""
    language: Language | None = None
    """The article's language, as a short tag."""
    article: str = ""
    """The article's address."""
    publisher: str = ""
    """Its outlet, as digests name it."""
    story: StoryRef | None = None
    """Id of the story, as digests show it."""
    alert: Annotated[int, Field(ge=1, le=2**62)] | None = None
    """Number of the alert."""
    by: Text
    """Who said so."""
    at: Moment
    """When it was said; in UTC if it has no offset."""
    because: str = ""
    """Why."""

    @model_validator(mode="after")
    def _has_what_was_met(self) -> PinSection:
        whole = _BLANKS.sub(" ", f"{self.title} {self.text}")
        for one in self.met:
            if _BLANKS.sub(" ", one) not in whole:
                raise refuse(f"{one[:60]!r} stands neither in the text nor in the title.", "Copy it from there.")
        return self


class PinsFile(ConfigModel):
    """pins.yaml: what `monitor not` and `monitor yes` put down, one list item each."""

    sections: ClassVar[frozenset[str]] = frozenset({"pins"})

    pins: list[PinSection] = Field(default=[])
    """The pins, one list item each."""
