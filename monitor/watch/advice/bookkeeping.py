"""Book-keeping of spellings: how often each name and rule of a watchlist is met, and what stands out about it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.feedback.given import Feedback, Said
from monitor.model.feedback.spellings import SpellingUse
from monitor.model.watch import Topic, Watchlist
from monitor.records import dataclass
from monitor.watch.packs import pack_names

UNMET = timedelta(days=90)
"""After so long a name that was not met is remarked."""
_TOGETHER = 3
"""Articles from which on it says something that another name was met in all of them."""
_REJECTED = 2
_HALF = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class SpellingRow:
    """One name of a topic, or one rule of a watchlist (then `topic` is "")."""

    watchlist: str
    topic: str
    form: str
    """The name as it is written, or the rule's id."""
    pack: str
    """The pack that brings it; "" if the watchlist does."""
    hits: int
    """Articles in which it was surely met, or that it fired on."""
    last_at: datetime | None
    rejected: int
    """Articles that it was met in and that somebody rejected."""
    confirmed: int
    together: tuple[str, ...]
    """Names that were met in every one of these articles as well; only where that says something."""
    remarks: tuple[str, ...]

    @property
    def share(self) -> float | None:
        """The rejected among those judged, from 0 to 1; None if none was."""
        judged = self.rejected + self.confirmed
        return self.rejected / judged if judged else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """What is known beside the watchlists."""

    uses: Sequence[SpellingUse]
    ledger: Sequence[Feedback]
    """What stands in it."""
    since: Mapping[str, datetime]
    """Since when a name stands in the watchlists, for those of which that is known."""
    now: datetime


def bookkeeping(watchlists: Iterable[Watchlist], books: Books) -> tuple[SpellingRow, ...]:
    """A row for each name and rule of `watchlists`, in their order."""
    uses = {(one.watchlist, one.topic, one.form): one for one in books.uses}
    judged = _judged(books.ledger)
    began = min((one.first_at for one in books.uses), default=None)
    return tuple(
        _row(place, pack, uses.get(place), (judged[*place, Said.NOT], judged[*place, Said.YES]), (books, began))
        for place, pack in _places(watchlists)
    )


_Place = tuple[str, str, str]


def _places(watchlists: Iterable[Watchlist]) -> Iterator[tuple[_Place, str]]:
    for watchlist in watchlists:
        for topic in watchlist.topics:
            for form, pack in _names(topic, watchlist.packs):
                yield (watchlist.id, topic.id, form), pack
        for rule in watchlist.rules:
            yield (watchlist.id, "", rule.id), ""


def _names(topic: Topic, packs: Sequence[str]) -> list[tuple[str, str]]:
    """Each name once, with its pack."""
    found = dict.fromkeys((name.text for name in topic.names), "")
    for name, pack in pack_names(topic, packs):
        found.setdefault(name.text, pack)
    return list(found.items())


def _judged(ledger: Iterable[Feedback]) -> Counter[tuple[str, str, str, Said]]:
    """How many articles with a name, or on which a rule fired, were judged so."""
    articles = {
        (one.watchlist, *place, one.said, one.article_id)
        for one in ledger
        for place in (*((one.topic, form) for form in one.forms), *(("", rule) for rule in one.rules))
    }
    return Counter((watchlist, topic, form, said) for watchlist, topic, form, said, _ in articles)


def _row(
    place: _Place,
    pack: str,
    use: SpellingUse | None,
    judged: tuple[int, int],
    known: tuple[Books, datetime | None],
) -> SpellingRow:
    watchlist, topic, form = place
    rejected, confirmed = judged
    together = use.together if use is not None and use.hits >= _TOGETHER else ()
    row = SpellingRow(
        watchlist=watchlist, topic=topic, form=form, pack=pack, hits=use.hits if use else 0,
        last_at=use.last_at if use else None, rejected=rejected, confirmed=confirmed, together=together, remarks=(),
    )  # fmt: skip
    return replace(row, remarks=tuple(_remarks(row, *known)))


def _remarks(row: SpellingRow, books: Books, began: datetime | None) -> Iterator[str]:
    if row.last_at is None:
        since = max(filter(None, (began, books.since.get(row.form))), default=books.now)
        if books.now - since >= UNMET:
            yield f"never met in {(books.now - since).days} days"
    elif books.now - row.last_at >= UNMET:
        yield f"not met for {(books.now - row.last_at).days} days"
    if row.together:
        yield f"met only together with {', '.join(row.together)}"
    judged = row.rejected + row.confirmed
    if row.rejected >= _REJECTED and row.rejected >= _HALF * judged:
        yield f"{row.rejected} of {judged} judged were rejected"
