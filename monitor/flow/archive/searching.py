"""Looking through stored articles for somebody who asks: load what the index offers, match it, keep what holds."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from monitor.core.searching import score
from monitor.model.archive.search import ArchiveFilter, FoundArticle, SearchAnswer, Sighting
from monitor.model.ids import ArticleId
from monitor.model.watch import MatchText
from monitor.ports import Archive, Store

if TYPE_CHECKING:
    from monitor.watch import Seeker

LOT = 100
"""Articles put into the index in one transaction: as long as it lasts nobody else writes."""
FRESH_LOT = 20
"""Of new ones, while others are stored: those that wait for it add a millisecond each to a question."""
MOST_LOOKED_AT = 20_000
"""Articles that are looked at for one question; those that are older are left for the next page."""
MOST_RANKED = 2_000
"""Of what was found the newest, of which the best are shown."""


def search(
    store: Store, seeker: Seeker, of: ArchiveFilter, *, most: int, best: bool = False, ranked: int = MOST_RANKED
) -> SearchAnswer:
    """The newest articles of which the question holds, or the best of the newest `ranked`, at most so many."""

    def question(archive: Archive) -> SearchAnswer:
        asked = seeker.among(archive.terms)
        found: list[tuple[float, ArticleId, Sighting]] = []
        looked_at, more = 0, None
        last: ArticleId | None = None
        enough = ranked if best else most
        for one in archive.offered(asked.needs, of):
            if len(found) == enough or looked_at == MOST_LOOKED_AT:
                more = last
                break
            looked_at += 1
            last = one.id
            if not asked.may_hold(one.title, one.text):
                continue
            text = MatchText(title=one.title, text=one.text, language=one.language, source=one.publisher)
            sighting = asked.find(text)
            if sighting is not None:
                found.append((score(sighting), one.id, sighting))
        if best:
            found.sort(key=lambda one: (-one[0], -one[1]))
        shown = found[:most]
        articles = archive.articles([number for _, number, _ in shown])
        return SearchAnswer(
            found=tuple(
                FoundArticle(article=article, sighting=sighting, score=points)
                for article, (points, _, sighting) in zip(articles, shown, strict=True)
            ),
            looked_at=looked_at,
            more=more,
            tried=asked.tried,
            state=archive.state(),
        )

    return store.ask_archive(question)


def index_whole(store: Store, told: Callable[[int, int], None]) -> int:
    """Put all articles that wait into the index, lot by lot; `told` how many are in it, of how many. How many waited.

    Killed, it is gone on with by the next one, or by the bot.
    """
    state = store.archive_state()
    done = 0
    while count := store.index_archive(LOT):
        done += count
        told(state.articles - max(0, state.waiting - done), state.articles)
    return done
