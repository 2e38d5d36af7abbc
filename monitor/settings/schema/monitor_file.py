"""monitor.yaml: how the bot works and who gets what."""

from __future__ import annotations

from typing import Annotated, Literal
from urllib.parse import urlsplit

from pydantic import Field, model_validator

from monitor.core.evidence.pushing import QUOTED, URL
from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.channels import ChannelSection
from monitor.settings.schema.desk import DeskSection
from monitor.settings.schema.subscription import SubscriptionSection, Target
from monitor.settings.schema.times import Cron, Zone
from monitor.settings.schema.translation import TranslationSection
from monitor.settings.schema.units import (
    SIZE_SCHEMA,
    SPAN_SCHEMA,
    Age,
    BodySize,
    Keep,
    MemorySize,
    Pause,
    Rhythm,
    Timeout,
    refuse,
    size,
    span,
    written,
)
from monitor.settings.schema.values import DatabaseUrl, EnvName, Host, Network, PublicUrl, Slug, Text, Url
from monitor.settings.schema.websub import WebSubSection
from monitor.settings.yaml import DATABASE

DEFAULT_USER_AGENT = "monitor/0.1 (news monitoring bot)"


class StorageSection(ConfigModel):
    """Where the data lies and how long it is kept."""

    path: Text = DATABASE
    """SQLite file, relative to the data folder (MONITOR_DATA, else ./data)."""
    url: DatabaseUrl | None = None
    """PostgreSQL database in the place of the file, without a password: that is read from PGPASSWORD or ~/.pgpass."""
    url_env: EnvName | None = None
    """Environment variable with such an address, which may hold a password."""
    url_file: Text | None = None
    """File with such an address, relative to config/."""
    keep_articles: Keep = written("365d")
    """Articles older than this are removed."""
    keep_polls: Keep = written("90d")
    """Records of polls older than this are removed."""


class PollingSection(ConfigModel):
    """How feeds are polled."""

    interval: Rhythm = written("15m")
    """Time between two polls of a feed that does not set its own."""
    min_interval: Rhythm = written("1m")
    """No feed is polled more often than this."""
    max_interval: Rhythm = written("1d")
    """No feed is polled more rarely than this."""
    heed: Rhythm | None = None
    """Longest time that a server may put off a poll (max-age, ttl, skipHours); four intervals of the feed if absent."""
    lookback: Age = written("1d")
    """First poll of a feed: older entries are taken as known, not as news."""
    max_new_per_poll: Annotated[int, Field(ge=1, le=10_000)] = 200
    """New entries taken from one poll."""
    storm_share: Annotated[float, Field(gt=0, le=1)] = 0.9
    """An answer of a known feed with a greater share of new entries is held: its ids have changed."""
    concurrency: Annotated[int, Field(ge=1, le=256)] = 32
    """Feeds polled at the same time."""
    silent_after: Age = written("3d")
    """A feed without a new entry for so long is reported as silent, until two weeks have shown its own rhythm."""
    adaptive: bool = True
    """Poll feeds sooner at hours when they are lively, and later when they are not, once two weeks have shown that."""

    @model_validator(mode="after")
    def _ordered(self) -> PollingSection:
        if not self.min_interval <= self.interval <= self.max_interval:
            raise refuse("interval must lie between min_interval and max_interval.", "The defaults are 15m, 1m and 1d.")
        if self.heed is not None and self.heed > self.max_interval:
            raise refuse("heed is longer than max_interval.", "No feed is polled more rarely than that: write less.")
        return self


class FetchSection(ConfigModel):
    """How feeds and pages are fetched."""

    user_agent: Text = DEFAULT_USER_AGENT
    """How the bot names itself; add an address where you can be reached."""
    deadline: Timeout = written("30s")
    """Longest time for one whole answer."""
    connect_timeout: Timeout = written("10s")
    """Longest time to reach a server."""
    max_redirects: Annotated[int, Field(ge=0, le=20)] = 10
    """Redirects followed for one address."""
    max_feed: BodySize = written("15MB")
    """Largest feed."""
    max_page: BodySize = written("5MB")
    """Largest page."""
    robots: bool = True
    """Respect robots.txt for pages."""
    host_delay: Pause = written("1s")
    """Least time between two requests to one host; addresses under allow_private are not made to wait."""
    proxy: Url | None = None
    """The proxy through which everything is fetched, as http://HOST:PORT or https://HOST:PORT."""
    proxy_login_env: EnvName | None = None
    """Name of the environment variable that holds the proxy's USER:PASSWORD."""
    proxy_login_file: Text | None = None
    """File that holds the proxy's USER:PASSWORD, relative to this folder."""
    ca_file: Text | None = None
    """File with a certificate authority to trust beside the public ones (PEM), relative to this folder."""
    allow_private: list[Network] = Field(default=[])
    """Addresses or networks, with or without a port, that may be reached although they are not public."""


class SandboxSection(ConfigModel):
    """The worker processes that read what was fetched."""

    workers: Annotated[int, Field(ge=1, le=64)] = 2
    """Processes at work at the same time."""
    timeout: Timeout = written("5s")
    """A process that needs more processor time for one document is killed."""
    memory: MemorySize = written("512MB")
    """A process that needs more is killed."""
    recycle_after: Annotated[int, Field(ge=1, le=100_000)] = 200
    """A process is replaced after so many documents; small ones that travel together count as one."""


class UpdatesSection(ConfigModel):
    """What makes a story that was already alerted speak again. Typos, times and re-ordered paragraphs never do."""

    topic: bool = True
    """A watched topic that the story did not have."""
    number: bool = True
    """A number: 14 wounded, where it was 12."""
    place: bool = True
    """A place that an alias pack of your watchlists knows."""
    publisher: bool = True
    """A publisher, or agency, that is independent of those before and has something of its own."""
    statement: bool = True
    """A sentence that says otherwise than what was told last: closed, where it was open; another name or day."""


class StoriesSection(ConfigModel):
    """How articles become stories: one story is one line of a digest."""

    fold: Literal["languages", "events", "copies"] = "languages"
    """copies: only copied text is one story. events: also what tells one event in other words. languages: in any."""
    meaning: bool = True
    """Stories are compared by what they mean as well, where the extra `semantic` is installed."""
    window: Annotated[float, span("1d", "90d"), SPAN_SCHEMA] = written("14d")
    """Copies of a text are recognised for so long."""
    series: Literal["new", "update"] = "new"
    """How the next of a publisher's series (bulletins in one form) is told: as a story of its own, or as an update."""
    look_back: Annotated[float, span("0s", "90d"), SPAN_SCHEMA] = written("3d")
    """When a watchlist is added, changed or comes back, articles since then are judged again for it."""
    updates: UpdatesSection = UpdatesSection()
    """What makes a story that was already alerted speak again."""


class ServerSection(ConfigModel):
    """Health and metrics over HTTP."""

    host: Host = "127.0.0.1"
    """Address to listen on."""
    port: Annotated[int, Field(ge=0, le=65_535)] = 8321
    """0 switches the server off."""
    failing_feeds: Annotated[int, Field(ge=0, le=100)] = 50
    """Health is red when more than this percentage of the feeds has failed for an hour."""
    public_url: PublicUrl | None = None
    """Address under which a proxy of yours makes this port's /unsubscribe/ reachable: mails get a one-click link."""

    @model_validator(mode="after")
    def _answers(self) -> ServerSection:
        if self.public_url is not None and not self.port:
            raise refuse("public_url leads to a port that is switched off.", "Write port: 8321, or take it away.")
        return self


class EvidenceSection(ConfigModel):
    """What is kept to prove alerts, beside the chain of records that is always kept."""

    enabled: bool = False
    """Keep the page, the matched text and the watchlists of each alert."""
    budget: Annotated[int, size("10MB", "1000GB"), SIZE_SCHEMA] = written("2GB")
    """Most bytes of all that, packed; what belongs to the oldest alerts goes first, pages before texts."""
    max_page: BodySize = written("1MB")
    """Largest page that is kept, packed; of a larger one only its hash."""
    keep: Keep = written("365d")
    """What belongs to older alerts only is removed; not longer than storage.keep_articles."""
    push_url: Url | None = None
    """Address of a web archive that is called for each new alert, with {url} where its article's address belongs."""
    push_command: list[Text] = Field(default=[])
    """Command that is run for each new alert, a list of words of which one is "{url}"; it gets no secrets."""

    @model_validator(mode="after")
    def _pushes(self) -> EvidenceSection:
        parts = urlsplit(self.push_url or "")
        if self.push_url is not None and not any(one in f"{parts.path}?{parts.query}" for one in (URL, QUOTED)):
            what = "push_url says nowhere in its path or query where the article's address belongs."
            raise refuse(what, "Write https://web.archive.org/save/{url}, or {quoted} in a query.")
        if self.push_command and URL not in self.push_command[1:]:
            what = 'push_command has no word "{url}" for the article\'s address.'
            raise refuse(what, 'Write a list of words, e.g. [archive, --quiet, "{url}"].')
        return self


class AuditSection(ConfigModel):
    """When the running bot looks by itself for what its watchlists may have missed."""

    cron: Cron | None = None
    """Minute, hour, day of month, month, weekday; digests tell what came of it. Absent: only `monitor audit` looks."""
    zone: Zone = "UTC"
    """Time zone of the cron line."""
    since: Keep = written("30d")
    """Articles first seen in this time are looked at, the newest 50,000 at most."""


class LogSection(ConfigModel):
    """What the bot says about itself."""

    format: Literal["auto", "console", "json"] = "auto"
    """auto: console on a terminal, else json."""
    level: Literal["debug", "info", "warning", "error"] = "info"
    """Least serious message shown."""


class OperatorSection(ConfigModel):
    """Who is told when the bot itself is in trouble, and when it is well again."""

    channels: list[Target] = Field(default=[])
    """Names of channels, or {channel: NAME, to: [ADDRESS, ...]}: the first that works is used."""
    per_hour: Annotated[int, Field(ge=1, le=60)] = 6
    """Most messages an hour; what changes in between comes in the next one."""
    heartbeat_env: EnvName | None = None
    """Name of the environment variable that holds an address to call as long as all is well (a dead man's switch)."""
    heartbeat_file: Text | None = None
    """File that holds this address, relative to this folder."""
    heartbeat_every: Rhythm = written("1m")
    """Time between two calls."""


class MonitorFile(ConfigModel):
    """monitor.yaml: storage, polling, fetching, channels and subscriptions. Every section has sensible defaults."""

    storage: StorageSection = StorageSection()
    """Where the data lies and how long it is kept."""
    polling: PollingSection = PollingSection()
    """How feeds are polled."""
    fetch: FetchSection = FetchSection()
    """How feeds and pages are fetched."""
    sandbox: SandboxSection = SandboxSection()
    """The worker processes that read what was fetched."""
    stories: StoriesSection = StoriesSection()
    """How articles become stories, and when a story speaks again."""
    server: ServerSection = ServerSection()
    """Health and metrics over HTTP."""
    desk: DeskSection = DeskSection()
    """Pages in a browser."""
    websub: WebSubSection = WebSubSection()
    """Hubs that tell us of what is new in feeds."""
    evidence: EvidenceSection = EvidenceSection()
    """What is kept to prove alerts."""
    audit: AuditSection = AuditSection()
    """When what may have been missed is looked for."""
    translation: TranslationSection = TranslationSection()
    """Who translates headlines and quoted sentences, if anybody does."""
    log: LogSection = LogSection()
    """What the bot says about itself."""
    channels: dict[Slug, ChannelSection] = Field(default={})
    """Where digests can go, by name."""
    subscriptions: list[SubscriptionSection] = Field(default=[])
    """Who gets which watchlists by which channels, and when."""
    operator: OperatorSection = OperatorSection()
    """Who is told when the bot itself is in trouble, and when it is well again."""


MonitorFile.sections = frozenset(MonitorFile.model_fields)
