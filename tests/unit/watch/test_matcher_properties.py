"""What holds for any watchlist and any text."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.ids import Priority
from monitor.model.watch import Condition, Field, Kind, MatchResult, MatchText, Name, Rule, Topic, Watchlist
from monitor.watch import compile_watchlists
from monitor.watch.lexicon.scan import MOST_ENTRIES
from monitor.watch.lexicon.trie import Found, View
from monitor.watch.lexicon.word_memory import MOST_WORDS
from monitor.watch.match.compile import Compiler
from monitor.watch.match.verdicts import MOST_HITS
from monitor.watch.text.match_kinds import Reading
from tests.growth import TIMES, cpu_grows_linearly

NAMES = (
    "Albu Kamal",
    "Kata'ib Hezbollah",
    "Hezbollah",
    "=IRGC",
    "Deir ez-Zor",
    "(Qasem) Soleimani",
    "القائم",
    "سپاه پاسداران",
    "Путин",
    "רמת הגולן",
    "Fourth Division",
    '"Fifth Corps"!',
    "al al al",
)
PIECES = st.sampled_from(
    (
        *NAMES,
        *" ".join(NAMES).split(),
        "al",
        "el-",
        ".",
        "'",
        "’s",
        "-",
        "<b>",
        "&amp;",
        "base",
        "Syria",
        "و",
        "ב",
        "ом",
        "Ti",
        " ",
        "\n",
        "\u200b",
    )
)
TEXTS = st.one_of(st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES, max_size=25).map("".join), st.text())


def watchlist(names: tuple[str, ...]) -> Watchlist:
    return Watchlist(
        id="w",
        title="W",
        priority=Priority.NORMAL,
        topics=tuple(
            Topic(
                id=f"t{NAMES.index(name)}",
                name=name,
                kind=Kind.THING,
                names=(Name(text=name),),
                requires=Condition(words=("base", "Syria")) if name == "Fourth Division" else None,
            )
            for name in names
        ),
        rules=(Rule(id="r", query="@t0 AND NOT base OR NEAR/3(@t1, @t2)"),) if set(NAMES[:3]) <= set(names) else (),
    )


MATCHER = compile_watchlists([watchlist(NAMES)])


def as_text(text: str) -> MatchText:
    return MatchText(title="", text=text)


@settings(deadline=None)
@given(title=TEXTS, text=TEXTS, language=st.sampled_from(["", "en", "de", "xx-Latn", "fa"]))
def test_any_text_is_answered_and_every_span_reproduces_its_surface(title: str, text: str, language: str) -> None:
    result = MATCHER.match(MatchText(title=title, text=text, language=language))
    for hit in (*result.hits, *result.near):
        original = title if hit.field is Field.TITLE else text
        assert original[hit.start : hit.end] == hit.surface
        assert hit.surface


@settings(deadline=None)
@given(TEXTS)
def test_the_same_question_gets_the_same_answer(text: str) -> None:
    assert MATCHER.match(as_text(text)) == compile_watchlists([watchlist(NAMES)]).match(as_text(text))


@settings(deadline=None)
@given(text=TEXTS, order=st.permutations(NAMES))
def test_the_order_of_topics_changes_nothing_but_the_order_of_equals(text: str, order: list[str]) -> None:
    def plain(result: MatchResult) -> set[object]:
        return {*result.hits, *result.near, *((verdict.fires, verdict.topics) for verdict in result.verdicts)}

    assert plain(MATCHER.match(as_text(text))) == plain(
        compile_watchlists([watchlist(tuple(order))]).match(as_text(text))
    )


def brute_force(sequences: list[tuple[tuple[int, ...], int]], view: View, size: int, article: int | None) -> set[Found]:
    """Every sequence tried from every word, left to right: what the triggers must not lose."""
    return {
        Found(payload, start, last, how)
        for tokens, payload in sequences
        for start in range(size)
        for last, how in readings_from(tokens, start, view, article)
    }


def readings_from(
    tokens: tuple[int, ...], at: int, view: View, article: int | None
) -> list[tuple[int, tuple[Reading, ...]]]:
    """Every way to read `tokens` from position `at` on: last position and readings."""
    found: list[tuple[int, tuple[Reading, ...]]] = []
    for reading in view.readings(at):
        if reading.token != tokens[0]:
            continue
        if len(tokens) == 1:
            found.append((at, (reading,)))
            continue
        for there in next_positions(at, view, skipping=article not in tokens[:2]):
            found += [(last, (reading, *how)) for last, how in readings_from(tokens[1:], there, view, article)]
    return found


def next_positions(at: int, view: View, *, skipping: bool) -> list[int]:
    if not view.passable(at, at + 1):
        return []
    beyond = skipping and view.skippable(at + 1) and view.passable(at + 1, at + 2)
    return [at + 1, at + 2] if beyond else [at + 1]


WORDS = st.sampled_from(["al", "base", "Abu", "Kamal", "Zor", "Ali", "Deir"])


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(WORDS, min_size=1, max_size=5), min_size=1, max_size=6), st.lists(WORDS, max_size=14))
def test_triggers_lose_nothing(names: list[list[str]], words: list[str]) -> None:
    duel = Duel([" ".join(name) for name in names])
    assert duel.by_triggers(words) == duel.by_force(words)


class Duel:
    """The trie against trying everything."""

    def __init__(self, names: list[str]) -> None:
        self.compiler = Compiler()
        topics = tuple(
            Topic(id=f"t{index}", name=name, kind=Kind.THING, names=(Name(text=name),))
            for index, name in enumerate(names)
        )
        listed = Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=topics)
        self.compiled = self.compiler.compiled([listed])

    def view(self, words: list[str]) -> View:
        readings = [self.compiled.lexicon.read(word) for word in words]
        return View(
            lambda at: readings[at] if 0 <= at < len(words) else (),
            lambda before, after: before >= 0 and after < len(words),
            lambda at: 0 <= at < len(words) and words[at] == "al",
            lambda _: False,
        )

    def by_triggers(self, words: list[str]) -> set[Found]:
        view = self.view(words)
        return {found for at in range(len(words)) for found in self.compiled.names.walk(at, view)}

    def by_force(self, words: list[str]) -> set[Found]:
        sequences = list(dict.fromkeys(self.compiler.sequences))
        return brute_force(sequences, self.view(words), len(words), self.compiled.lexicon.article)


def test_many_threads_get_one_answer() -> None:
    text = as_text("Kataib Hezbollah in Albu Kamal; القائم; Путиным; " + " ".join(NAMES))
    matcher = compile_watchlists([watchlist(NAMES)])
    answers: list[MatchResult] = []
    threads = [threading.Thread(target=lambda: answers.append(matcher.match(text))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert answers == [MATCHER.match(text)] * 8


def test_a_full_memory_changes_nothing() -> None:
    matcher = compile_watchlists([watchlist(NAMES)])
    matcher.match(MatchText(title="", text=" ".join(f"w{index}" for index in range(MOST_WORDS + 1)), language="en"))
    text = MatchText(title="", text="in Albu Kamal", language="en")
    assert matcher.match(text) == MATCHER.match(text)


MEGABYTE = 1_000_000
HOSTILE = {
    "one name": "Hezbollah ",
    "one article": "al-",
    "half a name": "Deir ez-",
    "name of one word": "al ",
    "one endless word": "a",
    "tags that never close": "< ",
    "entities": "&amp;",
    "marks": "a\u0301",
    "apostrophes": "'",
    "acronyms with dots": "I.R.G.C.",
    "near misses": "Fourth Division ",
    "empty lines": "\n",
    "full stops": "A. ",
    "wrong encoding": "â€™",
}


@pytest.mark.parametrize("piece", HOSTILE.values(), ids=HOSTILE)
def test_a_megabyte_of_malice_is_no_stall(piece: str) -> None:
    def work(length: int) -> Callable[[], object]:
        text = as_text(piece * (length // len(piece)))
        return lambda: results.append(MATCHER.match(text))

    results: list[MatchResult] = []
    assert cpu_grows_linearly(work, MEGABYTE // TIMES)
    assert all(max(len(result.hits), len(result.near)) <= MOST_HITS < MOST_ENTRIES for result in results)
