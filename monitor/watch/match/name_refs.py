"""What a name says by the way it is written: whether capitals and apostrophes count, how its letters may sound."""

from __future__ import annotations

import re
from typing import NamedTuple

from monitor.model.watch import Kind, Name, Topic
from monitor.watch.lexicon import unmarked
from monitor.watch.sounds import HYPOTHESES, Reach
from monitor.watch.text import APOSTROPHES, Script, bare, fold, is_rare

_SIGNS = frozenset(APOSTROPHES)
_TURKISH_LETTERS = frozenset("şğıçŞĞİÇ")
_COINED = re.compile(r"[a-zа-яё][A-ZА-Я]|[^\W\d_]\d|\d[^\W\d_]")
_SHORT_ACRONYM = 3
_TOLD_BY_APOSTROPHE = 6
"""Letters from which on a name is known without its apostrophe."""
ORGANISED = frozenset({Kind.ORGANISATION, Kind.UNIT})
_WITH_CAPITALS = frozenset({Kind.PERSON, Kind.PLACE})
"""Whose names all languages write with a capital; others only English and German: les talibans, gli houthi."""
_ROOMY_WORDS, _RARE_LETTERS = 3, 5
_FRENCH_LETTERS = frozenset("éèêïëâÉ")


class NameRef(NamedTuple):
    """A name of a topic, as the trie's payload refers to it."""

    topic: int
    watchlist: int
    text: str
    pack: str = ""
    """The pack that brought it, "" if the watchlist did."""
    given: frozenset[Script] = frozenset()
    """The scripts its topic has names in: a lone word is not looked for in them from another script."""
    capital: bool = True
    """Whether the name is written with a capital letter, where its script has them."""
    shouted: bool = False
    """Whether the name is written in capitals throughout."""
    coined: bool = False
    """Whether its one word is written as words are not, with a figure or a capital inside: Log4j, OpenSSL."""
    small: bool = False
    """Whether its one word is no person's or place's name and no other word, so that most languages write it small."""
    apostrophe: bool = False
    """Whether a short one-word name is told from another word by its apostrophe only: Dar'a, not Dara."""
    habit: str = ""
    """The spelling habit of the only texts in which it is looked for; "" for any. Set for short acronyms of packs."""
    person: bool = False
    """Whether it names a person, whose name may hold a word more in a text."""
    place: bool = False
    inverted: int = 0
    """Words of the family name, where it stands first and a comma may follow it."""
    unsaid: tuple[int, ...] = ()
    """The words of a person's name that are left out here, of which one must stand elsewhere in the article."""
    shortened: bool = False
    """Whether but two parts of a longer name are said, so that another one between them makes it another person's."""
    namesake: bool = False
    """Whether it is an organisation's name without its legal form, one word that may be anything."""
    tradition: bool = False
    """Whether its given name is another language's for it."""
    linked: bool = False
    """Whether small words may stand between its words."""
    formed: int = 0
    """Where its one word stands beside a legal form, and which, as `Order` says; 0 for all other names."""
    roomy: bool = False
    """Whether it is an organisation's name that a rare word tells: one more word in it makes it no other name."""
    seams: frozenset[str] = frozenset()
    """The marks it holds between its words, without which a text's words are none of it."""
    alone: str = ""
    """Where its family name alone is met: the full name as the article has it elsewhere; "" for all other names."""
    doubt: str = ""
    """Why a family name alone is nobody's in the article; "" if it is the person's."""
    guards: tuple[int, ...] = ()
    """The numbers of the conditions of which one must hold for it; empty for none but its topic's."""


def name_ref(name: Name, pack: str, topic: int, of: Topic, watchlist: int, reach: Reach) -> NameRef:
    """A name of topic number `topic`, brought by `pack` if that is not "", as matching needs it; no guards yet."""
    plain = unmarked(name.text)
    shouted = plain.isupper()
    acronym = shouted and plain.isalpha() and len(plain) <= _SHORT_ACRONYM
    return NameRef(
        topic,
        watchlist,
        name.text,
        pack,
        given=reach.given,
        capital=shouted or _has_capital(plain),
        shouted=shouted,
        coined=of.kind is not Kind.PERSON and _COINED.search(plain) is not None and is_rare(plain),
        small=of.kind not in _WITH_CAPITALS and len(plain) >= _RARE_LETTERS and plain.isalpha() and is_rare(plain),
        apostrophe=not _SIGNS.isdisjoint(plain) and _told_by_apostrophe(fold(plain)),
        person=of.kind is Kind.PERSON,
        place=of.kind is Kind.PLACE,
        roomy=of.kind in ORGANISED and _has_room(plain),
        habit=name.language if pack and acronym and name.language in HYPOTHESES and name.language != "en" else "",
    )


def _has_room(text: str) -> bool:
    words = text.split()
    return len(words) >= _ROOMY_WORDS and any(len(word) >= _RARE_LETTERS and is_rare(word) for word in words)


def _has_capital(text: str) -> bool:
    if text.isascii():
        return text.lower() != text
    return not text.islower() and any(map(str.isupper, text))


def _told_by_apostrophe(folded: str) -> bool:
    return "'" in folded.strip("'") and len(bare(folded)) < _TOLD_BY_APOSTROPHE


def hypotheses_of(name: Name) -> tuple[str, ...]:
    """How the Latin letters of a name may sound, by its language or its letters."""
    language = name.language.split("-", maxsplit=1)[0].lower()
    text = name.text
    if language == "tr" or not _TURKISH_LETTERS.isdisjoint(text):
        return ("tr", "tr-glide")
    lowered = text.lower()
    if language == "de" or "sch" in lowered:
        return ("de",)
    if language == "fr":
        return ("fr",)
    if "ou" in lowered or not _FRENCH_LETTERS.isdisjoint(text):
        return ("en", "fr")
    return ("en", "persian")
