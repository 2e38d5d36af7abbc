"""Edits of articles that are known: which change of an entry calls for a second look, and which text may replace which.

Feeds change their texts for many reasons, of which an edit is one; a second look costs the publisher a fetch. So what
a machine changes (spacing, clocks, counters) is passed over, and what is left is bounded for each day.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable, Container, Sequence
from dataclasses import field
from datetime import datetime, timedelta
from enum import Enum
from typing import Final

from monitor.core.entries.identity import BODY
from monitor.core.following import MOST_AGE, pace
from monitor.core.text import count_words
from monitor.model.articles import ArticleDraft, KnownArticle
from monitor.model.feeds import EntryChange, EntryData, EntryKnown, EntryTold
from monitor.model.outcomes import TextSource
from monitor.records import dataclass

REREAD_EVERY: Final = timedelta(hours=1)
"""An article is looked at again this often at most: newsrooms correct within hours, clocks tick every minute."""
MANY_EDITS: Final = 10
"""From so many changes on, an entry that no watchlist matched is a ticker: it is looked at more rarely."""
TICKER_EVERY: Final = timedelta(hours=3)
AT_ONCE_A_DAY: Final = 12
"""Changed titles that are looked at without delay, for each day of an entry's age; then the usual rest is kept."""
FLIP_REST: Final = timedelta(hours=6)
"""Before a text is looked at again that came back: headlines are tried out in turns, and some are taken back."""
EDITS_WITHIN: Final = timedelta(days=3)
"""Since the entry was first seen: what changes later is layout, advertising or the archive, hardly ever the news.

Unless a watchlist matched, or the title has changed.
"""

_MUCH_SHORTER = 0.5
"""A page that lost more than this share of its words shows a paywall, a notice or the start only."""

_SAID, _SAID_ANEW = 0.5, 0.3
"""Shares of a headline's longer words from which a text says what it says, and beyond which another one did not."""
_STEM, _LEAST_LETTERS = 5, 4

_TIME_UNITS = (
    r"(?:s|secs?|seconds?|mins?|minutes?|h|hrs?|hours?|days?|minuten?|stunden?|tagen?|heures?|jours?|minutos?|horas?"
    r"|d[ií]as?|минут[уы]?|час(?:а|ов)?|д(?:ень|ня|ней)|دقائق|دقيقة|ساعات|ساعة|أيام|يوم|דקות|שעות|ימים)"
)
_DATE_WORDS = (
    r"on|at|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?"
    r"|nov(?:ember)?|dec(?:ember)?|(?:mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun"
    r"|[ap]m|utc|gmt|[ecmp][sd]t|bst|cest?"
)
_MACHINE_MADE = re.compile(
    # 2026-11-22T09:15:00.123+02:00, 2026-11-22 09:15; then a clock alone: 9:15, 09:15:30 pm
    r"\b\d{4}-\d\d-\d\d[t ]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:z\b|[+-]\d\d:?\d\d)?"
    r"|\b\d{1,2}:\d\d(?::\d\d)?(?: ?[ap]\.?m\b\.?)?"
    rf"|\b\d{{1,4}} ?{_TIME_UNITS} (?:ago|назад)\b"
    rf"|\b(?:vor|il y a|hace|قبل|منذ|לפני) \d{{1,4}} {_TIME_UNITS}\b"
    r"|\b\d[\d.,]{0,12} ?(?:comments?|replies|views?|shares?|likes?|kommentare?|commentaires?|comentarios?)\b"
    r"|\b(?:comments?|replies|views?|shares?|likes?) ?[:(] ?\d[\d.,]{0,12}"
    # A line of its own that says when it was last touched, and nothing else.
    rf"|^(?:last )?(?:updated|modified|published|posted)\b(?:[^\w\n]|\d|\b(?:{_DATE_WORDS})\b){{1,60}}$",
    re.MULTILINE,
)
_TOKEN = re.compile(r"[^\W_]+")


class Change(Enum):
    """What another text under a known entry means."""

    NONE = 1
    NOTED = 2
    """It is looked at again."""
    LATER = 3
    """It would be, but not yet: the next poll is to find it again."""


@dataclass(slots=True)
class Sighting:
    """A known entry as one answer shows it: some feeds list an entry twice, with two texts."""

    known: EntryKnown
    shown: list[tuple[str, EntryData]] = field(default_factory=list)
    """(key by title and body, "" if both are empty; what the feed said)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """Which known entries of one answer changed."""

    noted: tuple[EntryChange, ...]
    later: int
    """How many are left for a later poll."""


def wording_key(title: str, text: str) -> str:
    """Key of a text, blind to case, spacing and punctuation, to clocks, ages ("5 minutes ago") and counters.

    Other numbers count: how many were hurt is news.
    """
    tokens = _TOKEN.findall(_lasting(f"{title}\n{text}"))
    return hashlib.sha256(" ".join(tokens).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def shows_what_it_told(known: EntryKnown, data: EntryData) -> bool:
    """Whether an entry with all its keys known shows the text that it told last, whenever that is looked at."""
    told = known.told
    if told is None or (told.title == data.title and told.text == (data.content or data.summary)):
        return True
    return wording_key(told.title, told.text) == wording_key(data.title, data.content or data.summary)


def judge_change(sighting: Sighting, now: datetime) -> Change:
    """Whether an entry shows another text than it told last.

    An entry that shows several texts at once is unchanged as long as one of them is what it told. What was never read
    (baseline, held) has no article that an edit could be of.
    """
    told = sighting.known.told
    if told is None or any(not key for key, _ in sighting.shown):
        return Change.NONE
    if told.read_at is None and not told.reading:
        return Change.NONE
    before = wording_key(told.title, told.text)
    if any(before == wording_key(data.title, data.content or data.summary) for _, data in sighting.shown):
        return Change.NONE
    age, retitled = now - told.first_seen_at, all(_retitled(told, data) for _, data in sighting.shown)
    if age > (MOST_AGE if told.followed or retitled else EDITS_WITHIN):
        return Change.NONE
    if told.reading or (told.read_at is not None and now - told.read_at < _rest(sighting, retitled, age)):
        return Change.LATER
    return Change.NOTED


def _retitled(told: EntryTold, data: EntryData) -> bool:
    return wording_key(told.title, "") != wording_key(data.title, "")


def _rest(sighting: Sighting, retitled: bool, age: timedelta) -> timedelta:
    """How long after the last look the next one may come."""
    known, told = sighting.known, sighting.known.told
    if any(key in known.keys for key, _ in sighting.shown):
        return FLIP_REST
    edits = sum(key.startswith(BODY) for key in known.keys) - 1
    if retitled and edits < AT_ONCE_A_DAY * (age.days + 1):
        return timedelta()
    if told is not None and told.followed:
        return pace(age)
    return REREAD_EVERY if edits < MANY_EDITS else TICKER_EVERY


def find_changes(sightings: Sequence[Sighting], taken: Container[str], most: int, now: datetime) -> Changes:
    """The known entries of one answer that changed, at most `most`; the others are left for later.

    `taken` are the keys that entries of the feed have. A text that is another entry's as well tells nothing.
    """
    noted: dict[str, EntryChange] = {}
    later = 0
    for sighting in sightings:
        change = judge_change(sighting, now)
        mine = sighting.known.keys
        fresh = [(key, data) for key, data in sighting.shown if (key in mine or key not in taken) and key not in noted]
        if change is Change.NONE or not fresh:
            continue
        if change is Change.LATER or len(noted) >= most:
            later += 1
            continue
        key, data = fresh[0]
        noted[key] = EntryChange(entry_id=sighting.known.id, key=key, data=data)
    return Changes(noted=tuple(noted.values()), later=later)


def reason_to_keep(before: KnownArticle, draft: ArticleDraft, content_key: Callable[[str, str], str]) -> str:
    """Why the text that is stored stays, "" if `draft` takes its place.

    A worse text never replaces a better one: the feed's words stand in for a page, they do not replace it, and a text
    that lost most of its words lost them to a wall, not to an editor. A text that is a notice is worse than any other.
    """
    if before.notice:
        return ""
    if before.source is TextSource.PAGE and draft.source is not TextSource.PAGE:
        return "the text of the page is kept"
    if before.source is TextSource.PAGE_PART and draft.source is TextSource.SUMMARY_ONLY:
        return "the beginning that the page showed is kept"
    if draft.content_key == before.content_key:
        return "the text is as before"
    was, now = content_key(before.title, _lasting(before.text)), content_key(draft.title, _lasting(draft.text))
    if was == now:
        return "the text is as before, apart from times and counters"
    old, new = count_words(before.text), count_words(draft.text)
    if new < _MUCH_SHORTER * old:
        return f"{new} words now, {old} before: the longer text is kept"
    return ""


def is_retitled(before: KnownArticle, draft: ArticleDraft) -> bool:
    """Whether the article has another headline now, apart from times and counters."""
    return bool(draft.title) and wording_key(before.title, "") != wording_key(draft.title, "")


def is_another_text(before: KnownArticle, title: str, page: str) -> bool:
    """Whether headline and page are those of another article: an address under which the next one stands by now.

    No line of the page was there before, and it says what its headline says, which the text before did not: a wall
    says nothing of it.
    """
    headline, now, then = (_stems(one) for one in (title, page, before.text))
    said = headline & now
    if not headline or len(said) < _SAID * len(headline) or len(said - then) <= _SAID_ANEW * len(headline):
        return False
    return wording_key(before.title, "") != wording_key(title, "") and _lines(before.text).isdisjoint(_lines(page))


def _lines(text: str) -> set[str]:
    return {line for line in (" ".join(_TOKEN.findall(one)) for one in _lasting(text).split("\n")) if line}


def _stems(text: str) -> set[str]:
    """The beginnings of its longer words."""
    return {word[:_STEM] for word in _TOKEN.findall(_lasting(text)) if len(word) >= _LEAST_LETTERS}


def _lasting(text: str) -> str:
    """`text`, folded, without what a machine writes into it anew for each visitor."""
    return _MACHINE_MADE.sub(" ", unicodedata.normalize("NFKC", text).casefold())
