"""The language of a text, for display, direction and per-language spellings.

Scripts of one language speak for themselves. Where a script is shared, CLD3 is asked (the identifier that Chromium was
built with: 1.4 MB, 107 languages), and letters that only some of its candidates have correct it.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import Final

from monitor.parse.language_heard import SAMPLE, Heard, heard_in
from monitor.parse.language_tables import (
    ARABIC_MARKS,
    BULGARIAN_ENDINGS,
    CYRILLIC_MARKS,
    CYRILLIC_UNHEARD,
    CYRILLIC_WORDS,
    EKAVIAN,
    FUNCTION_WORDS,
    HINDI_WORDS,
    INSTEAD,
    MARKS,
    NEIGHBOURS,
    NEVER,
    RARE,
    SAME_TO_US,
    SCRIPTS,
    SELDOM_MARKED,
    SPOKEN,
    WITH_CIRCUMFLEX,
    WITH_MARKS,
)

_GLANCE: Final = 600
"""Code points at either end of the sample, which mostly tell the claimed language."""
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LETTERS: Final = {name: re.compile(f"[{letters}]") for name, letters, _ in SCRIPTS}
_LANGUAGES_OF: Final = {name: tuple(languages.split()) for name, _, languages in SCRIPTS}
_TWO_SCRIPTS: Final = frozenset({"ku", "sr", "kk", "tt", "mn"})
_OTHER_SCRIPT: Final = frozenset(" ".join(languages for _, _, languages in SCRIPTS).split()) - _TWO_SCRIPTS
"""Languages hardly ever written in Latin letters."""
_WORD = re.compile(r"[^\W\d_]+")
_UNSPOKEN = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U000e0000-\U000e0fff]|https?://\\S+")
_LEAST_LETTERS: Final = 3
_FEW_WORDS, _FEW_LETTERS = 3, 20
"""A text of fewer words, or of so few with fewer letters, says too little: the claim decides."""
_SURE: Final = 97
"""Percent of a text in a language, from which a rare one is believed."""
_LEAST_WORDS, _AHEAD = 2, 1.3
_TOLD: Final = 15
"""Percent of a text that are small words of a language, from which they tell it."""
_EVIDENT, _EVIDENT_WORDS = 20, 50
"""The same, of a text of so many words, that is in the claimed language whatever else might be said."""
_LANGUAGES_WITH: Final = {
    word: tuple(language for language, known in FUNCTION_WORDS.items() if word in known)
    for word in frozenset().union(*FUNCTION_WORDS.values())
}
"""By function word."""
_MARKED: Final = {
    mark: tuple(language for language in FUNCTION_WORDS for one in MARKS.get(language, "") if one == mark)
    for mark in frozenset("".join(MARKS.values()))
}
"""By letter that few languages have."""
_LETTERS_OF_CONTEXT: Final = frozenset("İΣ")
"""Their small letters depend on what stands around, or are two signs."""
_KURMANJI_LETTERS: Final = frozenset("êîû")


_BEYOND_RUSSIAN: Final = frozenset(map(chr, range(0x450, 0x530))) - {"ё"}
_OFTEN: Final = 4
"""Percent of a text that are such letters where they are not those of names."""
_LONGEST_TAG: Final = 35


def normal_tag(value: str) -> str:
    """`value` as a BCP 47 tag (`en_us` becomes `en-US`), "" if it is none or says nothing (`und`)."""
    value = value.strip()
    return _normal_tag(value) if len(value) <= _LONGEST_TAG else ""


@lru_cache(maxsize=1_024)  # A feed says the same of each of its entries, in several places.
def _normal_tag(value: str) -> str:
    parts = value.replace("_", "-").split("-")
    tag = "-".join([parts[0].lower(), *(part.upper() if len(part) == 2 else part for part in parts[1:])])
    primary = {"iw": "he", "in": "id", "jp": "ja", "ua": "uk"}.get(parts[0].lower())
    if primary:
        tag = primary + tag[len(parts[0]) :]
    says = _TAG.fullmatch(tag) and parts[0].lower() not in ("und", "mul", "zxx")
    return tag if says and len(tag) <= _LONGEST_TAG else ""


def guess_language(text: str, hint: str = "") -> str:
    """The primary language of `text` as a BCP 47 code, "" if unsure.

    `hint` is what the feed or the page claims. It decides where the text leaves a choice, and gives way where it does
    not: an Arabic text in a feed labelled `en` is `ar`. A text that fits no language known here is what it claims.
    """
    claimed = normal_tag(hint).split("-")[0]
    if claimed in FUNCTION_WORDS and _is_told_by_its_ends(text[:SAMPLE], claimed):
        return claimed
    sample = _UNSPOKEN.sub(" ", text[:SAMPLE])
    counts = _scripts(sample)
    total = sum(counts.values())
    if total < _LEAST_LETTERS:
        return claimed
    if counts["kana"] * 10 > counts["han"] + counts["kana"] > total / 3:
        return "ja"
    script = max(counts, key=lambda name: counts[name])
    if counts[script] * 2 < total:
        return claimed
    return _of_script(script, sample, claimed)


def _is_told_by_its_ends(sample: str, claimed: str) -> bool:
    """Whether first and last lines are so clearly in the claimed language that no more need be looked at."""
    for lines in (sample[:_GLANCE], sample[_GLANCE:][-_GLANCE:]):
        words = _small_words(lines)
        if len(words) < _EVIDENT_WORDS or (read := _by_words(words, lines)).language != claimed:
            return False
        if not _is_evident(read, words):
            return False
    return True


def _scripts(sample: str) -> dict[str, int]:
    """How many letters of each script there are."""
    counts = dict.fromkeys(_LETTERS, 0)
    for letter, count in Counter(sample).items():
        if script := _script_of(letter):
            counts[script] += count
    return counts


@lru_cache(maxsize=4_096)
def _script_of(letter: str) -> str:
    return next((name for name, pattern in _LETTERS.items() if pattern.match(letter)), "")


def _of_script(script: str, sample: str, claimed: str) -> str:
    if script == "latin":
        return _latin(sample, claimed)
    if script == "arabic":
        return _arabic(sample, claimed)
    if script == "cyrillic":
        return _cyrillic(sample, claimed)
    languages = _LANGUAGES_OF[script]
    if claimed in languages or len(languages) == 1:
        return claimed if claimed in languages else languages[0]
    heard = heard_in(sample)
    known = heard.firm and script != "han" and heard.language in languages
    if script == "devanagari" and not HINDI_WORDS.isdisjoint(sample.split()):
        known = False
    return heard.language if known else languages[0]


def _arabic(sample: str, claimed: str) -> str:
    """Persian letters (پ چ ژ گ ی ک) against Arabic ones (ة ى ي ك أ إ); Kurdish and Urdu by letters of their own."""
    count = Counter(sample)
    if sum(count[letter] for letter in "ێۆەڕڵ") * 25 > len(sample):
        return "ckb" if claimed != "ug" else claimed
    if sum(count[letter] for letter in "ٹڈڑےں") * 50 > len(sample):
        return claimed if claimed in ("pnb", "ks") else "ur"
    persian = sum(count[letter] for letter in "پچژگیک")
    arabic = sum(count[letter] for letter in "ةىيكأإ")
    if claimed in _LANGUAGES_OF["arabic"] and claimed not in ("ar", "fa"):
        return claimed
    if len(_WORD.findall(sample)) > _FEW_WORDS:
        heard = heard_in(sample)
        lettered = any(letter in count for letter in ARABIC_MARKS.get(heard.language, sample))
        if heard.firm and heard.language in _LANGUAGES_OF["arabic"] and lettered:
            return {"ku": "ckb"}.get(heard.language, heard.language)
    if persian == arabic:
        return claimed if claimed in ("ar", "fa") else "ar"
    return "fa" if persian > arabic else "ar"


def _cyrillic(sample: str, claimed: str) -> str:
    lowered, words = set(sample.lower()), [word.lower() for word in _WORD.findall(sample)]
    if unheard := _unheard(lowered, sample):
        return unheard
    marked = next((language for language, letters in CYRILLIC_MARKS if lowered & set(letters)), "")
    known = _LANGUAGES_OF["cyrillic"]
    if claimed in known and (not marked or claimed == marked or claimed in WITH_MARKS.get(marked, frozenset())):
        return claimed
    heard = heard_in(sample) if len(words) > _FEW_WORDS else Heard("", 0, firm=False)
    if marked and (heard.language == marked or heard.language in WITH_MARKS.get(marked, frozenset())):
        return heard.language
    if not marked and heard.firm and heard.language in SELDOM_MARKED:
        return heard.language
    scores: dict[str, float] = {
        language: sum(word in few for word in words) for language, few in CYRILLIC_WORDS.items()
    }
    scores["bg"] += sum(word.endswith(BULGARIAN_ENDINGS) for word in words)
    if heard.firm and heard.language in scores:
        scores[heard.language] += 0.5
    best = max(scores, key=scores.__getitem__) if any(scores.values()) else ""
    return marked or best or ("bg" if "ъ" in lowered else "ru")


def _unheard(letters: set[str], sample: str) -> str:
    """The language of a Cyrillic text with letters of one that CLD3 does not know, or ""; one of its names is none."""
    language = next((one for one, marks in CYRILLIC_UNHEARD if not letters.isdisjoint(marks)), "")
    if not language:
        return ""
    others = sum(count for letter, count in Counter(sample.lower()).items() if letter in _BEYOND_RUSSIAN)
    return language if others * 100 >= _OFTEN * len(sample) else ""


def _latin(sample: str, claimed: str) -> str:
    unfit = claimed in _OTHER_SCRIPT
    words = _small_words(sample)
    if len(words) < _FEW_WORDS or (len(words) == _FEW_WORDS and sum(map(len, words)) < _FEW_LETTERS):
        return "" if unfit else claimed
    read = _by_words(words, sample)
    if claimed == read.language and _is_evident(read, words):
        return claimed
    heard = heard_in(sample)
    language = SAME_TO_US.get(heard.language, heard.language)
    letters = set(sample.lower())
    if not letters.isdisjoint(NEVER.get(language, "")):
        fitting = [one for one in INSTEAD[language] if letters.isdisjoint(NEVER[one])]
        language = read.language if read.language in fitting or not fitting else fitting[0]
    if language == "hr" and claimed != "hr" and not EKAVIAN.isdisjoint(words):
        language = "sr"
    if claimed and not unfit and not _refuted(claimed, language, heard, read, words):
        return claimed
    if any(language in near and read.language in near for near in NEIGHBOURS):
        return read.language if read.firm else language
    believed = language in SPOKEN and (language not in RARE or heard.percent >= _SURE) and (heard.firm or not read.firm)
    if language == "en" and not FUNCTION_WORDS["en"] & set(words):
        believed = not read.percent
    if read.language == "ku" and _KURMANJI_LETTERS & letters:
        believed = heard.firm and language in WITH_CIRCUMFLEX and not read.firm
    if believed:
        return language
    return read.language if read.percent else "" if unfit else claimed


def _small_words(sample: str) -> list[str]:
    """Its words in small letters."""
    if _LETTERS_OF_CONTEXT.isdisjoint(sample):
        return _WORD.findall(sample.lower())
    return [word.lower() for word in _WORD.findall(sample)]


def _is_evident(read: Heard, words: list[str]) -> bool:
    """Whether so many small words say it that CLD3, which takes ten times as long, need not be asked."""
    if not read.firm or read.percent < _EVIDENT or len(words) < _EVIDENT_WORDS:
        return False
    return not (never := NEVER.get(read.language)) or set(never).isdisjoint("".join(words))


def _refuted(claimed: str, language: str, heard: Heard, read: Heard, words: list[str]) -> bool:
    """Whether a text is so clearly in another language than claimed; what is unknown here is not refuted by a guess."""
    if _same(claimed, language):
        return False
    if not heard.firm:
        return claimed in FUNCTION_WORDS and read.firm and read.language == language
    letters = set("".join(words))
    near = any({claimed, language} <= group for group in NEIGHBOURS) or claimed in INSTEAD.get(language, ())
    if near:
        return not letters.isdisjoint(NEVER.get(claimed, "")) or (read.firm and read.language == language)
    told = read.language == language and read.percent >= _TOLD
    if claimed not in FUNCTION_WORDS:
        return told and heard.percent >= _SURE
    return told or not FUNCTION_WORDS[claimed] & set(words) or heard.percent >= _SURE


def _by_words(words: list[str], sample: str) -> Heard:
    """The language with most function words (and letters of its own) in a text; firm where it is well ahead."""
    small = sample.lower()
    met = dict.fromkeys(FUNCTION_WORDS, 0)
    for word, count in Counter(words).items():
        for language in _LANGUAGES_WITH.get(word, ()):
            met[language] += count
    marked = dict.fromkeys(met, 0)
    for mark in _MARKED.keys() & set(small):
        count = small.count(mark)
        for language in _MARKED[mark]:
            marked[language] += count
    scores = {language: count + 0.7 * marked[language] for language, count in met.items()}
    first, second = sorted(scores, key=lambda language: -scores[language])[:2]
    firm = scores[first] >= _LEAST_WORDS and scores[first] >= _AHEAD * scores[second]
    return Heard(first, round(100 * scores[first] / len(words)), firm=firm)


def _same(one: str, other: str) -> bool:
    return SAME_TO_US.get(one, one) == SAME_TO_US.get(other, other)
