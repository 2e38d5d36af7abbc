"""Latin names met in Thai and Lao, which part a name's words and not what stands around it; and the reverse."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import Kind, MatchResult
from monitor.watch.sounds import SpokenNames, SpokenRows, parts_of_signs
from monitor.watch.sounds.spoken import sounds
from monitor.watch.sounds.spoken.thai_signs import kinds_of
from monitor.watch.text import fold, is_edge
from tests.unit.watch.conftest import How

MET = """
Karim Tamimi | ประธานาธิบดีคาริม ทามิมีกล่าว | strong
Karim Tamimi | คาริม ทามิมี | strong
Karim Tamimi | นายคาริมทามิมีกล่าว | strong
Karim Tamimi | คาริม ดาริโอกล่าว | none
Karim Tamimi | ดาริโอ ทามิมีกล่าว | none
Yusuf Harandi | นายยูซุฟ ฮารันดีกล่าว | strong
Robert Kestrel | โรเบิร์ต เคสเตรล | strong
Robert Kestrel | โรเบิร์ต\u00a0เคสเตรล | strong
Vladimir Torvin | วลาดิเมียร์ ทอร์วินกล่าว | strong
Narendra Torvi | นเรนทรา ทอร์วี | strong
Alexei Torvin | อเล็กเซ ทอร์วิน | strong
Elmir al-Karimi | เอลมีร์ อัล-คาริมีกล่าว | strong
Elmir al-Karimi | เอลมีร์ อัลคาริมีกล่าว | strong
Mohammed bin Torvin | โมฮัมเหม็ด บิน ทอร์วิน | strong
Port Velano | ที่พอร์ตเวลาโนเมื่อวาน | strong
Hong Kong | ไปฮ่องกงเมื่อวาน | strong
Velmarod | ที่เวลมารอดเมื่อวาน | candidate
Velmarod | ที่เชียงใหม่เมื่อวาน | none
Phan Thiet | แฟ้มติดตั้ง | candidate
Karim Tamimi | ທ່ານກາຣິມ ຕາມິມີກ່າວ | strong
Velmar Kestrel | เวลมาร์ เคสเตรล | strong
"""


@pytest.mark.parametrize(("name", "text", "wanted"), [line.split(" | ") for line in MET.strip().splitlines()])
def test_a_latin_name_is_met_inside_a_row_of_letters(how: How, name: str, text: str, wanted: str) -> None:
    assert how(name, text, Kind.PERSON) == wanted


def test_what_is_marked_is_the_name_alone(ask: Callable[..., MatchResult]) -> None:
    text = "เมื่อวานนี้ประธานาธิบดีคาริม ทามิมีกล่าวว่าพอร์ตเวลาโน"
    found = ask(text, "Karim Tamimi", "Port Velano").hits
    assert [hit.surface for hit in found] == ["คาริม ทามิมี", "พอร์ตเวลาโน"]


def test_a_name_that_is_given_in_thai_is_met_once(ask: Callable[..., MatchResult]) -> None:
    found = ask("ประธานาธิบดีคาริม ทามิมีกล่าว", "Karim Tamimi", "คาริม ทามิมี").hits
    assert [(hit.surface, hit.form) for hit in found] == [("คาริม ทามิมี", "คาริม ทามิมี")]


def test_signs_between_words_that_nobody_sees_part_nothing(how: How) -> None:
    assert how("Karim Tamimi", "นาย\u200bคาริม \u200bทามิมี\u200bกล่าว", Kind.PERSON) == "strong"


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("คาริม ทามิมี", "President Karim Tamimi said", "strong"),
        ("คาริม ทามิมี", "сказал Карим Тамими", "strong"),
        ("พอร์ตเวลาโน", "in Port Velano on Monday", "strong"),
        ("คาริม ทามิมี", "President Karim Dario said", "none"),
        ("เวลมาร์", "in Velmar on Monday", "candidate"),
    ],
)
def test_a_name_given_in_thai_alone_is_met_in_letters(how: How, name: str, text: str, wanted: str) -> None:
    assert how(name, text, Kind.PERSON) == wanted


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("จอห์นสัน", "Johnsan"),
        ("เบิร์ก", "berk"),
        ("เคียร์", "kiar"),
        ("เครมลิน", "kremlin"),
        ("เคลลี", "keli"),
        ("เซาเปาลู", "saupaulu"),
        ("กัวลา", "kuala"),
        ("เหมา", "mau"),
        ("ไชย", "Cai"),
        ("เกาะ", "ko"),
        ("อังเกลา", "aNkela"),
        ("กง", "k4N"),
        ("พรรค", "pank"),
        ("ໂດນັລ", "donal"),
    ],
)
def test_letters_are_heard_by_the_tables(word: str, heard: str) -> None:
    assert heard in sounds(fold(word))


@pytest.mark.parametrize("word", ["ก" * 50, "กฯ", "เ"])
def test_other_words_have_no_sound(word: str) -> None:
    assert sounds(fold(word)) == ()


def test_each_sign_has_a_kind() -> None:
    assert kinds_of("หมอกล้า") == " nhkl  ".replace("n", "m")


@pytest.mark.parametrize(
    ("row", "edges"),
    [
        ("กา", [0, 2]),
        ("เกา", [0, 3]),
        ("จอห์น", [0, 4, 5]),
        ("ลอนดอน", [0, 2, 3, 5, 6]),
        ("สอาด", [0, 1, 3, 4]),
    ],
)
def test_syllables_end_where_signs_allow_it(row: str, edges: list[int]) -> None:
    assert [at for at in range(len(row) + 1) if is_edge(row, at)] == edges


def test_no_stretch_that_sounds_like_a_word_is_given_up_by_its_consonants() -> None:
    """Words are compared only where consonants lead, one after the other; here all stretches are compared."""
    names = ("Karim", "Angela", "Hongkong", "Blinken", "Einstein", "Darwin", "Navalny", "Mitterrand", "Ost")
    spoken = SpokenNames()
    for number, name in enumerate(names):
        spoken.add(number, name)
    rows = SpokenRows(spoken, range(len(names)))
    for row in ("ท่านคาริม", "แองเจลาอังเกลา", "ฮ่องกง", "แอนโทนีบลิงเคน", "ไอน์สไตน์", "ชื่อดาร์วิน", "นาวาลนีออสต์"):
        edges = [at for at in range(len(row) + 1) if is_edge(row, at)]
        ends = {at for at in edges[:-1] if spoken.spelled(row[at:])}
        begins = {at for at in edges[1:] if spoken.spelled(row[:at])}
        assert {one.first for one in rows.at_the_end(row)} == ends
        assert {one.behind for one in rows.at_the_beginning(row)} == begins
        assert ends | begins, row


def test_one_thai_word_may_be_two_or_three() -> None:
    assert {len(parts) for parts in parts_of_signs("ซานฟรานซิสโก", person=False)} == {1, 2, 3}
    assert [len(parts) for parts in parts_of_signs("คาริม ทามิมี", person=True)] == [2]
