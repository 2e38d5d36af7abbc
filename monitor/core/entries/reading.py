"""What was read of a feed's answer, as intake wants it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from monitor.core.entries.evidence import identities
from monitor.core.entries.identity import Identity
from monitor.model.feeds import EntryKnown, ParsedFeed


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """What was read of an answer, and what the store knows of it."""

    parsed: ParsedFeed
    found: Sequence[Identity]
    """What each of its entries can be recognised by, `identities` of them all."""
    known: Sequence[EntryKnown]
    """The feed's entries that carry any of their `lookup_keys`."""

    def on(self, whole: ParsedFeed, known: Sequence[EntryKnown]) -> Reading:
        """With further pages, which make other entries known as well."""
        return Reading(parsed=whole, found=identities(whole.entries), known=known)
