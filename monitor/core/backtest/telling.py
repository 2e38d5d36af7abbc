"""Of many articles the few that tell most of what an edit does: of every name and reason some, no headline twice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from monitor.model.archive.backtest import Effect, Example

MOST = 10
"""Examples of each effect."""
_MOST_KINDS = 500
"""Names and reasons of which examples are kept."""
_Kind = tuple[str, ...]


class Telling:
    """Keeps examples as they come; the first of a kind are as good as any."""

    def __init__(self) -> None:
        self._kept: dict[Effect, dict[_Kind, list[Example]]] = {effect: {} for effect in Effect}
        self._met: dict[Effect, Counter[_Kind]] = {effect: Counter() for effect in Effect}

    def wants(self, effect: Effect, kind: _Kind, title: str) -> bool:
        """Whether one more of that kind would be kept; counts it."""
        self._met[effect][kind] += 1
        kept = self._kept[effect]
        if kind not in kept:
            return len(kept) < _MOST_KINDS
        return len(kept[kind]) < MOST and all(title != one.title for one in kept[kind])

    def keep(self, effect: Effect, kind: _Kind, found: Example) -> None:
        """Keep one."""
        self._kept[effect].setdefault(kind, []).append(found)

    def best(self, effect: Effect) -> tuple[Example, ...]:
        """One of each kind, the most frequent kinds first, then a second of each, and so on."""
        found: list[Example] = []
        titles: set[str] = set()
        for one in self._in_turn(effect):
            if one.title not in titles:
                titles.add(one.title)
                found.append(one)
            if len(found) == MOST:
                break
        return tuple(found)

    def _in_turn(self, effect: Effect) -> Iterator[Example]:
        kept = self._kept[effect]
        kinds = sorted(kept, key=lambda kind: (-self._met[effect][kind], kind))
        for turn in range(MOST):
            for kind in kinds:
                yield from kept[kind][turn : turn + 1]
