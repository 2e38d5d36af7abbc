"""Names as people write them online: with marks inside, in tags and handles, in styled letters, cut at line ends,
without capitals, in the plural. Each kind beside texts that look like it and are none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.errors import WatchError
from monitor.model.watch import Kind, MatchResult

WITH_MARKS = """
Bela/Krone Front | the Bela/Krone Front said so
Bela/Krone Front | the Bela / Krone Front said so
Torvik: Relief Now | by Torvik: Relief Now in June
Torvik: Relief Now | by Torvik : Relief Now in June
Panika! Kolektiv | the band Panika! Kolektiv played
velmar.org | see https://velmar.org/news today
Kell, Brandt & Sons | Shares in Kell, Brandt & Sons fell
9/14 Movement | The 9/14 Movement rallied
Vita=Pax | the group Vita=Pax said
Sol·lar Vila | a Sol•lar Vila ahir
Sol·lar Vila | a Soŀlar Vila ahir
Velmar… Again | the show Velmar... Again began
Al-Bayan [Press] | the Al-Bayan [Press] office
卡里姆·塔米米 | 据卡里姆·塔米米说
卡里姆·塔米米 | 据卡里姆・塔米米说
卡里姆·塔米米 | 据卡里姆．塔米米说
卡里姆·塔米米 | 据卡里姆塔米米说
卡里姆·阿卜杜勒-拉赫曼·塔米米 | 据卡里姆·阿卜杜勒-拉赫曼·塔米米说
"""
NOT_WITH_MARKS = """
Bela/Krone Front | Bela, Krone Front said
Bela/Krone Front | He went to Bela. Krone Front said
Torvik: Relief Now | He was in Torvik; Relief Now came
Panika! Kolektiv | He cried Panika? Kolektiv came
velmar.org | He met Velmar. Org charts followed.
Bela Krone | He saw Bela/Krone
卡里姆·塔米米 | 卡里姆。塔米米说
"""
TAGS = """
Deir Velmar | Posts under #PrayForDeirVelmar spread
Deir Velmar | Posts under #DeirVelmarMassacre spread
Deir Velmar | Posts under #savedeirvelmar spread
Deir Velmar | Posts under #DEIRVELMAR spread
Deir Velmar | Posts under #deir_velmar spread
Velmar | Posts under #Velmar2024 spread
Velmar | Posts under #velmar24 spread
Velmar | Posts under #stopthewarinvelmar spread
Velmar | Posts by @velmar_news spread
Velmar | Posts under ＃ＶｅｌｍａｒＮｏｗ spread
Karim Tamimi | Posts by @karimtamimi1 spread
Karim Tamimi | Posts by @realKarimTamimi spread
Islamic Relief Front Velmar | Posts under #islamicrelieffrontvelmar spread
MacArran | Posts under #FreeMacArran spread
=IRQF | Posts under #IRQFNavy spread
T-90 | Posts under #T90s spread
Кадмар | Посты #СпасиКадмар везде
"""
NOT_TAGS = """
Velmar | Mail info@velmar.example for More
Velmar | Posts under #Velmarsky spread
Velmar | Posts under #velmarkt spread
Velmar | Posts under #avelmarathon spread
Marrat | Posts under #Marraton spread
Albu Tamar | Posts under #Tamar and #Albums spread
Rose | Posts under #roses spread
"""
STYLED = """
Velmar | Hit: 𝗩𝗲𝗹𝗺𝗮𝗿
Velmar | Hit: 𝖁𝖊𝖑𝖒𝖆𝖗
Velmar | Hit: 𝓿𝓮𝓵𝓶𝓪𝓻
Velmar | Hit: Ⓥⓔⓛⓜⓐⓡ
Velmar | Hit: 🅅🄴🄻🄼🄰🅁
Velmar | Hit: 🅥🅔🅛🅜🅐🅡
Velmar | Hit: 🆅🅴🅻🅼🅰🆁
Velmar | Hit: ⒱⒠⒧⒨⒜⒭
Velmar | Hit: Vᴇʟᴍᴀʀ
Velmar | Hit: ⱽᵉˡᵐᵃʳ
Velmar | Hit: V̶e̶l̶m̶a̶r̶
Velmar | Hit: #𝗩𝗲𝗹𝗺𝗮𝗿𝗡𝗼𝘄
Qadmar | Hit: ǫᴀᴅᴍᴀʀ
Velmar | Velmar¹ was hit
カリム・タミミ | ｶﾘﾑ･ﾀﾐﾐ氏
カリム・タミミ | カリム＝タミミ氏
ガリブ | ｶﾞﾘﾌﾞ州
ガリブ | カ\u3099リフ\u3099州
"""
NOT_STYLED = """
Velmar | Hit: 𝗔𝘃𝗲𝗹𝗺𝗮𝗿𝗸𝘁
Rose | Hit: 𝓻𝓸𝓼𝓮
カリム・タミミ | カリム、タミミ氏
"""
CUT = r"""
Velmar | He left Vel-\nmar today
Velmar | He left Vel-\r\nmar today
Velmar | He left Vel‐\n    mar today
Velmar | > He left Vel-\n> mar today
Velmar | He left Vel=\nmar today
Velmar | He left Vel- mar today
Velmar | He left Ve-\nlmar’s gate
Velmar | VEL-\nMAR FALLS
Velmar | The Velmar-\nbased troops
Karim Tamimi | said Ka-\nrim Ta-\nmimi today
Кадмар | под Кад-\nмаром бой
"""
NOT_CUT = r"""
Velmar | a vel-\nmar day off in the Park
Velmar | A Vel -\nmar
Velmar | A Vel\nmar
"""
SMALL = """
Velmar | explosions reported in velmar right now
Velmar | velmar's airport closed after strike
Velmar | lol they hit velmar again. NATO silent
Кадмар | взрыв в кадмаре, трое погибших
Karim Tamimi | they say karim tamimi left town
"""
NOT_SMALL = """
Velmar | They hit a velmar there.
Chad | my turkey and my chad are on the table
Rose | she picked three roses in the garden
Velmar | وصل velmar إلى هنا صباح اليوم في الشارع
Velmar | mail to info@velmar.example for more
"""
JOINED = """
BMP-2 | Four BMP-2s burned
UAV | Three UAVs flew
Albu Velmar | They hit Albu.Velmar now
Albu Velmar | They hit Albu--Velmar now
Albu Velmar | They hit Albu·Velmar now
O'Tarrick | Mr O' Tarrick spoke
O'Tarrick | Mr O Tarrick spoke
Fitburg* | The Fitburgers won
Fitburg* Council | The Fitburger Council met
A*Teens | The A*Teens sang
"""
NOT_JOINED = """
Albu Velmar | He left Albu. Velmar was hit.
T-72 | The 72s and a T
Fitburg* | They went to Outfitburg
"""

DISARMED = """
vel-mar.org | See hxxp://vel-mar[.]org/a today
vel-mar.org | See vel-mar(.)org today
vel-mar.org | See vel-mar[dot]org today
vel-mar.org | See vel-mar [.] org today
vel-mar.org | Siehe „vel-mar[.]org“
203.0.113.77 | to 203[.]0[.]113[.]77:443 today
203.0.113.77 | to 203.0.113[.]77 today
info@velmar.org | from info[at]velmar[dot]org today
"""
NOT_DISARMED = """
vel-mar.org | He left Vel-Mar (.) Org charts followed
vel-mar.org | vel-mar[1]org
203.0.113.77 | to 203[.]0[.]113[.]7 today
"""
COINED = """
Velm4r | Many Servers still run velm4r today
Velm4r | Update velm4r-core to 2.14, He said
VelMarq | Many Sites run on velmarq today
"""
NOT_COINED = """
UNiTE | They unite in Oslo
McVelmar | a Mcvelmarket
"""


def rows(table: str, *, wanted: bool) -> list:
    pairs = (line.split(" | ") for line in table.strip().splitlines())
    return [pytest.param(name, text, wanted, id=f"{name} in {text}") for name, text in pairs]


@pytest.mark.parametrize(
    ("name", "text", "wanted"),
    [
        *(
            row
            for table in (WITH_MARKS, TAGS, STYLED, CUT, SMALL, JOINED, DISARMED, COINED)
            for row in rows(table, wanted=True)
        ),
        *(
            row
            for table in (
                NOT_WITH_MARKS,
                NOT_TAGS,
                NOT_STYLED,
                NOT_CUT,
                NOT_SMALL,
                NOT_JOINED,
                NOT_DISARMED,
                NOT_COINED,
            )
            for row in rows(table, wanted=False)
        ),
    ],
)
def test_a_name_is_met_as_people_write_it(name: str, text: str, wanted: bool, how: Callable[..., str]) -> None:
    assert (how(name, text.replace("\\r", "\r").replace("\\n", "\n"), Kind.THING) == "strong") is wanted


def test_a_tag_is_reported_as_it_was_written(ask: Callable[..., MatchResult]) -> None:
    (hit,) = ask("Posts under #SaveVelmar spread", "Velmar").hits
    assert hit.surface == "#SaveVelmar"


def test_a_disarmed_address_stays_disarmed(ask: Callable[..., MatchResult]) -> None:
    (hit,) = ask("Seen at hxxp://vel-mar[.]org/a today", "vel-mar.org").hits
    assert hit.surface == "vel-mar[.]org"


def test_a_short_stem_is_refused(how: Callable[..., str]) -> None:
    with pytest.raises(WatchError, match="at least 4 letters"):
        how("Fit*", "Fitburg", Kind.THING)
