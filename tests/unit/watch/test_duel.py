"""The fast ways against trying everything: what the screen stops, what the triggers skip, what the memory keeps."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, MatchText, Name, Topic, Watchlist
from monitor.watch.languages import russian
from monitor.watch.lexicon.lexicon import Lexicon
from monitor.watch.lexicon.scan import Scan
from monitor.watch.lexicon.screening import neighbours
from monitor.watch.lexicon.trie import Entry, Found, Trie, View
from monitor.watch.lexicon.word_memory import How, Memory, Met
from monitor.watch.match.compile import Compiler
from monitor.watch.match.compiled import Compiled
from monitor.watch.match.entries import Entries
from monitor.watch.match.matcher import Matcher
from monitor.watch.match.mentions import Mention
from monitor.watch.match.name_spans import Stretch
from monitor.watch.sounds import crossing, sample, tokens_of
from monitor.watch.sounds.orthographies import HYPOTHESES
from monitor.watch.text import ordinal_words, roman_numerals
from monitor.watch.text.match_kinds import Reading

MANY = 200
SLOW_TO_MAKE = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example]

NAMES = (
    *("Albu Kamal", "Deir ez-Zor", "Kata'ib Hezbollah", "Imam Ali (military) base", "Fifth Corps", "4th Division"),
    *("Suwayda", "Qasem Soleimani", "Rapid Support Forces", "Colour Guard", "Daraa", "Abu Ali", "Essen"),
    *("=IRGC", "=ВКС", '"Fifth Corps"!', "Wagner", "Giants Brigades", "Al Udeid", "Ain al-Assad", "Shchyokino"),
    *("البوكمال", "دير الزور", "القائم", "ابو علي", "الحشد الشعبي", "لواء", "الباب", "سپاه پاسداران", "کتائب", "الجو"),
    *("Абу-Кемаль", "Путин", "Дейр-эз-Зор", "Шойгу", "Лавров", "Пятый корпус", "Джазира", "Донецкий", "Ёлкин"),
    *("רמת הגולן", "חיזבאללה", "אלבו כמאל", "הקניטרה", "דרעא", "קאסם", "הדיוויזיה הרביעית", "צבא"),
    *("Gaz", "Ror", "Size", "Amor", "Abadan", "بصرة", "غزة", "حلبي", "قرية", "Белый дом", "Новая", "Мариуполь", "רפיח"),
    *("Şırnak", "İdlib", "Çukurova", "Großfürst", "Médéa", "São Tomé"),
)
CONTEXT = (
    "base",
    "milit*",
    "army",
    "بلد*",
    "الامن",
    "מחנ*",
    "город*",
    "=MP",
    "هاي*",
    "5th",
    "first",
    "siebte",
    "вторая",
)
LETTERS = "abcdehiklmnorstuwyzÉğçİəʼʿ’'اويبتنهلمركسشدءпавтинмоксекьйשהבלמכוינתרקט059"
FRONTS = (
    "al",
    "El-",
    "as",
    "esh",
    "l'",
    "d’",
    "و",
    "وال",
    "بال",
    "لل",
    "ول",
    "ال",
    "وه",
    "ה",
    "ב",
    "וה",
    "של",
    "אל",
    "a",
)
ENDS = (
    *("s", "'s", "’s", "es", "en", "n", "e", "'dan", "'nin", "dan", "lerin", "gruppe", "sprovinz", "ours", "h"),
    *(
        "а",
        "ом",
        "ами",
        "ский",
        "инского",
        "ых",
        "ь",
        "ов",
        "ы",
        "ого",
        "ему",
        "ую",
        "ين",
        "ون",
        "ات",
        "هاي",
        "ي",
        "وي",
        "ים",
        "ית",
    ),
)
FORCES = (
    "قوات",
    "הכוחות",
    "сил",
    "Streitkräfte",
    "Unterstützungskräfte",
    "brigadas",
    "الوية",
    "لوای",
    "tugayları",
    "13",
)


CROSSED = ("فاغنر", "واغنر", "ואגנר", "السويداء", "وسليماني", "העאודיד", "בדרעא", "لشيوكينو", "غاز", "Bukamal", "Kuds")


def words_of(names: Sequence[str], context: Sequence[str]) -> list[str]:
    return sorted(
        {*" ".join(names).translate(SIGNS).split(), *" ".join(context).translate(SIGNS).split(), *FORCES, *CROSSED}
    )


SIGNS = str.maketrans(dict.fromkeys('="!()*-', " "))


def spelling(draw: st.DrawFn, words: st.SearchStrategy[str]) -> str:
    """One of `words`, bent as texts bend words and then some more."""
    word = draw(words)
    for bend in draw(BENT):
        word = bend(draw, word)
    return word


# Made once: a strategy made anew for each word costs more than the word.
A_FRONT, AN_END, A_LETTER = (st.sampled_from(some) for some in (FRONTS, ENDS, LETTERS))
PLACES = [st.integers(0, length) for length in range(60)]
OTHER_VOWELS = st.sampled_from(
    ("ae", "ea", "ou", "uo", "ie", "ei", "ay", "zs", "ао", "ои", "еи", "иу", "уо", "او", "وي")
)
UP_TO_TWO, UP_TO_THREE = st.integers(1, 2), st.integers(1, 3)


def _front(draw: st.DrawFn, word: str) -> str:
    return draw(A_FRONT) + word


def _end(draw: st.DrawFn, word: str) -> str:
    return word + draw(AN_END)


def _insert(draw: st.DrawFn, word: str) -> str:
    at = draw(PLACES[len(word)])
    return word[:at] + draw(A_LETTER) + word[at:]


def _drop(draw: st.DrawFn, word: str) -> str:
    at = draw(PLACES[max(0, len(word) - 1)])
    return word[:at] + word[at + 1 :]


def _replace(draw: st.DrawFn, word: str) -> str:
    return _insert(draw, _drop(draw, word))


def _other_vowel(draw: st.DrawFn, word: str) -> str:
    one, other = draw(OTHER_VOWELS)
    return word.replace(one, other, draw(UP_TO_TWO))


def _other_end(draw: st.DrawFn, word: str) -> str:
    return word[: -draw(UP_TO_THREE)] + draw(AN_END)


BENDS: tuple[Callable[[st.DrawFn, str], str], ...] = (
    _front,
    _end,
    _insert,
    _drop,
    _replace,
    _other_end,
    _other_vowel,
    _other_vowel,
    _end,
    lambda draw, word: word.replace("or", "our"),
    lambda draw, word: word.lower(),
    lambda draw, word: word.upper(),
    lambda draw, word: word.capitalize(),
)
BENT = st.lists(st.sampled_from(BENDS), max_size=3)


def watchlist(names: Sequence[str], context: Sequence[str]) -> Watchlist:
    requires = Condition(words=tuple(context)) if context else None
    topics = tuple(
        Topic(
            id=f"t{n}", name=name, kind=Kind.THING, names=(Name(text=name),), requires=requires if n % 3 == 1 else None
        )
        for n, name in enumerate(names)
    )
    return Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=topics)


NAMED = st.lists(st.sampled_from(NAMES), min_size=1, max_size=8, unique=True)
NEAR_BY = st.lists(st.sampled_from(CONTEXT), max_size=2, unique=True)


@st.composite
def vocabularies(draw: st.DrawFn) -> tuple[Watchlist, list[str]]:
    """A watchlist, and words made from its own."""
    names, context = draw(NAMED), draw(NEAR_BY)
    known = st.sampled_from(words_of(names, context))
    return watchlist(names, context), [spelling(draw, known) for _ in range(25)]


def read_at_last(lexicon: Lexicon, words: Sequence[str], habit: str) -> dict[str, tuple[Reading, ...]]:
    """What words are read as at once and, once they are compared with all that they may be, besides."""
    now, perhaps = lexicon.met(words, habit)
    read = {
        word: lexicon.read_more(word, habit, tokens_of(perhaps.get(word, b"")), now.get(word, ())) for word in words
    }
    return {word: readings for word, readings in read.items() if readings}


@settings(max_examples=MANY, deadline=None, suppress_health_check=SLOW_TO_MAKE)
@given(drawn=vocabularies(), habit=st.sampled_from(sorted(HYPOTHESES)), long=st.booleans())
def test_the_screen_stops_no_word_that_can_be_read(drawn: tuple[Watchlist, list[str]], habit: str, long: bool) -> None:
    listed, words = drawn
    lexicon = Compiler().compiled([listed]).lexicon
    with as_for_a_long_list(long):
        every = {word: readings for word in words if (readings := lexicon.read(word, habit))}
        assert read_at_last(lexicon, words, habit) == every


@pytest.mark.parametrize(
    ("name", "word", "habit"),
    [
        pytest.param("Abu Ali", "اب", "en", id="another form of Abu"),
        pytest.param("База", "базами", "en", id="an ending that reaches into the first four letters"),
        pytest.param("Донецкий", "донецкими", "en", id="an adjective's ending"),
        pytest.param("Бен Али", "бин", "en", id="a Cyrillic particle of a name, in lower case"),
        pytest.param("Ben Ali", "bin", "en", id="a Latin particle of a name, in lower case"),
        pytest.param("Rapid Support Forces", "Schnellunterstützungskräfte", "de", id="a compound of translated parts"),
        pytest.param("Rapid Support Forces", "unterstützungskräfte", "de", id="the same, in lower case"),
        pytest.param("Даръа", "Daraa", "en", id="a hard sign that is not heard"),
        pytest.param("Сёмин", "Семина", "en", id="a letter with dots"),
        pytest.param("Süveyda", "Süveydaʼda", "tr", id="an apostrophe that counts as a letter"),
        pytest.param("Ivanishvili", "İvanişvili", "tr", id="a capital that folds to two characters"),
        pytest.param("=القائم", "القائم", "en", id="an exact word without capitals"),
        pytest.param("Abu Ali", "أبي", "en", id="a case of Abu"),
        pytest.param("ابو علي", "لابي", "en", id="the same behind a particle"),
    ],
)
def test_what_a_quick_look_might_miss_is_read(name: str, word: str, habit: str) -> None:
    lexicon = Compiler().compiled([watchlist([name], [])]).lexicon
    found = lexicon.read(word, habit)
    assert found, "else the duel proves nothing"
    assert read_at_last(lexicon, [word], habit) == {word: found}


@pytest.mark.parametrize(("word", "number"), ordinal_words())
@pytest.mark.parametrize("written", [str.lower, str.capitalize, str.upper])
def test_a_word_in_a_condition_that_is_an_ordinal_is_read(
    word: str, number: str, written: Callable[[str], str]
) -> None:
    for condition in (word, f"{number[1:]}th"):
        lexicon = Compiler().compiled([watchlist(["Tanf", "Essen"], [condition])]).lexicon
        found = lexicon.read(written(word), "en")
        assert found
        assert read_at_last(lexicon, [written(word)], "en") == {written(word): found}


@pytest.mark.parametrize(("roman", "number"), roman_numerals()[::5])
def test_a_roman_numeral_is_read_in_capitals(roman: str, number: str) -> None:
    lexicon = (
        Compiler()
        .compiled([watchlist([f"Tanf {number.removeprefix('#')}{'th' * number.startswith('#')}"], [])])
        .lexicon
    )
    found = lexicon.read(roman.upper(), "en")
    assert found
    assert read_at_last(lexicon, [roman.upper()], "en") == {roman.upper(): found}


def _endings_of(name: str) -> list[str]:
    """Every form of a Russian name that `russian.variants` takes back to it, made by trying all endings."""
    stems = {name[: len(name) - cut] for cut in range(3) if len(name) - cut >= 3}
    return [stem + ending for stem in sorted(stems) for ending in ("", *sorted(russian.ENDINGS))]


@pytest.mark.parametrize("name", ["База", "Донецкий", "Новая", "Лавров", "Ленин", "Ялта", "Керчь", "Мариуполь"])
def test_the_screen_stops_no_case_of_a_russian_name(name: str) -> None:
    words = _endings_of(name.lower())
    for listed in (watchlist([name], []), watchlist(["Tanf", "Essen"], [name.lower()[:4] + "*"])):
        lexicon = Compiler().compiled([listed]).lexicon
        every = {word: readings for word in words if (readings := lexicon.read(word, "en"))}
        assert read_at_last(lexicon, words, "en") == every
        assert every


class TryEverything:
    """A trie without triggers: every sequence is tried from every word, left to right."""

    def __init__(self, sequences: Sequence[tuple[tuple[int, ...], int]], article: int | None) -> None:
        self._sequences, self._article = tuple(dict.fromkeys(sequences)), article

    def entry(self, readings: Sequence[Reading]) -> Entry:
        return Entry((), (), frozenset(), frozenset())

    def longer(self, entry: Entry, at: int, view: View) -> list[Found]:
        return [
            Found(payload, at, last, how)
            for tokens, payload in self._sequences
            for last, how in self._ways(tokens, at, view)
        ]

    def _ways(self, tokens: tuple[int, ...], at: int, view: View) -> list[tuple[int, tuple[Reading, ...]]]:
        found: list[tuple[int, tuple[Reading, ...]]] = []
        for reading in view.readings(at):
            if reading.token != tokens[0]:
                continue
            if len(tokens) == 1:
                found.append((at, (reading,)))
                continue
            for there, filled in self._next(at, view, skipping=self._article not in tokens[:2]):
                found += [
                    (last, (reading, how[0]._replace(filled=filled or how[0].filled), *how[1:]))
                    for last, how in self._ways(tokens[1:], there, view)
                ]
        return found

    def _next(self, at: int, view: View, *, skipping: bool) -> list[tuple[int, bool]]:
        """Where the next word may stand, and whether the word between is one that a person's name may hold."""
        near, far = at + 1, at + 2
        if not view.passable(at, near):
            return []
        if skipping and view.passable(near, far) and (view.skippable(near) or view.fills(near)):
            return [(near, False), (far, not view.skippable(near))]
        return [(near, False)]


class Walked(Entries):
    """Walks through each part of a text from end to end."""

    def mentions(self, scan: Scan, part: int) -> list[Mention]:
        return self.met(Stretch(0, len(scan.words) - 1, scan.hot), scan, part)


def slow_matcher(listed: Watchlist) -> Matcher:
    """Reads every word whole, enters everywhere, remembers nothing."""
    compiler = Compiler()
    compiled = compiler.compiled([listed])
    lexicon = compiled.lexicon
    plain = Compiled(
        **{
            **{field: getattr(compiled, field) for field in Compiled.__dataclass_fields__},
            "names": TryEverything(compiler.sequences, lexicon.article),
        }
    )

    class Slow(Matcher):
        def _entries_of(self, habit: str) -> Entries:
            return Walked(self._compiled.names, self._compiled.refs, self._compiled.translations, habit)

        def _memory(self, habit: str) -> Memory:
            def read(words: Iterable[str], habit: str) -> Met:
                return Met({word: found for word in words if (found := lexicon.read(word, habit))})

            return Memory(habit, How(read, lambda readings: True, lambda readings: True))

    return Slow(plain)


JOINERS = st.sampled_from((" ", " ", " ", "-", " al-", " el ", ", ", ". ", "’", "\n\n", " – ", "/"))
EITHER, UP_TO_TWELVE = st.booleans(), st.integers(1, 12)
LANGUAGES = st.sampled_from(("", "en", "de", "tr", "ar"))


@st.composite
def questions(draw: st.DrawFn) -> tuple[Watchlist, MatchText]:
    """A watchlist, and a text of its names and their words, bent or not."""
    names, context = draw(NAMED), draw(NEAR_BY)
    name, known = st.sampled_from(names), st.sampled_from(words_of(names, context))
    pieces = [
        (draw(name) if draw(EITHER) else spelling(draw, known)) + draw(JOINERS) for _ in range(draw(UP_TO_TWELVE))
    ]
    return watchlist(names, context), MatchText(title=draw(name), text="".join(pieces), language=draw(LANGUAGES))


@settings(max_examples=MANY, deadline=None, suppress_health_check=SLOW_TO_MAKE)
@given(questions())
def test_the_matcher_finds_what_trying_everything_finds(drawn: tuple[Watchlist, MatchText]) -> None:
    listed, text = drawn
    assert Matcher(Compiler().compiled([listed])).match(text) == slow_matcher(listed).match(text)


PEOPLE = (
    *("Hala al-Tikriti", "Qasem Soleimani", "Boris Yeltsin", "Ali Hadi", "Hadi Ali Jalil", "Abdul Aziz Rahal", "Jalil"),
    *("Yusuf bin Karim Jalil", "Lina Amari", "Syrian Karim Army", "Karim Salah Trading LLC", "Rahal (Amari) Salim"),
)
WORDS = sorted({word.strip("()") for name in PEOPLE for word in name.split()} - {"al-Tikriti"} | {"Tikriti"})
PERSON_OR_NOT = st.sampled_from((Kind.PERSON, Kind.ORGANISATION))
WRITTEN_WITH = {
    "ar": ("", "و", "ال", "ب"),
    "he": ("", "ו", "ה", "ב", "של"),
    "en": ("", "al-"),
    **dict.fromkeys(("fa", "tr", "ru", "de"), ("",)),
}
OTHER_HABITS = tuple(
    str.maketrans(dict(zip(*letters, strict=True)))
    for letters in (("a", "e"), ("iu", "eo"), ("qs", ("k", "ss")), ("аи", "ое"), ("a", ("aa",)), ("z", ("zz",)))
)
"""Other ways to spell a name that sounds the same, or nearly."""


@contextmanager
def as_for_a_long_list(long: bool) -> Iterator[None]:
    """Ask all words of a text at once, as is done for a list of thousands of names."""
    with pytest.MonkeyPatch.context() as patch:
        if long:
            patch.setattr(crossing, "MANY", 1)
            patch.setattr(neighbours, "MANY", 1)
        yield


@st.composite
def crossed_questions(draw: st.DrawFn) -> tuple[Watchlist, MatchText]:
    """Latin names of several words, and a text of their words in the letters of another script."""
    named = draw(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=6, unique=True))
    topics = tuple(
        Topic(
            id=f"t{n}",
            name=name,
            kind=draw(st.sampled_from((Kind.PERSON, Kind.ORGANISATION))),
            names=(Name(text=name),),
        )
        for n, name in enumerate(named)
    )
    language = draw(st.sampled_from(sorted(WRITTEN_WITH)))
    joined = st.sampled_from(WRITTEN_WITH[language])
    chosen = draw(st.lists(st.sampled_from(WORDS), min_size=2, max_size=9))
    habits = st.lists(st.sampled_from(OTHER_HABITS), max_size=2 if language in {"en", "tr", "ru", "de"} else 0)

    def spelled(word: str) -> str:
        for habit in draw(habits):
            word = word.translate(habit)
        return word

    text = "".join(draw(joined) + spelled(sample(word, language)) + draw(JOINERS) for word in chosen)
    listed = Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=topics)
    return listed, MatchText(title="", text=text, language=language)


@settings(max_examples=100, deadline=None, suppress_health_check=SLOW_TO_MAKE)
@given(crossed_questions(), st.booleans())
def test_what_is_compared_only_beside_a_fitting_word_is_found_all_the_same(
    drawn: tuple[Watchlist, MatchText], long: bool
) -> None:
    listed, text = drawn
    with as_for_a_long_list(long):
        assert Matcher(Compiler().compiled([listed])).match(text) == slow_matcher(listed).match(text)


def test_a_word_that_only_sounds_like_one_of_a_name_is_not_read_where_no_other_is_near() -> None:
    asked = Matcher(Compiler().compiled([watchlist(["Boris Yeltsin"], [])]))
    asked.match(MatchText(title="", text="The Yeltseen house of Borris is old", language="en"))
    assert not asked._memories["en"].readings
    assert asked.match(MatchText(title="", text="Borris Yeltseen", language="en")).hits
    assert set(asked._memories["en"].readings) == {"Borris", "Yeltseen"}


def test_a_word_is_not_compared_where_no_word_of_its_name_is_near() -> None:
    asked = Matcher(Compiler().compiled([watchlist(["Boris Yeltsin"], [])]))
    asked.match(MatchText(title="", text="قال بوريس إن البيت قديم", language="ar"))
    assert not asked._memories["en"].readings
    assert asked.match(MatchText(title="", text="قال بوريس يلتسين", language="ar")).hits
    assert set(asked._memories["en"].readings) == {"بوريس", "يلتسين"}


SURROUNDINGS = ("", "IRGC ", "a ", "the of ", "Bashar, ")


@settings(max_examples=MANY, deadline=None, suppress_health_check=SLOW_TO_MAKE)
@given(questions(), st.sampled_from(SURROUNDINGS), st.sampled_from(SURROUNDINGS))
def test_what_was_met_before_changes_nothing(drawn: tuple[Watchlist, MatchText], before: str, behind: str) -> None:
    listed, first = drawn
    again = MatchText(title=f"{before}{first.text}", text=f"{behind}{first.title} {before}{first.text} {behind}")
    matcher = Matcher(Compiler().compiled([listed]))
    matcher.match(first)
    assert matcher.match(again) == Matcher(Compiler().compiled([listed])).match(again)


@pytest.mark.parametrize("name", NAMES)
def test_every_name_is_found_as_it_is_written(name: str) -> None:
    text = name.strip('="!').replace("(", "").replace(")", "")
    listed = watchlist([name], [])
    result = slow_matcher(listed).match(MatchText(title="", text=text))
    assert result == Matcher(Compiler().compiled([listed])).match(MatchText(title="", text=text))
    assert result.hits, "trying everything must find it, or the duel proves nothing"


def test_a_trie_says_where_it_is_entered() -> None:
    compiled = Compiler().compiled([watchlist(["Deir ez-Zor"], [])])
    assert isinstance(compiled.names, Trie)
    assert not compiled.names.triggers(compiled.lexicon.read("water"))
