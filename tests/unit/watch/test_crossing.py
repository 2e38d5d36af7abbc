"""Names given in one script and met in another."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from threading import Lock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.watch import MatchResult, Strength
from monitor.watch.sounds.transliteration import apart, cheapest, consonants, limit_of, romanised
from monitor.watch.sounds.transliteration_edges import LETTERS_OF, Edges
from monitor.watch.sounds.transliteration_index import BothEdges, Spelled, Spellings, Written
from monitor.watch.sounds.transliteration_steps import inserted_in, steps_of
from monitor.watch.sounds.transliteration_table import FINAL_YA, latin_keys, letter_key
from monitor.watch.sounds.written_many import ManyForms, WrittenMany
from monitor.watch.text.fold import Script, bare, fold, script_of

Ask = Callable[..., MatchResult]
LIMIT = 1.0


@pytest.mark.parametrize(
    ("name", "written"),
    [
        pytest.param("Maduro", "مادورو", id="long vowels written"),
        pytest.param("Kuchchakovich", "كوتشتشاكوفيتش", id="more wavering consonants than ways are kept"),
        pytest.param("Bukele", "بوکله", id="final e as Persian he"),
        pytest.param("Kadyrov", "قديروف", id="k as qaf, v as fa"),
        pytest.param("Ivanishvili", "ایوانیشویلی", id="Persian v"),
        pytest.param("Imran", "عمران", id="i as ain"),
        pytest.param("Goma", "گوما", id="Persian g"),
        pytest.param("Hargeisa", "هرجيسا", id="Egyptian g"),
        pytest.param("Chad", "تشاد", id="ch as two letters"),
        pytest.param("Goma", "גומה", id="Hebrew final h for a"),
        pytest.param("Petro", "פטרו", id="Hebrew tet"),
        pytest.param("Gustavo", "גוסטבו", id="Hebrew v as bet"),
        pytest.param("Japarov", "ג'פארוב", id="Hebrew j with geresh"),
        pytest.param("Tskhinvali", "צחינוואלי", id="Hebrew ts as one letter"),
        pytest.param("Pashinyan", "פשיניאן", id="Hebrew short a unwritten"),
        pytest.param("Хасан", "حسن", id="from Cyrillic"),
    ],
)
def test_spellings_of_one_name(name: str, written: str) -> None:
    source, target = romanised(name), bare(fold(written))
    assert letter_key(target) in latin_keys(source)
    assert apart(source, target, script_of(target), LIMIT) <= 0.5


NAMES = (
    "Abdullah",
    "Yevgeny",
    "Mustafa",
    "Schwarzenegger",
    "Amr",
    "Nguyen",
    "Bassam",
    "Dzhokhar",
    "Ahmad",
    "Xavier",
    "Ito",
)


@given(
    name=st.sampled_from(NAMES),
    script=st.sampled_from([Script.ARABIC, Script.HEBREW]),
    ways=st.lists(st.integers(0, 40), min_size=16, max_size=16),
    more=st.sampled_from(["", "ا", "ي", "א", "י", "ه", "ה"]),
)
def test_what_is_within_the_limit_is_found_by_its_consonants_and_its_edges(
    name: str, script: Script, ways: list[int], more: str
) -> None:
    source = romanised(name)
    _, limit = limit_of(source)
    steps, at, written = steps_of(source, script, limit), 0, more
    for way in ways:
        if at < len(source) and (steps[at].silent or steps[at].written):
            silent = [(ahead, "", cost) for ahead, cost in steps[at].silent]
            groups = sorted([*silent, *chain.from_iterable(steps[at].written.values())], key=lambda step: step[2])
            ahead, letters, _ = groups[way % len(groups)]
            at, written = at + ahead, written + letters
    form = written.translate(dict.fromkeys(map(ord, FINAL_YA), "ي"))
    if form and letter_key(form) in latin_keys(source):
        found = cheapest(steps, inserted_in(script, limit), written, limit) <= limit
        one = Spelled(7, source, frozenset())
        edges = BothEdges(Edges(script, backwards=False), Edges(script, backwards=True), Lock())
        index = Written([one], [latin_keys(source)], script, edges)
        assert not found or list(index.alike(form)) == [one]
        of, words = WrittenMany(index).alike(ManyForms(["", form, form + form, "ا"][1:], script))
        assert bool(list(index.alike(form))) == (0 in of.tolist())
        assert set(words.tolist()) <= {0}


def test_two_threads_that_meet_the_first_arabic_text_make_one_table() -> None:
    """Two that wrote rows of edges side by side would leave numbers that point beside them, and a name unmet."""
    edges = {Script.ARABIC: BothEdges(*(Edges(Script.ARABIC, backwards=way) for way in (False, True)), Lock())}
    spellings = Spellings(lambda spelled, script: pytest.fail("nothing is compared"), edges)
    for at, name in enumerate(NAMES):
        spellings.add(tuple(latin_keys(romanised(name))), Spelled(at, romanised(name), frozenset()))
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda _: spellings.written(Script.ARABIC), range(8)))
    assert len(set(map(id, made))) == 1


def test_what_is_known_of_the_edges_of_words_is_kept_once() -> None:
    edges = Edges(Script.HEBREW, backwards=False)
    assert len({edges.row(romanised(name)) for name in ("Farid", "Faris", "Farhad", "Nadir", "Nadim")}) == 2
    assert len(edges.costs) == 2 * LETTERS_OF[Script.HEBREW].pairs


def test_tables_that_arrays_look_into_grow_without_them() -> None:
    edges = BothEdges(*(Edges(Script.HEBREW, backwards=way) for way in (False, True)), Lock())
    made, forms = [], ManyForms(["פריד", "נדיר"], Script.HEBREW)
    for name in ("Farid", "Nadir"):
        one = Spelled(len(made), romanised(name), frozenset())
        made.append(WrittenMany(Written([one], [latin_keys(one.source)], Script.HEBREW, edges)))
    assert [many.alike(forms)[0].tolist() for many in made] == [[0], [1]]


MANY_OF_ONE_CONSONANT = (
    "Bao Lin",
    "Bie Tan",
    "Abe Kano",
    "Obe Ferro",
    "Ibo Kedar",
    "Boa Marin",
    "Bay Tonga",
    "Aby Rov",
)


@pytest.mark.parametrize("written", ["أبو حمزة", "أبي حمزة", "لأبي حمزة", "أبا حمزة"])
def test_a_case_of_abu_is_met_beside_many_words_of_its_consonant(ask: Ask, written: str) -> None:
    found = ask(f"قال {written} امس", "Abu Hamza", *MANY_OF_ONE_CONSONANT, language="ar")
    assert [hit.surface for hit in found.hits] == [written]


@pytest.mark.parametrize(
    ("name", "written"),
    [
        pytest.param("Hasina", "حسن", id="a final vowel is not lost"),
        pytest.param("Goma", "גמא", id="a long o is written"),
        pytest.param("Kadyrov", "قادر", id="half a name"),
        pytest.param("Petro", "بطرس", id="another ending"),
        pytest.param("Arakan", "إيران", id="another consonant"),
    ],
)
def test_other_names(name: str, written: str) -> None:
    source, target = romanised(name), bare(fold(written))
    assert letter_key(target) not in latin_keys(source) or apart(source, target, script_of(target), LIMIT) > 0.2


@pytest.mark.parametrize(
    ("text", "names", "strength", "reason"),
    [
        ("قال نيكولاس مادورو اليوم", ["Nicolas Maduro"], Strength.STRONG, "written in Arabic letters"),
        ("وقال لنيكولاس مادورو", ["Nicolas Maduro"], Strength.STRONG, "written in Arabic letters"),
        ("דובר הממשלה ניקולאס מדורו אמר", ["Nicolas Maduro"], Strength.STRONG, "written in Hebrew letters"),
        ("الناطق كوناشينكوف أعلن", ["Konashenkov"], Strength.STRONG, "written in Arabic letters"),
        ("في غوانتانامو اليوم", ["Guantanamo"], Strength.STRONG, "written in Arabic letters"),
        ("وصل إلى مهاباد أمس", ["Mahabad"], Strength.CANDIDATE, "written in Arabic letters"),
        ("الدكتاتور قال", ["Dictator"], Strength.CANDIDATE, "written in Arabic letters"),
        ("وصل إلى باماكو أمس", ["Bamako"], Strength.CANDIDATE, "written in Arabic letters"),
        ("Spokesman Konashenkov said", ["كوناشينكوف"], Strength.STRONG, "written in Latin letters"),
        ("Nikolas Maduro said", ["نيكولاس مادورو"], Strength.STRONG, "written in Latin letters"),
        ("Николас Мадуро сказал", ["نيكولاس مادورو"], Strength.STRONG, "written in Cyrillic letters"),
        ("Spokesman Igor Konashenkov said", ["Игорь Конашенков"], Strength.STRONG, "another transliteration"),
        ("אלכסנדר מרטון אמר", ["Alexander Merton"], Strength.STRONG, "written in Hebrew letters"),
        ("מישל ריינס אמרה", ["Michelle Raines"], Strength.STRONG, "written in Hebrew letters"),
        ("סטיבן רייס אמר", ["Stephen Rice"], Strength.STRONG, "written in Hebrew letters"),
        ("סאליבן וויט אמר", ["Sullivan White"], Strength.STRONG, "written in Hebrew letters"),
        ("سراج الدين حقاني", ["Sirajuddin Haqqani"], Strength.STRONG, "written in Arabic letters"),
        ("لشکر طیبه گفت", ["Lashkar-e-Taiba"], Strength.STRONG, "written in Arabic letters"),
    ],
)
def test_how_much_it_is_worth(ask: Ask, text: str, names: list[str], strength: Strength, reason: str) -> None:
    hits = ask(text, *names).hits
    assert [(hit.strength, reason in hit.reason) for hit in hits] == [(strength, True)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("قال إن لا أحد هناك", ["Xi"], id="one consonant alone is no name"),
        pytest.param("وصل إلى بماكو أمس", ["Bamako", "باماكا"], id="no lone word in a script the topic is written in"),
        pytest.param("قوات التدخل السريع", ["Nicolas Maduro"], id="other words"),
    ],
)
def test_what_stays_silent(ask: Ask, text: str, names: list[str]) -> None:
    assert [hit for hit in ask(text, *names).hits if "letters" in hit.reason] == []


@given(st.text(max_size=30))
def test_any_word_can_be_romanised(word: str) -> None:
    source = romanised(word)
    assert consonants(source) >= 0
    assert source == "" or source.strip("^$").isalpha()


@given(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=16), st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهوي", max_size=12)
)
def test_costs_are_never_negative(word: str, target: str) -> None:
    assert apart(romanised(word), target, Script.ARABIC, LIMIT) >= 0.0
