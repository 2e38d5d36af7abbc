"""What the shell asks of the store where stories are brought together, and where one continues another."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.ids import StoryId
from monitor.model.linking.chains import ChainLink, Chains, Traced
from monitor.model.stories import Meant, StoryLink, StorySketch


class Linking(Protocol):
    """A part of `Store`; raises as that does."""

    def watched_sketches(self, watchlists: Sequence[str], since: datetime, limit: int) -> tuple[StorySketch, ...]:
        """Of the newest stories last seen at `since` or later that any of these watchlists matched, oldest first."""
        ...

    def save_links(self, links: Sequence[StoryLink]) -> None:
        """Stories found to tell one event; a link that is known, or whose stories are gone, changes nothing."""
        ...

    def meanings(self, model: str, story_ids: Sequence[StoryId]) -> dict[StoryId, Meant]:
        """What these stories mean by this model, as far as it was asked."""
        ...

    def save_meanings(self, model: str, meanings: Mapping[StoryId, Meant]) -> None:
        """Keep what stories mean, in place of what another model made of them; of a story that is gone nothing."""
        ...

    def traced(self, form: str, story_ids: Sequence[StoryId]) -> frozenset[StoryId]:
        """Those of these stories whose traces are kept in this form."""
        ...

    def save_traces(self, form: str, traced: Sequence[Traced]) -> None:
        """Keep what stories say of events, in place of another form of it; of a story that is gone nothing."""
        ...

    def traces_before(
        self, form: str, topics: Collection[str], since: datetime, before: datetime, limit: int
    ) -> tuple[Traced, ...]:
        """Of the newest stories with any of these topics those whose texts, of `since` to `before`, tell an event."""
        ...

    def save_chains(self, links: Sequence[ChainLink]) -> None:
        """Which stories continue which; of a story that is gone, or that has no trace, nothing."""
        ...

    def chains(self, stories: Sequence[StoryId], watchlists: Sequence[str] | None = None) -> Mapping[StoryId, Chains]:
        """For those of these stories whose events continue others, or are continued, both ends.

        `watchlists`: only what one of these met strongly is shown; None for all.
        """
        ...
