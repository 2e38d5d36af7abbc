"""Stretches of a text that are not its story: links to other stories, captions, notices, by-lines, author notes, tags.

A name met only there says little about the article, so such a hit is weak. A zone is found by the words that open
it, or by its shape: a row of headlines behind the last paragraph. A text of one paragraph is all story unless a cue
opens it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from monitor.patterns import late
from monitor.records import dataclass
from monitor.watch.text.beginnings import Beginnings
from monitor.watch.text.credits import FOOT, TOP, credit_at, may_be_credit, notice_span
from monitor.watch.text.cues import (
    BYLINE_CUES,
    CAPTION_CUES,
    CONSENT_CUES,
    CREDITS,
    LABEL_CUES,
    OPENING_CUES,
    SIGN_UP_CUES,
    SOFT_CUES,
    STANDING_CUES,
)
from monitor.watch.text.kinds_of_zone import ZoneKind


@dataclass(frozen=True, slots=True)
class Zone:
    """One stretch, `[start, end)` in code points of the text."""

    start: int
    end: int
    kind: ZoneKind


class _Line(NamedTuple):
    start: int
    end: int
    text: str
    listed: bool = False
    """It is marked as an item of a list or a row of a table, as the extractor marks them: links it leaves out."""

    @property
    def words(self) -> int:
        return len(self.text.split())

    @property
    def opened(self) -> bool:
        """Whether it begins as a cue does."""
        return _OPENED.begin(self.text)

    @property
    def sentence(self) -> bool:
        """Whether it ends as a sentence does."""
        return self.text.rstrip(_CLOSING).endswith(_ENDS)

    @property
    def headline(self) -> bool:
        """Whether it looks like a headline: some words, no full stop."""
        if self.sentence or self.listed or self.text.endswith(":") or _QUOTATION.match(self.text):
            return False
        return _HEADLINE_LEAST <= self.words <= _HEADLINE_MOST


_CLOSING = "\"'”’»)] \t"
_FULL_STOPS = (".", "۔")
_ENDS = (".", "!", "?", "؟", "…", "۔", ":", ";")
_HEADLINE_LEAST, _HEADLINE_MOST = 6, 22
"""Words of a headline; shorter lines at the foot are more often rows of a table than links."""
_RAIL_LEAST = 3
"""Headlines in a row that make a rail where no cue opens it."""
_PARAGRAPH_WORDS = 25
"""A paragraph of the story: a sentence of so many words."""
_NOTICE_MOST = 80
_CAPTION_MOST = 60
_RAIL_MOST = 40
_QUOTATION = re.compile(r"[“\"«„”][^“”\"«»„]+[,.!?…][”\"»“]\s+\w")
"""Somebody's words, and who said them."""
_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_RARE_BREAKS = ("\r", "\u2028", "\u2029")
_BULLET = re.compile(r"[\s>*•▪●■◆»›–—|\[(-]*")


def _any(cues: Sequence[str]) -> str:
    spelled = (re.escape(cue).replace(r"\ ", r"\s+") for cue in sorted(cues, key=len, reverse=True))
    return f"(?:{'|'.join(spelled)})"


_LABEL = late(rf"{_any(LABEL_CUES)}\s*[:：|»›>]", re.IGNORECASE)
_STANDING = late(rf"{_any(STANDING_CUES)}\s*(?:[:：|»›>…]|\.{{3}})*\s*$", re.IGNORECASE)
_OPENING = late(rf"{_any(OPENING_CUES)}(?!\w)", re.IGNORECASE)
_INLINE = late(rf"(?<=[.!?…؟»”\")])\s+[\[(]?{_any(LABEL_CUES)}\s*[:：|]", re.IGNORECASE)
_CAPTION = late(rf"{_any(CAPTION_CUES)}\s*[:：|/©]|{_any(BYLINE_CUES)}(?!\w)", re.IGNORECASE)
_CREDIT = late(rf"[(\[]\s*{_any(CREDITS)}[^()\[\]]{{0,60}}[)\]]\.?\s*$|{_any(CREDITS)}\s*$", re.IGNORECASE)
_OPENED = Beginnings((*LABEL_CUES, *STANDING_CUES, *OPENING_CUES, *CAPTION_CUES, *BYLINE_CUES, *SIGN_UP_CUES))
_CREDIT_ENDS = (")", "]", ").", "].", *(cue.split()[-1].lower() for cue in CREDITS))
"""How a line ends that may end in a credit."""
_LONGEST_END = max(map(len, _CREDIT_ENDS))
_COOKIE_SIGNS = ("cookie", "куки", "ارتباط", "الكوكيز", "کوکی", "עוגיות", "çerez")
"""One of these stands in every text that speaks of cookies."""
_CONSENT = late(_any(CONSENT_CUES), re.IGNORECASE)
_SIGN_UP = late(_any(SIGN_UP_CUES), re.IGNORECASE)
_COOKIE = late(r"cookie|файл\w* куки|ملفات تعريف الارتباط|الكوكيز|کوکی|עוגיות|çerez", re.IGNORECASE)


def zones(text: str) -> tuple[Zone, ...]:
    """The zones of `text`, ascending and apart; linear in its length."""
    lines = _lines(text)
    if not lines:
        return ()
    found: list[Zone] = []
    lowered = text.lower()
    cookies = any(sign in lowered for sign in _COOKIE_SIGNS)
    at = 0
    while at < len(lines):
        if TOP <= at < len(lines) - FOOT and _begins_none(lines[at], cookies=cookies):
            at += 1
            continue
        zone, at = _zone_at(lines, at, cookies=cookies)
        if zone is not None:
            found.append(zone)
    covered = {zone.start for zone in found}
    found += [zone for zone in _rail(lines) if zone.start not in covered]
    return _merged(found)


def zone_at(found: Sequence[Zone], position: int) -> Zone | None:
    """The zone that holds `position`."""
    at = bisect_right(found, position, key=lambda zone: zone.start) - 1
    return found[at] if at >= 0 and position < found[at].end else None


def _lines(text: str) -> list[_Line]:
    found: list[_Line] = []
    for begin, whole in _pieces(text):
        listed = whole.startswith(("- ", "|")) or " | " in whole
        bullet = None if whole[0].isalnum() else _BULLET.match(whole)
        skipped = bullet.end() if bullet else 0
        if body := whole[skipped:].rstrip():
            start = begin + skipped
            found.append(_Line(start, start + len(body), body, listed))
    return found


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """What stands between line breaks, and where it begins."""
    if any(sign in text for sign in _RARE_BREAKS):
        yield from ((match.start(), match[0]) for match in _LINE.finditer(text))
        return
    start = 0
    for piece in text.split("\n"):
        if piece:
            yield start, piece
        start += len(piece) + 1


def _begins_none(line: _Line, *, cookies: bool) -> bool:
    """Whether no zone can begin in a line amidst the text, by its first letters and its last: as in most."""
    text = line.text
    if cookies or line.opened or may_be_credit(text) or text[-_LONGEST_END:].lower().endswith(_CREDIT_ENDS):
        return False
    return not (":" in text or "|" in text or "：" in text)


def _zone_at(lines: list[_Line], at: int, *, cookies: bool) -> tuple[Zone | None, int]:
    """The zone that begins in line `at`, if any, and the line to go on with; `cookies`: whether the text has any."""
    line = lines[at]
    opened = line.opened
    if opened and _STANDING.match(line.text):
        last = _rows_behind(lines, at)
        if last == at + 1 and line.text.strip(" :…").lower() in SOFT_CUES:
            last = at  # one line below "Latest" is the news itself
        return Zone(line.start, lines[last].end, ZoneKind.RELATED), last + 1
    if (credited := credit_at(lines, at)) is not None:
        kind, last = credited
        return Zone(line.start, lines[last].end, kind), last + 1
    if opened and (_LABEL.match(line.text) or (_OPENING.match(line.text) and line.words <= _HEADLINE_MOST)):
        return Zone(line.start, line.end, ZoneKind.RELATED), at + 1
    if _is_caption(line, opened):
        return Zone(line.start, line.end, ZoneKind.CAPTION), at + 1
    if _is_notice(line, opened, cookies=cookies):
        start, end = notice_span(line.text, None if _SIGN_UP.match(line.text) else _COOKIE)
        return Zone(line.start + start, line.start + end, ZoneKind.CONSENT), at + 1
    inline = _INLINE.search(line.text) if ":" in line.text or "|" in line.text or "：" in line.text else None
    if inline is not None:
        return Zone(line.start + inline.start(), line.end, ZoneKind.RELATED), at + 1
    return None, at + 1


def _rows_behind(lines: list[_Line], at: int) -> int:
    """The last line of the list that a heading such as "See also" opens; the story may go on behind it."""
    last = at
    for row in range(at + 1, min(len(lines), at + 1 + _RAIL_MOST)):
        if lines[row].words > _HEADLINE_MOST or lines[row].text.rstrip(_CLOSING).endswith(_FULL_STOPS):
            break
        last = row
    return last


def _is_caption(line: _Line, opened: bool) -> bool:
    captioned = opened and _CAPTION.match(line.text)
    if captioned or (line.text[-_LONGEST_END:].lower().endswith(_CREDIT_ENDS) and _CREDIT.search(line.text)):
        return line.words <= _CAPTION_MOST
    return False


def _is_notice(line: _Line, opened: bool, *, cookies: bool) -> bool:
    if opened and _SIGN_UP.match(line.text):
        return line.words <= _NOTICE_MOST
    return cookies and line.words <= _NOTICE_MOST and bool(_COOKIE.search(line.text) and _CONSENT.search(line.text))


def _rail(lines: list[_Line]) -> Iterator[Zone]:
    """Headlines in a row at the foot, if there is a story above and nothing announces them as its own list."""
    first = len(lines)
    while first > 0 and lines[first - 1].headline:
        first -= 1
    story = lines[:first]
    if len(lines) - first < _RAIL_LEAST or not story or story[-1].text.endswith((":", "：")):
        return
    if not story[-1].sentence and story[-1].words < _HEADLINE_LEAST and not story[-1].listed:
        return  # a heading of the story's own
    if sum(line.sentence and line.words >= _PARAGRAPH_WORDS for line in story) < 2:
        return
    for line in lines[first:]:
        yield Zone(line.start, line.end, ZoneKind.RELATED)


def _merged(found: list[Zone]) -> tuple[Zone, ...]:
    """Ascending; where two overlap, the one that begins first keeps the place."""
    kept: list[Zone] = []
    for zone in sorted(found, key=lambda one: (one.start, -one.end)):
        if not kept or zone.start >= kept[-1].end:
            kept.append(zone)
    return tuple(kept)
