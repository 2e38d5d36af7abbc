"""What a matcher keeps of the texts it has seen is bounded, and its work grows with the text, not faster."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterable, Sequence

import pytest

from monitor.model.ids import Priority
from monitor.model.watch import Kind, MatchText, Name, Topic, Watchlist
from monitor.watch import Matcher, compile_watchlists
from monitor.watch.lexicon.screening.neighbours import Neighbours
from monitor.watch.lexicon.word_memory import LONGEST_KEPT, MOST_WORDS, How, Memory, Met
from monitor.watch.match import entries
from monitor.watch.match import matcher as matching
from monitor.watch.match.compile import Compiler
from monitor.watch.sounds import row_of
from monitor.watch.text import Script
from monitor.watch.text.match_kinds import Reading, Way

NAMES = ("Albu Kamal", "Deir ez-Zor", "القائم", "Путин", "רמת הגולן", "Fifth Corps")


def matcher() -> Matcher:
    topics = tuple(
        Topic(id=f"t{n}", name=name, kind=Kind.THING, names=(Name(text=name),)) for n, name in enumerate(NAMES)
    )
    return compile_watchlists([Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=topics)])


class Counted:
    """A memory whose readings are counted."""

    def __init__(self) -> None:
        self.read: list[str] = []
        self.memory = Memory("en", How(self._read, lambda _: True, lambda _: False))

    def _read(self, words: Iterable[str], habit: str) -> Met:
        words = sorted(words)
        self.read += words
        return Met({word: (Reading(0, Way.EXACT),) for word in words if word.startswith("hot")})


def test_a_word_is_read_once() -> None:
    counted = Counted()
    for _ in range(3):
        counted.memory.learn(["cold", "hot", "cold"])
    assert counted.read == ["cold", "hot"]
    assert counted.memory.hot == {"hot"}
    assert set(counted.memory.readings) == {"hot"}


def test_endless_words_are_neither_read_nor_kept() -> None:
    counted = Counted()
    counted.memory.learn(["hot" * LONGEST_KEPT, "hot"])
    assert counted.read == ["hot"]


def test_memory_stays_flat_over_many_distinct_words() -> None:
    asked = matcher()
    sizes = []
    for start in range(0, 4 * MOST_WORDS, MOST_WORDS // 4):
        asked.match(
            MatchText(title="", text=" ".join(f"x{n}y" for n in range(start, start + MOST_WORDS // 4)), language="en")
        )
        sizes.append(sum(sys.getsizeof(part) for part in kept(asked)))
        assert all(len(part) <= MOST_WORDS * 5 // 4 for part in kept(asked))
    assert max(sizes) < 16_000_000, "bytes of the tables, words apart"
    assert min(sizes[4:]) < max(sizes[:4]), "it has started anew"


def kept(asked: Matcher) -> list[set[str] | dict[str, tuple[Reading, ...]]]:
    memory = asked._memories["en"]
    return [memory._known, memory.readings, memory.hot, memory.cues]


@pytest.mark.parametrize("text", ["Albu Kamal, {}. ", "قرب القائم {} ", "x{} y{} ", "al-{} Путиным "])
def test_work_grows_with_the_text_and_not_faster(text: str) -> None:
    """Counted in calls of Python functions, so that no other program on the machine can change the figure."""
    small, large = (calls(text, size) for size in (400, 1_600))
    assert large < small * 4.6


def calls(text: str, size: int) -> int:
    asked = matcher()
    words = "".join(text.replace("{}", f"w{n:05}") for n in range(size))
    asked.match(MatchText(title="", text="once, for what is made lazily: Albu Kamal", language="en"))
    counted = [0]

    def count(frame: object, event: str, argument: object) -> None:
        counted[0] += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        asked.match(MatchText(title="", text=words, language="en"))
    finally:
        sys.setprofile(before)
    return counted[0]


class Deferring:
    """Knows a name of two words, one of which is compared later."""

    neighbours = Neighbours([(0, 1)], None)
    deferred = frozenset({0})

    def read_more(self, word: str, habit: str, tokens: Iterable[int], known: Sequence[Reading]) -> tuple[Reading, ...]:
        return (*(Reading(token, Way.SCRIPT) for token in tokens), *known)


def test_what_another_thread_found_meanwhile_is_kept() -> None:
    """While one thread reads words another reads them too, and compares one of them beside its neighbour."""
    sure = {"first": (Reading(7, Way.EXACT),), "second": (Reading(1, Way.EXACT),)}
    words = ["first", "second"]

    def read(new: Iterable[str], habit: str) -> Met:
        if not others:
            others.append(True)
            memory.learn(words)
        return Met({word: sure[word] for word in new}, {word: row_of([0]) for word in new if word == "first"})

    others: list[bool] = []
    memory = Memory("en", How(read, lambda _: True, lambda _: False, Deferring()))
    memory.learn(words)
    assert {reading.token for reading in memory.readings["first"]} == {0, 7}


def test_what_a_long_list_needs_for_its_first_text_is_made_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "screen" not in vars(matcher()._compiled.lexicon)
    monkeypatch.setattr(matching, "_LONG", 1)
    asked = matcher()
    made = vars(asked._compiled.lexicon)["screen"]
    assert asked.match(MatchText(title="", text="Albu Kamal", language="en")).hits
    assert asked._compiled.lexicon.screen is made


def test_words_of_an_alphabet_are_not_held_up_for_how_a_name_sounds_in_the_other() -> None:
    javier = Topic(id="j", name="Javier", kind=Kind.THING, names=(Name(text="Javier Chandal"),))
    lexicon = compile_watchlists([Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=(javier,))]).lexicon
    sounding = lexicon.screen.sounding
    # Хавьер, which no Latin letters of the name say.
    assert "hvr" in sounding(Script.CYRILLIC)
    assert "hvr" not in sounding(Script.LATIN)
    assert lexicon.read("Хавьер")
    assert lexicon.read_all(["Хавьер"], "ru")


def test_threads_may_learn_at_once() -> None:
    asked = matcher()
    texts = [MatchText(title="", text=f"word{n} in Albu Kamal with Bukamal{n % 7}", language="en") for n in range(200)]
    alone = [matcher().match(text) for text in texts[:20]]
    answers: list[list[object]] = [[] for _ in range(6)]
    threads = [
        threading.Thread(target=lambda mine=mine: mine.extend(asked.match(text) for text in texts)) for mine in answers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert all(mine[:20] == alone for mine in answers)
    assert all(mine == answers[0] for mine in answers)


def test_what_words_begin_is_kept_within_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    text = MatchText(title="Putin", text="Albu Kamal, القائم, Путиным, רמת הגולן and Fifth Corps. " * 3, language="en")
    expected = matcher().match(text)
    monkeypatch.setattr(entries, "MOST_KEPT", 2)
    monkeypatch.setattr(entries, "MOST_STRETCHES_KEPT", 1)
    asked = matcher()
    assert asked.match(text) == expected
    assert len(expected.hits) >= 15
    assert all(len(one._kept) <= 2 and len(one._stretches) <= 1 for one in asked._entries.values())


@pytest.mark.parametrize(
    "texts",
    [("ZOR said", "ZOR DAM said", "ZOR said"), ("ZOR DAM said", "ZOR said", "ZOR DAM said")],
    ids=["alone first", "in a row first"],
)
def test_a_word_that_is_known_is_still_judged_by_its_neighbours(texts: tuple[str, ...]) -> None:
    """A short word in capitals is a name only in a row of such words."""
    topic = Topic(id="t", name="Zor", kind=Kind.THING, names=(Name(text="Zor"),))
    asked = compile_watchlists([Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=(topic,))])
    found = [bool(asked.match(MatchText(title="", text=text, language="en")).hits) for text in texts]
    assert found == ["DAM" in text for text in texts]


@pytest.mark.parametrize("lot", [1, 3, 50])
def test_texts_read_together_are_judged_as_each_by_itself(lot: int) -> None:
    titles = {"en": "Convoy at Albu Kamal", "ar": "قافلة في البوكمال", "": "Abu-Kamal, again", "ru": ""}
    bodies = ("Trucks passed Albukamal.", "والبوكمال هادئة", "Nothing.", "#AlbuKamal Albu\u00adKamal", "阿布卡迈勒")
    texts = [
        MatchText(title=title, text=f"{title} {body}", language=language)
        for language, title in titles.items()
        for body in bodies
    ]
    town = Topic(id="t", name="Albu Kamal", kind=Kind.PLACE, names=(Name(text="Albu Kamal"), Name(text="البوكمال")))
    lists = [Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=(town,))]
    each, together = compile_watchlists(lists), compile_watchlists(lists)
    found = [result for at in range(0, len(texts), lot) for result in together.match_all(texts[at : at + lot])]
    assert found == [each.match(text) for text in texts]
    assert any(result.hits for result in found)
    assert not all(result.hits for result in found)


def test_what_is_kept_grows_with_the_names_where_they_share_a_word_that_is_translated() -> None:
    def kept(count: int) -> int:
        names = [f"{'abcdefghij'[n // 10] * 2}{'klmnopqrst'[n % 10] * 3}e Brigade".capitalize() for n in range(count)]
        topics = tuple(Topic(id=name, name=name, kind=Kind.UNIT, names=(Name(text=name),)) for name in names)
        listed = Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=topics)
        translations = Compiler().compiled([listed]).translations
        wanted = [element for _, elements in translations.needed() for element in elements]
        return sum(1 for _ in translations.pairs()) + sum(map(len, wanted))

    assert 0 < kept(80) < 12 * kept(8)
