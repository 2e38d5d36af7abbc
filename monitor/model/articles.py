"""Entries on their way to articles, articles, stories and what assessing them changes."""

from __future__ import annotations

from datetime import datetime

from monitor.model.bodies import Doubt
from monitor.model.evidence.kept import KeptPage, Seal
from monitor.model.ids import ArticleId, EntryId, FeedId, StoryId, Token, require_utc
from monitor.model.outcomes import AlertReason, AssessOutcome, ExtractOutcome, TextSource
from monitor.model.stories import Fact, FactKind, Placement
from monitor.model.watch import Hit, Verdict
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownArticle:
    """The article of an entry whose text is to be had again, with what is needed to tell whether it was edited."""

    id: ArticleId
    version: int
    title: str
    text: str
    source: TextSource
    content_key: str
    read_at: datetime
    """When it was last looked at, whether it had changed or not."""
    own: bool
    """Of all entries that lead to it, this is the one whose feed's words may stand in for the page's."""
    notice: bool = False
    """Its text is known by now to be a notice."""
    changed_at: datetime | None = None
    """When its text was read as it is; None as `read_at`."""
    followed: bool = False
    """A watchlist matched it, and it is looked at as long as it changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryClaim:
    """A leased entry whose text is to be had."""

    id: EntryId
    token: Token
    attempts: int
    """How often it has been claimed, this time included."""
    feed_id: FeedId
    feed_url: str
    publisher: str
    url: str
    canonical_url: str
    title: str
    summary: str
    content: str
    language: str
    published_at: datetime | None
    first_seen_at: datetime
    article: KnownArticle | None = None
    """Set if the entry has an article already: then that is looked at again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractedPage:
    """What the extractor found in a page; plain text, paragraphs separated by a newline."""

    title: str
    text: str
    language: str = ""
    published_at: datetime | None = None
    author: str = ""
    canonical_url: str = ""
    """The page's own rel=canonical, absolute, "" if none."""
    site_name: str = ""
    outside: str = ""
    """What the page shows beside title and text, links and menus left out; a line each, cut."""
    next_url: str = ""
    """What the page calls the next one, absolute, "" if none: of this article, or another."""
    amp_url: str = ""
    """Its AMP form, absolute, "" if none."""
    captions: tuple[str, ...] = ()
    """Of what stands beside the text: captions that name somebody or something else than the article."""
    partial: str = ""
    """Why the text is only the beginning of the article, in words; "" if it is whole as far as the page tells."""
    section: bool = False
    """It is only the place of a page that the link names."""
    cut: str = ""
    """Why the page may go on beyond its text: what ended its transfer too early."""
    doubt: Doubt | None = None
    """Set once the text was compared with what the feed says."""
    withdrawn: bool = False
    """Its text is a few words that take its article back; set once it was looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One text at one canonical URL. Times are aware UTC."""

    id: ArticleId
    url_key: str
    """Hash of the canonical URL: the article's identity."""
    canonical_url: str
    final_url: str
    title: str
    text: str
    language: str
    published_at: datetime | None
    first_seen_at: datetime
    fetched_at: datetime
    source: TextSource
    content_key: str
    """Hash of the normalised text: equal for exact copies."""
    feed_id: FeedId
    publisher: str
    author: str = ""
    story_id: StoryId | None = None
    version: int = 1
    """Grows with every edit that was read."""
    agency: str = ""
    """News agency whose text it is, "" if none is named; known once the article was assessed."""

    def __post_init__(self) -> None:
        require_utc("published_at", self.published_at)
        require_utc("fetched_at", self.fetched_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleVersion:
    """A text that an article had before it was edited; the fields as in `Article`."""

    article_id: ArticleId
    version: int
    title: str
    text: str
    source: TextSource
    content_key: str
    fetched_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleDraft:
    """An article to store; the fields as in `Article`."""

    url_key: str
    canonical_url: str
    final_url: str
    title: str
    text: str
    language: str
    published_at: datetime | None
    first_seen_at: datetime
    fetched_at: datetime
    source: TextSource
    content_key: str
    feed_id: FeedId
    publisher: str
    author: str = ""
    outside: str = ""
    """What page and feed show beside the text: kept for some days, so that a name there is not missed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExtractIntent:
    """What extracting one entry changes: an article, a link to an existing one, another try, or the end.

    `article` set: store it (or, if its url_key exists by now, join that one and record `same_url`).
    `joins` set: the entry is another sighting of that article. Neither: `outcome` is NO_TEXT, RETRY or PARKED.
    An entry that has its article already: EDITED (all three of `article`, `joins` and `replaces` set), UNCHANGED
    (`joins` set if the article was looked at), RETRY or PARKED.
    """

    entry_id: EntryId
    token: Token
    at: datetime
    outcome: ExtractOutcome
    detail: str
    article: ArticleDraft | None = None
    joins: ArticleId | None = None
    replaces: int | None = None
    """The version of `joins` that `article` takes the place of; if it has another by now, nothing is replaced."""
    next_try_at: datetime | None = None
    """When the page is to be asked for again: always set for RETRY."""
    doubt: Doubt | None = None
    """To be remembered: what the page showed may be a notice, or is one."""
    unfollow: str = ""
    """Why the article is followed no longer, in words."""
    pages: tuple[KeptPage, ...] = ()
    """The answers that the text of `article` comes from: they wait until it is known whether it alerts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Late:
    """Why an article is judged again: watchlists that changed after it came would have found something in it."""

    version: int
    """Of the article; a newer one is judged as a whole."""
    lists: tuple[tuple[str, datetime], ...]
    """(watchlist, when it changed)"""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleClaim:
    """A leased article that waits to be assessed."""

    article: Article
    token: Token
    attempts: int
    late: Late | None = None
    outside: str = ""
    """What its page and feed show beside the text, as long as that is kept."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryKnown:
    """What assessing needs of a stored story."""

    id: StoryId
    lead_article_id: ArticleId
    alerts: tuple[tuple[str, int], ...] = ()
    """(watchlist, number of alerts that it has for this very story), for those that have any."""
    readers: frozenset[str] = frozenset()
    """Watchlists with an alert for this story or for one that is linked to it: their readers know the event."""
    told: frozenset[tuple[str, FactKind, str]] = frozenset()
    """(watchlist, kind, value) of the facts that these readers were told."""

    def alerted(self, watchlist: str) -> int:
        """How many alerts the watchlist has for this very story."""
        return dict(self.alerts).get(watchlist, 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchIntent:
    """One watchlist fired on an article."""

    watchlist: str
    verdict: Verdict
    hits: tuple[Hit, ...]
    alert: AlertReason | None
    """A new alert for (watchlist, story), or None: the story has nothing new to say, or the hits are only weak."""
    number: int = 1
    """Of the alert: 1 is the story's first for this watchlist; unique in a story."""
    new: tuple[Fact, ...] = ()
    """What the alert is for, if it is not the first."""
    told: tuple[Fact, ...] = ()
    """What readers of the watchlist know by now: facts of the article, whether new or not."""
    late_at: datetime | None = None
    """When the watchlist changed that found it in an article from before."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessIntent:
    """What assessing one article changes; one transaction.

    `story_id` None: a new story with this article as lead, found by `content_key` from now on.
    """

    article_id: ArticleId
    token: Token
    at: datetime
    outcome: AssessOutcome
    detail: str
    content_key: str
    revision: str
    """Config revision that judged."""
    story_id: StoryId | None = None
    matches: tuple[MatchIntent, ...] = ()
    near: tuple[str, ...] = ()
    """Sentences about near misses, for `why`."""
    placement: Placement | None = None
    """What the story is recognised by from now on; None keeps what is stored."""
    agency: str = ""
    """News agency whose text it is."""
    shingles: tuple[int, ...] = ()
    """By which later copies of the text find it."""
    next_try_at: datetime | None = None
    """For RETRY only."""
    look_at: datetime | None = None
    """When the page of a matched article is to be looked at again: from now on it is followed."""
    late: bool = False
    """The article was judged before and is judged again for some watchlists: what others said of it stays."""
    seal: Seal | None = None
    """What its alerts are sealed with; None: with their own rows alone."""
