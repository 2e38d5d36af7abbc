"""Pushes by the page: each person's own browsers, from the subscription to a message and to their end."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from monitor.core.entrance.sessions import mark_of
from monitor.deliver.push.channel import PushChannel
from monitor.flow.compose import compose_now
from monitor.flow.recipients.devices import DeviceBook
from monitor.model.config import PushChannel as PushSpec
from monitor.model.config import Target
from monitor.ports import PostResult
from tests.unit.deliver.test_push import AUTH, THEIRS
from tests.unit.flow.shell_world import SUBSCRIPTION, Shell, fetcher_for, settings_for, watched
from tests.unit.web.desk_world import Visitor, visit

SPEC = PushSpec(name="browsers", contact="mailto:ops@example.org")
ENDPOINT = "https://push.example/one"
FIELDS = {"endpoint": ENDPOINT, "p256dh": THEIRS, "auth": AUTH, "label": "Laptop", "of.desk": "1"}


class Service:
    """The push services of all browsers."""

    def __init__(self) -> None:
        self.status, self.posts = 201, []

    async def post(self, url, body, headers, timeout_s, *, method="POST"):
        self.posts.append(url)
        return PostResult(status=self.status, body="")


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Visitor]:
    shell = Shell(tmp_path, fetcher_for(watched(1), watched(2)))
    ways = (*SUBSCRIPTION.targets, Target(channel="browsers"))
    told = replace(SUBSCRIPTION, id="desk", title="The Desk", targets=ways)
    other = replace(SUBSCRIPTION, id="mail", title="By Mail")
    shell.settings = replace(settings_for(subscriptions=(told, other)), channels=(SPEC,))
    async with visit(tmp_path, shell) as made:
        yield made


def with_service(desk: Visitor) -> Service:
    service = Service()
    book = DeviceBook(desk.services)
    desk.services.channels = {**desk.services.channels, "browsers": PushChannel(SPEC, service, book)}
    return service


def rows(desk: Visitor) -> list[tuple[str, str]]:
    return sorted(desk.shell.query("SELECT recipient, state FROM outbox WHERE channel = 'browsers'"))


async def test_from_the_subscription_to_a_push_and_its_end(desk: Visitor) -> None:
    service = with_service(desk)
    page = (await desk.get("/notifications")).text
    assert "The Desk" in page
    assert "By Mail" not in page, "it names no channel that pushes"
    assert "No browser takes its pushes yet." in (await desk.get("/sent")).text
    done = await desk.does("/do/push.subscribe", FIELDS)
    assert "No browser takes its pushes yet." not in (await desk.get("/sent")).text
    assert "This browser is told of desk" in done
    assert ENDPOINT not in done, "the address is a secret"
    assert mark_of(ENDPOINT) in done
    await desk.shell.cycle(desk.services)
    desk.shell.clock.advance(3600)
    await desk.shell.cycle(desk.services)
    assert rows(desk) == [("local#1", "sent")]
    assert service.posts == [ENDPOINT]
    # Its browser is gone: told on the page and under Sent, and nothing more is sent there.
    service.status = 410
    assert await compose_now(desk.services, "desk") is not None
    await desk.shell.cycle(desk.services)
    (device,) = desk.services.store.devices()
    assert device.ended_at is not None
    page = (await desk.get("/notifications")).text
    assert "push.example says that this browser is not subscribed any more (410)" in page
    assert "local#1" in (await desk.get("/sent")).text
    sent = len(service.posts)
    desk.shell.clock.advance(60)
    assert await compose_now(desk.services, "desk") is not None
    await desk.shell.cycle(desk.services)
    assert len(service.posts) == sent
    assert rows(desk) == [("local#1", "abandoned"), ("local#1", "sent")]


@pytest.mark.parametrize(
    "change",
    [
        {"endpoint": "http://push.example/one"},
        {"endpoint": "http://127.0.0.1:9/one"},
        {"endpoint": "https://a@push.example/one"},
        {"endpoint": "https://"},
        {"endpoint": "ftp://push.example"},
        {"endpoint": ""},
        {"endpoint": "https://push.example/" + "a" * 3000},
        {"p256dh": "AA"},
        {"p256dh": "<script>"},
        {"auth": AUTH + "AA"},
        {"of.desk": ""},
        {"of.desk": "", "of.mail": "1"},
        {"of.desk": "", "of.nothing": "1"},
    ],
)
async def test_what_is_no_browser_is_refused(desk: Visitor, change: dict[str, str]) -> None:
    answer = await desk.post("/do/push.subscribe", FIELDS | change)
    assert answer.status_code == 422, answer.text
    assert desk.services.store.devices() == ()


async def test_chosen_ended_and_each_taken_back(desk: Visitor) -> None:
    await desk.does("/do/push.subscribe", FIELDS)
    ended = await desk.does("/do/push.end", {"device": 1})
    assert "Laptop is told nothing any more." in ended.replace("<bdi>", "")
    assert desk.services.store.devices()[0].ended_at is not None
    undo = await desk.post("/undo/2")
    assert undo.status_code == 303
    assert desk.services.store.devices()[0].ended_at is None
    assert (await desk.post("/do/push.choose", {"device": 1})).status_code == 422
    assert "is told of desk" in await desk.does("/do/push.choose", {"device": 1, "of.desk": "1"})
    assert (await desk.post("/undo/1")).status_code == 303
    assert desk.services.store.devices()[0].ended_at is not None


async def test_nobody_changes_the_browser_of_somebody_else(desk: Visitor) -> None:
    await desk.does("/do/push.subscribe", FIELDS)
    users = "".join(f'  - {{name: {name}, role: reader, hash: "{mark_of(name)}"}}\n' for name in ("ali", "local"))
    (desk.config / "users.yaml").write_text(f"users: []\ntokens:\n{users}")
    for name, status in (("ali", 404), ("local", 200)):
        headers = {"authorization": f"Bearer {name}", "accept": "application/json"}
        answer = await desk.client.post("/do/push.end", data={"device": "1"}, headers=headers)
        assert answer.status_code == status
    assert "Laptop" not in (await desk.get("/notifications", authorization="Bearer ali")).text


async def test_what_lacks_is_said(tmp_path: Path) -> None:
    async with visit(tmp_path) as visitor:
        assert "adds one of type push to monitor.yaml" in (await visitor.get("/notifications")).text
        assert (await visitor.post("/do/push.subscribe", FIELDS)).status_code == 422


async def test_the_worker_is_a_file_of_the_desk_for_all_its_pages(desk: Visitor) -> None:
    worker = await desk.get("/static/push-worker.js")
    assert worker.headers["content-type"].startswith("text/javascript")
    assert "default-src 'self'" in worker.headers["content-security-policy"]
    assert worker.headers["cache-control"] == "no-cache"
