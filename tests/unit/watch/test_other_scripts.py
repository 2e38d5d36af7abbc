"""Latin names met in scripts that are read sign by sign, Greek to kana and ideographs; and names that are others."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import Kind, MatchResult
from monitor.watch.sounds.other_scripts import latin_spelling
from monitor.watch.sounds.spoken import sounds
from monitor.watch.text import fold

MET = """
Abiy Ahmed | ጠቅላይ ሚኒስትር አብይ አህመድ | strong
Shimelis Abdisa | ሽመልስ አብዲሳ | strong
Tigray | በትግራይ ክልል | candidate
Jimma | ጅማ | candidate
Harar | ሐረር | candidate
Eritrea | ኤርትራ | candidate
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
Gorakhpur | करने पर | candidate
Lee Chang Ho | 전에 이 | candidate
Karim Tamimi | करीम तमीमी ने | strong
Yusuf Harandi | यूसुफ हरांदी ने | strong
Narendra Torvi | नरेंद्र तोर्वी | strong
Harman Kestrel | हरमन केस्ट्रल ने | strong
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
Yusuf Harandi | ο γιουσούφ χαράντι είπε | strong
Jeff Bezarin | ο Έλον Μπεζάριν είπε | none
Robert Kestrel | 로버트 케스트럴은 말했다 | strong
Robert Kestrel | 로버트 케스트럴을 | strong
Charles Merton | 찰스 머튼 장관 | strong
Port Velano | 포트벨라노에서 | strong
Lee Jae-don | 이재돈 대표는 | strong
Robert Kestrel | 로버트 카스피안은 | none
Robert Kestrel | 昨日、ロバート・ケストレル氏が | strong
Robert Kestrel | ケストレル・ロバート氏 | strong
Robert Kestrel | ﾛﾊﾞｰﾄ･ｹｽﾄﾚﾙ | strong
Robert Kestrel | ロバート・ウィリアム・ケストレル | strong
Robert Kestrel | ロバート＝ケストレル大統領 | strong
Robert Kestrel | ロバート・ミラー氏 | none
Robert Kestrel | ロバートとケストレル | none
Vladimir Tumanov | ウラジーミル・トゥマノフ | strong
Antonio Ferreira | アントニオ・フェレイラ | strong
Port Velano | ポートベラノで | strong
Kestrel | ケストレルで | candidate
Kestrel | カナダで | none
Robert Kestrel | 据报道，罗伯特·凯斯特雷尔表示 | strong
Robert Kestrel | 總統羅伯特‧凱斯特雷爾表示 | strong
Mohammed Tamimi | 穆罕默德·塔米米 | strong
Robert Kestrel | 罗伯特·米勒表示 | none
Robert Kestrel | 罗伯特和凯斯特雷尔 | none
Port Velano | 在波特韦拉诺举行 | strong
Abu Dabari | 在阿布达巴里举行 | strong
Velano Ko | 벨라노코에서 | strong
Abu Dabi | 아부다비에서 | strong
Jackie Chan | 하기 전에 | candidate
San Juan | 상황에서 | none
Hong Kong | 홍콩에서 | strong
Kim Jong-un | 김정은은 | strong
Helmut Kohl | 헬무트 콜을 | strong
Kohl | 콜을 | none
Tun Tun Naung | 는 다음 | none
Knox In | नहीं | none
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
        ("দিল্লি", "dilli"),
        ("लखनऊ", "l1kh1nu"),
        ("ጎንደር", "gonder"),
        ("ትግራይ", "t3gray"),
        ("ሐረር", "harer"),
        ("ብ", "b"),
    ],
)
def test_letters_are_read_by_the_tables(word: str, spelled: str) -> None:
    assert latin_spelling(fold(word)) == spelled


@pytest.mark.parametrize("word", ["", "Москва", "plain", "x" * 50, "ቀ፡ቀ", "क१", "한블라"])
def test_other_words_have_no_spelling(word: str) -> None:
    assert latin_spelling(fold(word)) == ""


def test_a_place_in_a_row_of_signs_is_that_of_the_name(ask: Callable[..., MatchResult]) -> None:
    text = "昨日、ロバート・ケストレル氏が。总统罗伯特·凯斯特雷尔表示"
    found = [hit.surface for hit in ask(text, "Robert Kestrel").hits]
    assert found == ["ロバート・ケストレル", "罗伯特·凯斯特雷尔"]


@pytest.mark.parametrize(
    ("name", "text", "met"),
    [
        ("德罗夫纳", "救援人員週六抵達德羅夫納市。", "德羅夫納"),
        ("德羅夫納", "救援人员周六抵达德罗夫纳市。", "德罗夫纳"),
        ("貝拉·盧納", "据报道，贝拉·卢纳周日抵达。", "贝拉·卢纳"),
        ("德罗夫纳", "救援人員週六抵達德羅夫維市。", ""),
    ],
)
def test_simplified_and_traditional_writing_are_one(
    name: str, text: str, met: str, ask: Callable[..., MatchResult]
) -> None:
    assert [hit.surface for hit in ask(text, name, language="zh").hits] == [met][: bool(met)]


def test_a_nukta_is_one_however_it_is_encoded(ask: Callable[..., MatchResult]) -> None:
    alone, joined = "সাভা\u09af\u09bc", "সাভা\u09df"
    assert ask(f"পুলিশ {alone} শহরে", joined, language="bn").hits
    assert ask(f"পুলিশ {joined} শহরে", alone, language="bn").hits


def test_a_name_that_is_given_in_signs_is_met_once(ask: Callable[..., MatchResult]) -> None:
    found = ask("ロバート・ケストレル氏が", "Robert Kestrel", "ロバート・ケストレル").hits
    assert [(hit.surface, hit.form) for hit in found] == [("ロバート・ケストレル", "ロバート・ケストレル")]


@pytest.mark.parametrize(
    ("word", "heard"),
    [
        ("トランプ", "t4ranp5"),
        ("ッ", ""),
        ("트럼프", "t5rEmp5"),
        ("特朗普", "t2lanp5"),
        ("羅馬", "loma"),
        ("Ελλάδα", "elada"),
    ],
)
def test_signs_are_heard_by_the_tables(word: str, heard: str) -> None:
    assert heard in sounds(fold(word))


@pytest.mark.parametrize("word", ["", "plain", "Москва", "漢々", "x" * 50])
def test_other_words_have_no_sound(word: str) -> None:
    assert sounds(fold(word)) == ()


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        ("Port Velano", "在韦拉诺港举行", "strong"),
        ("Nizhny Velmarod", "昨天下韦尔马罗德再次", "strong"),
        ("New Velano", "新韦拉诺市的居民", "strong"),
        ("Port Velano", "在韦拉诺山举行", "none"),
        ("Lake Velano", "在韦拉诺港举行", "none"),
    ],
)
def test_ideographs_say_by_one_of_their_own_what_kind_of_place_it_is(
    name: str, text: str, wanted: str, how: Callable[..., str]
) -> None:
    assert how(name, text, Kind.PLACE) == wanted
