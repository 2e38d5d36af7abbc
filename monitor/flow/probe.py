"""Probe: `check --online` tries each feed and each channel without storing or delivering anything."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping

from monitor.core.health.feeds import named
from monitor.core.polling import first_request
from monitor.model.config import Settings
from monitor.model.feeds import FeedSpec, FetchFailure, ParseFailure
from monitor.model.outcomes import SendResult
from monitor.ports import Channel, Fetcher, Mailbox, Sandbox
from monitor.records import dataclass

AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class ProbeResult:
    """What came of trying one feed or channel."""

    kind: str
    name: str
    ok: bool
    detail: str


async def probe_feeds(fetcher: Fetcher, sandbox: Sandbox, settings: Settings) -> list[ProbeResult]:
    """Fetch and parse every configured feed once."""
    places = asyncio.Semaphore(AT_ONCE)

    async def one(spec: FeedSpec) -> ProbeResult:
        async with places:
            ok, detail = await _try_feed(fetcher, sandbox, settings, spec)
        return ProbeResult(kind="feed", name=spec.title, ok=ok, detail=detail)

    return list(await asyncio.gather(*(one(spec) for spec in settings.feeds)))


async def _try_feed(fetcher: Fetcher, sandbox: Sandbox, settings: Settings, spec: FeedSpec) -> tuple[bool, str]:
    answer = await fetcher.fetch(first_request(spec, settings.fetch))
    if isinstance(answer, FetchFailure):
        return False, named(answer)
    parsed = await sandbox.parse_feed(answer.body, answer.content_type, answer.url, language=spec.language)
    if isinstance(parsed, ParseFailure) and answer.broken is not None:
        return False, named(answer.broken)
    if isinstance(parsed, ParseFailure):
        return False, named(parsed)
    moved = f", moved to {answer.permanent_url}" if answer.permanent_url else ""
    return True, f"{parsed.format}, {len(parsed.entries)} entries{moved}{'; ' + parsed.note if parsed.note else ''}"


async def probe_mailboxes(mailboxes: Mapping[str, Mailbox]) -> list[ProbeResult]:
    """Open every mailbox without reading or changing anything."""
    results = []
    for name, mailbox in mailboxes.items():
        receipt = await mailbox.probe()
        ok = receipt.result is SendResult.OK
        results.append(ProbeResult(kind="mailbox of", name=name, ok=ok, detail=receipt.detail))
    return results


async def probe_channels(channels: Mapping[str, Channel]) -> list[ProbeResult]:
    """Reach every channel's receiver without delivering."""
    results = []
    for name, channel in channels.items():
        receipt = await channel.probe()
        ok = receipt.result is SendResult.OK
        results.append(ProbeResult(kind="channel", name=name, ok=ok, detail=receipt.detail))
    return results
