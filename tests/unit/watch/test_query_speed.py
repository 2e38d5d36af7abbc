"""Rules stay linear: work is counted, not timed, wherever it can be; a product of hits could not end at all."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest

from monitor.model.watch import MatchText, Topic, Verdict, Watchlist
from monitor.watch import compile_watchlists
from monitor.watch.query.evaluate import Facts, Spot, holds
from monitor.watch.query.explain import why, why_not
from monitor.watch.query.parser import parse_query
from monitor.watch.query.tree import Leaf
from tests.growth import TIMES, cpu_grows_linearly

MakeTopic = Callable[..., Topic]
MakeWatchlist = Callable[..., Watchlist]

QUERIES = [
    "NEAR/100(here, there)",
    "NEAR/5(NEAR/100/doc(here, there), NEAR/100/doc(there, here))",
    "BEFORE/9(BEFORE/9(BEFORE/9(here, there), here), there)",
    "NEAR/100/doc(" * 4 + "here" + ", there)" * 4,
    "NEAR/1/doc(here, here)",
    "sentence:(here AND NOT there AND NOT NEAR/3(here, here))",
    "sentence:(" + " OR ".join(f"(here AND nowhere{at})" for at in range(20)) + ")",
    "min:1000(here OR there OR NEAR/9(here, there))",
    "sentence:score:9(here^3, there^3, min:2 here^4)",
    "lead:(here AND there)",
]


class Asked(Sequence[int]):
    """Where sentences start, counting how often one is looked for."""

    def __init__(self, starts: range, asked: list[int]) -> None:
        self._starts, self._asked = starts, asked

    def __len__(self) -> int:
        self._asked[0] += 1
        return len(self._starts)

    def __getitem__(self, at: int) -> int:
        return self._starts[at]


def facts(count: int, words: int, asked: list[int]) -> Facts:
    """`count` places each of "here" and "there" in sentences of so many words; `asked` counts looks at sentences."""

    def spots(leaf: Leaf) -> Sequence[Spot]:
        first = {"here": 0, "there": 7}.get(getattr(leaf, "text", ""))
        return [] if first is None else [(1, 10 * at + first, 10 * at + first) for at in range(count)]

    return Facts(
        spots=spots,
        sentence_starts=lambda _: Asked(range(words, 10 * count + words + 1, words), asked),
        lies_in=lambda _, spot: spot[1] < 3 * words,
        surface=lambda spot: f"word {spot[1]}",
    )


@pytest.mark.parametrize("query", QUERIES, ids=[query[:40] for query in QUERIES])
@pytest.mark.parametrize("words", [10, 10_000_000], ids=["many sentences", "one sentence"])
def test_ten_times_the_hits_are_ten_times_the_work(query: str, words: int) -> None:
    def work(count: int) -> int:
        asked = [0]
        known = facts(count, words, asked)
        parsed = parse_query(query)
        (why if holds(parsed, known) else why_not)(parsed, known)
        return asked[0]

    assert work(3_000) <= 10 * work(300) + 1_000


@pytest.mark.parametrize("query", QUERIES, ids=[query[:40] for query in QUERIES])
def test_fifty_thousand_hits_are_no_stall(query: str) -> None:
    """Every pair of them would be 600 million."""
    parsed = parse_query(query)

    def work(count: int) -> Callable[[], object]:
        known = facts(count, 1_000, [0])
        return lambda: holds(parsed, known)

    assert cpu_grows_linearly(work, 25_000 // TIMES)


def test_a_megabyte_of_near_is_no_stall(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    """Each spelling of a name counts on its own, so that no limit on one spelling hides the cost."""
    names = [f"Tanf{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"]
    rules = ("NEAR/100(@tanf, convoy)", "BEFORE/100(NEAR/9(@tanf, @tanf), NEAR/100/doc(@tanf, convoy))", "min:99 @tanf")
    listed = watchlist(topic("tanf", *(f'"{name}"!' for name in names)), rules=rules)
    matcher = compile_watchlists([listed])

    def work(count: int) -> Callable[[], object]:
        text = MatchText(title="", text=" ".join(names[at % 26] + " convoy" for at in range(count)))
        return lambda: verdicts.extend(matcher.match(text).verdicts)

    verdicts: list[Verdict] = []
    assert cpu_grows_linearly(work, 80_000 // TIMES)
    assert {verdict.rules for verdict in verdicts} == {("rule1", "rule2", "rule3")}
