"""Canary secrets in every slot of a configuration, and the whole pipeline at DEBUG: none comes out."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
import structlog

from monitor.bootstrap import secrets_of
from monitor.core.trust.secrecy import Secrecy
from monitor.model.config import EmailChannel, Secret, WebhookChannel
from monitor.model.delivery import Message, Receipt
from monitor.model.feeds import FeedSpec, FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason
from monitor.obs import logs as logging_room
from monitor.obs.logs import configure_logs, hide_in_logs
from monitor.obs.metrics import PrometheusMeter
from monitor.testing.channel import RecordingChannel
from monitor.testing.scripted import ScriptedFetcher
from tests.unit.flow.shell_world import CHANNEL, Shell, html, rss, settings_for, watched

HOOK = WebhookChannel(
    name="hook", url=Secret("https://hooks.example/T1/canary-path"), secret=Secret("whsec_Y2FuYXJ5LWtleQ==")
)
MAIL = EmailChannel(
    name="mail", host="mail.example", port=587, sender="a@b.example", password=Secret("canary-password")
)
FEEDS = tuple(
    FeedSpec(
        url=f"https://{userinfo}f{number}.example/feed?key=canary-query-{number}",
        title=f"F{number}",
        publisher="F",
        headers=(("X-Key", "canary-header"),),
    )
    for number, userinfo in enumerate(("", "me:canary-user@", "", "", ""))
)
SECRETS = ("canary", "Y2FuYXJ5")


class Loose(ScriptedFetcher):
    """Says in exceptions and details what no part should say."""

    async def fetch(self, request: FetchRequest) -> FetchResult | FetchFailure:
        self.requests.append(request)
        if request.url == FEEDS[0].url:
            raise ValueError(f"GET {request.url} with {request.secret_headers}")
        if request.url == FEEDS[1].url:
            return FetchFailure(reason=FetchReason.CONNECT, detail=f"no answer from {request.url}", url=request.url)
        if request.url == FEEDS[2].url:
            return FetchFailure(reason=FetchReason.GONE, detail="gone", url=request.url, status=410)
        if request.url == FEEDS[3].url:
            body = rss([watched(1)])
            moved = f"{request.url}&moved=1"
            return FetchResult(status=200, url=request.url, body=body, content_type="text/xml", permanent_url=moved)
        return FetchResult(status=200, url=request.url, body=html(watched(1)), content_type="text/html")


class LooseChannel(RecordingChannel):
    async def send(self, message: Message) -> Receipt:
        self.attempts.append(message)
        raise RuntimeError(f"POST {HOOK.url.reveal()} signed {HOOK.secret.reveal()} as {MAIL.password.reveal()}")


@pytest.mark.parametrize("style", ["json", "console"])
async def test_no_secret_is_logged_or_measured(tmp_path: Path, style: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(logging_room._Known, "secrecy", Secrecy())
    stream, meter = StringIO(), PrometheusMeter()
    configure_logs(style, "debug", stream)
    settings = settings_for(feeds=FEEDS, channels=(HOOK, MAIL))
    hide_in_logs(secrets_of(settings))
    shell = Shell(tmp_path, Loose(), settings=settings, channel=LooseChannel(CHANNEL), meter=meter)
    async with shell.life() as services:
        structlog.get_logger().debug("the configuration", action="test", settings=settings)
        for _ in range(4):
            await shell.cycle(services)
            shell.clock.advance(timedelta(hours=3))
        services.config = replace(services.config, error="https://x/?canary")
        meter.observe(services.store.health(), {}, config_refused=True)
    text = stream.getvalue()
    for said in (
        "gone, no longer polled",
        "internal error",
        "delivery abandoned",
        "feed not read",
        "the configuration",
    ):
        assert said in text, "the canaries had their chance"
    assert [line for line in text.splitlines() if any(secret in line for secret in SECRETS)] == []
    assert b"canary" not in meter.render()
