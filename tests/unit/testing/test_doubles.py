"""The scripted fetcher, the recording channel and the faulty store."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, cast

import pytest

from monitor.errors import StoreBusyError
from monitor.model.delivery import Message, Receipt
from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult
from monitor.model.outcomes import FetchReason, SendResult
from monitor.ports import Channel, Fetcher, Store
from monitor.testing.channel import RecordingChannel
from monitor.testing.faulty import Fault, at_call, faulty_store, never, on_method
from monitor.testing.scripted import ScriptedFetcher

URL = "http://feeds.example/a.xml"


def message(name: str) -> Message:
    return Message(id=name, recipient="", digest=cast("Any", None), at=datetime(2026, 3, 1, tzinfo=UTC))


async def test_answers_come_in_turn_and_the_last_repeats() -> None:
    gone = FetchFailure(reason=FetchReason.GONE, detail="gone for good", url=URL, status=410)
    scripted = ScriptedFetcher({URL: [FetchResult(status=200, url=URL, body=b"one")]})
    scripted.say(URL, gone)
    fetcher: Fetcher = scripted
    answers = [await fetcher.fetch(FetchRequest(url=URL, etag=f'"{n}"')) for n in range(3)]
    assert answers == [FetchResult(status=200, url=URL, body=b"one"), gone, gone]
    assert [request.etag for request in scripted.requests] == ['"0"', '"1"', '"2"']


async def test_a_url_without_a_script_fails_like_an_unknown_host() -> None:
    fetcher = ScriptedFetcher()
    fetcher.say_body(URL, b"<p>page</p>")
    other = await fetcher.fetch(FetchRequest(url="http://other.example/"))
    page = await fetcher.fetch(FetchRequest(url=URL))
    await fetcher.aclose()
    assert isinstance(other, FetchFailure)
    assert other.reason is FetchReason.DNS
    assert isinstance(page, FetchResult)
    assert (page.body, page.status, fetcher.closed) == (b"<p>page</p>", 200, True)


async def test_the_channel_gives_scripted_receipts_then_takes_everything() -> None:
    later = Receipt(result=SendResult.TEMPORARY, detail="come back later", retry_after_s=60)
    recording = RecordingChannel("mail", [later])
    channel: Channel = recording
    results = [(await channel.send(message(name))).result for name in ("one", "one", "two")]
    assert (await channel.probe()).result is SendResult.OK
    assert results == [SendResult.TEMPORARY, SendResult.OK, SendResult.OK]
    assert [m.id for m in recording.attempts] == ["one", "one", "two"]
    assert [m.id for m in recording.accepted] == ["one", "two"]
    assert (recording.name, recording.probes) == ("mail", 1)


class _Counter:
    """As much of a store as the wrapper needs: two methods that remember that they took effect."""

    def __init__(self) -> None:
        self.effects: list[str] = []

    def checkpoint(self) -> None:
        self.effects.append("checkpoint")

    def release_leases(self, now: datetime) -> int:
        self.effects.append("release_leases")
        return 7


@pytest.mark.parametrize(
    ("before", "after", "raised", "effects"),
    [
        pytest.param(never, never, [False] * 3, ["checkpoint", "release_leases", "checkpoint"], id="no fault"),
        pytest.param(at_call(2), never, [False, True, False], ["checkpoint", "checkpoint"], id="lost before call 2"),
        pytest.param(
            never, at_call(1), [True, False, False], ["checkpoint", "release_leases", "checkpoint"], id="told too late"
        ),
        pytest.param(on_method("checkpoint"), never, [True, False, True], ["release_leases"], id="one method fails"),
    ],
)
def test_the_faulty_store_fails_before_or_after_the_effect(
    before: Fault, after: Fault, raised: list[bool], effects: list[str]
) -> None:
    inner = _Counter()
    store = faulty_store(cast("Store", inner), before=before, after=after)
    seen = []
    for call in (store.checkpoint, lambda: store.release_leases(datetime(2026, 3, 1, tzinfo=UTC)), store.checkpoint):
        try:
            call()
            seen.append(False)
        except StoreBusyError:
            seen.append(True)
    assert (seen, inner.effects) == (raised, effects)
