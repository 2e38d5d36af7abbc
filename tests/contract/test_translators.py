"""What every translator must do: one translation for each text, in order, or say why there is none."""

from __future__ import annotations

import asyncio
import json
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest

from monitor.bootstrap import filter_command
from monitor.errors import TranslationError
from monitor.model.channels import Secret
from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason
from monitor.model.translation.settings import TranslationSettings
from monitor.ports import PostResult, Translator
from monitor.translation import translator_of
from tests.contract.test_channels_webhook import LoopbackPoster

KEY = "canary-key-7788"
KINDS = ["command", "libretranslate", "deepl"]
TEXTS = ["قافلة تعبر من البوكمال", 'שיירה חוצה, "היום"', "<b>; rm -rf /; $(x)", "line\u2028 break", "\ud83d\ude9a 🚚"]
SWAP = (
    "import sys; text = sys.stdin.buffer.read().decode().removesuffix('\\n'); "
    "sys.stdout.buffer.write(f'{sys.argv[1]}>{sys.argv[2]} {text}'.encode())"
)


class Service:
    """Speaks both protocols: each text with its languages in front of it. `body`: what it answers in place of that."""

    def __init__(self, body: bytes | None = None, status: str = "200 OK") -> None:
        self.body, self.status = body, status
        self.asked: list[tuple[str, dict[str, str], dict[str, Any]]] = []

    async def __call__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {k.lower(): v.strip() for k, _, v in (line.partition(":") for line in head[1:] if line)}
        asked = json.loads(await reader.readexactly(int(headers["content-length"])))
        self.asked.append((head[0], headers, asked))
        body = self.answer(asked) if self.body is None else self.body
        writer.write(
            f"HTTP/1.1 {self.status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n".encode() + body
        )
        await writer.drain()
        writer.close()

    def answer(self, asked: dict[str, Any]) -> bytes:
        if "q" in asked:
            made = {"translatedText": [f"{asked['source']}>{asked['target']} {one}" for one in asked["q"]]}
            return json.dumps(made).encode()
        languages = f"{asked['source_lang']}>{asked['target_lang']}".lower()
        rows = [{"detected_source_language": "AR", "text": f"{languages} {one}"} for one in asked["text"]]
        return json.dumps({"translations": rows}).encode()


@asynccontextmanager
async def translator(kind: str, service: Service | None = None, words: Sequence[str] = ()) -> AsyncIterator[Translator]:
    service = service or Service()
    server = await asyncio.start_server(service, "127.0.0.1", 0, limit=2**20)
    url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/translate"
    command = (sys.executable, "-c", *(words or (SWAP, "{from}", "{to}")))
    settings = (
        TranslationSettings(command=command)
        if kind == "command"
        else TranslationSettings(url=url, kind="deepl" if kind == "deepl" else "libretranslate", key=Secret(KEY))
    )
    made = translator_of(settings, LoopbackPoster(), filter_command)  # type: ignore[arg-type]
    assert made is not None
    try:
        yield made
    finally:
        server.close()


@pytest.mark.parametrize("kind", KINDS)
async def test_one_translation_for_each_text_in_order(kind: str) -> None:
    async with translator(kind) as made:
        assert made.most >= 1
        texts = [one.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for one in TEXTS]
        for start in range(0, len(texts), made.most):
            lot = texts[start : start + made.most]
            assert list(await made.translate(lot, "ar", "en")) == [f"ar>en {one}" for one in lot]


@pytest.mark.parametrize("kind", KINDS)
async def test_half_a_letter_is_no_trouble(kind: str) -> None:
    async with translator(kind) as made:
        (found,) = await made.translate(["a \ud800 half"], "ar", "en")
    assert found.startswith("ar>en a ")
    assert found.endswith(" half")


def test_nobody_is_asked_unless_somebody_is_named() -> None:
    assert translator_of(TranslationSettings(), LoopbackPoster(), filter_command) is None  # type: ignore[arg-type]
    assert not TranslationSettings().wanted


async def test_keys_go_where_each_service_wants_them() -> None:
    for kind in ("libretranslate", "deepl"):
        service = Service()
        async with translator(kind, service) as made:
            await made.translate(["x"], "ar", "en-GB")
        ((line, headers, asked),) = service.asked
        assert line.startswith("POST /translate ")
        if kind == "deepl":
            assert headers["authorization"] == f"DeepL-Auth-Key {KEY}"
            assert asked == {"text": ["x"], "source_lang": "AR", "target_lang": "EN-GB"}
        else:
            assert asked == {"q": ["x"], "source": "ar", "target": "en-GB", "format": "text", "api_key": KEY}


@pytest.mark.parametrize("kind", KINDS[1:])
@pytest.mark.parametrize(
    ("body", "status", "why"),
    [
        (b"<html>busy</html>", "200 OK", "answered something else than 2 translations"),
        (b"[]", "200 OK", "something else"),
        (b'{"translatedText": "one", "translations": 3}', "200 OK", "something else"),
        (b'{"translatedText": ["one"], "translations": [{"text": "one"}]}', "200 OK", "something else"),
        (b'{"translatedText": ["one", 2], "translations": [{"text": "one"}, {}]}', "200 OK", "something else"),
        (b'{"translatedText": ["one", null], "translations": ["one", "two"]}', "200 OK", "something else"),
        (b"[" * 100_000, "200 OK", "something else"),
        (b'{"error": "ar is not\\u202e supported"}', "400 Bad", "answered 400 (ar is not supported); does it know"),
        (f'{{"message": "bad key {KEY}"}}'.encode(), "403 No", "; check key_env"),
        (b"", "456 Quota", "answered 456; its quota is used up"),
        (b"", "301 Moved", "answered 301"),
        (b"", "503 Busy", "answered 503"),
    ],
)
async def test_why_a_service_gave_nothing(kind: str, body: bytes, status: str, why: str) -> None:
    async with translator(kind, Service(body, status)) as made:
        with pytest.raises(TranslationError) as told:
            await made.translate(["a", "b"], "ar", "en")
    assert why in str(told.value)
    assert str(told.value).startswith("127.0.0.1 answered")
    assert KEY not in str(told.value)


async def test_a_service_that_is_away_is_named() -> None:
    class Away:
        async def post(self, *_args: object, **_more: object) -> PostResult | FetchFailure:
            return FetchFailure(reason=FetchReason.CONNECT, detail=f"connection refused {KEY}")

    settings = TranslationSettings(url="http://localhost:5000/translate", key=Secret(KEY))
    made = translator_of(settings, Away(), filter_command)
    assert made is not None
    with pytest.raises(TranslationError, match="localhost: connection refused") as told:
        await made.translate(["a"], "ar", "en")
    assert KEY not in str(told.value)


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["import sys; sys.exit('no model for ar')"], "ended with status 1: no model for ar"),
        (["pass"], "wrote nothing"),
        (["print(' ')"], "wrote nothing"),
        (["import sys; sys.stdout.write('x' * 300_000)"], "wrote more than 64,000 bytes"),
    ],
)
async def test_why_a_command_gave_nothing(words: list[str], why: str) -> None:
    async with translator("command", words=words) as made:
        with pytest.raises(TranslationError) as told:
            await made.translate(["a"], "ar", "en")
    assert why in str(told.value)


async def test_a_command_that_is_not_there_is_named() -> None:
    made = translator_of(TranslationSettings(command=("/nowhere/argos",)), LoopbackPoster(), filter_command)  # type: ignore[arg-type]
    assert made is not None
    with pytest.raises(TranslationError, match="/nowhere/argos cannot be run"):
        await made.translate(["a"], "ar", "en")


async def test_a_command_need_not_read_its_input() -> None:
    async with translator("command", words=["import os; os.close(0); print('same')"]) as made:
        assert list(await made.translate(["a" * 600], "ar", "en")) == ["same\n"]
