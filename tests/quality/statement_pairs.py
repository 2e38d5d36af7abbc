"""Authored pairs of texts: an earlier one, and a later one that brings news or does not.

One JSON object a line in `data/statements.jsonl`:

* `id`, `lang`, `kind` (what was done to the text), `speaks` (whether readers must be told);
* `watch`: the watched name as a watchlist would write it;
* `address`: `same` (the later text is an edit) or `other`; `publisher`: `same` or `other`; `hours` between the two;
* `earlier`, `later`: title (may be empty) and text.

All names are invented. Half of the pairs, chosen by a hash of the id, is held out: rules are never tuned on it. The
pairs of `data/statements-late.jsonl` were written when the rules stood, and looked at once. Those of
`data/statements-weak.jsonl` are of the kinds that came out worst, half of them held out in the same way. Those of
`data/statements-kinds.jsonl` are of kinds that the rules lacked (how certain, on what condition, until when, in which
words), written before the rules for them; their ids begin with the batch.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from monitor.model.ids import Priority
from monitor.model.watch import Kind, MatchText, Name, Topic, Watchlist
from monitor.watch import Matcher, compile_watchlists

DATA = Path(__file__).parent / "data"
LANGUAGES = ("en", "fr", "de", "es", "ru", "tr", "ar", "fa", "he")


@dataclass(frozen=True, kw_only=True)
class Pair:
    """One line of the file."""

    id: str
    lang: str
    kind: str
    speaks: bool
    watch: str
    address: str
    publisher: str
    hours: int
    earlier: tuple[str, str]
    later: tuple[str, str]

    @property
    def held(self) -> bool:
        """Whether the pair belongs to the half that nothing is tuned on."""
        return bool(hashlib.sha256(self.id.encode()).digest()[0] % 2)


@cache
def pairs() -> tuple[Pair, ...]:
    """The pairs of both halves, in the order of the file."""
    return _read("statements.jsonl")


@cache
def late() -> tuple[Pair, ...]:
    """The pairs that were written last."""
    return _read("statements-late.jsonl")


@cache
def weak() -> tuple[Pair, ...]:
    """Pairs of the kinds that came out worst, written when those were taken in hand; half of them held out."""
    return _read("statements-weak.jsonl")


@cache
def kinds() -> tuple[Pair, ...]:
    """Pairs of the kinds that the rules lacked when these were written."""
    return _read("statements-kinds.jsonl")


def half(*, held: bool) -> list[Pair]:
    """The pairs of one half."""
    return [pair for pair in pairs() if pair.held is held]


def surfaces(pair: Pair, title: str, text: str) -> tuple[str, ...]:
    """The watched name as the project's matcher finds it in a text, in order, each surface once."""
    hits = _matcher().match(MatchText(title=title, text=text, language=pair.lang)).hits
    return tuple(dict.fromkeys(hit.surface for hit in hits if hit.topic == pair.id))


@cache
def _matcher() -> Matcher:
    topics = tuple(
        Topic(id=pair.id, name=pair.watch, kind=Kind.THING, names=(Name(text=pair.watch),))
        for pair in (*pairs(), *late(), *weak(), *kinds())
    )
    return compile_watchlists([Watchlist(id="pairs", title="Pairs", priority=Priority.NORMAL, topics=topics)])


def _read(name: str) -> tuple[Pair, ...]:
    return tuple(_pair(json.loads(line)) for line in (DATA / name).read_text(encoding="utf-8").splitlines())


def _pair(row: dict) -> Pair:
    return Pair(**{**row, "earlier": tuple(row["earlier"]), "later": tuple(row["later"])})
