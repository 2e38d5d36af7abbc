"""A receiver that is gone is asked once; what was missed is told late; a mended channel is tried at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from monitor.deliver.render import render_mail
from monitor.deliver.render.payload import page_json
from monitor.flow.compose import compose_now
from monitor.flow.configure import apply_config, config_of
from monitor.flow.services import Services
from monitor.model.config import EmailChannel, Secret
from monitor.model.delivery import Receipt
from monitor.model.outcomes import DeliveryState, SendResult
from monitor.testing.channel import RecordingChannel
from tests.unit.flow.shell_world import CHANNEL, Shell, fetcher_for, settings_for, watched

GONE = Receipt(result=SendResult.PERMANENT, detail="h.example answered 410: gone for good.", stops=True)
DOWN = Receipt(result=SendResult.TEMPORARY, detail="mx refused the login (535). Check username and password.")
MAIL = EmailChannel(name=CHANNEL, host="mx.example", port=25, sender="m@example.org", password=Secret("wrong"))


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path, fetcher_for(watched(1), watched(2)), settings=settings_for(channels=(MAIL,)))


async def digests(shell: Shell, services: Services, count: int) -> None:
    for _ in range(count):
        await compose_now(services, "border")
        shell.clock.advance(timedelta(seconds=5))
        await shell.cycle(services)


async def reconfigured(shell: Shell, services: Services, channel: RecordingChannel, password: str) -> None:
    settings = settings_for(channels=(replace(MAIL, password=Secret(password)),))
    shell.channel = channel
    config = config_of(settings, services.config.matcher, shell.clock.now())
    await apply_config(services, config, {CHANNEL: channel})


def states(services: Services) -> list[DeliveryState]:
    return [row.state for row in reversed(services.store.deliveries())]


async def test_a_receiver_that_said_410_is_not_asked_again_until_the_configuration_changes(shell: Shell) -> None:
    shell.channel = RecordingChannel(CHANNEL, [GONE] * 9)
    async with shell.life() as services:
        await shell.cycle(services)
        await digests(shell, services, 3)
        assert len(shell.channel.attempts) == 1
        assert states(services) == [DeliveryState.ABANDONED] * 3
        assert "410" in services.store.deliveries()[0].detail
        assert "410" in services.store.health().given_up
        mended = RecordingChannel(CHANNEL)
        await reconfigured(shell, services, mended, "wrong")
        await digests(shell, services, 1)
        told = [(message.digest.key, message.digest.late) for message in mended.accepted]
        assert [late for _, late in told] == [False, True, True, True]
        assert len({key for key, _ in told}) == 4
        assert states(services) == [DeliveryState.SENT] * 4


async def test_people_may_ask_a_receiver_that_was_gone(shell: Shell) -> None:
    shell.channel = RecordingChannel(CHANNEL, [GONE])
    async with shell.life() as services:
        await shell.cycle(services)
        await digests(shell, services, 2)
        assert states(services) == [DeliveryState.ABANDONED] * 2
        for row in services.store.deliveries():
            services.store.retry_delivery(row.id, shell.clock.now())
        await shell.cycle(services)
        assert states(services) == [DeliveryState.SENT] * 2
        assert [message.digest.late for message in shell.channel.accepted] == [False, False]
        await digests(shell, services, 1)
        assert states(services) == [DeliveryState.SENT] * 3


async def test_what_is_told_late_says_so_in_every_form_and_keeps_its_id(shell: Shell) -> None:
    shell.channel = RecordingChannel(CHANNEL, [replace(GONE, stops=False)])
    async with shell.life() as services:
        await shell.cycle(services)
        await digests(shell, services, 2)
        first, _, late = shell.channel.attempts
        assert (first.id, first.digest.late, late.digest.late) == (late.id, False, True)
        assert replace(late.digest, late=False) == first.digest
        mail = render_mail(late.digest, late.part)
        assert mail.subject.startswith("Late: ")
        for text in (mail.text, mail.html):
            assert "could not be delivered then" in " ".join(text.split())
        assert '"late":true' in page_json(late.digest, late.part)
        assert "Late" not in render_mail(first.digest, first.part).text


async def test_a_mended_channel_is_tried_at_once(shell: Shell) -> None:
    shell.channel = RecordingChannel(CHANNEL, [DOWN] * 9)
    async with shell.life() as services:
        await shell.cycle(services)
        await digests(shell, services, 1)
        assert states(services) == [DeliveryState.RETRYING]
        mended = RecordingChannel(CHANNEL)
        await reconfigured(shell, services, mended, "wrong")
        await shell.cycle(services)
        assert mended.attempts == [], "nothing of it changed"
        await reconfigured(shell, services, mended, "right")
        await shell.cycle(services)
        assert states(services) == [DeliveryState.SENT]
