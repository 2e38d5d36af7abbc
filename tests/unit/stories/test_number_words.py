"""Numbers in words, in nine languages: what they come to, and which words only look like numbers."""

from __future__ import annotations

import pytest

from monitor.stories.cleaning import Sentence, words
from monitor.stories.figures import figures


def values(text: str, language: str) -> list[str]:
    return [one.value for one in figures((Sentence(text, tuple(words(text))),), language)]


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("en", "Two hundred and seventy-three people left.", ["273"]),
        ("en", "Nineteen thousand six hundred and five boats came.", ["19605"]),
        ("en", "One hundred and seven hundred came.", ["100", "700"]),
        ("en", "Half a dozen boats and a half-dozen carts came.", ["6", "6"]),
        ("en", "The injured now number forty in the port.", ["40"]),
        ("en", "Bus number forty left the port.", []),
        ("fr", "Soixante et onze bateaux sont venus.", ["71"]),
        ("fr", "Deux cent quatre-vingt-dix-sept bateaux sont venus.", ["297"]),
        ("fr", "Mille deux cents bateaux, quatre-vingts barques.", ["1200", "80"]),
        ("fr", "Une trentaine de barques, cinq pour cent de plus.", ["30", "5"]),
        ("de", "Dreihundertfünfundvierzig Boote kamen.", ["345"]),
        ("de", "Einundzwanzig Boote und zwölftausend Gäste kamen.", ["21", "12000"]),
        ("de", "Ein halbes Dutzend Boote kam.", ["6"]),
        ("de", "Der Hundertjährige kam zum Achten und Zweifeln.", []),
        ("es", "Trescientas cuarenta y dos barcas llegaron.", ["342"]),
        ("es", "Mil doscientos botes y veintiséis redes, el seis por ciento.", ["1200", "26", "6"]),
        ("ru", "Пришли триста сорок пять лодок.", ["345"]),
        ("ru", "Не хватает пятидесяти лодок и двухсот сетей.", ["50", "200"]),
        ("ru", "Полторы тысячи гостей, два десятка лодок.", ["1500", "20"]),
        ("tr", "Üç yüz kırk beş tekne geldi.", ["345"]),
        ("tr", "Yirmibeş tekne ve binikiyüz konuk geldi.", ["25", "1200"]),
        ("ar", "وصل ثلاثمئة وخمسة وأربعون قاربا", ["345"]),
        ("ar", "وصل تسعة عشر ألفاً وثمانمائة زائر", ["19800"]),
        ("fa", "سیصد و چهل و پنج قایق آمد", ["345"]),
        ("fa", "ده نفر زخمی شدند", ["10"]),
        ("fa", "این ده کوچک نه برق دارد و نه آب", []),
        ("he", "הגיעו שלוש מאות ארבעים וחמש סירות", ["345"]),
        ("he", "שני הרוגים ביום שני בלילה", ["2"]),
        ("he", "שנים רבות עברו", []),
    ],
)
def test_numbers_in_words(language: str, text: str, expected: list[str]) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize("language", ["en", "fr", "de", "es", "ru", "tr", "ar", "fa", "he"])
def test_a_word_that_is_no_number_begins_none(language: str) -> None:
    assert values("Quorl brenvik tassimor dolgenne varp.", language) == []
