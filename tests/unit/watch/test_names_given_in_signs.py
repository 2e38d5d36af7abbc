"""Names given in Hangul, kana, ideographs and alphabets other than ours alone, met in Latin letters and others."""

from __future__ import annotations

import pytest

from monitor.model.watch import Kind
from monitor.watch.sounds import by_letters, parts_of_signs
from tests.unit.watch.conftest import How

MET = """
아부카말 | Strike near Abu Kamal on Monday | strong
阿布卡迈勒 | Strike near Abu Kamal on Monday | strong
アブカマル | Strike near Abu Kamal on Monday | strong
아부카말 | Удар близ Абу-Камаля | strong
이재돈 | President Lee Jae-don said | strong
이재돈 | President Jae-don Lee said | strong
이재돈 | President Lee Jang-su said | none
유수프 하란디 | Yusuf Harandi said | strong
ユスフ・ハランディ | Yusuf Harandi said | strong
优素福·哈兰迪 | Yusuf Harandi said | strong
优素福·哈兰迪 | Yusuf Karimi said | none
优素福·哈兰迪 | yusuf harandi | none
런던 | in London on Monday | candidate
Γιουσούφ Χαράντι | Yusuf Harandi said | strong
Γιουσούφ Χαράντι | Юсуф Харанди сказал | strong
Καρίμ Ταμίμι | وقال كريم تميمي | strong
Γιουσούφ Χαράντι | 유수프 하란디는 | strong
Κυριάκος Μητσόπουλος | Kyriakos Mitsopoulos said | strong
Αθήνα | in Athina on Monday | candidate
Նիկոլ Շարոյան | Nikol Sharoyan said | strong
Նիկոլ Շարոյան | Никол Шароян сказал | strong
მიხეილ წერეთელი | Mikheil Tsereteli said | strong
რობერტ კესტრელი | Robert Kestrel said | strong
नरेंद्र तोर्वी | Narendra Torvi said | strong
昂山素季 | It ended. On The way, The End of it | none
アン・ジョ | And Jo went | none
"""


@pytest.mark.parametrize(("name", "text", "wanted"), [line.split(" | ") for line in MET.strip().splitlines()])
def test_a_name_given_in_other_signs_is_met_in_letters(how: How, name: str, text: str, wanted: str) -> None:
    assert how(name, text, Kind.PERSON) == wanted


@pytest.mark.parametrize(
    ("name", "person", "wanted"),
    [
        pytest.param("하란디", False, 4, id="whole, in two, in three"),
        pytest.param("이재돈", True, 6, id="the family name last"),
        pytest.param("유수프 하란디", True, 1, id="two words stay two"),
        pytest.param("ケーン", False, 1, id="no part begins with a long mark or a final n"),
        pytest.param("Harandi", True, 0, id="letters"),
        pytest.param("香港", False, 0, id="ideographs that no foreign name is written with"),
    ],
)
def test_one_word_of_signs_may_be_several_in_letters(name: str, person: bool, wanted: int) -> None:
    assert len(list(parts_of_signs(name, person=person))) == wanted


def test_greek_is_spelled_letter_by_letter_in_passports() -> None:
    assert (by_letters("μπακογιαννησ"), by_letters("karim")) == ("mpakogiannis", "")
