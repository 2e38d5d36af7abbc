"""What people say of alerts, and how often spellings are met."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.feedback.given import AlertedText, Feedback, JudgedText
from monitor.model.feedback.spellings import SpellingUse
from monitor.model.ids import AlertId, StoryId
from monitor.ports.desk import Desk


class Judged(Desk, Protocol):
    """The ledger of what was said, and counters of spellings, which are kept beside the news. A part of `Store`."""

    def alerted_texts(self, story_id: StoryId | None, alert_id: AlertId | None = None) -> list[AlertedText]:
        """What the alerts of a story's whole event, or one alert, rest on; in their order, empty if there is none."""
        ...

    def give_feedback(self, entries: Sequence[Feedback], beside: Callable[[], object] = int) -> int:
        """Put entries into the ledger; how many said something new. What stands already is left as it is.

        `beside` runs when nothing refuses them; where it raises, none is kept.

        Raises:
            UsageError: the opposite stands there.
        """
        ...

    def feedback(self, *, lifted: bool = False) -> list[Feedback]:
        """The ledger, the oldest first; with what was taken back if asked for."""
        ...

    def lift_feedback(self, ids: Sequence[int], at: datetime, by: str, beside: Callable[[], object] = int) -> int:
        """Take entries back; how many stood until now. `beside` runs when they are; where it raises, all stand."""
        ...

    def judged_texts(self, watchlist: str, topic: str, others: int) -> list[JudgedText]:
        """The stored articles of which somebody said whether that topic is in them, and the newest `others` beside.

        Others are those that the topic was surely met in, and that nobody judged.
        """
        ...

    def spelling_uses(self) -> list[SpellingUse]:
        """How often each name and rule was met, matches included that are not counted in the tables yet."""
        ...

    def count_spellings(self, most: int) -> int:
        """Count the next stored matches, at most so many; how many that were. Each match is counted once."""
        ...

    def recount_spellings(self) -> None:
        """Begin the counters anew; what is still stored waits to be counted."""
        ...

    def names_since(self, names: Collection[str]) -> Mapping[str, datetime]:
        """Since when each of these names stands in the watchlists without a break in what is remembered of them."""
        ...
