"""Conditions of routes: what a subscription is told of its watchlists, and when it is left in peace."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.values import Language, Text

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
