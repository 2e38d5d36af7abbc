"""Names that newsrooms translate word by word."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import MatchResult, Strength
from monitor.watch.lexicon.vocabulary import LANGUAGES, vocabulary

Ask = Callable[..., MatchResult]


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("Giants Brigades", "ar", "أعلنت ألوية العمالقة تقدمها"),
        ("Giants Brigades", "ru", "Бригады гигантов объявили о наступлении"),
        ("Rapid Support Forces", "ar", "وقوات الدعم السريع انسحبت"),
        ("Rapid Support Forces", "he", "כוחות התמיכה המהירה נסוגו"),
        ("Rapid Support Forces", "fr", "les Forces de soutien rapide reculent"),
        ("Rapid Support Forces", "tr", "Hızlı Destek Kuvvetleri çekildi"),
        ("National Liberation Army", "de", "die Nationale Befreiungsarmee griff an"),
        ("Tigray People's Liberation Front", "de", "die Volksbefreiungsfront von Tigray erklärte"),
        ("Fifth Corps", "ar", "الفيلق الخامس انتشر"),
        ("Fifth Corps", "fa", "سپاه پنجم اعلام کرد"),
        ("Fano militia", "ar", "ميليشيا فانو هاجمت"),
        ("Fano militia", "he", "מיליציית פאנו תקפה"),
        ("Iron Dome", "ru", "«Железный купол» сбил ракету"),
        ("Iron Dome", "he", "כיפת ברזל יירטה רקטה"),
        ("Iron Dome", "ar", "اعترضت القبة الحديدية صاروخا"),
        ("Right Sector", "uk", "заявив «Правий сектор»"),
        ("Al-Aqsa Flood", "ar", "معركة طوفان الأقصى"),
        ("Al-Aqsa Flood", "fr", "l'opération Déluge d'al-Aqsa"),
        ("True Promise", "fa", "عملیات وعده صادق"),
        ("True Promise", "ar", "عملية الوعد الصادق"),
        ("Swords of Iron", "he", "מבצע חרבות ברזל"),
        ("Imam Ali base", "it", "Colpita la base Imam Ali"),
        ("Imam Ali base", "pt", "Atacada a base Imam Ali"),
        ("Imam Ali base", "nl", "De Imam Ali-basis is geraakt"),
        ("Imam Ali base", "pl", "Trafiono bazę Imam Ali"),
        ("Imam Ali base", "id", "Serangan di pangkalan Imam Ali"),
        ("North Kivu", "nl", "De gevechten in Noord-Kivu"),
        ("North Kivu", "pt", "Combates no Kivu do Norte"),
        ("North Korea", "it", "La Corea del Nord ha sparato"),
        ("North Korea", "pl", "rakiety z Korei Północnej"),
        ("Northern Front", "uk", "на Північному фронті спокійно"),
        ("Wagner Group", "pl", "najemnicy Grupy Wagnera"),
        ("Wagner Group", "nl", "De Wagnergroep vertrok"),
        ("Wagner Group", "nb", "Wagnergruppen trakk seg ut"),
        ("Fifth Corps", "pt", "O Quinto Corpo avançou"),
        ("Red Sea", "fr", "Deux navires en mer Rouge"),
        ("Red Sea", "es", "dos barcos en el mar Rojo"),
        ("Red Sea", "sv", "fartyg i Röda havet"),
        ("Suez Canal", "da", "kø i Suezkanalen"),
        ("Eastern Ghouta", "de", "Kämpfe in Ostghouta"),
        ("South Sudan", "de", "Helfer im Südsudan"),
        ("South Sudan", "sv", "hjälp till Sydsudan"),
        ("World Health Organization", "nl", "De Wereldgezondheidsorganisatie waarschuwt"),
        ("World Health Organization", "es", "avisa la Organización Mundial de la Salud"),
        ("International Criminal Court", "ar", "قضت المحكمة الجنائية الدولية"),
        ("الجيش الوطني", "en", "the National Army moved"),
        ("الجيش الوطني", "ru", "Национальная армия наступает"),
    ],
)
def test_found_where_it_is_translated(ask: Ask, name: str, language: str, text: str) -> None:
    hits = ask(text, name, language=language).hits
    assert [hit.strength for hit in hits] == [Strength.STRONG]
    assert "translated as" in hits[0].reason


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        pytest.param("Rapid Support Forces", "ar", "قوات التدخل السريع انتشرت", id="one word is another"),
        pytest.param("Rapid Support Forces", "ar", "طلبت الدعم السريع من القوات", id="words in between"),
        pytest.param("Rapid Support Forces", "ar", "القوات، الدعم، السريع", id="commas in between"),
        pytest.param(
            "Islamic State", "en", "the state Islamic scholars advise", id="no other order in its own language"
        ),
        pytest.param("Fifth Corps", "ar", "الفيلق الرابع انتشر", id="another number"),
        pytest.param("Movement", "ar", "الحركة مستمرة", id="a lone word is not translated"),
        pytest.param("Georgian Dream", "ru", "Американская мечта", id="another country"),
        pytest.param("South Sudan", "fr", "des combats au sud du Soudan", id="a part of a country"),
        pytest.param("South Sudan", "pl", "na południu Sudanu", id="a part of a country, without a small word"),
        pytest.param("Red Sea", "it", "era un mare rosso di sangue", id="common words"),
        pytest.param("True Promise", "ar", "وعد صادق من الوزير", id="common words without an article"),
        pytest.param("White House", "nl", "een wit huis aan zee", id="common words side by side"),
        pytest.param("Ali Base", "de", "auf basalischer Ebene", id="a short own word within another"),
        pytest.param('"Fifth Corps"!', "ar", "الفيلق الخامس انتشر", id="a literal name stays as it is"),
    ],
)
def test_stays_silent(ask: Ask, name: str, language: str, text: str) -> None:
    assert ask(text, name, language=language).hits == ()


def test_the_dictionary_knows_every_concept_in_english_and_most_in_the_others() -> None:
    words = vocabulary().words
    assert len(words) > 200
    assert all("en" in by_language for by_language in words)
    for language in LANGUAGES:
        assert sum(language in by_language for by_language in words) > 0.9 * len(words)


def test_a_compound_is_read_as_its_parts() -> None:
    known = vocabulary()
    (people,) = known.concepts("peoples", "en")
    (liberation,) = known.concepts("liberation", "en")
    (front,) = known.concepts("front", "en")
    assert (people, liberation, front) in known.parted("volksbefreiungsfront")
    assert known.parted("fensterscheibe") == ()
