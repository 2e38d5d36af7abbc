"""The file and terminal channels, and what holds for every channel."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import Sequence
from pathlib import Path

import jsonschema
import pytest

from monitor.deliver.channels import build_channel, build_channels
from monitor.deliver.file import digest_stem
from monitor.deliver.webhook import payload_schema
from monitor.model import config
from monitor.model.config import Secret
from monitor.model.delivery import Message
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason, SendResult
from monitor.ports import PostResult
from tests.unit.deliver.kit import NOON, make_digest

TEMPORARY = SendResult.TEMPORARY
MESSAGE = Message(id="0a1b2c", recipient="ok@example.org", digest=make_digest(6), at=NOON)


class NoNetwork:
    async def post(
        self, url: str, body: bytes, headers: Sequence[tuple[str, str]], timeout_s: float
    ) -> PostResult | FetchFailure:
        return FetchFailure(reason=FetchReason.CONNECT, detail="connection refused")


def specs(folder: Path) -> tuple[config.ChannelSpec, ...]:
    return (
        config.EmailChannel(name="mail", host="127.0.0.1", port=1, sender="m@example.org", timeout_s=2),
        config.WebhookChannel(name="hook", url=Secret("https://h.example/x"), secret=Secret("whsec_QUFBQQ==")),
        config.FileChannel(name="files", folder=folder / "digests"),
        config.FeedFileChannel(name="feeds", folder=folder / "feeds"),
        config.PushChannel(name="push", contact="mailto:ops@example.org"),
        config.TerminalChannel(name="screen"),
    )


@pytest.mark.parametrize(
    ("name", "result"),
    [
        ("mail", TEMPORARY),
        ("hook", TEMPORARY),
        ("files", SendResult.OK),
        ("feeds", SendResult.OK),
        ("screen", SendResult.OK),
    ],
)
async def test_every_channel_answers_with_a_receipt(name: str, result: SendResult, tmp_path: Path) -> None:
    channels = build_channels(specs(tmp_path), NoNetwork(), io.StringIO())
    assert list(channels) == ["mail", "hook", "files", "feeds", "push", "screen"]
    assert channels[name].name == name
    for receipt in (await channels[name].send(MESSAGE), await channels[name].probe()):
        assert receipt.result is result
        assert receipt.detail
        assert "\n" not in receipt.detail


async def test_files_are_whole_and_the_same_digest_rewrites_them(tmp_path: Path) -> None:
    channel = build_channel(
        config.FileChannel(name="files", folder=tmp_path / "new" / "folder"), NoNetwork(), io.StringIO()
    )
    first = await channel.send(MESSAGE)
    before = {path.name: path.read_bytes() for path in (tmp_path / "new" / "folder").iterdir()}
    second = await channel.send(MESSAGE)
    after = {path.name: path.read_bytes() for path in (tmp_path / "new" / "folder").iterdir()}
    stem = "2026-11-22-border-watch-0700"
    assert first == second
    assert first.detail == str(tmp_path / "new" / "folder" / f"{stem}.html")
    assert before == after
    assert sorted(after) == [f"{stem}.html", f"{stem}.json", f"{stem}.txt"]
    jsonschema.validate(json.loads(after[f"{stem}.json"]), payload_schema())


async def test_many_deliveries_of_one_digest_at_once_leave_three_files(tmp_path: Path) -> None:
    channel = build_channel(config.FileChannel(name="files", folder=tmp_path), NoNetwork(), io.StringIO())
    receipts = await asyncio.gather(*(channel.send(MESSAGE) for _ in range(8)))
    assert {receipt.result for receipt in receipts} == {SendResult.OK}
    assert len(list(tmp_path.iterdir())) == 3


async def test_a_folder_that_is_a_file_is_a_plain_sentence(tmp_path: Path) -> None:
    (tmp_path / "digests").write_text("in the way")
    channel = build_channel(config.FileChannel(name="files", folder=tmp_path / "digests"), NoNetwork(), io.StringIO())
    for receipt in (await channel.send(MESSAGE), await channel.probe()):
        assert receipt.result is SendResult.TEMPORARY
        assert "could not be written" in receipt.detail


@pytest.mark.parametrize(
    "key", ["../../etc/passwd", "/abs/olute", "a\x00b", "..", "", "x" * 500, "2026/..//x", "ключ/1", "a b/c:d"]
)
def test_a_digest_key_never_leaves_the_folder(key: str) -> None:
    stem = digest_stem(key)
    assert Path(stem).name == stem
    assert stem not in {"", ".", ".."}
    assert not stem.startswith((".", "-"))
    assert len(stem) < 140


def test_different_keys_have_different_files() -> None:
    keys = ["a b/1", "a-b/1", "a/b/1", "a_b/1", "ä/1", "ö/1"]
    assert len({digest_stem(key) for key in keys if key != "a/b/1"}) == 5


async def test_the_terminal_prints_a_message_once_and_names_the_html(tmp_path: Path) -> None:
    stream = io.StringIO()
    channels = build_channels(specs(tmp_path), NoNetwork(), stream)
    written, printed = await asyncio.gather(channels["files"].send(MESSAGE), channels["screen"].send(MESSAGE))
    again = await channels["screen"].send(MESSAGE)
    assert (printed.result, again.result) == (SendResult.OK, SendResult.OK)
    assert stream.getvalue().count("Border watch. Sun 22 Nov 2026") == 1
    assert f"HTML: {written.detail}" in stream.getvalue()


async def test_a_real_terminal_gets_colour_and_no_markup_from_feeds() -> None:
    class Screen(io.StringIO):
        def isatty(self) -> bool:
            return True

    stream = Screen()
    channel = build_channel(config.TerminalChannel(name="screen"), NoNetwork(), stream)
    await channel.send(
        Message(id="1", recipient="", digest=make_digest(1, title="[red]x[/red] [link=http://a.example]"), at=NOON)
    )
    assert "[red]x[/red] [link=http://a.example]" in stream.getvalue()


async def test_a_narrow_encoding_loses_letters_not_the_digest() -> None:
    raw = io.BytesIO()
    stream = io.TextIOWrapper(raw, encoding="ascii")
    receipt = await build_channel(config.TerminalChannel(name="screen"), NoNetwork(), stream).send(MESSAGE)
    assert receipt.result is SendResult.OK
    assert b"Border watch. Sun 22 Nov 2026" in raw.getvalue()


async def test_a_closed_terminal_is_a_plain_sentence() -> None:
    stream = io.StringIO()
    stream.close()
    channel = build_channel(config.TerminalChannel(name="screen"), NoNetwork(), stream)
    assert {(await channel.send(MESSAGE)).result, (await channel.probe()).result} == {SendResult.TEMPORARY}
