"""Lines by how they read: a sentence of the story, a correction, a notice or a pointer beside it."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import lru_cache
from typing import Final

from monitor.parse.pages.phrases.asks import ASK_ENDS, ASK_OPENERS, BYLINES, CHANNELS, COUNTED, IMPRINTS, READ_ON
from monitor.parse.pages.phrases.beside import (
    ASKING,
    AUTHORS,
    COMMENT_HEADS,
    CONTACTS,
    FILLERS,
    MAIL_ENDS,
    MAIL_OPENS,
    NOTICES,
    OTHER_HEADS,
    TALK_HEADS,
)
from monitor.parse.pages.phrases.corrected import CHANGED, CORRECTIONS, EARLIER, ITSELF
from monitor.parse.text import count_words

_CLOSING: Final = "\"'”’»›)]}』」） \u00a0*"
_ENDS: Final = (".", "!", "?", "؟", "…", "۔", ":", ";", "。", "！", "？", "।", "॥", "։", "።", "။", "።")  # fmt: skip
_SPACED_LEAST = 4
_UNENDED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts whose sentences end without a mark."""
_UNENDED_LEAST = 25


_JOINING = re.compile("[\u0590-\u1fff\u3040-\ud7ff\uf900-\ufdff]")
_WORD = re.compile(r"\w+")
_BEGINNING: Final = 3


def cells_of(table: str) -> list[str]:
    """The phrases in a table, whose cells are parted by bars and lines; the longest first."""
    cells = (cell.strip() for row in table.splitlines() for cell in row.split("|"))
    return sorted(filter(None, cells), key=len, reverse=True)


def any_of(table: str) -> str:
    """An alternation of the phrases in a table."""
    return "|".join(re.escape(cell).replace("\\ ", r"\s+") for cell in cells_of(table))


def patterns_of(table: str) -> str:
    """An alternation of the patterns in a table, whose cells are parted by bars with a space on each side."""
    cells = (cell.strip() for row in table.splitlines() for cell in row.split(" | "))
    return "|".join(filter(None, cells))


class Phrases:
    """The phrases of a table, looked for anywhere in a line, whatever its capitals and spaces.

    A line is asked only for those that begin as one of its words does; in scripts that join words to others, for each.
    """

    def __init__(self, table: str) -> None:
        self._begun: dict[str, list[str]] = defaultdict(list)
        self._joined: list[str] = []
        for phrase in map(_even, cells_of(table)):
            if _JOINING.search(phrase):
                self._joined.append(phrase)
            else:
                self._begun[_WORD.findall(phrase)[0][:_BEGINNING]].append(phrase)

    def among(self, line: str) -> bool:
        """Whether one of them stands in the line."""
        even, beginnings, joining = _looked_at(line)
        if joining and any(phrase in even for phrase in self._joined):
            return True
        return any(phrase in even for one in self._begun.keys() & beginnings for phrase in self._begun[one])


@lru_cache(maxsize=64)
def _looked_at(line: str) -> tuple[str, frozenset[str], bool]:
    """A line evenly written, how its words begin, and whether it has letters of a script that joins words."""
    even = _even(line)
    beginnings = frozenset(word[:_BEGINNING] for word in _WORD.findall(even))
    return even, beginnings, not even.isascii() and _JOINING.search(even) is not None


def _even(text: str) -> str:
    """In small letters, with one space wherever there are any; Turkish and Greek letters as patterns take them."""
    lowered = " ".join(text.lower().split())
    if lowered.isascii():
        return lowered
    return lowered.replace("i\u0307", "i").replace("ı", "i").replace("ς", "σ")


_CORRECTION = re.compile(rf"^\W{{0,4}}(?:{any_of(CORRECTIONS)})(?!\w)|{patterns_of(CHANGED)}", re.IGNORECASE)
_EARLIER, _ITSELF = re.compile(patterns_of(EARLIER), re.IGNORECASE), re.compile(any_of(ITSELF), re.IGNORECASE)
_NOTICE = re.compile(rf"^\W{{0,4}}(?:{any_of(NOTICES)})", re.IGNORECASE)
_FILLER = re.compile(rf"\W{{0,4}}(?:{any_of(FILLERS)})\W{{0,4}}", re.IGNORECASE)
_ASKING, _ASK_ENDS, _CHANNELS, _IMPRINTS = map(Phrases, (ASKING, ASK_ENDS, CHANNELS, IMPRINTS))
_ASK_OPENER = re.compile(rf"\W{{0,6}}(?:{any_of(ASK_OPENERS)})", re.IGNORECASE)
_BYLINE = re.compile(rf"\W{{0,4}}[^\W\d_][^.!?]{{2,60}} (?:{any_of(BYLINES)})(?!\w)", re.IGNORECASE)
_COUNTED = frozenset(map(_even, cells_of(COUNTED)))
_PARTED = re.compile(r"\s*[·•|/]\s*")
_NUMBER = re.compile(r"[\d.,]*\d[km]?\b", re.IGNORECASE)
_MAIL_OPEN = re.compile(rf"\W{{0,4}}(?:{any_of(MAIL_OPENS)})", re.IGNORECASE)
_MAIL_END = re.compile(rf"\W{{0,4}}(?:{any_of(MAIL_ENDS)})", re.IGNORECASE)
_CONTACT = re.compile(
    rf"\W{{0,4}}(?:(?:{any_of(CONTACTS)})\W{{0,4}}|(?:{any_of(AUTHORS)})(?!\w)[^.!?]{{0,50}})", re.IGNORECASE
)
_COMMENT_HEAD, _TALK_HEAD, _OTHER_HEAD = (
    re.compile(rf"[\W\d]{{0,8}}(?:{any_of(table)})[\W\d]{{0,8}}", re.IGNORECASE)
    for table in (COMMENT_HEADS, TALK_HEADS, OTHER_HEADS)
)
_READ_ON = re.compile(rf"\W{{0,4}}(?:{any_of(READ_ON)})\W{{0,6}}", re.IGNORECASE)
_RESPONSES = re.compile(
    r"\W{0,2}(?:\d+|one)\W{1,3}(?:responses?|thoughts?|comments?|replies) (?:to|on) .{1,300}", re.IGNORECASE
)
_LABEL_LONGEST: Final = 80
_ASKING_MOST: Final = 45
"""Words of a line that does nothing but ask."""
_IMPRINT_MOST: Final = 60


def is_sentence(text: str) -> bool:
    """Whether `text` reads as a sentence or more: some words, ended as a sentence is."""
    if len(_UNENDED.findall(text[:200])) >= _UNENDED_LEAST:
        return True
    return ends_sentence(text) and count_words(text) >= _SPACED_LEAST


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with the mark of a sentence."""
    return text.rstrip(_CLOSING).endswith(_ENDS)


def is_correction(text: str) -> bool:
    """Whether a line tells what an earlier version of the article had wrong."""
    beginning = text[:300]
    if _CORRECTION.search(beginning) is not None:
        return True
    return _EARLIER.search(beginning) is not None and _ITSELF.search(beginning) is not None


def is_notice(text: str) -> bool:
    """Whether a line asks the reader for something or points elsewhere, in the words that newsrooms use for it."""
    return _NOTICE.match(text[:80].lstrip()) is not None


def is_filler(text: str) -> bool:
    """Whether a line stands between the paragraphs of a story and is none: a mark, a button's name, a count."""
    if len(text) > _LABEL_LONGEST:
        return False
    if _FILLER.fullmatch(text) is not None or is_count(text):
        return True
    parts = _PARTED.split(text)
    return len(parts) > 1 and all(_FILLER.fullmatch(part) for part in parts)


def is_count(text: str) -> bool:
    """Whether a label counts readers, remarks or minutes."""
    return _NUMBER.sub("#", _even(text)).strip(" •·|–—-.") in _COUNTED


def is_asking(text: str) -> bool:
    """Whether a line, wherever it stands, does nothing but ask the reader to subscribe, to follow or to share."""
    text = text[:600]
    if not (_ASKING.among(text) or (_CHANNELS.among(text) and (_ASK_OPENER.match(text) or _ASK_ENDS.among(text)))):
        return False
    return count_words(text) <= _ASKING_MOST


def is_imprint(text: str) -> bool:
    """Whether a line below the last paragraph tells who publishes the site."""
    return count_words(text) <= _IMPRINT_MOST and _IMPRINTS.among(text[:600])


def is_byline(text: str) -> bool:
    """Whether a line below the last paragraph tells who the author is."""
    return count_words(text) <= _IMPRINT_MOST and _BYLINE.match(text) is not None


def opens_mail(text: str) -> bool:
    """Whether a line stands above a letter that was sent by mail."""
    return _MAIL_OPEN.match(text) is not None


def ends_mail(text: str) -> bool:
    """Whether a line opens what stands below such a letter."""
    return _MAIL_END.match(text) is not None


def heads_contacts(text: str) -> bool:
    """Whether a line is the heading of whom to ask, or of who wrote it."""
    return len(text) <= _LABEL_LONGEST and _CONTACT.fullmatch(text) is not None


def heads_comments(text: str) -> bool:
    """Whether a line is the heading of what readers say."""
    if len(text) <= _LABEL_LONGEST and _COMMENT_HEAD.fullmatch(text) is not None:
        return True
    return _RESPONSES.fullmatch(text) is not None


def heads_talk(text: str) -> bool:
    """Whether a line may be such a heading, or head a part of a story."""
    return len(text) <= _LABEL_LONGEST and _TALK_HEAD.fullmatch(text) is not None


def reads_on(text: str) -> bool:
    """Whether a link only says that a story goes on there."""
    return len(text) <= _LABEL_LONGEST and (_READ_ON.fullmatch(text) is not None or is_notice(text))


def heads_others(text: str) -> bool:
    """Whether a line is the heading of links to other stories."""
    return len(text) <= _LABEL_LONGEST and (_OTHER_HEAD.fullmatch(text) is not None or is_notice(text))
