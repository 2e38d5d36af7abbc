"""Feeds by the status port: for who knows the token, and the same answer to everybody else."""

from __future__ import annotations

import base64
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from monitor.model.config import ChannelSpec, FeedFileChannel, FileChannel, Secret
from monitor.obs.server import StatusServer
from monitor.obs.shelf import FeedShelf
from tests.unit.obs.test_server import Site, nothing, request, split, well

TOKEN, OTHER = "t" * 24, "o" * 24
BORDER, TOWNS = "/feeds/border.atom", "/feeds/towns.atom"


def asked(path: str, token: str = "", header: str = "", method: str = "GET") -> bytes:
    head = request(path + (f"?token={token}" if token else ""), method).decode().removesuffix("\r\n")
    return f"{head}{header}\r\n\r\n".encode() if header else f"{head}\r\n".encode()


def basic(login: str) -> str:
    return f"Authorization: Basic {base64.b64encode(login.encode()).decode()}"


@pytest.fixture
def channels(tmp_path: Path) -> list[ChannelSpec]:
    for folder, name in (("a", "border"), ("b", "towns"), ("c", "closed")):
        (tmp_path / folder).mkdir()
        for form in ("atom", "json"):
            (tmp_path / folder / f"{name}.{form}").write_text(f"{name} {form} قافلة")
    (tmp_path / "a" / "border.json.unread").write_text("kept aside")
    (tmp_path / "secret.json").write_text("not for readers")
    return [
        FeedFileChannel(name="a", folder=tmp_path / "a", token=Secret(TOKEN)),
        FeedFileChannel(name="b", folder=tmp_path / "b", token=Secret(OTHER)),
        FeedFileChannel(name="c", folder=tmp_path / "c"),
        FileChannel(name="d", folder=tmp_path),
    ]


@pytest.fixture
async def site(channels: list[ChannelSpec]) -> AsyncIterator[Site]:
    made = Site(StatusServer(well, nothing, FeedShelf(lambda: channels)))
    await made.server.start("127.0.0.1", 0)
    yield made
    await made.server.stop()


ANSWERS = {
    "by query": (asked(BORDER, TOKEN), 200),
    "the other form": (asked("/feeds/border.json", TOKEN), 200),
    "by bearer": (asked(BORDER, header=f"Authorization: Bearer {TOKEN}"), 200),
    "by bearer in small letters": (asked(BORDER, header=f"authorization: bearer {TOKEN}"), 200),
    "by login": (asked(BORDER, header=basic(f"anybody:{TOKEN}")), 200),
    "HEAD": (asked(BORDER, TOKEN, method="HEAD"), 200),
    "another channel's token": (asked(TOWNS, OTHER), 200),
    "a feed of another channel": (asked(TOWNS, TOKEN), 404),
    "a channel without token": (asked("/feeds/closed.atom", TOKEN), 404),
    "no such feed": (asked("/feeds/none.atom", TOKEN), 404),
    "no token": (asked(BORDER), 401),
    "no token, no such feed": (asked("/feeds/none.atom"), 401),
    "no token, no feed at all": (asked("/feeds/"), 401),
    "an empty token": (asked(f"{BORDER}?token="), 401),
    "a wrong token": (asked(BORDER, TOKEN[:-1] + "x"), 401),
    "a part of it": (asked(BORDER, TOKEN[:-1]), 401),
    "more than it": (asked(BORDER, TOKEN + "t"), 401),
    "letters of the world": (asked(BORDER, "%D9%82%D8%A7"), 401),
    "a login that is none": (asked(BORDER, header="Authorization: Basic ~~~"), 401),
    "the token as name": (asked(BORDER, header=basic(f"{TOKEN}:")), 401),
    "a scheme nobody knows": (asked(BORDER, header=f"Authorization: Digest {TOKEN}"), 401),
    "a way out": (asked("/feeds/../secret.json", TOKEN), 404),
    "a way out, encoded": (asked("/feeds/..%2Fsecret.json", TOKEN), 404),
    "what was kept aside": (asked("/feeds/border.json.unread", TOKEN), 404),
    "another kind of file": (asked("/feeds/border.html", TOKEN), 404),
    "POST": (asked(BORDER, TOKEN, method="POST"), 405),
    "DELETE": (asked(BORDER, TOKEN, method="DELETE"), 405),
    "the folder above": (asked("/feeds", TOKEN), 404),
}


@pytest.mark.parametrize(("data", "status"), ANSWERS.values(), ids=ANSWERS)
async def test_who_gets_a_feed(site: Site, data: bytes, status: int) -> None:
    found, head, body = split(await site.send(data))
    assert found == status
    assert (b"not for readers" in body, b"kept aside" in body) == (False, False)
    assert ("WWW-Authenticate: Basic" in head) == (status == 401)
    if status == 200:
        assert "Cache-Control: private, no-cache" in head
        assert "application/" in head
        assert bool(body) == data.startswith(b"GET")


async def test_a_reader_that_has_it_is_told_so(site: Site, channels: list[ChannelSpec]) -> None:
    _, head, body = split(await site.send(asked(BORDER, TOKEN)))
    tag = head.split("ETag: ")[1].split("\r\n")[0]
    for known in (tag, f"W/{tag}", f'"x", {tag}', "*"):
        status, head, rest = split(await site.send(asked(BORDER, TOKEN, f"If-None-Match: {known}")))
        assert (status, rest, tag in head) == (304, b"", True)
    assert split(await site.send(asked(BORDER, TOKEN, 'If-None-Match: "old"')))[2] == body
    assert split(await site.send(asked(BORDER, header=f"If-None-Match: {tag}")))[0] == 401
    channel = channels[0]
    assert isinstance(channel, FeedFileChannel)
    (channel.folder / "border.atom").write_text("something new")
    assert split(await site.send(asked(BORDER, TOKEN, f"If-None-Match: {tag}")))[2] == b"something new"


async def test_the_configuration_in_force_counts_and_without_tokens_nothing_is_there(
    site: Site, channels: list[ChannelSpec]
) -> None:
    channels[:] = [one for one in channels if one.name != "a"]
    assert split(await site.send(asked(BORDER, TOKEN)))[0] == 401
    channels.clear()
    status, _, body = split(await site.send(asked(BORDER, TOKEN)))
    assert (status, body) == (404, b"try /healthz or /metrics\n")
