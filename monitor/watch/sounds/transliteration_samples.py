"""The plainest way to write a Latin or Cyrillic name in the letters of another script."""

from __future__ import annotations

from monitor.watch.sounds.transliteration import consonants, romanised
from monitor.watch.sounds.transliteration_table import LONGEST_GROUP, SPELLINGS
from monitor.watch.text import Script

_SCRIPTS = {"ar": Script.ARABIC, "fa": Script.ARABIC, "he": Script.HEBREW}
_PERSIAN = {"g": "گ", "p": "پ", "ch": "چ", "zh": "ژ", "v": "و", "j": "ج", "th": "ت", "dh": "د", "ov": "وف", "ev": "وف"}
_PERSIAN_LETTERS = str.maketrans("يك", "یک")
_HEBREW_FINALS = dict(zip("כמנפצ", "ךםןףץ", strict=True))
_RUSSIAN = {
    "shch": "щ", "sch": "ш", "sh": "ш", "ch": "ч", "kh": "х", "zh": "ж", "ts": "ц", "tz": "ц", "ya": "я", "yu": "ю",
    "ye": "е", "yo": "ё", "ph": "ф", "th": "т", "dh": "д", "gh": "г", "bh": "б", "ck": "к", "qu": "кв", "oo": "у",
    "ee": "и", "ou": "у", "iy": "и", "ay": "ай", "ey": "ей", "oy": "ой", "dj": "дж",
    **dict(zip("abvgdeziklmnoprstufhcyjwqx", "абвгдезиклмнопрстуфхкидвкк", strict=True)), "j": "дж", "x": "кс",
}  # fmt: skip


def sample(surface: str, language: str) -> str:
    """`surface` in the letters of `language` (ar, fa, he, ru, else Latin); "" if its sound is unknown."""
    source = romanised(surface)
    if not source:
        return ""
    if language not in _SCRIPTS and language != "ru":
        return source.strip("^$").capitalize()
    if language == "ru":
        return _written(source.strip("^$"), {group: (letters,) for group, letters in _RUSSIAN.items()}).capitalize()
    rows = {group: tuple(letters for letters, _ in ways) for group, ways in SPELLINGS[_SCRIPTS[language]].items()}
    if language == "fa":
        rows |= {group: (letters,) for group, letters in _PERSIAN.items()}
    written = _written(source, rows)
    if language == "fa":
        return written.translate(_PERSIAN_LETTERS)
    if language == "he" and written[-1:] in _HEBREW_FINALS:
        return written[:-1] + _HEBREW_FINALS[written[-1]]
    return written


def consonants_of(surface: str) -> int:
    """How many consonants speak for a word that is met in another script."""
    return consonants(romanised(surface))


def _written(source: str, rows: dict[str, tuple[str, ...]]) -> str:
    """Letter group by letter group, the longest first, each the usual way."""
    parts: list[str] = []
    at = 0
    while at < len(source):
        groups = (source[at : at + size] for size in range(LONGEST_GROUP, 0, -1))
        group = next((group for group in groups if group in rows), "")
        parts.append(rows[group][0] if group else "")
        at += len(group) or 1
    return "".join(parts)
