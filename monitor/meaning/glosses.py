"""English words for those of languages that the encoder was not trained for, so that it reads a gloss of their texts.

Word for word, in the order of the text, without words that only join others: what happened, to whom and where stays in
words that the encoder knows, in one space with all its other languages, at its own cost. `words/by_hand.txt` has what
news is made of, by stems; `words/LANGUAGE.txt` the most frequent words, each with the English word whose vector is the
closest (`bench/glosses.py` makes it). What neither knows, names most of all, is spelled in Latin letters.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from monitor.records import dataclass

GLOSSED = frozenset(["fa", "he", "uk"])
_READ = 1_000
"""Letters of a text that are glossed: more than the windows of the encoder take."""
_KNOWN_WORDS = 8_192
_LONGEST = 40
"""Letters of a word that is looked up; what is longer is damage."""
_LONG_STEM, _LONG_ENDING, _SHORT_ENDING = 5, 6, 3
_SHORT_STEM, _SHORTEST_ENDING = 4, 2
"""A stem of so many letters may have endings of so many, a shorter one fewer: "gol" is a goal, and begins "golova"."""
_LEAST_STEM = 3
_TOKEN = re.compile(r"[^\W\d_]+(?:['\"\u200c][^\W\d_]+)*|\d+(?:[.,]\d+)*|[.!?؟]")
_PLAIN = str.maketrans(
    {"’": "'", "ʼ": "'", "׳": "'", "״": '"', "ي": "ی", "ك": "ک", "أ": "ا", "إ": "ا", "ة": "ه", "ۀ": "ه", "؟": "?"}
)
_MARKS = re.compile("[\u0591-\u05c7\u064b-\u0652\u0670\u0640]")
"""Vowel signs, which news hardly writes."""
_BEFORE = "בלהומשכ"
_AFTER = {
    "fa": ("هایی", "های", "ها", "شان", "ان", "ات", "ی"),
    "he": ("ים", "ות", "ה", "ת", "ו", "י"),
    "uk": (),
}
_PREFIXES = {"می", "نمی", "بی"}
_AFTER_A_GAP = {"ها", "های", "هایی", "ای", "ام", "اند", "تر", "ترین", "شان", "اش"}
"""Persian writes them behind a gap without width; other words that have one are names as often as not."""


def _letters(said: str) -> dict[int, str]:
    """From each letter to what stands behind it."""
    return {ord(one[0]): one[1:] for one in said.split()}


_LATIN = {
    "fa": _letters(
        "اa بb پp تt ثs جj چch حh خkh دd ذz رr زz ژzh سs شsh صs ضz طt ظz غgh فf قq کk گg لl مm نn وv هh یi آa"
    ),
    "he": _letters("אa בb גg דd הh וv זz חh טt יi כk לl מm נn סs עa פp צts קk רr שsh תt ךk םm ןn ףf ץts"),
    "uk": _letters(
        "аa бb вv гg ґg дd еe єye жzh зz иi іi їi йi кk лl мm нn оo пp рr сs тt уu фf хkh цts чch шsh щshch юyu яya"
    ),
}
_NOT_LATIN = re.compile(r"[^a-z]")


@dataclass(frozen=True, slots=True)
class _Words:
    """What is known of one language; "" for words that only join others."""

    stems: dict[str, str]
    """From `by_hand.txt`."""
    whole: dict[str, str]


def glossed(text: str, language: str) -> str:
    """The beginning of a text in a language of `GLOSSED`, in English words and names; words in Latin letters stay."""
    plain = _MARKS.sub("", unicodedata.normalize("NFKC", text[:_READ])).translate(_PLAIN)
    found: list[str] = []
    for token in _TOKEN.findall(plain):
        if token in {".", "!", "?"}:
            found[-1:] = [f"{found[-1]}{token}"] if found else []
        elif said := token if token[0].isascii() else _gloss(token.lower(), language):
            found.append(said)
    return " ".join(found)


@lru_cache(maxsize=_KNOWN_WORDS)
def _gloss(word: str, language: str) -> str:
    if word[0].isdigit():
        return "".join(str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in word)
    known = _words(language)
    if len(word) <= _LONGEST:
        for form in _forms(word, language):
            for found in (_by_stem(form, known, language), known.whole.get(form)):
                if found is not None:
                    return found
        if (short := _by_ending(word, known, language)) is not None:
            return short
    return _NOT_LATIN.sub("", word[:_LONGEST].translate(_LATIN[language])).capitalize()


def _forms(word: str, language: str) -> Iterator[str]:
    """The word and, behind it, what is left of it without what the language writes on to a word."""
    yield word
    forms = [word]
    if language == "he":
        for letters in range(1, min(4, len(word) - 1)):
            if word[letters - 1] not in _BEFORE:
                break
            forms.append(word[letters:])
    elif "\u200c" in word:
        first, *others = word.split("\u200c")
        forms.append(word.replace("\u200c", ""))
        forms += [others[0]] if first in _PREFIXES else [first] if others[0] in _AFTER_A_GAP else []
    yield from forms[1:]
    for form in forms:
        yield from (
            form.removesuffix(end) for end in _AFTER[language] if form.endswith(end) and len(form) > len(end) + 2
        )


def _by_stem(form: str, known: _Words, language: str) -> str | None:
    """Of Ukrainian by a long stem with any ending, else by the whole form."""
    if language != "uk":
        return known.stems.get(form)
    if form in known.stems:
        return known.stems[form]
    for length in range(len(form) - 1, _SHORT_STEM - 1, -1):
        ending = _LONG_ENDING if length >= _LONG_STEM else _SHORTEST_ENDING
        if len(form) - length <= ending and (found := known.stems.get(form[:length])):
            return found
    return None


def _by_ending(word: str, known: _Words, language: str) -> str | None:
    """Of Ukrainian by a short stem, or by another form of the word that differs at its end."""
    if language != "uk":
        return None
    for length in range(len(word) - 1, max(_LEAST_STEM, len(word) - _SHORT_ENDING) - 1, -1):
        if found := known.stems.get(word[:length]) or (
            known.whole.get(word[:length]) if length >= _LONG_STEM else None
        ):
            return found
    return None


@lru_cache(maxsize=len(GLOSSED))
def _words(language: str) -> _Words:
    folder = files("monitor.meaning") / "words"
    stems: dict[str, str] = {}
    column = 0
    for line in (folder / "by_hand.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        first, *columns = line.split(";")
        if first == "gloss":
            column = columns.index(language)
            continue
        for word in columns[column].split():
            stems.setdefault(word, first)
    whole: dict[str, str] = {}
    for line in (folder / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        english, *words = line.split()
        whole |= dict.fromkeys(words, english)
    return _Words(stems, whole)
