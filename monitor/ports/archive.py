"""Looking through stored articles."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Protocol, TypeVar

from monitor.model.archive.audit import AuditMade, AuditText
from monitor.model.archive.backtest import Judged
from monitor.model.archive.search import ArchiveFilter, ArchiveState, Needs, Offered
from monitor.model.archive.trends import Mentions
from monitor.model.articles import Article
from monitor.model.ids import ArticleId

T = TypeVar("T")


class Archive(Protocol):
    """What may be asked about stored articles while a question is answered, all at one instant."""

    def terms(self, exact: Collection[str], beginnings: Sequence[str]) -> Sequence[str]:
        """The words that the articles have, or had, as `watch.archive_terms` writes them.

        Those that `watch.heads_of` puts under one of `exact`, or under what begins like one of
        `beginnings`.
        """
        ...

    def offered(self, needs: Needs, of: ArchiveFilter) -> Iterator[Offered]:
        """The articles that have what is needed, the newest first; where nothing is needed, all."""
        ...

    def ids(self, needs: Sequence[Needs], of: ArchiveFilter) -> Sequence[ArticleId]:
        """The articles that have what any of these needs, the newest first."""
        ...

    def articles(self, ids: Sequence[ArticleId]) -> Sequence[Article]:
        """These articles, which were offered, in this order."""
        ...

    def unindexed(self, since: datetime) -> Sequence[ArticleId]:
        """The articles first seen since then that are not found by what they hold, the newest first."""
        ...

    def state(self) -> ArchiveState:
        """How much of the archive the index holds."""
        ...


class Archived(Protocol):
    """What is kept beside the archive: its index, and counts. New articles are found as soon as they are stored."""

    def ask_archive(self, question: Callable[[Archive], T]) -> T:
        """What `question` finds, in one consistent read; it must not call the store itself."""
        ...

    def archived(self, ids: Sequence[ArticleId]) -> Sequence[tuple[Article, tuple[str, ...]]]:
        """These articles as far as they are still there, with the tags of their feeds, in this order."""
        ...

    def judged(self, since: datetime) -> Iterator[Judged]:
        """What watchlists found strongly in the articles first seen since then, in their present versions.

        Read in lots: what is judged meanwhile may be among it.
        """
        ...

    def seen_since(self, since: datetime) -> tuple[int, datetime | None]:
        """How many articles were first seen since then, and when the first of them."""
        ...

    def article_back(self, places: int) -> tuple[ArticleId, datetime] | None:
        """Of the newest `places` articles the oldest, and when it was first seen; None if there are not so many."""
        ...

    def judged_by(self, watchlist: str, text: str) -> datetime | None:
        """Since when articles are judged by the watchlist with this text; None if they are not."""
        ...

    def archive_state(self) -> ArchiveState:
        """How much of the archive the index holds."""
        ...

    def index_archive(self, most: int) -> int:
        """Put the newest articles that wait into the index, at most so many; 0 if none waits.

        Articles wait that were stored since the last lot, before there was an index, or under another version of it.
        StoreError where the database cannot have one.
        """
        ...

    def index_fresh(self, most: int, least: int) -> int:
        """Put articles stored since the last lot into the index, if at least `least` wait; how many, `most` at most.

        Until then questions read them as they are: nothing is invisible, but each takes some 2 ms.
        """
        ...

    def merge_archive_index(self, *, anew: bool) -> bool:
        """Put together some of what the index was written in; whether more is left. Questions are answered sooner then.

        `anew`: begin with all that there is; else go on.
        """
        ...

    def forget_archive_index(self) -> None:
        """Begin the index anew; all articles wait for it."""
        ...

    def count_mentions(self, most: int) -> int:
        """Count the topics of the oldest matches that wait for it, at most so many; how many those were.

        Whatever is counted twice counts once.
        """
        ...

    def mentions_waiting(self) -> int:
        """Matches that are not counted yet."""
        ...

    def recount_mentions(self) -> None:
        """Have all stored matches counted anew; what was counted of stories that are not stored any more stays."""
        ...

    def mentions(self, since: datetime, watchlists: Sequence[str]) -> Mentions:
        """What was counted of these watchlists' topics since then."""
        ...

    def audit_texts(
        self, watchlist: str, since: datetime, most: int, question: Callable[[Iterator[AuditText]], T]
    ) -> T:
        """What `question` makes of the newest judged articles since then, seen as that list did, the oldest first."""
        ...

    def audited(self, watchlist: str, ids: Sequence[ArticleId]) -> Sequence[AuditText]:
        """These articles, as that watchlist saw them."""
        ...

    def audit_answers(self, watchlist: str) -> Mapping[ArticleId, bool]:
        """The articles that somebody judged in an audit of that watchlist, and whether they are misses."""
        ...

    def answer_audit(self, watchlist: str, answers: Mapping[ArticleId, bool | None], now: datetime) -> None:
        """Keep answers; None takes one back."""
        ...

    def audits_made(self) -> Sequence[AuditMade]:
        """The last audit of each watchlist that the bot made by itself."""
        ...

    def keep_audit(self, made: AuditMade) -> None:
        """Keep it in the place of the one before of that watchlist."""
        ...

    def forget_mentions(self, before: datetime) -> int:
        """Forget what was counted of the time before; how many mentions that were."""
        ...
