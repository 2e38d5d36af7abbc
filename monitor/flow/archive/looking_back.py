"""What a watchlist would tell of the past: the articles that would be judged again for it, if it looked back now."""

from __future__ import annotations

from collections.abc import Callable

from monitor.core.backtest.compare import NOTHING_SAID, said
from monitor.core.backtest.tally import Tally
from monitor.core.late import says_more
from monitor.flow.archive.backtesting import LOT, Trial, candidates
from monitor.model.archive.backtest import Effect, Judged, Past, Said
from monitor.model.articles import Article
from monitor.model.ids import ArticleId
from monitor.model.review import FoundBefore
from monitor.model.watch import MatchText
from monitor.ports import Store
from monitor.watch import Matcher


def past(store: Store, trial: Trial, told: Callable[[int, int], None]) -> Past:
    """What looking back would find; `told` how many articles were matched, of how many. Nothing is changed."""
    edit = trial.edit
    known = {one.article_id: one for one in store.judged(trial.since) if one.watchlist == edit.watchlist}
    offered = candidates(store, trial, whole=True)
    ids, matcher = offered.ids, offered.matchers.after
    tally = Tally(edit.watchlist, frozenset(), ())
    for at in range(0, len(ids), LOT):
        told(at, len(ids))
        for article, tags in store.archived(ids[at : at + LOT]):
            if article.first_seen_at < trial.since:
                continue
            after = _said(matcher, edit.watchlist, article)
            before = known.get(article.id)
            if after.verdict is not None and says_more(after.verdict, _before(before)):
                tally.compared(article, tags, NOTHING_SAID, after)
    told(len(ids), len(ids))
    return Past(
        watchlist=edit.watchlist,
        since=trial.since,
        seen=store.seen_since(trial.since)[0],
        articles=tally.articles.gained,
        stories=tally.stories.gained,
        examples=dict(tally.examples)[Effect.GAINED],
    )


def _said(matcher: Matcher, watchlist: str, article: Article) -> Said:
    text = MatchText(title=article.title, text=article.text, language=article.language, source=article.publisher)
    return said(matcher.match(text), watchlist)


def _before(one: Judged | None) -> FoundBefore | None:
    if one is None:
        return None
    return FoundBefore(
        watchlist=one.watchlist,
        article_id=ArticleId(one.article_id),
        strong=True,
        alerted=one.alerted,
        topics=one.topics,
    )
