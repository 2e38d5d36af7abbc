"""Names that stand on an article's page or in its feed, but outside its text: told as weak, and never passed over."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field, replace
from datetime import timedelta
from typing import Final

from monitor.model.watch import Field, Hit, MatchResult, NearMiss, Strength
from monitor.records import dataclass

REST_KEPT: Final = timedelta(days=7)
"""How long it is kept: as long as articles may be judged anew."""
LOOKED_AT: Final = 20
"""Other articles of the feed in which a line is looked for."""
_STANDING = 2
"""A line beside so many others of them is the site's, not the article's."""
_SAID = "stands on the page, outside the article's text"
_SHOWN = 120


def only_outside(result: MatchResult, found: MatchResult) -> frozenset[str]:
    """The watchlists that find something beside the article (`found`) and nothing in it (`result`)."""
    return _meeting(found) - _meeting(result)


def _meeting(result: MatchResult) -> frozenset[str]:
    return frozenset(one.watchlist for one in result.verdicts if one.fires and one.strength is not Strength.CANDIDATE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Elsewhere:
    """Where else the lines stand that a page has beside its article."""

    rests: Sequence[str] = ()
    """What other pages of the feed show beside theirs."""
    judged: Mapping[str, Collection[str]] = field(default_factory=dict)
    """Line to the watchlists for which an article was judged whose text has it."""


def lines_met(found: MatchResult, text: str, lists: Collection[str]) -> tuple[str, ...]:
    """The lines of `text` that hold what these lists find there."""
    return tuple(dict.fromkeys(_line(text, hit.start) for hit in found.hits if hit.watchlist in lists))


def with_outside(result: MatchResult, found: MatchResult, text: str, elsewhere: Elsewhere) -> MatchResult:
    """`result` with weak verdicts of lists that find nothing in the article, for what they `found` in `text` beside it.

    A line that stands beside other articles of the feed too is their frame, one that stands in an article was judged
    there: both become near misses.
    """
    sought = only_outside(result, found)
    hits: list[Hit] = []
    near: list[NearMiss] = []
    for hit in found.hits:
        if hit.watchlist not in sought or hit.strength is Strength.CANDIDATE:
            continue
        line = _line(text, hit.start)
        pages = sum(line in other.split("\n") for other in elsewhere.rests)
        if hit.watchlist in elsewhere.judged.get(line, ()):
            near.append(_near(hit, f'{_SAID}, and in an article that was judged before: "{line[:_SHOWN]}"'))
        elif pages >= _STANDING:
            near.append(_near(hit, f'{_SAID}, and on {pages} other pages of the feed: "{line[:_SHOWN]}"'))
        else:
            reason = f'{_SAID}: "{line[:_SHOWN]}"'
            hits.append(replace(hit, field=Field.PAGE, strength=Strength.WEAK, reason=reason))
    lists = {hit.watchlist for hit in hits}
    verdicts = tuple(
        replace(one, strength=Strength.WEAK, reason=f"{one.reason}; {_SAID}")
        for one in found.verdicts
        if one.watchlist in lists
    )
    kept = tuple(one for one in result.verdicts if one.watchlist not in lists)
    return replace(result, hits=(*result.hits, *hits), near=(*result.near, *near), verdicts=(*kept, *verdicts))


def _line(text: str, offset: int) -> str:
    end = text.find("\n", offset)
    return text[text.rfind("\n", 0, offset) + 1 : end if end >= 0 else len(text)]


def _near(hit: Hit, failed: str) -> NearMiss:
    return NearMiss(
        watchlist=hit.watchlist,
        topic=hit.topic,
        field=Field.PAGE,
        start=hit.start,
        end=hit.end,
        surface=hit.surface,
        form=hit.form,
        failed=failed,
    )
