"""Numbers that a text states, and those that count nothing."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.cleaning import sentences
from monitor.stories.figures import figures

SENTENCES: list[tuple[str, str, list[str]]] = [
    ("en", "At least 12 fighters and 1,234 civilians were killed on November 22, 2026.", ["12", "1234"]),
    ("en", "The attack on Nov. 20-22 killed 3 million sheep, worth $3.5bn, at 10:45 GMT.", ["3000000", "3500000000"]),
    (
        "en",
        "Two soldiers of the 4th Division and twenty-two of Brigade 313 died near T4 base, two years ago.",
        ["2", "22"],
    ),
    ("en", "A 34-year-old man and 12-member team, 5 pm, +963 11 222 3333, F-16 jets.", ["12"]),
    ("en", "The two countries agreed; three dozen people left and a dozen stayed in room 5.", ["36", "12"]),
    (
        "en",
        "12 may have been killed, in 2017 some 2000 fighters, 10-15 wounded, 5 comments.",
        ["12", "2000", "10", "15"],
    ),
    ("en", "Updated 10:45 GMT on Sunday by our staff.", []),
    ("en", "Updated: 22 Nov 2026, 10.45 am GMT by staff.", []),
    ("en", "Resolution 2254 passed with 30% and 2.5 points, see https://x.com/12/34 now.", ["30", "2.5"]),
    ("en", "John Doe, 34, was hit with 1,234.5 tonnes and 1.234.567 more.", ["1234.5", "1234567"]),
    ("en", "one hundred and seven hundred twenty two people in total were there", ["100", "722"]),
    ("ru", "Погибли 12 бойцов и 3,5 млн жителей 22 ноября 2026 года в 10 часов.", ["12", "3500000"]),
    ("ru", "Двое убиты, двадцать два ранены, 12 000 человек бежали, 5-й корпус, 12-летний.", ["12000", "2", "22"]),
    ("ru", "№ 5 и 1 234 567 рублей в возрасте 34 лет, 2 часа назад было так.", ["1234567"]),
    ("ar", "قتل ١٢ عنصرا وثلاثة مدنيين و٣ ملايين نازح يوم 22 تشرين الثاني 2026 من الفرقة 25.", ["12", "3000000", "3"]),
    ("ar", "قتل ثلاثة عشر شخصا وأصيب اثنان وعشرون بينهم ٣٫٥ مليون و١٬٢٣٤ آخرين.", ["3500000", "1234", "13", "22"]),
    ("ar", "في الساعة 10 قتل 1.234 شخصا وبثلاثة صواريخ قبل 3 ساعات من الفرقة الرابعة.", ["1234", "3"]),
    ("fa", "۱۲ نفر و سه هزار تن در ۲۲ نوامبر ۲۰۲۶ کشته شدند، بیست و دو زخمی.", ["12", "3000", "22"]),
    ("he", "12 הרוגים ו-300 פצועים, שלושה עשר נעדרים, ב-22 בנובמבר 2026, בן 34.", ["12", "300", "13"]),
    (
        "tr",
        "22 Kasım'da 12 asker, 3,5 milyon kişi, on iki sivil, 4. Kolordu ve 1.500 araç.",
        ["12", "3500000", "1500", "12"],  # What is written in words comes last of a sentence, and it is one now.
    ),
    (
        "fr",
        "Le 22 novembre 2026, 12 soldats et 3,5 millions de civils, 12 000 autres, vingt-deux morts à 10h30.",
        ["12", "3500000", "12000", "22"],
    ),
    (
        "de",
        "Am 22. November starben 12 Soldaten der 4. Division, 1.500 flohen, zwei Dutzend blieben, 34 Jahre alt.",
        ["12", "1500", "24"],
    ),
    ("de", "Die Zahl stieg auf 22. Israel sagte am 5. Dezember, es seien 3 Milliarden Euro.", ["22", "3000000000"]),
    (
        "es",
        "El 22 de noviembre de 2026 murieron 12 soldados, 3 mil millones, treinta y dos heridos, once niños.",
        ["12", "3000000000", "32", "11"],
    ),
    ("", "قتل ثلاثة وقتلت 12 و two soldiers погибли трое сказал он", ["12", "3", "2", "3"]),
    ("en", "Read more: 5 things to know about the war in Syria.", []),
    ("en", "Covid-19, MiG-29, G20, al-12 and version 1.2.3.4 or code 0123 of 192.168.0.1", []),
    (
        "en",
        "The 72-hour truce lasted 30km away for 12m people and $20m, US$5 million.",
        ["72", "30", "12", "20000000", "5000000"],
    ),
]


def values(text: str, language: str) -> list[str]:
    return [one.value for one in figures(sentences(text), language)]


@pytest.mark.parametrize(("language", "text", "expected"), SENTENCES, ids=[text[:40] for _, text, _ in SENTENCES])
def test_sentences_of_news(language: str, text: str, expected: list[str]) -> None:
    assert values(text, language) == expected


@pytest.mark.parametrize(
    ("shown", "language", "value"),
    [
        ("1,234", "en", "1234"),
        ("1.234", "en", "1.234"),
        ("1.234", "de", "1234"),
        ("1,5", "fr", "1.5"),
        ("1,234,567.50", "en", "1234567.5"),
        ("1.234.567,50", "tr", "1234567.5"),
        ("12 000", "ru", "12000"),
        ("12\u202f000", "fr", "12000"),
        ("1'250", "de", "1250"),
        ("0,250", "en", "0.25"),
        ("١٢٣", "ar", "123"),
        ("۱۲۳", "fa", "123"),
        ("١٬٢٣٤", "ar", "1234"),
        ("٣٫٥", "ar", "3.5"),
        ("१२", "hi", "12"),
        ("30%", "en", "30"),
        ("3 million", "en", "3000000"),
        ("3,5 млн", "ru", "3500000"),
        ("٣ ملايين", "ar", "3000000"),
        ("5 bin", "tr", "5000"),
        ("2 mil millones", "es", "2000000000"),
        ("3 milliards", "fr", "3000000000"),
        ("1,5 Millionen", "de", "1500000"),
        ("5 אלף", "he", "5000"),
        ("5 هزار", "fa", "5000"),
        ("$20m", "en", "20000000"),
        ("$3.5bn", "en", "3500000000"),
        ("30km", "en", "30"),
        ("two", "en", "2"),
        ("twenty-two", "en", "22"),
        ("seven hundred", "en", "700"),
        ("two dozen", "en", "24"),
        ("trente-trois", "fr", "33"),
        ("zwölf", "de", "12"),
        ("treinta y dos", "es", "32"),
        ("on iki", "tr", "12"),
        ("двадцать два", "ru", "22"),
        ("четырёх", "ru", "4"),
        ("ثلاثة عشر", "ar", "13"),
        ("اثنان وعشرون", "ar", "22"),
        ("مئتين وخمسين", "ar", "250"),
        ("שלושה עשר", "he", "13"),
        ("بیست و دو", "fa", "22"),
    ],
)
def test_ways_to_write_a_number(shown: str, language: str, value: str) -> None:
    assert values(f"aaa bbb {shown} ccc ddd eee fff ggg", language) == [value]


@pytest.mark.parametrize(
    ("shown", "language"),
    [
        ("22 November", "en"),
        ("November 22", "en"),
        ("Nov. 20-22", "en"),
        ("20-22 November", "en"),
        ("22 de noviembre", "es"),
        ("22. November", "de"),
        ("22 Kasım'da", "tr"),
        ("22 ноября", "ru"),
        ("22 تشرين الثاني", "ar"),
        ("ב-22 בנובמבר", "he"),
        ("۱ آذر", "fa"),
        ("2026", "en"),
        ("in 2000", "en"),
        ("۱۴۰۳", "fa"),
        ("22.11.2026", "de"),
        ("2026-11-22", "en"),
        ("22/11", "fr"),
        ("10:45", "en"),
        ("5 pm", "en"),
        ("10.30 GMT", "en"),
        ("10h30", "fr"),
        ("10 Uhr", "de"),
        ("الساعة 10", "ar"),
        ("saat 10", "tr"),
        ("2 hours ago", "en"),
        ("vor 2 Stunden", "de"),
        ("il y a 2 heures", "fr"),
        ("2 часа назад", "ru"),
        ("قبل 3 ساعات", "ar"),
        ("לפני 3 שעות", "he"),
        ("2 saat önce", "tr"),
        ("two years ago", "en"),
        ("5 min read", "en"),
        ("+963 11 222 3333", "en"),
        ("555-123-4567", "en"),
        ("4th", "en"),
        ("5-й", "ru"),
        ("5'inci", "tr"),
        ("4. Division", "de"),
        ("4. Kolordu", "tr"),
        ("الفرقة 25", "ar"),
        ("الفرقة الرابعة", "ar"),
        ("дивизия 25", "ru"),
        ("Brigade 313", "en"),
        ("Resolution 2254", "en"),
        ("T4", "en"),
        ("F-16", "en"),
        ("МиГ-29", "ru"),
        ("Covid-19", "en"),
        ("34-year-old", "en"),
        ("John Doe, 34, of", "en"),
        ("в возрасте 34", "ru"),
        ("בן 34", "he"),
        ("https://x.example/2024/123", "en"),
        ("@user12", "en"),
        ("#top10", "en"),
        ("12 comments", "en"),
        ("1.2.3.4", "en"),
        ("0123", "en"),
        ("the two", "en"),
        ("a two-way", "en"),
        ("8Previous", "en"),
        ("one", "en"),
        ("1234567890123456", "en"),
    ],
)
def test_what_counts_nothing(shown: str, language: str) -> None:
    assert values(f"aaa bbb, {shown} ccc ddd eee fff ggg", language) == []


@pytest.mark.parametrize(
    "line",
    [
        "Updated 10:45 GMT on Sunday by our 3 reporters",
        "Published: 22 November 2026 at 10.45, edition 3",
        "Read more: 5 things to know about the war",
        "Subscribe to our 3 newsletters to read more of this",
        "اقرأ أيضا 5 أسباب تدفعك إلى قراءة هذا المقال",
        "Читайте также: 5 фактов о новой войне в регионе",
    ],
)
def test_lines_of_the_site(line: str) -> None:
    language = "ar" if "اقرأ" in line else "ru" if "Читайте" in line else "en"
    assert values(line, language) == []


@given(st.text(max_size=300), st.sampled_from(["", "en", "ar", "fa", "he", "ru", "tr", "fr", "de", "es"]))
def test_any_text_can_be_read(text: str, language: str) -> None:
    for one in figures(sentences(text), language):
        assert one.value.replace(".", "", 1).isdecimal()
        assert one.value.isascii()


@given(st.integers(min_value=2, max_value=10**9).filter(lambda number: not 1370 <= number < 2100))
def test_every_count_is_read(number: int) -> None:
    assert values(f"They said that {number} people had left the town", "en") == [str(number)]
    assert values(f"They said that {number:,} people had left the town", "en") == [str(number)]
