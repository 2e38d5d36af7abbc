"""What the store keeps of one feed, for tests of intake: many polls, and nothing but decisions in between."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from monitor.core.entries.evidence import identities
from monitor.core.entries.identity import BODY, title_key
from monitor.core.entries.intake import IntakeDecision, decide_intake, lookup_keys
from monitor.core.entries.news import IntakeContext
from monitor.core.urls import url_key
from monitor.model.feeds import EntryData, EntryKnown, EntryTold
from monitor.model.ids import EntryId
from monitor.model.outcomes import IntakeOutcome

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
LATER = IntakeContext(first_poll=False, lookback_s=86_400, max_new=200, storm_share=0.9, now=NOW)
FIRST = replace(LATER, first_poll=True)
SITE = "https://news.example/story"


def entry(number: int = 1, **changes: Any) -> EntryData:
    data = EntryData(
        guid=f"id-{number}",
        url=f"{SITE}/{number}",
        title=f"Convoy number {number} crosses",
        summary=f"Words about convoy {number}.",
        content="",
    )
    return replace(data, **changes)


class Shelf:
    """What the store keeps of one feed: entries with their keys; as strict about taken keys as the real one."""

    def __init__(self) -> None:
        self.known: dict[EntryId, EntryKnown] = {}

    def poll(self, entries: Sequence[EntryData], context: IntakeContext = LATER) -> IntakeDecision:
        found = identities(entries)
        decision = decide_intake(found, self._known(lookup_keys(found)), context)
        for intent in decision.entries:
            assert intent.keys
            assert not any(one.keys & set(intent.keys) for one in self.known.values()), "a taken key loses the entry"
            number = EntryId(len(self.known) + 1)
            canonical = intent.canonical_url
            self.known[number] = EntryKnown(
                id=number,
                keys=frozenset(intent.keys),
                url_key=url_key(canonical),
                title_key=title_key(intent.data.title),
                told=EntryTold(
                    title=intent.data.title, text=intent.data.content or intent.data.summary, first_seen_at=NOW
                ),
                guid=intent.data.guid,
                url=intent.data.url,
                published_at=intent.data.published_at,
            )
        for number, key in decision.new_keys:
            assert not any(key in one.keys for one in self.known.values())
            self.known[number] = replace(self.known[number], keys=self.known[number].keys | {key})
        return decision

    def _known(self, keys: set[str]) -> list[EntryKnown]:
        found = [one for one in self.known.values() if one.keys & keys]
        by_text = {one.id for one in found if any(key.startswith(BODY) for key in one.keys & keys)}
        return [replace(one, told=None) if one.id in by_text else one for one in found]


def news(decision: IntakeDecision) -> list[str]:
    return [intent.data.title for intent in decision.entries if intent.outcome is IntakeOutcome.NEW]
