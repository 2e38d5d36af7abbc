"""Lines by how they read: a sentence of the story, a correction, a notice or a pointer beside it."""

from __future__ import annotations

import re
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
from monitor.parse.pages.phrases.corrected import CHANGED, CORRECTIONS, EARLIER, IN_CHANGED, IN_EARLIER, ITSELF
from monitor.parse.pages.phrases.sought import Openers, Phrases, any_of, cells_of, even, patterns_of
from monitor.parse.text import has_words

_CLOSING: Final = "\"'”’»›)]}』」） \u00a0*"
_ENDS: Final = (".", "!", "?", "؟", "…", "۔", ":", ";", "。", "！", "？", "।", "॥", "։", "።", "။", "።")  # fmt: skip
_SPACED_LEAST = 4
_UNENDED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Scripts whose sentences end without a mark."""
_UNENDED_LEAST = 25
_CORRECTIONS = Openers(CORRECTIONS, after=r"(?!\w)")
_CHANGED = re.compile(patterns_of(CHANGED), re.IGNORECASE)
_EARLIER, _ITSELF = re.compile(patterns_of(EARLIER), re.IGNORECASE), re.compile(any_of(ITSELF), re.IGNORECASE)
_IN_CHANGED, _IN_EARLIER = cells_of(IN_CHANGED), cells_of(IN_EARLIER)
_NOTICES = Openers(NOTICES)
_FILLERS = Openers(FILLERS, after=r"\W{0,4}")
_ASKING, _ASK_ENDS, _CHANNELS, _IMPRINTS = map(Phrases, (ASKING, ASK_ENDS, CHANNELS, IMPRINTS))
_ASK_OPENERS = Openers(ASK_OPENERS, before=r"\W{0,6}")
_BYLINE = re.compile(rf"\W{{0,4}}[^\W\d_][^.!?]{{2,60}} (?:{any_of(BYLINES)})(?!\w)", re.IGNORECASE)
_COUNTED = frozenset(map(even, cells_of(COUNTED)))
_PARTED = re.compile(r"\s*[·•|/]\s*")
_NUMBER = re.compile(r"[\d.,]*\d[km]?\b", re.IGNORECASE)
_MAIL_OPENS, _MAIL_ENDS = Openers(MAIL_OPENS), Openers(MAIL_ENDS)
_CONTACTS = Openers(
    CONTACTS,
    AUTHORS,
    pattern=rf"\W{{0,4}}(?:(?:{any_of(CONTACTS)})\W{{0,4}}|(?:{any_of(AUTHORS)})(?!\w)[^.!?]{{0,50}})",
)
_COMMENT_HEADS, _TALK_HEADS, _OTHER_HEADS = (
    Openers(table, before=r"[\W\d]{0,8}", after=r"[\W\d]{0,8}") for table in (COMMENT_HEADS, TALK_HEADS, OTHER_HEADS)
)
_READ_ONS = Openers(READ_ON, after=r"\W{0,6}")
_RESPONSES = re.compile(
    r"\W{0,2}(?:\d+|one)\W{1,3}(?:responses?|thoughts?|comments?|replies) (?:to|on) .{1,300}", re.IGNORECASE
)
_ASKED_OFTEN: Final = 1_000
"""Code points of a line of which it is kept what it is."""
_LABEL_LONGEST: Final = 80
_ASKING_MOST: Final = 45
"""Words of a line that does nothing but ask."""
_IMPRINT_MOST: Final = 60


def is_sentence(text: str) -> bool:
    """Whether `text` reads as a sentence or more: some words, ended as a sentence is."""
    return _reads_so(text) if len(text) > _ASKED_OFTEN else _read_so(text)


def _reads_so(text: str) -> bool:
    if not text.isascii() and len(_UNENDED.findall(text[:200])) >= _UNENDED_LEAST:
        return True
    return ends_sentence(text) and has_words(text, _SPACED_LEAST)


_read_so = lru_cache(maxsize=1_024)(_reads_so)
"""Several rules ask it of the same line."""


def ends_sentence(text: str) -> bool:
    """Whether `text` ends with the mark of a sentence."""
    return text.rstrip(_CLOSING).endswith(_ENDS)


def is_correction(text: str) -> bool:
    """Whether a line tells what an earlier version of the article had wrong."""
    beginning = text[:300]
    if _CORRECTIONS.open(beginning):
        return True
    # Both patterns are tried at every letter, and hardly a line holds a word of theirs.
    small = even(beginning)
    if any(word in small for word in _IN_CHANGED) and _CHANGED.search(beginning) is not None:
        return True
    earlier = any(word in small for word in _IN_EARLIER) and _EARLIER.search(beginning) is not None
    return earlier and _ITSELF.search(beginning) is not None


def is_notice(text: str) -> bool:
    """Whether a line asks the reader for something or points elsewhere, in the words that newsrooms use for it."""
    return _opens_notice(text[:80])


@lru_cache(maxsize=1_024)
def _opens_notice(beginning: str) -> bool:
    return _NOTICES.open(beginning.lstrip())


def is_filler(text: str) -> bool:
    """Whether a line stands between the paragraphs of a story and is none: a mark, a button's name, a count."""
    if len(text) > _LABEL_LONGEST:
        return False
    if _FILLERS.are(text) or is_count(text):
        return True
    parts = _PARTED.split(text)
    return len(parts) > 1 and all(map(_FILLERS.are, parts))


def is_count(text: str) -> bool:
    """Whether a label counts readers, remarks or minutes."""
    return _NUMBER.sub("#", even(text)).strip(" •·|–—-.") in _COUNTED


@lru_cache(maxsize=256)
def is_asking(text: str) -> bool:
    """Whether a line, wherever it stands, does nothing but ask the reader to subscribe, to follow or to share."""
    text = text[:600]
    if has_words(text, _ASKING_MOST + 1):
        return False
    return _ASKING.among(text) or ((_ASK_OPENERS.open(text) or _ASK_ENDS.among(text)) and _CHANNELS.among(text))


def is_imprint(text: str) -> bool:
    """Whether a line below the last paragraph tells who publishes the site."""
    return not has_words(text, _IMPRINT_MOST + 1) and _IMPRINTS.among(text[:600])


def is_byline(text: str) -> bool:
    """Whether a line below the last paragraph tells who the author is."""
    return not has_words(text, _IMPRINT_MOST + 1) and _BYLINE.match(text) is not None


def opens_mail(text: str) -> bool:
    """Whether a line stands above a letter that was sent by mail."""
    return _MAIL_OPENS.open(text)


def ends_mail(text: str) -> bool:
    """Whether a line opens what stands below such a letter."""
    return _MAIL_ENDS.open(text)


def heads_contacts(text: str) -> bool:
    """Whether a line is the heading of whom to ask, or of who wrote it."""
    return len(text) <= _LABEL_LONGEST and _CONTACTS.are(text)


def heads_comments(text: str) -> bool:
    """Whether a line is the heading of what readers say."""
    if len(text) <= _LABEL_LONGEST and _COMMENT_HEADS.are(text):
        return True
    return _RESPONSES.fullmatch(text) is not None


def heads_talk(text: str) -> bool:
    """Whether a line may be such a heading, or head a part of a story."""
    return len(text) <= _LABEL_LONGEST and _TALK_HEADS.are(text)


def reads_on(text: str) -> bool:
    """Whether a link only says that a story goes on there."""
    return len(text) <= _LABEL_LONGEST and (_READ_ONS.are(text) or is_notice(text))


def heads_others(text: str) -> bool:
    """Whether a line is the heading of links to other stories."""
    return len(text) <= _LABEL_LONGEST and (_OTHER_HEADS.are(text) or is_notice(text))
