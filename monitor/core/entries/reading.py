"""What was read of a feed's answer, as intake wants it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from monitor.core.entries.evidence import identities
from monitor.core.entries.identity import Identity
from monitor.core.entries.news import OLD
from monitor.model.feeds import EntryKnown, ParsedFeed
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of an answer, and what the store knows of it."""

    parsed: ParsedFeed
    found: Sequence[Identity]
    """What each of its entries can be recognised by, `identities` of them all."""
    known: Sequence[EntryKnown]
    """The feed's entries that carry any of their `lookup_keys`."""

    def stands_alone(self, newest: datetime | None) -> bool:
        """Whether its entries are decided on as they would be beside those that were passed over, to `newest`.

        They are if none has anything in common with an entry of the feed, or with another one of this answer: all that
        is settled is stored under its keys. What parameters or a fragment may choose is judged beside its likes, and
        what is dated long before the others by its place among them.
        """
        dates = [one.published_at for one in self.found]
        if newest is not None and any(date is not None and date < newest - OLD for date in dates):
            return False
        lookups = [key for one in self.found for key in one.lookups]
        plain = all(one.keys and one.exact == one.link and not one.weighed for one in self.found)
        return plain and not self.known and len(lookups) == len(set(lookups))

    def on(self, whole: ParsedFeed, known: Sequence[EntryKnown]) -> Reading:
        """With further pages, which make other entries known as well."""
        if whole is self.parsed:
            return self
        return Reading(parsed=whole, found=identities(whole.entries), known=known)
