"""Who wrote a text and what it is filed under: by-lines, sign-offs, notes about the author, tags; where notices end.

They name places where somebody works or subjects of the archive, not what happened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Protocol

from monitor.patterns import late
from monitor.watch.text.beginnings import Beginnings
from monitor.watch.text.cues import AUTHOR_HEADINGS, NAME_LINKS, SIGN_OFF_CUES, TAG_CUES
from monitor.watch.text.kinds_of_zone import ZoneKind


class Line(Protocol):
    """A line of a text, without its bullet."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def words(self) -> int:
        """How many."""

    @property
    def sentence(self) -> bool:
        """Whether it ends as a sentence does."""


_TAGS_MOST, _SIGN_OFF_MOST, _NOTE_MOST = 40, 50, 80
"""Words of a line of tags, of a sign-off and of a note about the author."""
TOP, FOOT, _NOTES = 4, 4, 3
"""Lines at a text's beginning with a by-line, at its end with notes, and behind a heading of such notes."""
_BYLINE_MOST: Final = 14
_LEAST_BYLINE: Final = 3


def _any(cues: Sequence[str]) -> str:
    return "|".join(re.escape(cue).replace(r"\ ", r"\s+") for cue in sorted(cues, key=len, reverse=True))


_NAME = r"[A-ZÀ-ÞА-ЯІЇЄҐ][\w.'’-]*"
_TAGS = late(rf"(?:{_any(TAG_CUES)})\s*[:：|]|(?:filed|posted)\s+(?:under|in)\s+(?-i:[A-Z])", re.IGNORECASE)
_HEADING = late(rf"(?:{_any(AUTHOR_HEADINGS)})\s*[:：]?\s*$", re.IGNORECASE)
_SIGN_OFF = late(rf"(?:{_any(SIGN_OFF_CUES)})(?:\s*[:：]|\s+(?=(?-i:{_NAME})|[\u0590-\u06ff])|$)", re.IGNORECASE)
_ALWAYS = late(
    r"(?:additional |with |reporting and )?(?:reporting|writing|editing) by\b"
    r"|.{0,200}\bcontributed (?:to this (?:report|story|article)|reporting)\.?$",
    re.IGNORECASE,
)
_ALWAYS_BEGINS, _CONTRIBUTED = ("additional ", "with ", "reporting", "writing", "editing"), "contributed"
"""How the lines begin, or what they hold, that may be such ones: most are none of them."""
_BY = frozenset({"By", "BY", "Von", "Par", "Por", "Door", "Av", "Af"})
_BY_BEGINNINGS: Final = frozenset(word[:2] for word in _BY)
_NAMED = late(rf"{_NAME}\s+{_NAME}")
_POST = late(
    rf"{_NAME}(?:\s+{_NAME}){{1,3}}\s*(?:,|is|\|)\s*(?:an? |the |our )?(?:[\w-]+ ){{0,4}}"
    r"(?:reporter|correspondent|journalist|editor|columnist|contributor|fellow|analyst|writer|photographer)\b",
)
_AT_WORK = late(
    r"\bbased (?:in|near|at)\b|\bcover(?:s|ing)\b|\b[Ff]ollow (?:him|her|them)\b|@\w|\bhas (?:reported|covered)\b"
    r"|\bwrites (?:about|for|on|from)\b|\breports (?:from|on|for)\b|\breporting from\b"
)
_LONG_AT_WORK = late(
    rf"{_NAME}(?:\s+{_NAME}){{1,3}}\s+has (?:covered|(?:reported|written|worked) (?:from|for|on|about|as|in))\b"
)
_OPENED: Final = Beginnings((*TAG_CUES, *AUTHOR_HEADINGS, *SIGN_OFF_CUES))
_SENTENCE_END = re.compile(r"[.!?؟。…۔][\"'”’»)\]]*\s+")
_ASKING = late(
    r"\b(?:you|your|inbox|newsletters?|e-?mails?|subscri\w+|sign(?:ing)? up|privacy|terms|unsubscribe|accounts?"
    r"|cookies?|consent|apps?|partners?|settings|vous|votre|usted|вы|вам|вас|ваш\w*|rights)\b|بريدك|خصوصية|ایمیل|خبرنامه|שלך",
    re.IGNORECASE,
)


def credit_at(lines: Sequence[Line], at: int) -> tuple[ZoneKind, int] | None:
    """The kind of the zone that begins in line `at`, and its last line; None if that is none of these."""
    line = lines[at]
    opened = may_be_credit(line.text)
    if opened and line.words <= _TAGS_MOST and _TAGS.match(line.text):
        return ZoneKind.TAGS, at
    if opened and at and _HEADING.match(line.text):
        return ZoneKind.AUTHOR, _notes_behind(lines, at)
    byline = at < TOP and line.text[:2] in _BY_BEGINNINGS and line.words <= _BYLINE_MOST and not line.sentence
    if byline and _is_byline(line.text):
        return ZoneKind.AUTHOR, at
    if at and at >= len(lines) - FOOT and (_is_sign_off(line) or _is_note(line)):
        return ZoneKind.AUTHOR, at
    return None


def may_be_credit(text: str) -> bool:
    """Whether a line begins as a cue for tags, author notes or sign-offs does, or as a line of tags."""
    return _OPENED.begin(text)


def notice_span(text: str, sought: re.Pattern[str] | None) -> tuple[int, int]:
    """Where a line's notice stands: from the first sentence with `sought` on, as long as sentences go on asking."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)]
    parts = list(zip([0, *ends], [*ends, len(text)], strict=True))
    first = next((number for number, part in enumerate(parts) if sought and sought.search(text, *part)), 0)
    last = first
    while last + 1 < len(parts) and _ASKING.search(text, *parts[last + 1]):
        last += 1
    return parts[first][0], parts[last][1]


def _is_byline(text: str) -> bool:
    """Whether a line is "By" and names, with places and offices."""
    words = text.replace(",", " ").split()
    if len(words) < _LEAST_BYLINE or words[0] not in _BY or words[-1] in NAME_LINKS:
        return False
    return all(word[0].isupper() or word in NAME_LINKS for word in words[1:]) and words[1][0].isupper()


def _notes_behind(lines: Sequence[Line], at: int) -> int:
    last = at
    for row in range(at + 1, min(len(lines), at + 1 + _NOTES)):
        if lines[row].words > _NOTE_MOST:
            break
        last = row
    return last


def _is_sign_off(line: Line) -> bool:
    text, lowered = line.text, line.text.lower()
    if (lowered.startswith(_ALWAYS_BEGINS) or _CONTRIBUTED in lowered) and _ALWAYS.match(text):
        return line.words <= _SIGN_OFF_MOST
    match = _SIGN_OFF.match(text) if may_be_credit(text) else None
    if match is None or line.words > _SIGN_OFF_MOST:
        return False
    return text.endswith((")", "]")) or not line.sentence or line.words <= _BYLINE_MOST


def _is_note(line: Line) -> bool:
    if not line.text[0].isupper() or not _NAMED.match(line.text):
        return False
    told = (_POST.match(line.text) and _AT_WORK.search(line.text)) or _LONG_AT_WORK.match(line.text)
    return bool(told) and line.words <= _NOTE_MOST
