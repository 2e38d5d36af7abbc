"""The validated configuration as every room sees it. Only `settings/` builds it (from files and the environment)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from pathlib import Path
from typing import Literal

# ruff: noqa: PLC0414 - channels are a part of the configuration
from monitor.model.alerting import Immediate
from monitor.model.channels import AppriseChannel as AppriseChannel
from monitor.model.channels import ChannelSpec as ChannelSpec
from monitor.model.channels import ChatChannel as ChatChannel
from monitor.model.channels import ChatService as ChatService
from monitor.model.channels import EmailChannel as EmailChannel
from monitor.model.channels import FeedFileChannel as FeedFileChannel
from monitor.model.channels import FileChannel as FileChannel
from monitor.model.channels import OAuth as OAuth
from monitor.model.channels import PushChannel as PushChannel
from monitor.model.channels import Secret as Secret
from monitor.model.channels import TerminalChannel as TerminalChannel
from monitor.model.channels import WebhookChannel as WebhookChannel
from monitor.model.coverage import CoverageForm
from monitor.model.feedback.pins import Pin
from monitor.model.feeds import FeedSpec
from monitor.model.ids import Priority
from monitor.model.routing import ANYTHING, Match, QuietHours, Silence
from monitor.model.stories import FactKind
from monitor.model.translation.settings import TranslationSettings
from monitor.model.watch import Watchlist
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class StorageSettings:
    """Where the data lies and how long."""

    url: str
    """SQLAlchemy URL: `sqlite:////data/monitor.db` by default, or `postgresql://monitor@db.example.org/monitor`."""
    keep_articles_days: int = 365
    keep_polls_days: int = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class PollingSettings:
    """How feeds are polled. Times in seconds."""

    interval_s: int = 900
    min_interval_s: int = 60
    max_interval_s: int = 86_400
    heed_s: int | None = None
    """How long a server may put off a poll (max-age, ttl, skipHours); None: four intervals of the feed."""
    lookback_s: int = 86_400
    """First poll of a feed: entries published longer ago are baseline, not news."""
    max_new_per_poll: int = 200
    storm_share: float = 0.9
    """Of a known feed: if more than this share of a big answer is suddenly new under changed ids, it is held."""
    concurrency: int = 32
    silent_after_s: int = 3 * 86_400
    adaptive: bool = True
    """Whether feeds are polled sooner at hours when they are lively, and later when they never are."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FetchSettings:
    """How pages and feeds are fetched, and what may be reached."""

    user_agent: str
    deadline_s: float = 30.0
    connect_s: float = 10.0
    max_redirects: int = 10
    max_feed_bytes: int = 15_000_000
    max_page_bytes: int = 5_000_000
    robots: bool = True
    host_delay_s: float = 1.0
    """Least time between two requests to one host."""
    allow_private: tuple[str, ...] = ()
    """Networks or addresses that may be reached although they are not public, e.g. `127.0.0.1`, `10.1.0.0/16`."""
    proxy: str = ""
    """`http://host:port` or `https://host:port`; "" for none."""
    proxy_login: Secret = field(default_factory=lambda: Secret(""))
    """`user:password`."""
    ca_file: str = ""
    """A certificate authority beside the public ones; "" for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SandboxSettings:
    """The worker processes that run the parsers."""

    workers: int = 2
    timeout_s: float = 5.0
    memory_mb: int = 512
    recycle_after: int = 200
    """A worker is replaced after so many trips, of one document or a lot of small ones, which holds no more of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoriesSettings:
    """How articles become stories, and when a story speaks again."""

    events: bool = True
    """Articles that tell one event in other words join its story; False: copies only."""
    languages: bool = True
    """Also those in another language."""
    meaning: bool = True
    """They are compared by what they mean as well, as far as that is known."""
    window_s: int = 14 * 86_400
    """How long a text can be found by its copies."""
    series: Literal["new", "update"] = "new"
    """How the next event of a publisher's series is told: as a story of its own, or as an update of the first."""
    updates: frozenset[FactKind] = frozenset(FactKind)
    """Kinds of new facts for which a story that was alerted speaks again."""
    look_back_s: int = 3 * 86_400
    """Articles judged so long before a watchlist changed are judged again for it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceSettings:
    """What is kept to prove alerts."""

    enabled: bool = False
    budget: int = 2_000_000_000
    """Bytes of all that is kept, packed."""
    max_page: int = 1_000_000
    """Bytes of one page, packed."""
    keep_days: int = 365
    push_url: str = ""
    """Address that is called for each alert, with the article's in it; "" for none."""
    push_command: tuple[str, ...] = ()
    """Command that is run for each alert, the article's address being one of its words; () for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditSettings:
    """When the bot looks by itself for what its watchlists may have missed."""

    cron: str = ""
    """Five fields; "" for never."""
    zone: str = "UTC"
    since_s: int = 30 * 86_400
    """Articles first seen so long ago are looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """One channel of a subscription and its recipients (mail addresses; empty for other channels)."""

    channel: str
    recipients: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Subscription:
    """Who gets which watchlists by which channels on which cron."""

    id: str
    title: str
    watchlists: tuple[str, ...]
    """Ids, resolved: never empty."""
    targets: tuple[Target, ...]
    cron: str
    """Five fields, weekdays 0 or 7 = Sunday; "" for no digest but what is told at once."""
    zone: str
    min_priority: Priority = Priority.LOW
    """Watchlists of lower priority are left out."""
    quiet: bool = True
    """Send a digest even if no story matched."""
    max_stories: int = 30
    coverage: CoverageForm = CoverageForm.FULL
    """How much a mail says of what was looked at."""
    language: str = "en"
    languages: tuple[str, ...] = ()
    """In which its readers like to be told a story, the best liked first; empty: whatever tells it first."""
    immediate: Immediate | None = None
    """How stories are told at once; None if they wait for the digest."""
    match: Match = ANYTHING
    """Which alerts of its watchlists it is told."""
    unless_told_by: tuple[str, ...] = ()
    """Subscriptions before it: what they told is not told here."""
    quiet_hours: QuietHours | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ServerSettings:
    """Metrics and health."""

    host: str = "127.0.0.1"
    port: int = 8321
    """0 switches the port off."""
    failing_feeds: int = 50
    """Percent of the feeds that may fail for longer than an hour."""
    public_url: str = ""
    """Where readers' mail programs reach the port's `/unsubscribe/`, through a proxy; "" for nowhere."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskSettings:
    """The pages in a browser."""

    enabled: bool = False
    """Whether the bot that runs serves them, on the status port."""
    hosts: tuple[str, ...] = ()
    """Names by which it is reached, beside those of this machine."""
    proxies: tuple[str, ...] = ()
    """Addresses and networks that may say who comes."""
    proxy_header: str = "x-remote-user"
    proxy_role: str = ""
    """Of whom a proxy names and users.yaml does not; "" for not let in."""
    idle_s: int = 8 * 3_600
    longest_s: int = 7 * 86_400


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSubSettings:
    """Whether hubs tell us of what is new in feeds."""

    callback: str = ""
    """The public address under which the port's `/websub/` is reached; "" for no hubs."""
    interval_s: int = 3_600
    """A feed that a hub tells all of is polled so rarely."""
    lease_s: int = 10 * 86_400
    """For how long hubs are asked to tell."""
    max_bytes: int = 5_000_000
    """Of what a hub sends at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OperatorSettings:
    """Who is told when the bot is in trouble."""

    targets: tuple[Target, ...] = ()
    """The first that works is used."""
    per_hour: int = 6
    """The most messages."""
    heartbeat: Secret = field(default_factory=lambda: Secret(""))
    """An address that is called as long as all is well, "" for none: whoever listens there notices if nobody calls."""
    heartbeat_s: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The whole configuration. `revision` is a short hash of all files in config/."""

    root: Path
    revision: str
    storage: StorageSettings
    polling: PollingSettings
    fetch: FetchSettings
    sandbox: SandboxSettings
    stories: StoriesSettings
    server: ServerSettings
    channels: tuple[ChannelSpec, ...]
    subscriptions: tuple[Subscription, ...]
    feeds: Sequence[FeedSpec]
    watchlists: tuple[Watchlist, ...]
    operator: OperatorSettings = field(default_factory=OperatorSettings)
    desk: DeskSettings = field(default_factory=DeskSettings)
    websub: WebSubSettings = field(default_factory=WebSubSettings)
    evidence: EvidenceSettings = field(default_factory=EvidenceSettings)
    audit: AuditSettings = field(default_factory=AuditSettings)
    translation: TranslationSettings = field(default_factory=TranslationSettings)
    families: tuple[tuple[str, str], ...] = ()
    """(publisher, family) pairs from publishers.yaml."""
    silences: tuple[Silence, ...] = ()
    pins: tuple[Pin, ...] = ()
    """Sentences that somebody judged; those that do not hold are among `warnings`."""
    log_format: str = "auto"
    """`auto`, `console`, `json`."""
    log_level: str = "info"
    warnings: tuple[str, ...] = ()
    templates: tuple[tuple[str, str], ...] = ()
    """(name, text) of what is in templates/, in the place of ours."""
    secret_files: tuple[Path, ...] = ()
    """Files of secrets that it names."""
    absent_secrets: tuple[str, ...] = ()
    """What is missing, each as a part of a sentence, where the configuration was read without need of secrets."""

    def channel(self, name: str) -> ChannelSpec:
        """The channel of that name; KeyError if there is none (the loader has checked every reference)."""
        for channel in self.channels:
            if channel.name == name:
                return channel
        raise KeyError(name)
