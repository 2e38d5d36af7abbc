"""Entries that are passed over change nothing about what is decided on the others."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from monitor.core.entries.evidence import identities
from monitor.core.entries.identity import BODY, title_key
from monitor.core.entries.intake import IntakeDecision, decide_intake, lookup_keys
from monitor.core.entries.news import IntakeContext
from monitor.core.entries.reading import Reading
from monitor.core.entries.shown import WHOLE_EVERY, Shown, shown_by
from monitor.core.urls import url_key
from monitor.model.feeds import EntryData, EntryKnown, EntryTold, FeedState, ParsedFeed
from monitor.model.ids import EntryId, FeedId
from monitor.model.outcomes import IntakeOutcome

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
STEP = timedelta(minutes=50)


class Kept:
    """What the store keeps of one feed whose entries are read at once."""

    def __init__(self) -> None:
        self.entries: dict[EntryId, EntryKnown] = {}
        self.shown = Shown(whole_at=NOW - WHOLE_EVERY)
        self.passed = 0

    def poll(self, entries: Sequence[EntryData], now: datetime, known: frozenset[str]) -> IntakeDecision:
        """One poll, in which entries whose imprints are `known` are passed over where that is certain."""
        read = self._reading(entries, known)
        if read.parsed.passed and not read.stands_alone(self.shown.newest(read.parsed.passed)):
            read = self._reading(entries, frozenset())
        self.passed += len(read.parsed.passed)
        context = IntakeContext(
            first_poll=not self.entries,
            lookback_s=86_400,
            max_new=200,
            storm_share=0.9,
            now=now,
            read_before_at=now - STEP,
            passed=len(set(read.parsed.passed)),
            passed_newest=self.shown.newest(read.parsed.passed),
        )
        decision = decide_intake(read.found, read.known, context)
        self._save(decision, now)
        self.shown = self.shown.after(read.parsed, decision.settled, now)
        if decision.left or decision.later:
            self.shown = replace(self.shown, dates={})
        return decision

    def release(self, now: datetime) -> None:
        """What was held back is read after all."""
        for number, one in self.entries.items():
            if one.told is not None and one.told.read_at is None:
                self.entries[number] = replace(one, told=replace(one.told, read_at=now - 2 * STEP))

    def _reading(self, entries: Sequence[EntryData], known: frozenset[str]) -> Reading:
        marks = [repr(one) for one in entries]
        left = [(one, mark) for one, mark in zip(entries, marks, strict=True) if mark not in known]
        parsed = ParsedFeed(
            format="rss20",
            title="News",
            entries=tuple(one for one, _ in left),
            imprints=tuple(mark for _, mark in left),
            passed=tuple(mark for mark in marks if mark in known),
        )
        found = identities(parsed.entries)
        return Reading(parsed=parsed, found=found, known=self._known(lookup_keys(found)))

    def _known(self, keys: set[str]) -> list[EntryKnown]:
        """As the store gives them: with what was told, unless the only text that it ever had was asked for."""
        mine = [one for one in self.entries.values() if one.keys & keys]
        texts = {one.id: {key for key in one.keys if key.startswith(BODY)} for one in mine}
        return [replace(one, told=None) if len(texts[one.id]) == 1 and texts[one.id] & keys else one for one in mine]

    def _save(self, decision: IntakeDecision, now: datetime) -> None:
        for intent in decision.entries:
            number, data = EntryId(len(self.entries) + 1), intent.data
            new = intent.outcome is IntakeOutcome.NEW
            self.entries[number] = EntryKnown(
                id=number,
                keys=frozenset(intent.keys),
                url_key=url_key(intent.canonical_url),
                title_key=title_key(data.title),
                told=self._told(data, now, now if new else None),
                guid=data.guid,
                url=data.url,
                published_at=data.published_at,
            )
        for owner, key in (*decision.new_keys, *((one.entry_id, one.key) for one in decision.changed)):
            self.entries[owner] = replace(self.entries[owner], keys=self.entries[owner].keys | {key})
        for one in decision.changed:
            before = self.entries[one.entry_id].told
            assert before is not None
            told = self._told(one.data, before.first_seen_at, now)
            title = title_key(one.data.title)
            self.entries[one.entry_id] = replace(self.entries[one.entry_id], told=told, title_key=title)

    @staticmethod
    def _told(data: EntryData, first_seen_at: datetime, read_at: datetime | None) -> EntryTold:
        text = data.content or data.summary
        return EntryTold(title=data.title, text=text, first_seen_at=first_seen_at, read_at=read_at)


class Outlet:
    """A feed with all the bad habits that entries are recognised in spite of."""

    def __init__(self, chance: random.Random) -> None:
        self._chance, self._number = chance, 0
        self.entries: list[EntryData] = []
        self._habits = chance.sample(HABITS, 3)

    def go_on(self, now: datetime) -> list[EntryData]:
        """What it shows next."""
        chance = self._chance
        for _ in range(chance.choice((0, 1, 1, 2, 6))):
            self.entries.insert(chance.choice((0, 0, len(self.entries) // 2)), self._new(now))
        for place in range(len(self.entries)):
            if chance.random() < 0.05:
                self.entries[place] = self._edited(self.entries[place])
        if self.entries and chance.random() < 0.1:
            self.entries.append(chance.choice(self.entries))
        if chance.random() < 0.1:
            chance.shuffle(self.entries)
        del self.entries[chance.choice((8, 12, 12)) :]
        return list(self.entries)

    def _new(self, now: datetime) -> EntryData:
        self._number += 1
        number, chance = self._number, self._chance
        data = EntryData(
            guid=f"id-{number}",
            url=f"https://news.example/story/{number}",
            title=f"Convoy {number} crosses",
            summary=f"Words about the convoy with the number {number} and what it carries.",
            content="",
            published_at=now - timedelta(minutes=chance.randint(0, 300)),
        )
        if chance.random() < 0.5:
            return data
        return replace(data, **chance.choice(self._habits)(number, chance, now))

    def _edited(self, data: EntryData) -> EntryData:
        changed = (
            {"summary": f"{data.summary} More is told."},
            {"summary": data.summary.removesuffix(" More is told.")},
            {"title": f"{data.title} again"},
            {"guid": f"{data.guid}-b"},
            {"url": f"{data.url}?ref=home_page_2"},
            {"url": data.url.replace("https", "http")},
            {"published_at": None},
        )
        return replace(data, **self._chance.choice(changed))


HABITS = (
    lambda n, chance, now: {"guid": None},
    lambda n, chance, now: {"guid": "0"},
    lambda n, chance, now: {"guid": f"https://news.example/story/{n}"},
    lambda n, chance, now: {"url": "https://news.example/live"},
    lambda n, chance, now: {"url": "https://news.example/"},
    lambda n, chance, now: {"url": f"https://news.example/live#post-{n}00"},
    lambda n, chance, now: {"url": f"https://news.example/live#north{n}"},
    lambda n, chance, now: {"url": f"https://news.example/show?ref=item-{n}-of-list"},
    lambda n, chance, now: {"url": f"https://news.example/story/{n}?utm_source=rss"},
    lambda n, chance, now: {"url": ""},
    lambda n, chance, now: {"url": f"https://news.example/story/{n // 2}"},
    lambda n, chance, now: {"title": "Weather", "summary": ""},
    lambda n, chance, now: {"title": "", "summary": ""},
    lambda n, chance, now: {"guid": None, "url": "", "title": "", "summary": ""},
    lambda n, chance, now: {"published_at": None},
    lambda n, chance, now: {"published_at": now - timedelta(days=chance.choice((2, 40, 500)))},
)


def test_polls_decide_the_same_whether_or_not_they_pass_over_what_is_settled() -> None:
    passed = 0
    for seed in range(14):
        outlet, whole, part = Outlet(random.Random(seed)), Kept(), Kept()
        for step in range(12):
            now = NOW + STEP * step
            entries = outlet.go_on(now)
            if step == 5:
                whole.release(now)
                part.release(now)
            plain, sparing = whole.poll(entries, now, frozenset()), part.poll(entries, now, part.shown.known(now))
            assert replace(sparing, settled=()) == replace(plain, settled=()), (seed, step)
            assert part.entries == whole.entries, (seed, step)
        passed += part.passed
    assert passed > 100


def test_what_is_known_of_an_answer_is_stored_and_read_again() -> None:
    shown = Shown(whole_at=NOW, dates={"a": NOW - timedelta(days=400), "b": None})
    feed = FeedState(id=FeedId(1), url="", title="", publisher="", language="", next_poll_at=NOW, shown=shown.text)
    assert shown_by(feed) == shown
    for unknown in ("", "{", "[]", "[1]", "[1,2]", '["a",{}]', '[1e99,{"a":1}]'):
        assert shown_by(replace(feed, shown=unknown)).known(NOW) == frozenset()
    assert shown.newest(["b", "a"]) == NOW - timedelta(days=400)
    assert shown.newest(["b"]) is None
    assert Shown(whole_at=NOW).text == ""


@pytest.mark.parametrize(
    ("later", "passes"), [(timedelta(0), True), (WHOLE_EVERY, False), (-timedelta(seconds=1), False)]
)
def test_a_feed_is_read_whole_once_a_day_and_when_the_clock_went_back(later: timedelta, passes: bool) -> None:
    shown = Shown(whole_at=NOW, dates={"a": None})
    assert shown.known(NOW + later) == (frozenset("a") if passes else frozenset())
