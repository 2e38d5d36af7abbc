"""Names of towns with an ending, in 44 languages, from the plain name: how many alert, and that none is another town.

Written by us from general knowledge; at first sight 189 of 220.
"""

from __future__ import annotations

from pathlib import Path

from monitor.model.ids import Priority
from monitor.model.watch import Kind, MatchText, Name, Strength, Topic, Watchlist
from monitor.watch import compile_watchlists

ROWS = (Path(__file__).parent / "data" / "inflected-places.tsv").read_text(encoding="utf-8").splitlines()
FLOOR = 0.95


def test_towns_with_endings() -> None:
    pairs = [
        (language, name, form)
        for language, *words in (row.split("\t") for row in ROWS)
        for name, form in zip(words[::2], words[1::2], strict=True)
    ]
    topics = tuple(
        Topic(id=f"t{at}", name=name, kind=Kind.PLACE, names=(Name(text=name, language=language),))
        for at, (language, name, _) in enumerate(pairs)
    )
    matcher = compile_watchlists([Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=topics)])
    found, others = [], []
    for at, (language, _, form) in enumerate(pairs):
        result = matcher.match(MatchText(title="", text=f"2024 — {form} — 17.", language=language))
        strong = {hit.topic for hit in result.hits if hit.strength is Strength.STRONG}
        found.append(f"t{at}" in strong)
        others += [(language, form, pairs[int(topic[1:])][1]) for topic in strong - {f"t{at}"}]
    assert len(pairs) == 220
    assert sum(found) >= FLOOR * len(found), [pair for pair, met in zip(pairs, found, strict=True) if not met]
    assert not others
