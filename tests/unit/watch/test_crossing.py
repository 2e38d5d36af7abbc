"""Names given in one script and met in another."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.watch import MatchResult, Strength
from monitor.watch.sounds.transliteration import apart, consonants, romanised
from monitor.watch.sounds.transliteration_table import latin_keys, letter_key
from monitor.watch.text.fold import Script, bare, fold, script_of

Ask = Callable[..., MatchResult]
LIMIT = 1.0


@pytest.mark.parametrize(
    ("name", "written"),
    [
        pytest.param("Maduro", "مادورو", id="long vowels written"),
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
