"""Whether two words are of one family: "to attack", "the attack", "the attackers".

A retelling makes a noun of a verb and a verb of a noun; `likeness.alike`, which knows inflection, does not bring those
together. By light stemming without a dictionary, each way taken from the literature and kept small: Arabic affixes
(light10; L. Larkey, L. Ballesteros and M. Connell, *Light Stemming for Arabic Information Retrieval*, 2007) and what is
left of a word without the letters of its pattern (K. Taghva, R. Elkhoury and J. Coombs, *Arabic Stemming Without a Root
Dictionary*, 2005), for Hebrew likewise; elsewhere the first five letters (F. Can and others, *Information Retrieval on
Turkish Texts*, 2008), behind a prefix three more than it has. "Not", tense, number and who does it to whom are compared
by others: a family says nothing of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from monitor.stories.words.stems import forms_of

_FIRST, _BEHIND_PREFIX, _LONGEST_ENDING = 5, 3, 8
_LEAST_ROOT = 3
"""Consonants of a root; what is left with fewer belongs to too many words."""
_SEMITIC = frozenset({"ar", "he"})
_BORROWED = frozenset({"fa"})
"""Languages with Arabic words in their Arabic patterns."""
_AR_BEFORE = re.compile(r"^(?:[وف]?(?:ال|بال|كال|لل)|و(?=.{3}))")
_AR_BEHIND = re.compile(r"(?:ها|ان|ات|ون|ين|يه|يا|وا|ه|ي|ت|ا)$")
_AR_PATTERN = re.compile(r"^(?:مست|است|يست|تست|من|ان|ين|تن|مت|يت|[ماينت])(?=.{3})")
_AR_WEAK = re.compile("[اويءئؤآ]")
_AR_SECOND = re.compile(r"^(.)ت(?=.{2}$)")
"""The letter behind the first of a root in "he opened (a school)", "they clashed"."""
_TWICE = re.compile(r"(.)\1")
_HE_BEFORE = re.compile(r"^[ושהלבכמ](?=.{3})")
_HE_BEHIND = re.compile(r"(?:יהמ|יהנ|ותיו|יו|ימ|ות|ית|נו|כמ|המ|ה|ת|י|ו|נ|מ)$")
_HE_PATTERN = re.compile(r"^(?:הת|מת|ית|נת|[הנתילמ])(?=.{3})")
_HE_WEAK = re.compile("[וי]")
_PREFIXES = {
    "ru": re.compile("^(?:контр|против|пере|пред|при|раз|рас|воз|вос|под|без|бес|про|от|об|вы|за|на|по|до|из|ис)"),
    "de": re.compile("^(?:ge|wieder|zuruck|hinter|uber|unter|durch|vor|auf|aus|ein|her|ver|be|ent|er|zer|ab|an|um|zu)"),
    "fr": re.compile("^(?:contre|inter|trans|entre|sous|sur|con|com|pre|pro|sub|dis|re)"),
    "es": re.compile("^(?:contra|inter|trans|entre|sobre|con|com|des|pre|pro|sub|dis|re)"),
    "en": re.compile("^(?:counter|inter|trans|under|over|super|con|com|pre|pro|sub|dis|mis|un|re)"),
}
_GE = re.compile("^ge(?=.{4})")


@lru_cache(maxsize=200_000)
def of_one_family(one: str, two: str, language: str) -> bool:
    """Whether two folded words of a language are made of one stem or root; numbers and words joined by "_" are not."""
    if "_" in one or "_" in two or not (one.isalpha() and two.isalpha()):
        return False
    if language in _SEMITIC or (language in _BORROWED and one[0] >= "\u0600"):
        return not _roots(one, language).isdisjoint(_roots(two, language))
    if language == "de":
        one, two = _GE.sub("", one), _GE.sub("", two)
    common = next((at for at, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two)))
    if max(len(one), len(two)) - common > _LONGEST_ENDING:
        return False
    prefix = _PREFIXES[language].match(one) if language in _PREFIXES else None
    return common >= max(_FIRST, (prefix.end() if prefix else 0) + _BEHIND_PREFIX)


def of_one_stem(one: str, two: str, language: str) -> bool:
    """Whether two Arabic or Hebrew words are one but for what is written in front of it and behind it."""
    return language in _SEMITIC and not _stems(one, language).isdisjoint(_stems(two, language))


@lru_cache(maxsize=100_000)
def _stems(word: str, language: str) -> frozenset[str]:
    before, behind = (_HE_BEFORE, _HE_BEHIND) if language == "he" else (_AR_BEFORE, _AR_BEHIND)
    whole = {word} if language == "fa" else {*forms_of(word), before.sub("", word)}
    found = whole | {behind.sub("", one) for one in whole}
    return frozenset(one for one in found if len(one) >= _LEAST_ROOT)


@lru_cache(maxsize=100_000)
def _roots(word: str, language: str) -> frozenset[str]:
    """What may be left of an Arabic (Persian) or Hebrew word without the letters of patterns, and its longer stems."""
    pattern, weak = (_HE_PATTERN, _HE_WEAK) if language == "he" else (_AR_PATTERN, _AR_WEAK)
    stems = _stems(word, language)
    forms = {one for stem in stems for one in (stem, pattern.sub("", stem))}
    bare = {_TWICE.sub(r"\1", one[:1] + weak.sub("", one[1:])) for one in forms}
    bare |= {weak.sub("", one) for one in bare}
    if language != "he":
        bare |= {_AR_SECOND.sub(r"\1", one) for one in bare}
    long = {one for one in stems if len(one) > _LEAST_ROOT and language != "fa"}
    return frozenset(long.union(one for one in bare if len(one) >= _LEAST_ROOT))
