"""The plain sections of monitor.yaml as the rest of the program sees them."""

from __future__ import annotations

from pathlib import Path

from monitor.model.config import (
    AuditSettings,
    EvidenceSettings,
    FetchSettings,
    PollingSettings,
    SandboxSettings,
    ServerSettings,
    StorageSettings,
    StoriesSettings,
    WebSubSettings,
)
from monitor.model.stories import FactKind
from monitor.settings.build.database import named_database
from monitor.settings.build.secrets import SecretReader
from monitor.settings.check import Complain
from monitor.settings.schema import (
    AuditSection,
    EvidenceSection,
    FetchSection,
    MonitorFile,
    PollingSection,
    SandboxSection,
    ServerSection,
    StorageSection,
    StoriesSection,
)

_DAY_S = 86_400
_MEGABYTE = 1_000_000


def storage_of(section: StorageSection, data_dir: Path, secrets: SecretReader, complain: Complain) -> StorageSettings:
    """Storage; `path` relative to `data_dir`."""
    path = data_dir / section.path
    if "?" in str(path):
        complain(("storage", "path"), "the path of the database contains a question mark.", "Choose another name.")
    apart = section.url_env is not None or section.url_file is not None
    if section.url is not None and apart:
        complain(("storage", "url"), "url and url_env or url_file are both given.", "Keep one of them.")
    elif (section.url is not None or apart) and "path" in section.model_fields_set:
        complain(("storage", "path"), "both path and url say where the data lies.", "Keep one of them.")
    url = section.url or named_database(section.url_env, section.url_file, secrets, complain)
    return StorageSettings(
        url=url or f"sqlite:///{path.as_posix()}",
        keep_articles_days=int(section.keep_articles / _DAY_S),
        keep_polls_days=int(section.keep_polls / _DAY_S),
    )


def polling_of(section: PollingSection) -> PollingSettings:
    """Polling, in whole seconds."""
    return PollingSettings(
        interval_s=int(section.interval),
        min_interval_s=int(section.min_interval),
        max_interval_s=int(section.max_interval),
        heed_s=None if section.heed is None else int(section.heed),
        lookback_s=int(section.lookback),
        max_new_per_poll=section.max_new_per_poll,
        storm_share=section.storm_share,
        concurrency=section.concurrency,
        silent_after_s=int(section.silent_after),
        adaptive=section.adaptive,
    )


def fetch_of(section: FetchSection) -> FetchSettings:
    """Fetching."""
    return FetchSettings(
        user_agent=section.user_agent,
        deadline_s=section.deadline,
        connect_s=section.connect_timeout,
        max_redirects=section.max_redirects,
        max_feed_bytes=section.max_feed,
        max_page_bytes=section.max_page,
        robots=section.robots,
        host_delay_s=section.host_delay,
        allow_private=tuple(section.allow_private),
        proxy=section.proxy or "",
    )


def sandbox_of(section: SandboxSection) -> SandboxSettings:
    """The parsers' processes; memory in millions of bytes."""
    return SandboxSettings(
        workers=section.workers,
        timeout_s=section.timeout,
        memory_mb=section.memory // _MEGABYTE,
        recycle_after=section.recycle_after,
    )


def stories_of(section: StoriesSection) -> StoriesSettings:
    """Stories; the switches that are on, as kinds of facts."""
    return StoriesSettings(
        events=section.fold != "copies",
        languages=section.fold == "languages",
        meaning=section.meaning,
        window_s=int(section.window),
        series=section.series,
        look_back_s=int(section.look_back),
        updates=frozenset(kind for kind in FactKind if getattr(section.updates, kind.value)),
    )


def evidence_of(section: EvidenceSection) -> EvidenceSettings:
    """What is kept to prove alerts, in whole days."""
    return EvidenceSettings(
        enabled=section.enabled,
        budget=section.budget,
        max_page=section.max_page,
        keep_days=int(section.keep / _DAY_S),
        push_url=section.push_url or "",
        push_command=tuple(section.push_command),
    )


def audit_of(section: AuditSection) -> AuditSettings:
    """When watchlists are audited, in whole seconds."""
    return AuditSettings(cron=section.cron or "", zone=section.zone, since_s=int(section.since))


def server_of(section: ServerSection) -> ServerSettings:
    """Health and metrics."""
    return ServerSettings(
        host=section.host,
        port=section.port,
        failing_feeds=section.failing_feeds,
        public_url=section.public_url or "",
    )


def websub_of(file: MonitorFile, complain: Complain) -> WebSubSettings:
    """Hubs, in whole seconds."""
    section = file.websub
    if section.callback is not None and not file.server.port:
        what = "the address leads to a port that is switched off."
        complain(("websub", "callback"), what, "Write server.port: 8321, or take it away.")
    if section.callback is not None and ("?" in section.callback or "#" in section.callback):
        what = "the address ends in a query or a fragment, and hubs are given longer ones."
        complain(("websub", "callback"), what, "Write it as https://host or https://host/path.")
    if section.interval > file.polling.max_interval:
        what = "the interval is longer than polling.max_interval."
        complain(("websub", "interval"), what, "Write less, or change polling.max_interval.")
    return WebSubSettings(
        callback=(section.callback or "").rstrip("/"),
        interval_s=int(section.interval),
        lease_s=int(section.lease),
        max_bytes=section.max_body,
    )
