"""Words in scripts that are read sign by sign, as the sounds they stand for (`latin_sounds` lists them).

Kana after Hepburn, with the long mark and the small っ left out; Hangul by its letters as they are pronounced;
ideographs by `han_signs`, Thai and Lao by `thai_signs`; Greek, Armenian, Georgian, Indic and Ethiopic letters by the
tables of `other_scripts`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import islice, product
from typing import Literal

from monitor.watch.sounds.other_scripts import latin_spelling
from monitor.watch.sounds.spoken.han_signs import HAN, simplified
from monitor.watch.sounds.spoken.thai_signs import thai_sounds

KOREAN, JAPANESE, CHINESE = "Korean", "Japanese", "Chinese"
THAI, LAO = "Thai", "Lao"
_MOST = 12
"""Ways to read one word that are tried."""
_KANA = """
ア a イ i ウ u エ e オ o カ ka キ k3 ク k5 ケ ke コ ko サ sa シ S3 ス s5 セ se ソ so タ ta チ C3 ツ c5 テ te
ト t4 ナ na ニ ni ヌ nu ネ ne ノ no ハ ha ヒ hi フ f5 ヘ he ホ ho マ ma ミ mi ム m5 メ me モ mo ヤ ya ユ yu
ヨ yo ラ ra リ ri ル r5 レ re ロ ro ワ wa ヲ o ン n ッ - ー - ガ ga ギ g3 グ g5 ゲ ge ゴ go ザ za ジ J3 ズ z5
ゼ ze ゾ zo ダ da ヂ J3 ヅ z5 デ de ド d4 バ ba ビ bi ブ b5 ベ be ボ bo パ pa ピ pi プ p5 ペ pe ポ po ヴ v5
ヴァ va ヴィ vi ヴェ ve ヴォ vo ヴュ vyu ファ fa フィ fi フェ fe フォ fo フュ fyu ウィ wi ウェ we ウォ wo
クァ kwa クィ kwi クォ kwo グァ gwa ティ ti ディ di トゥ tu ドゥ du デュ dyu テュ tyu チェ Ce シェ Se ジェ Je
ツァ ca ツィ ci ツェ ce ツォ co イェ ye キャ kya キュ kyu キョ kyo ギャ gya ギュ gyu ギョ gyo シャ Sa シュ S5
ショ So ジャ Ja ジュ J5 ジョ Jo チャ Ca チュ C5 チョ Co ニャ nya ニュ nyu ニョ nyo ヒャ hya ヒュ hyu ヒョ hyo
ビャ bya ビュ byu ビョ byo ピャ pya ピュ pyu ピョ pyo ミャ mya ミュ myu ミョ myo リャ rya リュ ryu リョ ryo ゥ u
ァ a ィ i ェ e ォ o ャ ya ュ yu ョ yo
"""
_HANGUL = """
ᄀ g ᄁ k ᄂ n ᄃ d ᄄ t ᄅ r ᄆ m ᄇ b ᄈ p ᄉ s ᄊ s ᄋ - ᄌ J ᄍ J ᄎ C ᄏ k ᄐ t ᄑ p ᄒ h
ᅡ a ᅢ A ᅣ ya ᅤ yA ᅥ E ᅦ e ᅧ yE ᅨ ye ᅩ o ᅪ wa ᅫ wA ᅬ we ᅭ yo ᅮ u ᅯ wE ᅰ we ᅱ wi ᅲ yu ᅳ 5 ᅴ 5i ᅵ i
ᆨ k ᆫ n ᆮ t ᆯ r ᆷ m ᆸ p ᆺ t ᆼ N ᆻ t ᆽ t ᆾ t ᆿ k ᇀ t ᇁ p ᆩ k ᆭ n ᆲ r
"""
_WEAK_I = re.compile(r"(?<=[JC])i")
_STOPPED = re.compile("p(?=b)|t(?=d)|k(?=g)")
"""Doubled consonants of a name: 압바스 is Abbas."""
_DOUBLED = re.compile(r"([^aeiou])(?=\1)")
_LETTERS = (
    ("x", "ks"), ("tch", "C"), ("sh", "S"), ("ch", "C"), ("zh", "Z"), ("th", "T"), ("kh", "x"), ("gh", "g"),
    ("ph", "f"), ("ts", "c"), ("ng", "ng"), ("dh", "d"), ("bh", "b"), ("jh", "J"), ("j", "J"), ("q", "k"),
)  # fmt: skip
_NAMES = (
    (0x370, 0x400, "Greek"), (0x530, 0x590, "Armenian"), (0x900, 0xD80, "Indic"), (0xE00, 0xE80, THAI),
    (0xE80, 0xF00, LAO), (0x10A0, 0x1100, "Georgian"),
    (0x1100, 0x1200, KOREAN), (0x1200, 0x1380, "Ethiopic"), (0x30A0, 0x3100, JAPANESE), (0x4E00, 0xA000, CHINESE),
)  # fmt: skip


def _table(rows: str, form: Literal["NFC", "NFD"]) -> dict[str, str]:
    cells = unicodedata.normalize(form, rows).split()
    return {signs: "" if sound == "-" else sound for signs, sound in zip(cells[::2], cells[1::2], strict=True)}


KANA = _table(_KANA, "NFC")
_JAMO = _table(_HANGUL, "NFD")
_KANA_GROUPS = re.compile("|".join(sorted(KANA, key=len, reverse=True)))


def writing_of(word: str) -> str:
    """What people call the letters of a folded word in one of these scripts; "" for others."""
    code = ord(word[0]) if word else 0
    return next((name for first, last, name in _NAMES if first <= code < last), "")


@lru_cache(maxsize=16_384)
def sounds(word: str) -> tuple[str, ...]:
    """How a folded word in one of these scripts may sound, the usual way first; none for other words."""
    match writing_of(word):
        case "":
            return ()
        case "Korean":
            heard = "".join(_JAMO.get(jamo, "?") for jamo in word)
            written = _WEAK_I.sub("3", heard)
            ways: tuple[str, ...] = tuple(dict.fromkeys((written, _STOPPED.sub("", written))))
        case "Japanese":
            composed = unicodedata.normalize("NFC", word)
            found = _KANA_GROUPS.findall(composed)
            whole = sum(map(len, found)) == len(composed)
            ways = ("".join(KANA[group] for group in found).replace("nm", "m") if whole else "?",)
        case "Thai" | "Lao":
            ways = thai_sounds(word)
        case "Chinese":
            each = [HAN.get(sign, ("?",)) for sign in simplified(word)]
            ways = tuple(map("".join, islice(product(*each), _MOST)))
        case _:
            spelled = latin_spelling(word)
            ways = (_heard(spelled),) if spelled else ()
    return tuple(_DOUBLED.sub("", way) for way in ways if "?" not in way)


def _heard(spelled: str) -> str:
    for letters, sound in _LETTERS:
        spelled = spelled.replace(letters, sound)
    return spelled
