"""Chinese, Korean and Japanese names as other alphabets write them: Xi Jinping is Си Цзиньпин, Shinzo Abe Синдзо Абэ.

Russian spells these languages by tables of its own, not by the Latin spelling: Palladius for pinyin, Kontsevich for
Korean, Polivanov for Hepburn. Arabic and Hebrew write Chinese syllables apart as often as together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from monitor.watch.text import listed

_VOWEL = "(?![aeiou])"
_SYLLABLE = re.compile(
    r"(zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?"
    rf"(iang{_VOWEL}|iong{_VOWEL}|uang{_VOWEL}|(?:[aeiou]|ia|ua)ng{_VOWEL}|ian{_VOWEL}|iao|uai|uan{_VOWEL}|"
    rf"ai|ei|ao|ou|[aeiu]n{_VOWEL}|ia|ie|iu|ua|ui|uo|ue|[aeiou])"
)
_PINYIN = re.compile(rf"(?:{_SYLLABLE.pattern}){{1,3}}")
_TOLD = re.compile(r"x[iu]|q[iu]|zh|[iu]?ang$|[aeiou]ng|ui|uo|iao|ian|iu|^[lwyhz][aiue]n?$")
"""What tells a Chinese word from others that could be read so."""
_INITIALS = dict(
    zip(
        listed("b p m f d t n l g k h j q x zh ch sh r z c s"),
        listed("б п м ф д т н л г к х цз ц с чж ч ш ж цз ц с"),
        strict=True,
    )
)
_FINALS = dict(
    zip(
        listed(
            "a o e i u ai ei ao ou an ang en eng ong ia ie iao iu ian iang in ing iong ua uo uai ui uan uang un ue ung"
        ),
        listed("а о э и у ай эй ао оу ань ан энь эн ун я е яо ю янь ян инь ин юн уа о уай уй уань уан унь юэ ун"),
        strict=True,
    )
)
_ALONE = dict(
    zip(
        listed("ya ye yao you yan yang yin ying yi yu yue yuan yun yong wa wo wai wei wan wang wen weng wu"),
        listed("я е яо ю янь ян инь ин и юй юэ юань юнь юн ва во вай вэй вань ван вэнь вэн у"),
        strict=True,
    )
)
_ROUNDED = {"u": "юй", "uan": "юань", "un": "юнь"}
"""Behind j, q and x."""
_SHARP, _DULL = frozenset({"j", "q", "x"}), frozenset({"z", "c", "s"})
_AS_HEARD = (("zh", "j"), ("q", "ch"), ("x", "sh"), ("c(?!h)", "ts"))
_HEPBURN = re.compile(r"(?:(?:[kstcp](?=[kstcp]))?(?:sh|ch|ts|[kgnhmrbpj]y|[kstnhmyrwgzjdbpf])?[aeiou]|n(?![aeiou]))+")
_POLIVANOV = (("sh", "s"), ("ch", "t"), ("j", "dz"), ("z", "dz"), ("w", "v"))
_KOREAN = {
    "jong": "чен чон чжон", "jung": "чжон чон", "jeong": "чжон чон", "chung": "чон", "un": "ын", "eun": "ын",
    "jae": "чжэ", "ju": "чжу чу", "jun": "чжун чун", "joon": "чжун чун", "jin": "чжин чин", "ji": "чжи чи",
    "park": "пак", "lee": "ли", "rhee": "ли", "yi": "ли", "ri": "ли", "choi": "чхве чой цой", "choe": "чхве чой",
    "hyun": "хён", "hyon": "хён", "yong": "ён", "young": "ён", "myung": "мён", "myong": "мён", "yoon": "юн",
    "sung": "сон", "song": "сон", "suk": "сок", "seok": "сок", "jang": "чан чжан", "chang": "чан", "hwa": "хва",
    "kyung": "кён", "kyong": "кён", "byung": "пён", "roh": "но", "pak": "пак", "hee": "хи", "hui": "хи", "ok": "ок",
}  # fmt: skip
"""Syllables of Korean names whose Russian spelling is not that of their Latin letters."""
_LEAST = 2


@lru_cache(maxsize=16_384)
def in_cyrillic(word: str) -> tuple[str, ...]:
    """How a folded Latin word is spelled in Russian if it is Chinese, Korean or Japanese; none if it is not."""
    found = listed(_KOREAN.get(word, ""))
    if len(word) >= _LEAST and word.isascii() and word.isalpha():
        if _PINYIN.fullmatch(word) is not None:
            found += ("".join(map(_palladius, _SYLLABLE.findall(word))),)
        elif word.endswith("ng"):
            found += (word[:-1],)
        if _HEPBURN.fullmatch(word) is not None and any(sign in word for sign, _ in _POLIVANOV):
            for sign, letters in _POLIVANOV:
                word = word.replace(sign, letters)
            found += (word,)
    return found


def _palladius(syllable: tuple[str, str]) -> str:
    initial, final = syllable
    if (alone := _ALONE.get(initial + final)) is not None:
        return alone
    if initial in _SHARP and final in _ROUNDED:
        return _INITIALS[initial] + _ROUNDED[final]
    if initial in _DULL and final == "i":
        return _INITIALS[initial] + "ы"
    return _INITIALS.get(initial, "") + _FINALS.get(final, final)


def in_syllables(words: Sequence[str]) -> Iterator[tuple[str, ...]]:
    """A Chinese name's folded words as they sound, and syllable by syllable; none for other names."""
    if len(words) < _LEAST or not any(map(_TOLD.search, words)):
        return
    if all(word.isascii() and _PINYIN.fullmatch(word) for word in words):
        yield tuple(map(_as_heard, words))
        parts = tuple("".join(syllable) for word in words for syllable in _SYLLABLE.findall(word))
        if len(parts) > len(words):
            yield tuple(map(_as_heard, parts))


def _as_heard(word: str) -> str:
    for sign, letters in _AS_HEARD:
        word = re.sub(sign, letters, word)
    return word


_KOREAN_SYLLABLES = re.compile(
    r"(?:(?:ch|ph|th|kh|[kgtdpbsjhmnrl])?(?:yeo|wae|y[aeou]|w[aeio]|eo|eu|ae|oe|ui|oo|ee|[aeiou])(?:ng|[nmklptr])?){1,5}"
)
_KOREAN_FAMILIES = frozenset(
    listed(
        "kim ri lee rhee yi pak park bak choe choi jong jung jeong chung chong jang chang kang gang cho jo yun yoon im "
        "lim rim han so seo suh sin shin kwon gwon hwang an ahn song hong ryu yu yoo jon jeon chon chun paek baek paik "
        "nam ma maeng thae tae hyon hyun o oh kwak ko go koh no roh noh mun moon son sohn ro pang bang pae bae"
    )
)
_OF_KOREA = frozenset({"korea", "korean", "dprk", "pyongyang", "koryo", "chosun", "choson", "joseon", "chosen"})
_SAME_WORDS = ("lee rhee yi ri li", "choson chosun chosen joseon")
"""Words that have several spellings of their own."""
_OTHER_WORDS = {word: frozenset(row.split()) - {word} for row in _SAME_WORDS for word in row.split()}
_WITHOUT_MARKS = (("eu", "e"), ("eu", "u"), ("eo", "o"))
"""McCune-Reischauer ŭ and ŏ without their marks, beside the Revised Romanization."""
_SWALLOWED = re.compile("ng(?=[bcdgjkpst])")
"""Newsrooms write one n for it before a consonant: Heungjin, Henjin."""
_SWAPPED = dict(zip(listed("ch k t p b d g j"), listed("j g d b p t k ch"), strict=True))
_JOINED_SYLLABLES = re.compile(
    r"(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iao|ia|io|ua|uo|ui|ai|ei|ao|ou|yo|yu|ya|eo|eu|ae|[aeiou])"
    rf"(?:ng{_VOWEL}|n{_VOWEL})?){{2,4}}"
)
_PART = re.compile(
    r"(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iao|ia|io|ua|uo|ui|ai|ei|ao|ou|yo|yu|ya|eo|eu|ae|[aeiou])"
    rf"(?:ng{_VOWEL}|n{_VOWEL})?"
)
_PART_LEAST = 6


def is_korean(words: Sequence[str]) -> bool:
    """Whether a name's folded Latin words are a Korean person's, the family name first or last, or speak of Korea."""
    if not _OF_KOREA.isdisjoint(words) or any(map(apart, words)):
        return True
    two_or_three = _LEAST <= len(words) <= _LEAST + 1 and not _KOREAN_FAMILIES.isdisjoint((words[0], words[-1]))
    return two_or_three and all(map(_KOREAN_SYLLABLES.fullmatch, words))


def by_other_tables(word: str) -> frozenset[str]:
    """A folded Korean word by McCune-Reischauer where it follows the Revised Romanization, and the reverse."""
    if _KOREAN_SYLLABLES.fullmatch(word) is None:
        return frozenset()
    if (others := _OTHER_WORDS.get(word)) is not None:
        return others
    first = "ch" if word.startswith("ch") else word[0]
    swapped = {_SWAPPED[first] + word[len(first) :]} if first in _SWAPPED else set()
    if _SWALLOWED.search(word) is None:
        return frozenset(swapped)
    plain = _SWALLOWED.sub("n", word)
    return frozenset({*swapped, plain, *(plain.replace(sign, letters) for sign, letters in _WITHOUT_MARKS)} - {word})


def apart(word: str) -> tuple[str, ...]:
    """A folded word of two syllables and more, one of them in -ng, syllable by syllable: Chongchongang, Xinyilu."""
    if len(word) < _PART_LEAST or "ng" not in word or _JOINED_SYLLABLES.fullmatch(word) is None:
        return ()
    return tuple(_PART.findall(word))
