"""Every chat tells every story once, within the limits that its service enforces; nothing that feeds wrote acts."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import accumulate

import pytest

from monitor.deliver.chat.channel import ChatChannel
from monitor.deliver.chat.services import service_of
from monitor.model.config import ChatService
from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest, NewFact, Part
from monitor.model.feeds import FetchFailure
from monitor.model.ids import Priority
from monitor.model.outcomes import FetchReason, SendResult
from monitor.model.stories import FactKind
from monitor.ports import PostMethod, PostResult
from tests.contract.chats import Double, Shown, as_json, spec_of
from tests.unit.deliver.kit import make_coverage, make_digest, make_story, make_update

AT = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
BREAK = "\u2060"
MIXES = (("en",), ("ar",), ("en", "ar", "ru", "he", "fa"))
WORST = "جملة طويلة جدا " * 60


def channel_of(double: Double) -> ChatChannel:
    spec = spec_of(double.service)
    return ChatChannel(spec, service_of(spec), double)


def parts_of(sizes: Sequence[int]) -> list[Part]:
    ends = list(accumulate(sizes))
    return [
        Part(number=number, of=len(sizes), first=end - size, last=end)
        for number, (size, end) in enumerate(zip(sizes, ends, strict=True), start=1)
    ]


async def told(service: ChatService, digest: Digest) -> list[Shown]:
    double = Double(service)
    channel = channel_of(double)
    for part in parts_of(channel.parts(digest)):
        receipt = await channel.send(Message(id=f"m{part.number}", recipient="", digest=digest, at=AT, part=part))
        assert receipt.result is SendResult.OK, receipt.detail
    return double.shown


@pytest.mark.parametrize("size", [0, 1, 6, 120])
@pytest.mark.parametrize("mix", MIXES, ids="-".join)
@pytest.mark.parametrize("service", ChatService)
async def test_every_story_is_told_once_in_order(service: ChatService, mix: tuple[str, ...], size: int) -> None:
    digest = make_digest(size, mix, coverage=make_coverage(size))
    shown = await told(service, digest)
    links = [link for one in shown for link in one.links]
    assert [href for _, href in links] == [story.url for story in digest.stories]
    for (label, _), story in zip(links, digest.stories, strict=True):
        assert label.replace(BREAK, "") == story.title
    assert max(one.used for one in shown) <= 0.9
    assert [call for one in shown for call in one.calls] == []
    text = "\n".join(one.text for one in shown).replace(BREAK, "")
    assert all(f"[{story.ref}]" in text for story in digest.stories)
    assert "2 of 120 feeds" in text
    assert text.count("Digest 2026-11-22/border-watch/0700") == 1
    assert all(f"({number} of {len(shown)})" in one.text for number, one in enumerate(shown, start=1) if len(shown) > 1)


@pytest.mark.parametrize("service", ChatService)
async def test_the_largest_story_has_room_beside_the_first_lines(service: ChatService) -> None:
    fact = NewFact(kind=FactKind.STATEMENT, shown=WORST)
    stories = tuple(
        make_story(
            number,
            "ar",
            title=WORST,
            topics=(WORST, WORST, WORST, WORST, WORST),
            publisher=WORST,
            state="update",
            new_facts=(fact,) * 9,
            url=f"https://{'long-' * 10}{number}.example/{'part/' * 380}",
            late_at=AT,
        )
        for number in range(1, 4)
    )
    digest = make_digest(1, coverage=make_coverage(3, config_error=WORST, orphans=3, undelivered=4))
    digest = replace(
        digest, sections=(replace(digest.sections[0], stories=stories),), title=WORST, schedule=WORST, key="k" * 300
    )
    shown = await told(service, digest)
    assert max(one.used for one in shown) <= 0.9
    text = "\n".join(one.text for one in shown)
    for story in stories:
        assert f"[{story.ref}]" in text
        assert story.url in [href for one in shown for _, href in one.links] or f"monitor story {story.ref}" in text


@pytest.mark.parametrize("service", ChatService)
async def test_a_flood_is_told_to_the_end(service: ChatService) -> None:
    few = make_digest(40, ("ar",))
    stories = tuple(story for _ in range(15) for story in few.stories)
    digest = replace(few, sections=(replace(few.sections[0], stories=stories),))
    shown = await told(service, digest)
    assert sum(len(one.links) for one in shown) == len(stories) == 600
    assert max(one.used for one in shown) <= 0.9


PAYLOADS = (
    "@channel", "@here @all", "@everyone", "<!channel>", "<!here|x>", "<@U1>", "<#C1|general>", "<@&123>",
    "<@123456>", "</deploy:1>", "<:x:1>", "<t:0:R>", "@room", "@ops_team", "#general", "~town-square",
    "/start", "/kick all", "https://evil.example/x", "http://evil.example", "evil.com", "www.evil.org",
    "mailto:x@evil.com", "[x](https://evil.example)", "[x](<https://evil.example>)",
    "<https://evil.example|click>", "<https://evil.example>", '<a href="https://evil.example">x</a>',
    "</a><a href='https://evil.example'>x", "<b>x", "</b>", "<script>x</script>", "<!-- x", "&lt;!channel&gt;",
    "&amp;lt;@U1&amp;gt;", "&", "&#60;a&#62;", "*bold*", "**bold**", "_it_", "__u__", "~~no~~", "`code`",
    "```\nblock\n```", "||spoiler||", "> quote", "# head", "- item", "1. item", "\\", "\\*x\\*",
    "\\[x](https://e.com)", "![x](https://evil.example/p.png)", "tg://user?id=1", "matrix.to/#/@a:b.org",
    "${x}", "{{x}}", "]()", "](", "|", "x|y", "a\x00b\x1b[31m", "\u202egpj.exe", "\ud800",
)  # fmt: skip
FIELDS = ("title", "publisher", "topics", "new_facts")


def poisoned(field: str, payload: str) -> Digest:
    value: object = payload
    if field == "topics":
        value = (payload,)
    if field == "new_facts":
        value = (NewFact(kind=FactKind.STATEMENT, shown=payload),)
    digest = make_digest(2, ("en",))
    section = replace(digest.sections[0], stories=(make_update(1, **{field: value}), make_story(2)))
    return replace(digest, sections=(section,))


@pytest.mark.parametrize("service", ChatService)
@pytest.mark.parametrize("field", FIELDS)
async def test_what_a_feed_wrote_calls_nobody_and_leads_nowhere(service: ChatService, field: str) -> None:
    for payload in PAYLOADS:
        (one,) = await told(service, poisoned(field, payload))
        assert one.calls == [], payload
        assert [href for _, href in one.links] == [make_story(1).url, make_story(2).url], payload


@pytest.mark.parametrize("service", ChatService)
async def test_what_a_feed_wrote_is_shown_as_it_stands(service: ChatService) -> None:
    for payload in ("*a* _b_ `c` ~d~ |e| [f](g) <h> & i #j @k \\l", "1 < 2 && 3 > 2", "C# & R&D <Suez Canal>"):
        (one,) = await told(service, poisoned("title", payload))
        assert payload in one.text.replace(BREAK, ""), payload


ANSWERS = (
    (PostResult(status=429, body="", retry_after_s=7), SendResult.TEMPORARY, 7),
    (PostResult(status=429, body=as_json({"retry_after": 2.5})), SendResult.TEMPORARY, 3),
    (PostResult(status=429, body=as_json({"parameters": {"retry_after": 40}})), SendResult.TEMPORARY, 41),
    (PostResult(status=429, body=as_json({"retry_after_ms": 1500})), SendResult.TEMPORARY, 2),
    (PostResult(status=429, body=as_json({"retry_after": 10**9})), SendResult.TEMPORARY, 86_401),
    (PostResult(status=429, body=as_json({"retry_after": "soon"})), SendResult.TEMPORARY, None),
    (PostResult(status=429, body="[" * 5_000), SendResult.TEMPORARY, None),
    (PostResult(status=429, body=as_json([1])), SendResult.TEMPORARY, None),
    (PostResult(status=401, body="invalid_token"), SendResult.TEMPORARY, None),
    (PostResult(status=404, body="no_service"), SendResult.TEMPORARY, None),
    (PostResult(status=410, body="channel_is_archived"), SendResult.PERMANENT, None),
    (PostResult(status=302, body=""), SendResult.TEMPORARY, None),
    (PostResult(status=503, body="", retry_after_s=60), SendResult.TEMPORARY, 60),
    (FetchFailure(reason=FetchReason.DNS, detail="no such host"), SendResult.TEMPORARY, None),
    (FetchFailure(reason=FetchReason.TIMEOUT, detail="no answer within 20 s"), SendResult.UNKNOWN, None),
)


@pytest.mark.parametrize(("answer", "result", "wait"), ANSWERS, ids=range(len(ANSWERS)))
@pytest.mark.parametrize("service", ChatService)
async def test_what_an_answer_means(
    service: ChatService, answer: PostResult | FetchFailure, result: SendResult, wait: int | None
) -> None:
    receipt = await channel_of(Double(service, answer)).send(
        Message(id="m1", recipient="", digest=make_digest(1), at=AT)
    )
    assert (receipt.result, receipt.retry_after_s) == (result, wait)


@pytest.mark.parametrize("service", ChatService)
async def test_no_secret_is_told(service: ChatService) -> None:
    spec = spec_of(service)
    secrets = [one.reveal() for one in spec.secrets if one.reveal() != "https://chat.example"]
    secrets += ["SECRET-123456"] if "SECRET-123456" in spec.url.reveal() else []
    said = " ".join(["denied for", *secrets])
    for answer in (PostResult(status=403, body=said), FetchFailure(reason=FetchReason.TLS, detail=said)):
        receipt = await channel_of(Double(service, answer)).send(
            Message(id="m1", recipient="", digest=make_digest(1), at=AT)
        )
        assert receipt.detail.startswith("chat.example")
        assert [one for one in secrets if one in receipt.detail] == []


async def test_matrix_knows_a_repetition_by_its_transaction() -> None:
    double = Double(ChatService.MATRIX)
    channel = channel_of(double)
    for _ in range(2):
        await channel.send(Message(id="0a1b2c", recipient="", digest=make_digest(1), at=AT))
    assert [one.identity for one in double.shown] == ["0a1b2c", "0a1b2c"]
    assert {method for method, _ in double.asked} == {"PUT"}


async def test_a_threads_messages_go_into_it() -> None:
    double = Double(ChatService.DISCORD)
    spec = replace(spec_of(ChatService.DISCORD), thread="778899")
    await ChatChannel(spec, service_of(spec), double).send(Message(id="m1", recipient="", digest=make_digest(1), at=AT))
    assert double.shown[0].identity == "{'wait': ['true'], 'thread_id': ['778899']}"


async def test_what_is_urgent_rings_louder() -> None:
    digest = make_digest(3)
    low = tuple(replace(section, priority=Priority.NORMAL) for section in digest.sections)
    (urgent,), (calm,) = (
        await told(ChatService.NTFY, digest),
        await told(ChatService.NTFY, replace(digest, sections=low)),
    )
    assert (urgent.urgent, calm.urgent) == (True, False)


class Slow:
    """Answers only when it is let; counts how many wait at once."""

    def __init__(self) -> None:
        self.go, self.waiting, self.most = asyncio.Event(), 0, 0
        self.texts: list[bytes] = []

    async def post(
        self,
        url: str,
        body: bytes,
        headers: Sequence[tuple[str, str]],
        timeout_s: float,
        *,
        method: PostMethod = "POST",
    ) -> PostResult | FetchFailure:
        self.waiting += 1
        self.most = max(self.most, self.waiting)
        await self.go.wait()
        self.waiting -= 1
        self.texts.append(body)
        return PostResult(status=200, body="ok")


async def test_the_parts_of_a_digest_stand_in_their_order() -> None:
    slow, spec = Slow(), spec_of(ChatService.SLACK)
    channel = ChatChannel(spec, service_of(spec), slow)
    digest = make_digest(200, ("en",))
    parts = parts_of(channel.parts(digest))
    assert len(parts) > 3
    sends: list[asyncio.Task[Receipt]] = [
        asyncio.create_task(channel.send(Message(id=f"m{part.number}", recipient="", digest=digest, at=AT, part=part)))
        for part in parts
    ]
    await asyncio.sleep(0)
    slow.go.set()
    await asyncio.gather(*sends)
    assert slow.most == 1
    assert [f"({n} of {len(parts)})".encode() in text for n, text in enumerate(slow.texts, 1)] == [True] * len(parts)


@pytest.mark.parametrize("service", ChatService)
async def test_looking_delivers_nothing(service: ChatService) -> None:
    double = Double(service)
    receipt = await channel_of(double).probe()
    assert receipt.result is SendResult.OK
    assert "chat.example" in receipt.detail
    assert double.shown == []


@pytest.mark.parametrize("service", [one for one in ChatService if one is not ChatService.TEAMS])
async def test_looking_tells_of_a_service_that_does_not_know_us(service: ChatService) -> None:
    receipt = await channel_of(Double(service, PostResult(status=404, body="no_team"))).probe()
    assert receipt.result is SendResult.TEMPORARY
    assert "404" in receipt.detail
