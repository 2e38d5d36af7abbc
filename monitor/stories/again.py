"""The same words again: a warning given anew on another day, and a short text below two headlines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from monitor.model.articles import Article
from monitor.model.stories import Fact, FactKind, ToldText
from monitor.stories.cleaning import words
from monitor.stories.common_words import COMMON

Said = tuple[str, str, datetime | None]
"""Of a text: its publisher, what it says, when it was published."""
APART = timedelta(hours=6)
"""Between two dates of publication from which a warning is given again; a desk that files anew does so at once."""
_SOON = timedelta(minutes=10)
"""The same where the publisher gave the all-clear meanwhile, or whatever else stands in the form of the warning."""
_IN_FORM = 0.4
"""Share of the fewer words from which two short messages are of one form: the alert and the all-clear of a place."""
_BRIEF = 6
_FRESH = timedelta(days=1)
"""What was published longer ago is announced late, not given again."""
_WARNING = 60
"""Most words of a warning: longer texts are brought again, not said again."""
SAME_FORM = 0.6
"""Share of either of two short texts in the other from which they are one warning, a line of the form changed."""
_SHORT = 25
"""Most words of a text that may stand below any headline: "More to follow"."""
_GLANCE = 20 * _SHORT
"""Letters in which most longer texts have more words."""
_OTHER = 0.5


def given_again(new: Article, known: Sequence[Article], since: Sequence[Said] = ()) -> Fact | None:
    """That a publisher says the very same of another day: sirens, weather, bulletins; None: it does not.

    `known`: articles that hold (nearly) the same text; none where that was longer ago than copies are looked for.
    `since`: what was said of the same topics; between two alerts stands the all-clear.
    Another headline above the same text is another edition of it, and so is another address on the same day.
    """
    if new.version > 1 or new.published_at is None or len(words(new.text)) > _WARNING:
        return None
    apart = _SOON if _was_over(new, known, since) else APART
    at = new.published_at
    if new.first_seen_at - at > _FRESH or not all(_is_before(one, at, apart) for one in known):
        return None
    own = [one for one in known if one.publisher == new.publisher and words(one.title) == words(new.title)]
    if known and not own:
        return None
    return _of_the_day(new, new.published_at)


def next_issue(new: Article, told: Iterable[ToldText]) -> Fact | None:
    """That it is the next issue of something with one headline and one page for all (a podcast, a bulletin).

    Its feed names its items apart though they have no page of their own; None: it has one, or nothing told was of it.
    """
    if new.version > 1 or new.canonical_url or new.published_at is None or not words(new.title):
        return None
    if new.first_seen_at - new.published_at > _FRESH:
        return None
    issues = (one for one in told if one.publisher == new.publisher and words(one.title) == words(new.title))
    return _of_the_day(new, new.published_at) if any(one.text != new.text for one in issues) else None


def _of_the_day(new: Article, at: datetime) -> Fact:
    day = f"{at:%Y-%m-%d %H:%M}"
    return Fact(kind=FactKind.STATEMENT, value=f"again:{day}", shown=f"given again, {day}", sentence=new.title)


def may_be_over(new: Article, known: Sequence[Article]) -> bool:
    """Whether it is worth asking what was told since: a short message was given before, hours ago at most."""
    at = new.published_at
    if new.version > 1 or at is None or not _is_short(new.text):
        return False
    return any(one.published_at is not None and at - one.published_at < APART for one in known)


def in_its_form(new: Article, publisher: str, text: str) -> bool:
    """Whether another short message of the publisher may be of one form with this one, and says something else."""
    mine, theirs = words(new.text), words(text)
    if publisher != new.publisher or mine == theirs or not _is_short(text):
        return False
    one, other = set(mine) - COMMON, set(theirs) - COMMON
    # Of the shortest the place alone is the same: "Air raid alert: Odvar", "All clear: Odvar".
    brief = max(len(mine), len(theirs)) <= _BRIEF
    return len(one & other) >= max(0 if brief else _IN_FORM * min(len(one), len(other)), 1)


def _was_over(new: Article, known: Sequence[Article], since: Sequence[Said]) -> bool:
    """Whether the publisher said another thing in the form of a short message behind the last of its givings."""
    last = max((one.published_at for one in known if one.published_at is not None), default=None)
    at = new.published_at
    if last is None or at is None:
        return False
    return any(
        published is not None and last < published < at and in_its_form(new, publisher, text)
        for publisher, text, published in since
    )


def _is_before(one: Article, at: datetime, apart: timedelta) -> bool:
    return one.published_at is not None and at - one.published_at >= apart


def is_hollow(title: str, text: str, surfaces: Iterable[str] = ()) -> bool:
    """Whether a text may stand below any headline: short, nothing watched in it, and no word of this one."""
    if not _is_short(text):
        return False
    head = set(words(title)) - COMMON
    return bool(head) and head.isdisjoint(words(text)) and not any(one in text for one in surfaces)


def _is_short(text: str) -> bool:
    """Whether a text has no more words than what may stand below any headline; of most the beginning tells."""
    return len(words(text[:_GLANCE])) <= _SHORT and len(words(text)) <= _SHORT


def are_two_items(one: Article, other: Article) -> bool:
    """Whether two headlines have only a short text in common, which says nothing of either."""
    if not _is_short(one.text):
        return False
    title, theirs = set(words(one.title)) - COMMON, set(words(other.title)) - COMMON
    if not title or not theirs:
        return False
    if words(one.text) != words(other.text) or not is_hollow(one.title, one.text):
        return False
    return len(title & theirs) < _OTHER * min(len(title), len(theirs))
