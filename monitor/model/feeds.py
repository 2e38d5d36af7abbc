"""Feeds, polls, entries, and what the network and the parsers give back."""

from __future__ import annotations

from dataclasses import field
from datetime import datetime

from monitor.model.evidence.kept import PageHead
from monitor.model.hearing.rhythm import NOTHING, UNHEARD, Asked, Heard
from monitor.model.ids import EntryId, FeedId, Token, require_utc
from monitor.model.outcomes import FetchReason, IntakeOutcome, ParseReason, PollOutcome
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedState:
    """What the store knows about a feed, beside what the user configured."""

    id: FeedId
    url: str
    title: str
    publisher: str
    language: str
    """BCP 47, or "" where unknown."""
    tags: tuple[str, ...] = ()
    active: bool = True
    """False once the feed left the configuration."""
    etag: str = ""
    """Verbatim, quotes included; sent back unchanged."""
    last_modified: str = ""
    validated_url: str = ""
    """The address behind redirects that gave the two above; "": `url`."""
    body_hash: str = ""
    """SHA-256 hex of the last good body."""
    moved_to: str = ""
    """Where it said for good that it is now, by redirects or in its text, since `moved_since`; "" if it did not."""
    moved_since: datetime | None = None
    baseline_at: datetime | None = None
    """When the first successful poll was stored; None before it."""
    next_poll_at: datetime
    failures: float = 0.0
    """Weighted count of failed polls in a row."""
    failing_since: datetime | None = None
    paused_since: datetime | None = None  # the configuration says that it is not polled
    last_outcome: PollOutcome | None = None
    last_detail: str = ""
    """Human sentence about the last poll, e.g. "no answer within 30 s"."""
    last_polled_at: datetime | None = None
    last_good_at: datetime | None = None
    last_new_at: datetime | None = None
    """When an entry was last new in this feed."""
    entries_seen: int = 0
    """How many entries the last answer that was READ had; 0 before it."""
    shown: str = ""
    """What it showed last and nothing is left to decide about (`monitor.core.entries.shown`); only in a claim."""

    def __post_init__(self) -> None:
        require_utc("next_poll_at", self.next_poll_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedClaim:
    """A leased feed: only the holder of `token` may save its poll."""

    feed: FeedState
    token: Token
    heard: Heard = UNHEARD


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryData:
    """What the feed said about one entry; clean plain text, absolute http(s) links or ""."""

    guid: str | None
    """As given, None if absent ("0" and "" are values)."""
    url: str
    title: str
    summary: str
    content: str  # Full text if the feed carries it, else "".
    author: str = ""
    published_at: datetime | None = None
    language: str = ""
    publisher: str = ""
    """Whose item it is where the feed collects those of others; "" for the feed's own."""

    def __post_init__(self) -> None:
        require_utc("published_at", self.published_at)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedFeed:
    """A feed's body as the parser understood it."""

    format: str
    """`rss20`, `atom10`, `json1`, ..."""
    title: str
    entries: tuple[EntryData, ...]
    language: str = ""
    well_formed: bool = True
    note: str = ""
    """What the parser had to forgive, for `parse` and `check --online`."""
    asked: Asked = NOTHING
    """What it asks of those who read it."""
    moved_to: str = ""
    """Where the feed says that it has moved to; "" if it does not."""
    hubs: tuple[str, ...] = ()
    """Who tells of what is new in it (WebSub)."""
    self_url: str = ""
    """The address by which it calls itself, "" if it does not."""
    next_url: str = ""
    """The next older page of a feed in pages (RFC 5005, `next_url`); "" if there is none."""
    parts: tuple[str, ...] = ()
    """The sitemaps that an index of sitemaps names."""
    imprints: tuple[str, ...] = ()
    """Of each of `entries`, what it is known by as long as it is written as it is; none if that cannot be told."""
    passed: tuple[str, ...] = ()
    """Imprints of further entries, which were not read because they were known."""

    @property
    def size(self) -> int:
        """How many entries it shows."""
        return len(self.entries) + len(self.passed)


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseFailure:
    """A body that could not be used."""

    reason: ParseReason
    detail: str
    offers: tuple[str, ...] = ()
    """Of a page in place of a feed: the feeds that it offers."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchRequest:
    """One GET. `secret_headers` go to the URL's own origin only and are dropped on a redirect to another one."""

    url: str
    etag: str = ""
    last_modified: str = ""
    validators_url: str = ""
    """The address that gave the two above, which alone is sent them; "": `url`."""
    secret_headers: tuple[tuple[str, str], ...] = ()
    max_bytes: int = 15_000_000
    """Cap on the wire and, separately, on the decoded body."""
    accept: str = "*/*"
    check_robots: bool = False
    keep_head: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchResult:
    """An answer that may be used: 200 with a body, or 304 with none."""

    status: int
    url: str
    """After redirects."""
    body: bytes
    content_type: str = ""
    etag: str = ""
    last_modified: str = ""
    permanent_url: str = ""
    """Where a chain of only permanent redirects led, else ""."""
    max_age_s: int | None = None  # from Cache-Control or Expires; unclamped
    links: tuple[tuple[str, str], ...] = ()
    """(`hub` or `self`, absolute address) of such links in its head."""
    elapsed_s: float = 0.0
    close_delimited: bool = False
    """The body's end was marked by closing the connection only, so truncation cannot be told."""
    head: PageHead | None = None  # what came with the body, for `keep_head`
    broken: FetchFailure | None = None
    """What ended the body's transfer too early, or not as it should: it is what came until then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchFailure:
    """An answer that may not be used, or none."""

    reason: FetchReason
    detail: str
    """One calm sentence without secrets: "no answer within 30 s"."""
    url: str = ""
    """The hop that failed."""
    status: int | None = None
    retry_after_s: int | None = None  # from Retry-After, relative; unclamped, never negative


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryTold:
    """What intake needs of an entry that is known by other things than its text."""

    title: str
    text: str
    """As the feed told it last."""
    first_seen_at: datetime
    read_at: datetime | None = None
    """When its article was last looked at; None if it has none."""
    reading: bool = False
    """Its text is waited for or being read."""
    followed: bool = False
    """A watchlist matched its article, which is looked at as long as it changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryKnown:
    """What intake needs of a stored entry."""

    id: EntryId
    keys: frozenset[str]
    url_key: str
    """Hash of the canonical link, "" if none."""
    title_key: str
    """Hash of the normalised title."""
    told: EntryTold | None = None
    """Set where none of the keys asked for is of its text: then the feed may show another text now."""
    guid: str | None = None
    """As the feed gave it when the entry was stored; so is `url`."""
    url: str = ""
    published_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryIntent:
    """An entry to store, with the decision about it."""

    data: EntryData
    keys: tuple[str, ...]
    """All identity keys, the most specific first; the first is the entry's own key."""
    canonical_url: str
    outcome: IntakeOutcome
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class EntryChange:
    """A known entry with an article shows a text that it never had: the article is to be looked at again."""

    entry_id: EntryId
    key: str
    """By the new title and body; kept, so that a text that comes back is no change."""
    data: EntryData
    detail: str = "its text in the feed changed: the article is looked at again"


@dataclass(frozen=True, slots=True, kw_only=True)
class PollIntent:
    """Everything one poll changes; saved in one transaction, only if `token` still holds the feed."""

    feed_id: FeedId
    token: Token
    started_at: datetime
    finished_at: datetime
    outcome: PollOutcome
    detail: str
    next_poll_at: datetime
    failures: float
    status: int | None = None
    size: int = 0
    """Decoded body, bytes."""
    keep_validators: bool = True
    """True: leave etag and all down to `shown` as stored; False: replace them by those below."""
    etag: str = ""
    last_modified: str = ""
    validated_url: str = ""
    body_hash: str = ""
    shown: str = ""  # As `FeedState.shown`; kept or replaced as these.
    moved_to: str | None = None
    """Where the feed is now, as `FeedState.moved_to`; None: this poll says nothing of it."""
    entries_seen: int = 0
    overlap: int = 0
    """How many entries of this answer were known before: 0 on a busy feed means a possible gap."""
    entries: tuple[EntryIntent, ...] = ()
    new_keys: tuple[tuple[EntryId, str], ...] = ()
    """Further identity keys learnt for entries already stored."""
    changed: tuple[EntryChange, ...] = ()
    outrun: tuple[EntryId, ...] = ()
    """Stored entries whose page shows another item by now: it is not looked at for them any more."""
    sets_baseline: bool = False
    disable: bool = False
    """The feed said 410 often enough: stop polling until the configuration changes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSpec:
    """A feed as the user configured it."""

    url: str
    title: str
    publisher: str
    language: str = ""
    tags: tuple[str, ...] = ()
    interval_s: int | None = None
    heed_s: int | None = None
    """How long its server may put off a poll, None = the polling default."""
    lookback_s: int | None = None
    """First poll: how old an entry may be to be treated as news; None = the polling default; -1 = any age."""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """Secret; never stored or printed."""
    paused: bool = False
