"""Simulated days of many outlets, with a known truth: which publication carries which development of which event."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from tests.quality.simulation.grammar import (
    BUILDINGS,
    BULLETIN_TAIL,
    BULLETINS,
    COLOUR,
    HAZARDS,
    KINDS,
    MINI,
    PROMOTIONS,
    UNWATCHED_LINES,
    VAGUE,
    Kind,
)

STEP = timedelta(hours=6)
"""The outlets are polled, and a digest is composed, this often."""
EVENTS_A_STEP = 1.7
ONE_SENTENCE = timedelta(days=5)
"""Within so many days a weekday is one day, and the same sentence says the same."""
_SOUNDS = [a + b for a in ("b", "d", "f", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "z") for b in "aeiou"]


@dataclass(frozen=True)
class Publication:
    """One version of one page, and what it is the first to carry or carries as well."""

    at: datetime
    outlet: str
    slug: str
    title: str
    paragraphs: tuple[str, ...]
    carries: dict[int, str] = field(default_factory=dict)
    """Development -> words by which a reader is told it here."""
    made: str = "report"
    """report, turn, edit, reprint, retelling, wrap, live, round-up, bulletin, noise."""
    mixed: bool = False
    """The page tells several things: a line of it tells only what it shows."""

    @property
    def url(self) -> str:
        """The page's address; an edit has that of what it edits."""
        return f"https://{self.outlet}.example/news/{self.slug}"


@dataclass
class Event:
    """An event on its way."""

    kind: Kind
    facts: dict[str, str]
    outlet: str
    watched: bool
    turn: int = 0
    due: datetime | None = None
    last: Publication | None = None


class Newsroom:
    """All outlets together; `step` is asked once for each stretch of time, in order."""

    def __init__(self, seed: int, feeds: int) -> None:
        self._chance = random.Random(seed)
        self._names: set[str] = set()
        self.outlets = [self._name().lower() for _ in range(feeds)]
        self.watched = [self._name() for _ in range(20)]
        self._places = self.watched + [self._name() for _ in range(40)]
        self._rivers = [self._name() for _ in range(12)]
        self.developments: dict[int, bool] = {}
        """Number -> whether its place is watched."""
        self._events: list[Event] = []
        self._told_by: dict[str, list[Publication]] = defaultdict(list)
        self._live: dict[str, Publication] = {}
        self._said: dict[str, tuple[int, datetime]] = {}
        """Lead -> the development that it told, and when."""
        self._steps = 0

    def step(self, start: datetime) -> list[Publication]:
        """What is published within one step, each page's versions in order."""
        out: list[Publication] = []
        for _ in range(int(self._chance.expovariate(1 / EVENTS_A_STEP) + 0.5)):
            out += self._start(start)
        for event in [one for one in self._events if one.due and one.due <= start]:
            out += self._turn(event, start)
        changed = {one.url for one in out}
        # What a page said within this step is to be seen: no other edit takes the text before it up again.
        out += [one for one in self._noise(start) if one.url not in changed] + self._live_blogs(start)
        if self._steps % 4 == 0:
            out += self._bulletin(start)
        if self._steps % 28 == 24:
            out += self._round_ups(start)
        self._steps += 1
        for one in out:
            self._told_by[one.outlet].append(one)
        return sorted(out, key=lambda one: one.at)

    def _start(self, start: datetime) -> list[Publication]:
        kind = self._chance.choice(KINDS)
        place = self._chance.choice(self.watched if self._chance.random() < 0.5 else self._places)
        event = Event(kind, self._facts(place, start), self._chance.choice(self.outlets), place in self.watched)
        if kind.turns:
            event.due = start + timedelta(hours=self._chance.choice((12, 24, 48, 72)))
            self._events.append(event)
        elif kind.series and self._chance.random() < 0.5:
            event.due = start + timedelta(days=self._chance.choice((2, 3, 7)))
            self._events.append(event)
        return self._told(event, kind.starts, start, "report")

    def _turn(self, event: Event, start: datetime) -> list[Publication]:
        event.due = None
        if event.kind.series:
            kept = {name: event.facts[name] for name in ("place", "n")}
            event.facts = {**self._facts(kept["place"], start), **kept}
            return self._told(event, event.kind.starts, start, "turn")
        event.facts = {**event.facts, "day": _day(start)}
        leads = event.kind.turns[event.turn]
        event.turn += 1
        before = event.last
        if before is not None and self._chance.random() < 0.4:
            lead, key = self._lead(leads, event.facts)
            number = self._told_by_lead(lead, event, start)
            edit = replace(
                before, at=self._time(start), title=_headline(lead), paragraphs=(lead, *before.paragraphs[1:]),
                carries={number: key}, made="edit",
            )  # fmt: skip
            return [edit, *self._spread(edit, leads, event, start)]
        return self._told(event, leads, start, "turn")

    def _told(self, event: Event, leads: tuple[str, ...], start: datetime, made: str) -> list[Publication]:
        lead, key = self._lead(leads, event.facts)
        number = self._told_by_lead(lead, event, start)
        paragraphs = (lead, *self._body(event.kind, event.facts))
        first = self._publication(start, event.outlet, _headline(lead), paragraphs, carries={number: key}, made=made)
        event.last = first
        return [first, *self._spread(first, leads, event, start)]

    def _spread(self, first: Publication, leads: tuple[str, ...], event: Event, start: datetime) -> list[Publication]:
        """Who prints it too, in its words or in their own, and who wraps it up without news."""
        out: list[Publication] = []
        others = [one for one in self.outlets if one != first.outlet]
        for outlet in self._chance.sample(others, self._chance.choice((0, 0, 1, 2, 3))):
            lead, *rest = first.paragraphs
            dateline = self._chance.choice(("", f"{event.facts['place'].upper()} (Reuters) - "))
            title = first.title if self._chance.random() < 0.5 else f"{first.title}: reports"
            kept = rest if self._chance.random() < 0.7 else rest[:-1]
            text = (dateline + lead, *kept, self._promotion())
            out.append(self._publication(start, outlet, title, text, carries=first.carries, made="reprint"))
        if len(leads) > 1 and self._chance.random() < 0.25:
            outlet = self._chance.choice(others)
            number = next(iter(first.carries))
            other_leads = [one for one in leads if self._fill(one, event.facts)[0] != first.paragraphs[0]]
            lead, key = self._lead(tuple(other_leads), event.facts)
            text = (lead, *self._body(event.kind, event.facts))
            out.append(self._publication(start, outlet, _headline(lead), text, carries={number: key}, made="retelling"))
        if self._chance.random() < 0.1:
            wrap = self._chance.choice(("UPDATE 2-", "WRAPUP 3-", "UPDATE 1-"))
            text = (*first.paragraphs, self._fill(self._chance.choice(UNWATCHED_LINES), {})[0])
            out.append(
                self._publication(start, first.outlet, wrap + first.title, text, carries=first.carries, made="wrap")
            )
        return out

    def _noise(self, start: datetime) -> list[Publication]:
        """Edits that say nothing."""
        recent = [
            one for group in self._told_by.values() for one in group[-6:] if one.made in ("report", "turn", "edit")
        ]
        pages = {one.url: one for one in sorted(recent, key=lambda one: one.at)}
        young = [one for one in pages.values() if start - one.at < timedelta(days=2)]
        out = []
        for one in self._chance.sample(young, min(2, len(young))):
            change = self._chance.choice((self._stamp, self._promoted, self._reordered, self._slip))
            out.append(replace(change(one), at=self._time(start), made="noise", carries={}))
        return out

    def _stamp(self, one: Publication) -> Publication:
        stamp = f"Updated {self._chance.randint(7, 22)}.{self._chance.randint(10, 59)}, {self._number(2, 90)} comments."
        return replace(one, paragraphs=(*[text for text in one.paragraphs if not text.startswith("Updated ")], stamp))

    def _promoted(self, one: Publication) -> Publication:
        return replace(one, paragraphs=(*one.paragraphs, self._promotion()))

    def _reordered(self, one: Publication) -> Publication:
        lead, *rest = one.paragraphs
        self._chance.shuffle(rest)
        return replace(one, paragraphs=(lead, *rest))

    def _slip(self, one: Publication) -> Publication:
        lead, *rest = one.paragraphs
        return replace(one, paragraphs=(lead.replace("people", "poeple").replace(" said", " siad"), *rest))

    def _live_blogs(self, start: datetime) -> list[Publication]:
        """One page each that grows at its top; some of what comes is watched."""
        out = []
        for outlet, page in list(self._live.items()):
            line, carries = self._live_line(start)
            count = len(page.paragraphs)
            grown = replace(
                page, at=self._time(start), title=f"{page.title.split(': update')[0]}: update {count}",
                paragraphs=(line, *page.paragraphs), carries=carries,
            )  # fmt: skip
            out.append(grown)
            self._live[outlet] = grown
            if count > 12:
                del self._live[outlet]
        if len(self._live) < 2 and self._chance.random() < 0.3:
            outlet = self._chance.choice([one for one in self.outlets if one not in self._live])
            line, carries = self._live_line(start)
            title = f"Live: the {self._chance.choice(self._rivers)} valley today"
            page = self._publication(start, outlet, title, (line,), carries=carries, made="live", mixed=True)
            self._live[outlet] = page
            out.append(page)
        return out

    def _live_line(self, start: datetime) -> tuple[str, dict[int, str]]:
        if self._chance.random() < 0.6:
            return self._chance.choice(UNWATCHED_LINES), {}
        return self._mini(start)

    def _mini(self, start: datetime) -> tuple[str, dict[int, str]]:
        """A sentence that only one page has."""
        facts = self._facts(self._chance.choice(self.watched), start)
        line, key = self._lead(MINI, facts)
        return line, {self._development(watched=True): key}

    def _bulletin(self, start: datetime) -> list[Publication]:
        """A warning of the weather office, always of one form."""
        place, hazard = self._chance.choice(self._places), self._chance.choice(HAZARDS)
        facts = {"place": place, "hazard": hazard, "Hazard": hazard.capitalize(), "day": _day(start)}
        line, key = self._lead(BULLETINS, facts)
        carries = {self._development(place in self.watched): key}
        title = f"{facts['Hazard']} warning for {place}"
        return [
            self._publication(start, self.outlets[0], title, (line, BULLETIN_TAIL), carries=carries, made="bulletin")
        ]

    def _round_ups(self, start: datetime) -> list[Publication]:
        """Columns of what an outlet told in its week; one in two has a line of its own beside that."""
        out = []
        for outlet in self.outlets[1:6]:
            week = [one for one in self._told_by[outlet] if one.made in ("report", "turn")][-5:]
            lines = [one.paragraphs[0] for one in week if start - one.at < timedelta(days=6)]
            carries: dict[int, str] = {}
            if self._chance.random() < 0.5:
                line, carries = self._mini(start)
                lines.insert(len(lines) // 2, line)
            if lines:
                text = ("What our readers should know of these seven days.", *lines, "Have a good week.")
                title = f"The week in brief, {start:%d %B}"
                out.append(self._publication(start, outlet, title, text, carries=carries, made="round-up", mixed=True))
        return out

    def _publication(
        self, start: datetime, outlet: str, title: str, paragraphs: tuple[str, ...], **rest: object
    ) -> Publication:
        slug = f"{self._chance.randrange(10**9):09d}-{re.sub(r'[^a-z0-9]+', '-', title.lower())[:40]}"
        return Publication(self._time(start), outlet, slug, title, paragraphs, **rest)  # type: ignore[arg-type]

    def _body(self, kind: Kind, facts: dict[str, str]) -> list[str]:
        """Details and colour, without figures: these would be facts of their own that not every retelling has."""
        chosen = self._chance.sample(kind.details, 2) + self._chance.sample(COLOUR, 3)
        vague = {"k": self._chance.choice(VAGUE), "n": self._chance.choice(VAGUE)}
        return [self._fill(one, {**self._facts("", None), **facts, **vague})[0] for one in chosen]

    def _facts(self, place: str, at: datetime | None) -> dict[str, str]:
        n = self._chance.randint(3, 60)
        return {
            "place": place,
            "day": _day(at) if at else "",
            "n": str(n),
            "m": str(n + self._chance.randint(2, 9)),
            "k": self._number(2, 40),
            "building": self._chance.choice(BUILDINGS),
            "road": f"{self._chance.choice(self._rivers)} road",
            "river": self._chance.choice(self._rivers),
            "street": f"{self._name()} Street",
            "other": self._name(),
            "firm": f"{self._name()} Holding",
            "person": f"{self._name()} {self._name()}",
            "other_person": f"{self._name()} {self._name()}",
        }

    def _lead(self, leads: tuple[str, ...], facts: dict[str, str]) -> tuple[str, str]:
        return self._fill(self._chance.choice(leads), facts)

    @staticmethod
    def _fill(template: str, facts: dict[str, str]) -> tuple[str, str]:
        text, _, key = template.partition("|")
        return text.format(**facts), key.format(**facts)

    def _promotion(self) -> str:
        return self._chance.choice(PROMOTIONS).format(k=self._number(2, 12), n=self._number(20, 900))

    def _told_by_lead(self, lead: str, event: Event, start: datetime) -> int:
        """The development that a lead tells: two events of one town on one day may come to the very same sentence.

        No reader could tell that the second was told to him, or that it was not.
        """
        number, at = self._said.get(lead, (-1, start))
        if number < 0 or start - at >= ONE_SENTENCE:
            number = self._development(event.watched)
            self._said[lead] = number, start
        return number

    def _development(self, watched: bool) -> int:
        number = len(self.developments)
        self.developments[number] = watched
        return number

    def _name(self) -> str:
        while True:
            name = "".join(self._chance.choice(_SOUNDS) for _ in range(3)) + self._chance.choice("lnrst")
            if name not in self._names:
                self._names.add(name)
                return name.capitalize()

    def _number(self, low: int, high: int) -> str:
        return str(self._chance.randint(low, high))

    def _time(self, start: datetime) -> datetime:
        return start + timedelta(minutes=self._chance.randint(1, 300))


def _day(at: datetime) -> str:
    return f"{at:%A}"


def _headline(lead: str) -> str:
    """The lead without its source and its last words."""
    words = re.split(r", (?:the|according|officials|rescuers|hospitals|doctors|residents|a local|it|both)\b", lead)[0]
    return words.rstrip(".")
