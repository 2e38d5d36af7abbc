"""Letters that one language has beside those of its alphabet: Serbian ћ, Kazakh қ, Azerbaijani ə, Hausa ɗ."""

from __future__ import annotations

import pytest

from monitor.model.watch import Kind
from monitor.watch.text import Script, fold, script_of
from tests.unit.watch.conftest import How


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("Kherson", "es", "tropas rusas en Jersón"),
        ("Khartoum", "es", "combates en Jartum"),
        ("Bakhmut", "es", "la batalla de Bajmut"),
        ("Kherson", "pl", "miasto Chersoń padło"),
        ("Bakhmut", "pl", "walki o Bachmut"),
        ("Bakhmut", "cs", "boje o Bachmut"),
        ("Kherson", "nl", "troepen in Cherson"),
        ("Kherson", "sv", "trupper i Cherson"),
        ("Kherson", "hu", "harcok Herszon mellett"),
        ("Bakhmut", "lt", "Bachmutas krito"),
        ("Bakhmut", "az", "Baxmut şəhəri"),
        ("Bakhmut", "uz", "Baxmut shahri"),
    ],
)
def test_english_kh_is_another_letter_in(how: How, name: str, language: str, text: str) -> None:
    assert how(name, text, Kind.PLACE, language) == "strong"


@pytest.mark.parametrize(
    ("language", "text"),
    [("hr", "u Džabaliji i Džabalija"), ("cs", "Džabálija"), ("pl", "Dżabalija"), ("es", "en Yabalia")],
)
def test_english_j_is_another_letter_in(how: How, language: str, text: str) -> None:
    assert how("Jabalia", text, Kind.PLACE, language) == "candidate"


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        ("Marko Đanković", "sr", "Новинар Марко Ђанковић је рекао"),
        ("Marko Djankovic", "sr", "Новинар Марко Ђанковић је рекао"),
        ("Marko Djankovic", "hr", "Novinar Marko Đanković rekao je"),
        ("Marko Đanković", "en", "said Marko Djankovic on Monday"),
        ("Nikola Hadžić", "sr", "изјава Николе Хаџића јуче"),
        ("Nikola Njegovan", "sr", "рекао је Никола Његован"),
        ("Jovan Jelić", "sr", "рекао је Јован Јелић"),
        ("Georgi Kjosev", "mk", "рече Георги Ќосев"),
        ("Kasym Dolatov", "kk", "Қасым Долатов мәлімдеді"),
        ("Yerlan Koshkarov", "kk", "Ерлан Қошқаров мәлімдеді"),
        ("Alikhan Tarazov", "kk", "Әлихан Таразов мәлімдеді"),
        ("Hamid Rahmonov", "tg", "Ҳамид Раҳмонов гуфт"),
        ("Kurmat Jurabek", "tg", "Қурмат Ҷурабек гуфт"),
        ("Ilham Veliyev", "az", "İlham Vəliyev dedi"),
        ("Jeyhun Hajiyev", "az", "Ceyhun Hacıyev bildirdi"),
        ("Hassan Sheikh Mohamud", "so", "Madaxweyne Xasan Sheekh Maxamuud ayaa yiri"),
        ("Abdi Omar Farah", "so", "Cabdi Cumar Faarax ayaa yiri"),
        ("Nikos Tsipadas", "el", "δήλωσε ο Νίκος Τσιπάδας"),
        ("Nikos Mitsotas", "el", "δήλωσε ο Νίκος Μητσοτάς"),
    ],
)
def test_they_are_heard(how: How, name: str, language: str, text: str) -> None:
    assert how(name, text, Kind.PERSON, language) == "strong"


@pytest.mark.parametrize(
    ("name", "language", "text"),
    [
        pytest.param("Marko Danković", "sr", "Новинар Марко Ђанковић је рекао", id="d is no đ"),
        pytest.param("Hung Da", "hr", "Hung Đaković", id="another name that begins so"),
        pytest.param("Karim Dolatov", "kk", "Қасым Долатов мәлімдеді", id="another given name"),
    ],
)
def test_others_are_others(how: How, name: str, language: str, text: str) -> None:
    assert how(name, text, Kind.PERSON, language) != "strong"


@pytest.mark.parametrize(
    ("word", "plain"),
    [
        ("Đanković", "djankovic"),
        ("Anđela", "andjela"),
        ("Đorđe", "djordje"),
        ("Đà", "da"),
        ("Đường", "duong"),
        ("Điện", "dien"),
        ("Әлихан", "алихан"),
        ("Vəliyev", "valiyev"),
        ("Ɗanjuma", "danjuma"),
        ("Ŋgozi", "ngozi"),
    ],
)
def test_they_are_folded(word: str, plain: str) -> None:
    """In Vietnamese, which parts its syllables, đ is a d; in Serbian and Croatian it is written dj."""
    assert fold(word) == plain


def test_a_word_may_begin_with_them() -> None:
    assert {script_of(letter) for letter in "əɛɔŋɓɗƙ"} == {Script.LATIN}
