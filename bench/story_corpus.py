"""A newsroom that makes up articles: events told, retold, copied and cut, in words as common as real ones are."""

from __future__ import annotations

import math
import random
from bisect import bisect
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

_SYLLABLES = (
    "ba da fa ga ha ka la ma na ra sa ta za bo do fo go ko lo mo no ro so to bi di fi ki li mi ni ri si ti en or"
)
_SMALL = (
    "the of to and a in that for on was with as by at from it is has had be he his were which an not but are who they "
    "after been have this their its said will one or would more when two also about than into there last other over"
)
VOCABULARY, PHRASES, PERSONS, PLACES, DOMAINS = 30_000, 100_000, 6_000, 3_000, 150
SAYINGS, _SAYING_ODDS = 1_000, 0.008
"""Longer phrases that all newsrooms use, and how many of a text's phrases are such ones.

With these figures two texts on two events have 0.2 % of their runs of three words in common, and one pair in 90 a run
of five, as it was measured on news texts (`docs/measurements.md`).
"""
_DOMAIN_WORDS, _EVENT_WORDS, _EVENT_PAIRS = 800, 20, 10
LASTING = 8_000
"""Articles within which an event is told again."""
KINDS = {
    "first": 0.30,
    "retold": 0.35,
    "reprint": 0.14,
    "shortened": 0.08,
    "extended": 0.05,
    "noisy": 0.03,
    "own": 0.05,
}
"""What an article is of its event; `own` stands for events that are told once."""


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: its words, names and figures; told around `number`."""

    number: int
    words: tuple[str, ...]
    names: tuple[str, ...]
    figures: tuple[str, ...]
    topics: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """One article. `event` is what a perfect grouping would find, `kind` one of `KINDS`."""

    title: str
    text: str
    event: int
    kind: str
    topics: tuple[str, ...]


class Newsroom:
    """Articles in the order in which they appear; the same for the same seed."""

    def __init__(self, seed: int = 1) -> None:
        self._chance = chance = random.Random(seed)
        self._words = _Pool(chance, [*_SMALL.split(), *_made_words(chance, VOCABULARY)], 1.0)
        phrases = [" ".join(self._words.draw(chance.choice((2, 2, 3, 3, 4)))) for _ in range(PHRASES)]
        self._phrases = _Pool(chance, phrases, 0.6)
        self._sayings = _Pool(chance, [" ".join(self._words.draw(6)) for _ in range(SAYINGS)], 1.0)
        given = [word.capitalize() for word in _made_words(chance, 400)]
        persons = [f"{chance.choice(given)} {word.capitalize()}" for word in _made_words(chance, PERSONS)]
        self._persons = _Pool(chance, persons, 0.8)
        self._places = _Pool(chance, [word.capitalize() for word in _made_words(chance, PLACES)], 0.9)
        small = frozenset(_SMALL.split())
        self._domains = [
            [word for word in self._words.draw(_DOMAIN_WORDS) if word not in small] for _ in range(DOMAINS)
        ]
        self._open: list[tuple[Event, list[Made]]] = []
        self._events = 0

    def articles(self, count: int, lasting: int = LASTING) -> Iterator[Made]:
        """`count` articles; an event is told again within the `lasting` articles after its first."""
        chance = self._chance
        kinds, odds = list(KINDS), list(KINDS.values())
        most = max(1, int(lasting * (KINDS["first"] + KINDS["own"])))
        for _ in range(count):
            (kind,) = chance.choices(kinds, odds)
            if kind in ("first", "own") or not self._open:
                made = self._tell(self._begun(), kind)
                if kind == "first":
                    self._open.append((self._last, [made]))
                    del self._open[:-most]
            else:
                # The younger an event, the more is written on it.
                place = min(int(chance.expovariate(4 / len(self._open))), len(self._open) - 1)
                event, told = self._open[-1 - place]
                made = self._again(event, told, kind)
                if kind == "retold":
                    told.append(made)
            yield made

    def _begun(self) -> Event:
        chance = self._chance
        domain = chance.choice(self._domains)
        places = self._places.draw(2)
        self._events += 1
        self._last = Event(
            number=self._events,
            words=(
                *chance.sample(domain, _EVENT_WORDS),
                *(" ".join(chance.sample(domain, 2)) for _ in range(_EVENT_PAIRS)),
            ),
            names=(*places, *self._persons.draw(4)),
            figures=tuple(str(chance.randint(2, 900)) for _ in range(4)),
            topics=(f"bench/{places[0]}",) if chance.random() < 0.1 else (),
        )
        return self._last

    def _tell(self, event: Event, kind: str) -> Made:
        length = min(1_500, max(60, int(self._chance.lognormvariate(math.log(360), 0.5))))
        words = 0
        lines, line = [], []
        while words < length:
            sentence = self._sentence(event, lead=words < 60)
            words += len(sentence)
            shown = " ".join(sentence)
            line.append(shown[0].upper() + shown[1:])
            if len(line) == 3:
                lines.append(". ".join(line) + ".")
                line = []
        lines.append(". ".join(line) + "." if line else "")
        title = " ".join(self._sentence(event, lead=True)[:9])
        return Made(title, "\n".join(lines).strip(), event.number, kind, event.topics)

    def _sentence(self, event: Event, *, lead: bool) -> list[str]:
        chance = self._chance
        parts: list[str] = []
        for _ in range(chance.randint(4, 9)):
            part = chance.random()
            if part < (0.30 if lead else 0.15):
                parts.append(chance.choice(event.names))
            elif part < (0.64 if lead else 0.38):
                parts += (*self._words.draw(1), chance.choice(event.words))
            elif part < (0.70 if lead else 0.40):
                parts.append(chance.choice(event.figures))
            else:
                pool = self._sayings if chance.random() < _SAYING_ODDS else self._phrases
                parts += pool.draw(1)[0].split()
        return parts

    def _again(self, event: Event, told: Sequence[Made], kind: str) -> Made:
        chance = self._chance
        if kind == "retold":
            return self._tell(event, kind)
        source = chance.choice(told)
        lines = source.text.split("\n")
        if kind == "shortened":
            text = "\n".join(lines[: max(1, len(lines) // 2)])
        elif kind == "extended":
            text = source.text + "\n" + self._tell(event, kind).text
        elif kind == "noisy":
            text = " ".join(
                self._words.draw(1)[0] if chance.random() < 0.08 else word for word in source.text.split(" ")
            )
        else:
            text = source.text
        title = source.title if chance.random() < 0.5 else " ".join(self._sentence(event, lead=True)[:9])
        return Made(title, text, event.number, kind, event.topics)


class _Pool:
    """Items drawn with Zipf's law: the n-th is drawn in proportion to 1 / n ** power."""

    def __init__(self, chance: random.Random, items: Sequence[str], power: float) -> None:
        self._items, self._random = items, chance.random
        self._odds = list(accumulate(1 / (rank + 2) ** power for rank in range(len(items))))

    def draw(self, count: int) -> list[str]:
        odds, total, draw = self._odds, self._odds[-1], self._random
        return [self._items[bisect(odds, draw() * total)] for _ in range(count)]


def _made_words(chance: random.Random, count: int) -> list[str]:
    syllables = _SYLLABLES.split()
    words: dict[str, None] = {}
    while len(words) < count:
        words["".join(chance.choices(syllables, k=chance.choice((2, 2, 3, 3, 4))))] = None
    return list(words)
