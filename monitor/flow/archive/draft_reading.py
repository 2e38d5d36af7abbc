"""How the articles on which a draft is tried are read: by the list before and after, each by itself or both as one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from monitor.core.backtest.compare import NOTHING_SAID, said
from monitor.model.archive.backtest import Said
from monitor.model.articles import Article
from monitor.model.ids import ArticleId
from monitor.model.watch import MatchText, Watchlist
from monitor.records import dataclass
from monitor.watch import Edit, Matcher, Twin


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferedToRead:
    """Articles that have to be looked at."""

    ids: Sequence[ArticleId]
    """The newest first."""
    newest: ArticleId
    """Of all when they were looked up."""
    unindexed: int
    """Of these articles those that the index lacks."""
    matcher: Matcher | None = None
    """For those up to the newest, as long as they are not edited: it has read all their words."""

    def parted(self, articles: Iterable[Article]) -> tuple[list[Article], list[Article]]:
        """Those for which the matcher is, and the others."""
        mine: list[Article] = []
        others: list[Article] = []
        for one in articles:
            known = self.matcher is not None and one.id <= self.newest and one.version == 1
            (mine if known else others).append(one)
        return mine, others


_Saids = dict[ArticleId, Said]


class Reading:
    """Says what the list says of articles before and after an edit."""

    def __init__(
        self,
        old: Watchlist | None,
        new: Watchlist,
        edit: Edit,
        twin: Twin | None = None,
        offered: OfferedToRead | None = None,
    ) -> None:
        """`offered`: with a matcher of the twin, or else of the list before the edit."""
        self._old, self._new, self._edit, self._twin, self._offered = old, new, edit, twin, offered

    @property
    def changed(self) -> frozenset[str]:
        """The topics that were changed."""
        return self._edit.changed

    def said(self, articles: Sequence[Article], unsaid: Sequence[Article]) -> tuple[Mapping[ArticleId, Said], _Saids]:
        """What the list before the edit says of `unsaid`, which are some of the articles, and that after it of all."""
        before: _Saids = {}
        after: _Saids = {}
        if self._twin is not None and 2 * len(unsaid) > len(articles):
            self._both(self._twin, unsaid, before, after)
        self._add(before, [one for one in unsaid if one.id not in before])
        if self._edit.before is self._edit.after and self._old == self._new:
            after |= before
        after |= _said(self._edit.after, self._new, [one for one in articles if one.id not in after])
        return before, after

    def _add(self, before: _Saids, articles: Sequence[Article]) -> None:
        offered = self._offered if self._twin is None else None
        mine, others = ([], articles) if offered is None else offered.parted(articles)
        if offered is not None and offered.matcher is not None:
            before |= _said(offered.matcher, self._old, mine)
        before |= _said(self._edit.before, self._old, others)

    def _both(self, twin: Twin, articles: Sequence[Article], before: _Saids, after: _Saids) -> None:
        mine, others = ([], articles) if self._offered is None else self._offered.parted(articles)
        known = None if self._offered is None else self._offered.matcher
        for some, matcher in ((mine, known), (others, None)):
            for one, result in zip(some, twin.match_all(list(map(_text, some)), matcher), strict=True):
                if result is not None:
                    before[one.id] = said(result, self._new.id)
                    then = said(result, twin.after)
                    verdict = then.verdict and replace(then.verdict, watchlist=self._new.id)
                    after[one.id] = replace(then, verdict=verdict)


def _said(matcher: Matcher, of: Watchlist | None, articles: Sequence[Article]) -> _Saids:
    if of is None or not articles:
        return {one.id: NOTHING_SAID for one in articles}
    return {
        one.id: said(result, of.id)
        for one, result in zip(articles, matcher.match_all(list(map(_text, articles))), strict=True)
    }


def _text(one: Article) -> MatchText:
    return MatchText(title=one.title, text=one.text, language=one.language, source=one.publisher)
