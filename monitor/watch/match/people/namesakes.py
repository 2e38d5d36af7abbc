"""Whose a family name is that stands alone, by the words beside it."""

from __future__ import annotations

from enum import Enum
from itertools import islice
from typing import NamedTuple

from monitor.watch.lexicon import SONS, TITLES, Scan, cores, is_article
from monitor.watch.sounds import JAPANESE, writing_of
from monitor.watch.text import (
    DEMONYMS,
    FACILITY_WORDS,
    FUNCTION_WORDS,
    GENERAL,
    ORGANISATION_WORDS,
    PERSON_WORDS,
    SETTLEMENT_WORDS,
    TIMES,
    UNIT_WORDS,
    bare,
    fold,
    is_ambiguous,
    is_frequent,
    is_given_name,
    is_unspaced,
    listed,
)


class Place(NamedTuple):
    """Where a family name stands in one part of a text."""

    first: int
    last: int


class Known(NamedTuple):
    """What is known of the person."""

    others: frozenset[int]
    """The other words of the full name."""
    initials: frozenset[str]
    """The first letters of all of its words, folded."""
    son: bool
    """Whether "son of" stands before the family name."""
    first: bool
    """Whether the family name stands in front of the given name."""


class Whose(Enum):
    """Whose a family name is."""

    HIS = "his"
    ANOTHER = "another"
    """Somebody else's, who has the same family name."""
    NOBODY = "nobody"
    """Part of another name, or no name at all."""


def _folded(words: str) -> frozenset[str]:
    return frozenset(bare(fold(word)) for word in listed(words))


_ROLES = _folded(
    "coach trainer manager boss lawyer attorney solicitor businessman businesswoman banker tycoon oligarch "
    "investor founder owner chairman chairwoman chair ceo cfo congressman congresswoman lawmaker deputy "
    "candidate nominee officer detective sheriff inspector superintendent agent private pope bishop archbishop "
    "cardinal patriarch rabbi pastor reverend rev brother sister author writer actor actress singer player "
    "striker goalkeeper captain driver pilot astronaut cosmonaut scientist physicist economist historian "
    "oppositionist dissident blogger suspect defendant kanzler bundeskanzler kanzlerin bundespräsident "
    "präsident präsidentin minister ministerin außenminister innenminister finanzminister "
    "verteidigungsminister ministerpräsident bürgermeister bürgermeisterin anwalt herr frau monsieur madame "
    "mme m señor señora sr sra bay bayan hanım депутат адвокат бизнесмен тренер судья генпрокурор прокурор мэр "
    "губернатор г-жа госпожа"
)
_MEN = _folded("mr herr monsieur m señor sr г-н господин пан bay السيد")
_WOMEN = _folded("mrs ms miss frau madame mme señora sra г-жа госпожа пані bayan hanım السيدة")
_SAID = _folded("قال وقال أضاف وأضاف أكد وأكد صرح وصرح أعلن وأعلن گفت افزود אמר ואמר הוסיף והוסיף טען הודיע")
_BESIDE = TITLES | PERSON_WORDS | FUNCTION_WORDS | TIMES | GENERAL | DEMONYMS | _ROLES
"""Words that stand before a family name and are no given name."""
_AFTER = FUNCTION_WORDS | TIMES
_KINDS = (
    ORGANISATION_WORDS
    | FACILITY_WORDS
    | SETTLEMENT_WORDS
    | UNIT_WORDS
    | _folded("street road avenue square tower law act plan doctrine fund stadium straße platz улица площадь")
) - PERSON_WORDS
"""What a family name makes another name of: Ostrenko Foundation."""
_JOINERS = frozenset("·‧∙⋅•・･=＝゠")
_GENITIVE = ("'s", "’s", "s'")
_PLACED = frozenset(listed("в во на под під біля in at near en à dans w we ve"))
"""What stands before a place and hardly before a person: В Киеве Остренко, in Kyiv Ostrenko."""
_VERBS = tuple(listed("л ла ло ли лся лась лось лись вся ть ться тся ає ить ить їть ió ó aron ieron"))
"""How a verb ends that stands in front of its subject: Подякували Остренкові. Given names like that are listed."""
_HEADLINE = 0.7
"""Share of long words with a capital from which on capitals tell nothing."""
_LONG, _LEAST_LONG, _MOST_LONG = 4, 3, 50
_OFTEN = 1_000
"""Words of a language without capitals that are as likely the word as the name."""


def whose(place: Place, known: Known, scan: Scan) -> tuple[Whose, str]:
    """Whose the family name at `place` is, and how he is named there."""
    word = scan.words[place.last]
    if is_unspaced(word):
        return _whose_in_signs(place, scan)
    cased = word.lower() != word.upper() and not scan.caseless
    if cased and not any(map(str.isupper, word[:3])):
        return Whose.NOBODY, ""
    before, joined = _before(place, scan)
    said = " ".join(filter(None, (before, *scan.words[place.first : place.last + 1])))
    if _is_son(before) is not known.son:
        return Whose.NOBODY, ""
    behind, space = _behind(place, scan)
    if (joined == "-" and before[:1].isupper()) or (space == "-" and behind[:1].isupper()):
        return Whose.NOBODY, ""
    if before and not known.son and _is_anothers(place, before, known, scan, cased=cased):
        return Whose.ANOTHER, said
    if behind and space != "-" and _goes_on(place, behind, known, scan, cased=cased):
        another = known.first or is_given_name(behind)
        return (Whose.ANOTHER if another else Whose.NOBODY), f"{said} {behind}"
    return (Whose.NOBODY if _is_a_word(place, before, scan, cased=cased) else Whose.HIS), said


def _whose_in_signs(place: Place, scan: Scan) -> tuple[Whose, str]:
    """Another name may stand in front, with a sign that joins the two, or a longer one of the same writing go on."""
    said = "".join(scan.words[place.first : place.last + 1])
    if place.first == 0:
        return Whose.HIS, said
    before = scan.words[place.first - 1]
    between = scan.cleaned.text[scan.span(place.first - 1)[1] : scan.span(place.first)[0]].strip("\u200b")
    if between and between in _JOINERS and is_unspaced(before):
        return Whose.ANOTHER, f"{before}{between}{said}"
    kana = not between and writing_of(before) == writing_of(said[0]) == JAPANESE
    return (Whose.NOBODY if kana else Whose.HIS), said


def ways_to_address(place: Place, scan: Scan) -> set[str]:
    """Whether the person is called Mr or Mrs there."""
    before = bare(fold(_before(place, scan)[0]))
    return {way for way, words in (("Mr", _MEN), ("Mrs", _WOMEN)) if before in words}


def _before(place: Place, scan: Scan) -> tuple[str, str]:
    """The word before a family name, articles apart, and what parts the two; "" if there is none in the phrase."""
    at = place.first
    while at > 0 and is_article(scan.words[at - 1]):
        at -= 1
    if at == 0 or scan.sentence(at - 1) != scan.sentence(at):
        initial = at > 0 and len(scan.words[at - 1]) == 1 and scan.words[at - 1].isupper()
        if not initial:
            return "", ""
    between = scan.cleaned.text[scan.span(at - 1)[1] : scan.span(at)[0]]
    plain = between.strip()
    initial = plain == "." and (len(scan.words[at - 1]) == 1 or bare(fold(scan.words[at - 1])) in TITLES | _ROLES)
    return (scan.words[at - 1], plain) if plain in {"", "-"} or initial else ("", "")


def _behind(place: Place, scan: Scan) -> tuple[str, str]:
    at = place.last
    if at + 1 >= len(scan.words) or scan.sentence(at + 1) != scan.sentence(at):
        return "", ""
    between = scan.cleaned.text[scan.span(at)[1] : scan.span(at + 1)[0]]
    plain = between.strip()
    return (scan.words[at + 1], plain) if plain in {"", "-"} and "\n" not in between else ("", "")


def _is_son(word: str) -> bool:
    return bool(word) and bare(fold(word)) in SONS


def _is_anothers(place: Place, before: str, known: Known, scan: Scan, *, cased: bool) -> bool:
    """Whether the word before a family name is somebody else's given name, or his initial."""
    folded = bare(fold(before))
    at = _at_before(place, scan)
    if any(reading.token in known.others for reading in scan.view.readings(at)):
        return False
    if len(folded) == 1 and before.isupper():
        stopped = scan.cleaned.text.startswith(".", scan.span(at)[1])
        return (stopped or not _is_first(at, scan)) and folded not in known.initials | _MEN
    if folded in _BESIDE or before.endswith(_GENITIVE):
        return False
    if any(map(is_given_name, cores(folded, scan.memory.habit))):
        return not cased or before[:1].isupper()
    if not cased or not before[:1].isupper():
        return False
    if at > 0 and scan.words[at - 1].lower() in _PLACED:
        return False
    if _is_first(at, scan) and before.lower().endswith(_VERBS):
        return False
    tells = not (_is_first(at, scan) or scan.memory.habit == "de" or _is_headline(scan))
    return tells or is_ambiguous(folded) or not is_frequent(folded, scan.memory.habit)


def _is_first(at: int, scan: Scan) -> bool:
    """Whether a word is the first one of its sentence."""
    return at == 0 or scan.sentence(at - 1) != scan.sentence(at)


def _at_before(place: Place, scan: Scan) -> int:
    at = place.first - 1
    while at > 0 and is_article(scan.words[at]):
        at -= 1
    return at


def _goes_on(place: Place, behind: str, known: Known, scan: Scan, *, cased: bool) -> bool:
    """Whether a longer name goes on behind the family name."""
    folded = bare(fold(behind))
    if any(reading.token in known.others for reading in scan.view.readings(place.last + 1)):
        return False
    if not cased:
        return False
    if not behind[:1].isupper() or folded in _AFTER:
        return False
    if is_given_name(behind) or folded in _KINDS:
        return True
    return not (scan.memory.habit == "de" or _is_headline(scan))


def _is_a_word(place: Place, before: str, scan: Scan, *, cased: bool) -> bool:
    """Whether the family name is a word that stands there as well as the name."""
    word = scan.words[place.last]
    if cased:
        return (_is_first(place.first, scan) or _is_headline(scan)) and is_ambiguous(word)
    folded = bare(fold(word))
    if folded.startswith("ال") or place.first < place.last:
        return False
    common = is_ambiguous(word) or is_frequent(folded, scan.memory.habit, _OFTEN)
    beside = bare(fold(before))
    return common and beside not in PERSON_WORDS | TITLES | _SAID


def _is_headline(scan: Scan) -> bool:
    """Whether most words of a part have a capital, as in English headlines."""
    long = list(islice((word for word in scan.words if len(word) >= _LONG), _MOST_LONG))
    return len(long) >= _LEAST_LONG and sum(word[:1].isupper() for word in long) >= _HEADLINE * len(long)
