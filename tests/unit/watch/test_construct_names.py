"""Names that Arabic, Persian and Hebrew join, part or end otherwise than a Latin spelling shows."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import MatchResult, Strength
from monitor.watch.sounds import parted

Ask = Callable[..., MatchResult]


def _strong(result: MatchResult) -> bool:
    return any(hit.strength is Strength.STRONG for hit in result.hits)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("תל אביב", "נורו בתל אביב הלילה", id="Hebrew particle before two letters"),
        pytest.param("תל אביב", "הדרך מתל-אביב צפונה", id="and a hyphen behind"),
        pytest.param("הר אדיר", "שריפה שבהר אדיר כבתה", id="two particles"),
        pytest.param("בן צורי", "לדברי הדובר, לבן צורי אין תגובה", id="a son in Hebrew"),
        pytest.param("تل حميس", "وصلت القافلة لتل حميس أمس", id="Arabic for"),
        pytest.param("تل حميس", "قصف بتل حميس", id="Arabic in"),
        pytest.param("تل حميس", "في الحسكة وتل حميس اليوم", id="Arabic and"),
        pytest.param("أم الرصاص", "قرب المعبر وبأم الرصاص", id="two Arabic particles"),
        pytest.param("جب الجراح", "الطريق لجب الجراح مغلق", id="a well"),
        pytest.param("Tal Hamis", "وصلت القافلة لتل حميس أمس", id="from Latin"),
        pytest.param("Bar Lev", "לדברי הדובר, לבר לב אין תגובה", id="from Latin to Hebrew"),
    ],
)
def test_a_particle_before_a_short_word_of_a_longer_name(ask: Ask, name: str, text: str) -> None:
    assert _strong(ask(text, name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("תל", "נורו בתל הלילה", id="a short Hebrew word alone"),
        pytest.param("تل", "قصف بتل كبير", id="a short Arabic word alone"),
        pytest.param("תל אביב", "הגיע האביב ובתל נמצא מטמון", id="the other word does not follow"),
        pytest.param("دير تل", "كان دير بتل بعيد", id="a particle inside a name"),
        pytest.param("تل حميس", "بدل حميس", id="another word"),
    ],
)
def test_a_short_word_needs_its_neighbour(ask: Ask, name: str, text: str) -> None:
    assert not _strong(ask(text, name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Mustafa Karim", "قال مصطفى كريم أمس", id="final a as alif maqsura"),
        pytest.param("Moustapha Karim", "قال مصطفى كريم أمس", id="French spelling of it"),
        pytest.param("Yahya Darwish", "وصل يحيى درويش", id="ya behind ya"),
        pytest.param("Moussa Saleh", "وصل موسى صالح", id="short word"),
        pytest.param("Huda Barakat", "كتبت هدى بركات", id="a woman's name"),
        pytest.param("Layla Haddad", "قالت ليلى حداد", id="diphthong before it"),
        pytest.param("Morteza Rahimi", "مرتضی رحیمی گفت", id="Persian final ya"),
        pytest.param("Isa Kalantari", "عیسی کلانتری گفت", id="Persian, two consonants"),
        pytest.param("Jamal Hosni", "قال جمال حسنى", id="Egyptian ya without dots"),
        pytest.param("Rabi Haddad", "قال ربيع حداد", id="final ain"),
        pytest.param("Wadi Haddad", "قال وديع حداد", id="another"),
        pytest.param("Amr Darwish", "قال عمرو درويش", id="silent w"),
        pytest.param("Ismail Barakat", "قال إسماعيل بركات", id="ain inside ai"),
        pytest.param("Masoud Barakat", "قال مسعود بركات", id="ain before u"),
        pytest.param("Saeed Jalili", "سعید جلیلی گفت", id="ain before i"),
        pytest.param("Michael Fakhri", "مایکل فخری گفت", id="English i in Persian"),
    ],
)
def test_letters_at_the_end_and_ain(ask: Ask, name: str, text: str) -> None:
    assert _strong(ask(text, name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Hana Karim", "قال هاني كريم", id="a final i is no a"),
        pytest.param("Ali Karim", "وقعت الحادثة على كريم", id="a preposition is no name"),
        pytest.param("Rama Barakat", "قال رامي بركات", id="another"),
        pytest.param("Umar Darwish", "قال عمرو درويش", id="Umar is not Amr"),
        pytest.param("Salma Haddad", "قال سالم حداد", id="another name of the same consonants"),
        pytest.param("Nadia Saleh", "قال نديم صالح", id="another ending"),
    ],
)
def test_other_endings_are_other_names(ask: Ask, name: str, text: str) -> None:
    assert not _strong(ask(text, name))


@pytest.mark.parametrize(
    "name",
    [
        *("Abd al-Aziz Tamim", "Abdulaziz Tamim", "Abdelaziz Tamim", "Abdul Aziz Tamim", "Abdul-Aziz Tamim"),
        *("Abdel Aziz Tamim", "Abdal Aziz Tamim", "Abdol Aziz Tamim", "'Abd al-'Aziz Tamim"),
    ],
)
@pytest.mark.parametrize("text", ["قال عبد العزيز تميم", "قال عبدالعزيز تميم", "وقال لعبد العزيز تميم"])
def test_every_way_to_write_a_servant_of_god(ask: Ask, name: str, text: str) -> None:
    assert _strong(ask(text, name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Abdurrahman Tamim", "قال عبد الرحمن تميم"),
        ("Abderrahmane Tamim", "قال عبد الرحمن تميم"),
        ("Abdessalam Tamim", "قال عبد السلام تميم"),
        ("Abdennour Tamim", "قال عبد النور تميم"),
        ("Tamim Abdel Fattah Badran", "قال تميم عبد الفتاح بدران"),
        ("Noureddine Badran", "قال نور الدين بدران"),
        ("Seifeddine Badran", "قال سيف الدين بدران"),
        ("Nizamuddin Badran", "نظام الدین بدران گفت"),
        ("Salah Eddine Badran", "قال صلاح الدين بدران"),
        ("Abdullah Hasan Fathullah Badran", "قال عبد الله حسن فتح الله بدران"),
        ("Aboubakr Badran", "قال أبو بكر بدران"),
        ("Essayed Badran", "قال السيد بدران"),
        ("Mohammad Javad Zarandi", "محمدجواد زرندی گفت"),
        ("Mohammad Hossein Bagherabadi", "محمدحسین باقرآبادی گفت"),
        ("Hassan Imaninejad", "حسن ایمانی‌نژاد گفت"),
        ("Parviz Zarepour", "پرویز زارع پور گفت"),
        ("Mahmoud Golpayehei", "محمود گلپایه‌ای گفت"),
    ],
)
def test_names_of_two_parts(ask: Ask, name: str, text: str) -> None:
    assert _strong(ask(text, name))


@pytest.mark.parametrize(
    ("name", "text"),
    [
        pytest.param("Abdulaziz Tamim", "قال عبد القادر تميم", id="another name of God"),
        pytest.param("Abdul Aziz", "قال العزيز", id="the name alone"),
        pytest.param("Abdurrahman Tamim", "عبد الرحيم تميم", id="a near one"),
        pytest.param("Noureddine Badran", "قال شمس الدين بدران", id="another first part"),
        pytest.param("Ashraf Darwish", "قال شرف درويش", id="no article"),
        pytest.param("Mohammad Javad Zarandi", "محمد زرندی گفت", id="half of a double name"),
    ],
)
def test_other_constructs_are_other_names(ask: Ask, name: str, text: str) -> None:
    assert not _strong(ask(text, name))


@pytest.mark.parametrize("word", ["abdulla", "anderson", "assad", "ashraf", "boston", "lenin"])
def test_words_that_are_not_parted(word: str) -> None:
    assert list(parted((word,))) == []
