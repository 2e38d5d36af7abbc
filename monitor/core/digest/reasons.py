"""Why a story is in a digest: the whole chain for the record, and what of it a reader cannot see for himself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Protocol

from monitor.core.text import words_of
from monitor.model.watch import Hit, Verdict

Names = Mapping[tuple[str, str], str]
"""(watchlist, topic) to the topic's name."""


class Alerted(Protocol):
    """An alert, as far as reasons need it."""

    @property
    def watchlist(self) -> str:
        """Its id."""
        ...

    @property
    def verdict(self) -> Verdict:
        """What its watchlist said."""
        ...

    @property
    def hits(self) -> Sequence[Hit]:
        """What was met."""
        ...


MAX_REASONS = 3
_CONTEXT = re.compile(r"near '[^']*'")


def chain(alert: Alerted, names: Names) -> str:
    """The rules that held, then how the first topics were recognised.

    The words are the matcher's own, so they can be checked against `monitor match`.
    """
    reasons = []
    for topic in alert.verdict.topics[:MAX_REASONS]:
        first = next((hit for hit in alert.hits if hit.topic == topic), None)
        if first is not None:
            name = names[alert.watchlist, topic]
            known = "" if first.surface.casefold() == name.casefold() else f"{first.surface} = {name}: "
            reasons.append(f"{known}{first.reason}")
    more = len(alert.verdict.topics) - len(reasons)
    tail = f"and {more} more topics" if more > 0 else ""
    return "; ".join(part for part in (_rules(alert), *reasons, tail) if part)


def not_plain(alert: Alerted, names: Names) -> str:
    """What decided and does not show by itself: a rule, a name in other words or letters, what stood near it.

    `rule border/handover; البوكمال = Albu Kamal; al-Heri near 'Albu Kamal'`; "" where each topic stands by its name.
    """
    found = []
    for topic in alert.verdict.topics:
        first = next((hit for hit in alert.hits if hit.topic == topic), None)
        if first is not None and (said := _recognised(first, names[alert.watchlist, topic])):
            found.append(said)
    more = f"and {len(found) - MAX_REASONS} more" if len(found) > MAX_REASONS else ""
    return "; ".join(part for part in (_rules(alert), *found[:MAX_REASONS], more) if part)


def _rules(alert: Alerted) -> str:
    return ", ".join(f"rule {alert.watchlist}/{rule}" for rule in alert.verdict.rules)


def _recognised(hit: Hit, name: str) -> str:
    context = _CONTEXT.search(hit.reason)
    said = f"{hit.surface} = {name}" if _other_form(hit.surface, name) else name if context else ""
    return f"{said} {context.group()}" if context else said


def _other_form(surface: str, name: str) -> bool:
    """Whether a reader of one would not see the other in it: neither holds all words of the other."""
    met, known = _folded(surface), _folded(name)
    return bool(met) and bool(known) and not (met <= known or known <= met)


def _folded(text: str) -> frozenset[str]:
    return frozenset(word.casefold() for word in words_of(text))
