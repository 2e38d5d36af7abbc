"""Latin names met in Greek, Armenian, Georgian, Hangul, Indic and Ethiopic letters; and names that are others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import Kind
from monitor.watch.sounds import latin_spellings
from monitor.watch.text import fold

MET = """
Karim Tamimi | του Καρίμ Ταμίμι | strong
Yusuf Harandi | ο Γιουσούφ Χαράντι είπε | strong
Bashir Debarov | ο Μπασίρ Ντεμπάροφ | strong
Karim Tamimi | Քարիմ Թամիմին | strong
Yusuf Harandi | Յուսուֆ Հարանդին ասաց | strong
Nikol Sharoyan | Նիկոլ Շարոյանի | strong
Karim Tamimi | კარიმ თამიმიმ | strong
Yusuf Harandi | იუსუფ ჰარანდის | strong
Mikheil Tsereteli | მიხეილ წერეთელმა | strong
Mikheil Tsereteli | მიხეილ წერეთელი | strong
Karim Tamimi | 카림 타미미가 | strong
Yusuf Harandi | 유수프 하란디는 | strong
Albu Kamal | 알부 카말에서 | strong
Karim Tamimi | करीम तमीमी ने | strong
Yusuf Harandi | यूसुफ हरांदी ने | strong
Narendra Torvi | नरेंद्र तोर्वी | strong
Karim Tamimi | করিম তামিমি | strong
Narendra Torvi | নরেন্দ্র তোরভি | strong
Karim Tamimi | ಕರೀಮ್ ತಮೀಮಿ | strong
Narendra Torvi | నరేంద్ర తోర్వీ | strong
Karim Tamimi | ካሪም ታሚሚ | strong
Karim Tamimi | በካሪም ታሚሚ | strong
Velmar | στο Βέλμαρ | candidate
Velmar | ველმარში | candidate
Karim Tamimi | ο Καρίμ Τομάζι | none
Karim Tamimi | Քարիմ Դավթյան | none
Karim Tamimi | კარიმ დოლიძე | none
Karim Tamimi | 카림 도마라가 | none
Karim Tamimi | करीम देसाई ने | none
Karim Tamimi | করিম দেশাই | none
Karim Tamimi | ካሪም ደሳለኝ | none
Velmar | στο Παρίσι | none
"""


@pytest.mark.parametrize(("name", "text", "wanted"), [line.split(" | ") for line in MET.strip().splitlines()])
def test_a_latin_name_is_met_in_letters_of_other_scripts(
    name: str, text: str, wanted: str, how: Callable[..., str]
) -> None:
    assert how(name, text, Kind.PERSON) == wanted


@pytest.mark.parametrize(
    ("word", "spelled"),
    [
        ("Μπουτρος", "butros"),
        ("Շուշան", "shushan"),
        ("ჩხიკვი", "chkhikvi"),
        ("한블라", "hanbla"),
        ("দিল্লি", "dilli"),
        ("ጎንደር", "gonder"),
    ],
)
def test_letters_are_read_by_the_tables(word: str, spelled: str) -> None:
    assert spelled in latin_spellings(fold(word))


@pytest.mark.parametrize("word", ["", "Москва", "plain", "x" * 50, "ቀ፡ቀ", "क१"])
def test_other_words_have_no_spelling(word: str) -> None:
    assert latin_spellings(fold(word)) == ()
