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
from monitor.model.alerting import DigestKind
from monitor.model.config import ChatService, Secret
from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest, NewFact, Part
from monitor.model.feeds import FetchFailure
from monitor.model.ids import Priority
from monitor.model.outcomes import FetchReason, SendResult
from monitor.model.stories import FactKind
from monitor.ports import PostMethod, PostResult
from tests.contract.chats import KINDS, THREADED, Double, Shown, as_json, spec_of
from tests.unit.deliver.kit import make_coverage, make_digest, make_report, make_story, make_update

AT = datetime(2026, 11, 22, 4, 0, tzinfo=UTC)
BREAK = "\u2060"
MIXES = (("en",), ("ar",), ("en", "ar", "ru", "he", "fa"))
WORST = "جملة طويلة جدا " * 60


def channel_of(double: Double) -> ChatChannel:
    spec = spec_of(double.kind)
    return ChatChannel(spec, service_of(spec), double)


def parts_of(sizes: Sequence[int]) -> list[Part]:
    ends = list(accumulate(sizes))
    return [
        Part(number=number, of=len(sizes), first=end - size, last=end)
        for number, (size, end) in enumerate(zip(sizes, ends, strict=True), start=1)
    ]


async def told(kind: str, digest: Digest) -> list[Shown]:
    double = Double(kind)
    channel = channel_of(double)
    for part in parts_of(channel.parts(digest)):
        receipt = await channel.send(Message(id=f"m{part.number}", recipient="", digest=digest, at=AT, part=part))
        assert receipt.result is SendResult.OK, receipt.detail
    return double.shown


@pytest.mark.parametrize("size", [0, 1, 6, 120])
@pytest.mark.parametrize("mix", MIXES, ids="-".join)
@pytest.mark.parametrize("kind", ChatService)
async def test_every_story_is_told_once_in_order(kind: str, mix: tuple[str, ...], size: int) -> None:
    digest = make_digest(size, mix, coverage=make_coverage(size))
    shown = await told(kind, digest)
    links = [link for one in shown for link in one.links]
    assert [href for _, href in links] == [story.url for story in digest.stories]
    for (label, _), story in zip(links, digest.stories, strict=True):
        assert label.replace(BREAK, "") == story.title
    assert max(one.used for one in shown) < 0.9
    assert [call for one in shown for call in one.calls] == []
    text = "\n".join(one.text for one in shown).replace(BREAK, "")
    assert all(f"[{story.ref}]" in text for story in digest.stories)
    assert "2 of 120 feeds" in text
    assert text.count("Digest 2026-11-22/border-watch/0700") == 1
    assert all(f"({number} of {len(shown)})" in one.text for number, one in enumerate(shown, start=1) if len(shown) > 1)


@pytest.mark.parametrize("kind", KINDS)
async def test_the_largest_story_has_room_beside_the_first_lines(kind: str) -> None:
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
            reports=(
                make_report(1, title=WORST, publisher=WORST, url=f"https://{'long-' * 10}1.example/{'part/' * 380}"),
            )
            * 9,
            url=f"https://{'long-' * 10}{number}.example/{'part/' * 380}",
            late_at=AT,
        )
        for number in range(1, 4)
    )
    digest = make_digest(1, coverage=make_coverage(3, config_error=WORST, orphans=3, undelivered=4))
    digest = replace(
        digest, sections=(replace(digest.sections[0], stories=stories),), title=WORST, schedule=WORST, key="k" * 300
    )
    shown = await told(kind, digest)
    assert max(one.used for one in shown) < 0.9
    text = "\n".join(one.text for one in shown)
    for story in stories:
        assert f"[{story.ref}]" in text
        assert story.url in [href for one in shown for _, href in one.links] or f"monitor story {story.ref}" in text


@pytest.mark.parametrize("kind", ChatService)
async def test_a_flood_is_told_to_the_end(kind: str) -> None:
    few = make_digest(40, ("ar",))
    stories = tuple(story for _ in range(15) for story in few.stories)
    digest = replace(few, sections=(replace(few.sections[0], stories=stories),))
    shown = await told(kind, digest)
    assert sum(len(one.links) for one in shown) == len(stories) == 600
    assert max(one.used for one in shown) < 0.9


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


@pytest.mark.parametrize("kind", ChatService)
@pytest.mark.parametrize("field", FIELDS)
async def test_what_a_feed_wrote_calls_nobody_and_leads_nowhere(kind: str, field: str) -> None:
    for payload in PAYLOADS:
        (one,) = await told(kind, poisoned(field, payload))
        assert one.calls == [], payload
        assert [href for _, href in one.links] == [make_story(1).url, make_story(2).url], payload


@pytest.mark.parametrize("kind", ChatService)
async def test_what_a_feed_wrote_is_shown_as_it_stands(kind: str) -> None:
    for payload in ("*a* _b_ `c` ~d~ |e| [f](g) <h> & i #j @k \\l", "1 < 2 && 3 > 2", "C# & R&D <Suez Canal>"):
        (one,) = await told(kind, poisoned("title", payload))
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
@pytest.mark.parametrize("kind", KINDS)
async def test_what_an_answer_means(
    kind: str, answer: PostResult | FetchFailure, result: SendResult, wait: int | None
) -> None:
    receipt = await channel_of(Double(kind, answer)).send(Message(id="m1", recipient="", digest=make_digest(1), at=AT))
    assert (receipt.result, receipt.retry_after_s) == (result, wait)


@pytest.mark.parametrize("kind", KINDS)
async def test_no_secret_is_told(kind: str) -> None:
    spec = spec_of(kind)
    secrets = [one.reveal() for one in spec.secrets if one.reveal() != "https://chat.example"]
    secrets += ["SECRET-123456"] if "SECRET-123456" in spec.url.reveal() else []
    said = " ".join(["denied for", *secrets])
    for answer in (PostResult(status=403, body=said), FetchFailure(reason=FetchReason.TLS, detail=said)):
        receipt = await channel_of(Double(kind, answer)).send(
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


@pytest.mark.parametrize("kind", KINDS)
async def test_looking_delivers_nothing(kind: str) -> None:
    double = Double(kind)
    receipt = await channel_of(double).probe()
    assert receipt.result is SendResult.OK
    assert "chat.example" in receipt.detail
    assert double.shown == []


@pytest.mark.parametrize("kind", [one for one in KINDS if one != "teams"])
async def test_looking_tells_of_a_service_that_does_not_know_us(kind: str) -> None:
    receipt = await channel_of(Double(kind, PostResult(status=404, body="no_team"))).probe()
    assert receipt.result is SendResult.TEMPORARY
    assert "404" in receipt.detail


@pytest.mark.parametrize("kind", [one for one in KINDS if "-" in one])
async def test_a_bot_posts_what_a_webhook_posts(kind: str) -> None:
    digest = make_digest(120, ("en", "ar"))
    by_bot, by_hook = await told(kind, digest), await told(kind.partition("-")[0], digest)
    assert [(one.text, one.links, one.calls) for one in by_bot] == [(one.text, one.links, []) for one in by_hook]


def at_once(number: int, *, update: bool = False) -> Digest:
    story = make_update(number) if update else make_story(number)
    digest = replace(make_digest(1), kind=DigestKind.ALERT, seen_at=AT)
    return replace(digest, sections=(replace(digest.sections[0], stories=(story,)),))


def message(number: int, *, below: str = "", update: bool = False) -> Message:
    return Message(id=f"m{number}", recipient="", digest=at_once(1, update=update), at=AT, below=below)


@pytest.mark.parametrize("kind", THREADED)
async def test_what_a_story_says_later_stands_in_the_thread_of_its_first_message(kind: str) -> None:
    double = Double(kind)
    channel = channel_of(double)
    first = await channel.send(message(1))
    second = await channel.send(message(2, below=first.posted, update=True))
    third = await channel.send(message(3, below=second.posted, update=True))
    assert [one.below for one in double.shown] == ["", double.shown[0].id, double.shown[0].id]
    assert [one.calls for one in double.shown] == [[], [], []]
    assert first.posted == second.posted == third.posted != ""
    assert len(double.asked) == 3


@pytest.mark.parametrize("kind", THREADED)
async def test_below_a_message_that_is_gone_it_stands_by_itself(kind: str) -> None:
    double = Double(kind)
    channel = channel_of(double)
    first = await channel.send(message(1))
    double.shown.clear()
    receipt = await channel.send(message(2, below=first.posted, update=True))
    assert receipt.result is SendResult.OK, receipt.detail
    assert [one.below for one in double.shown] == [""]


@pytest.mark.parametrize("kind", KINDS)
async def test_where_there_are_no_threads_it_stands_by_itself(kind: str) -> None:
    double = Double(kind)
    first = await channel_of(double).send(message(1))
    assert (first.posted != "") == (kind in THREADED)
    spec = spec_of(kind)
    elsewhere = (
        replace(spec, threads=False),
        replace(spec, thread="778899778899778899"),
        replace(spec, url=Secret("https://other.example")),
        replace(spec, room=f"{spec.room}0"),
    )
    for other in elsewhere:
        posted: list[bytes] = []
        channel = ChatChannel(other, service_of(other), Keeping(posted))
        await channel.send(message(2, below=first.posted or "abc:1", update=True))
        assert len(posted) == 1
        for word in (b"thread_ts", b"message_reference", b"root_id", b"reply_parameters", b"m.relates_to"):
            assert word not in posted[0]


class Keeping:
    """Keeps what is posted and answers as nobody does."""

    def __init__(self, posted: list[bytes]) -> None:
        self.posted = posted

    async def post(
        self,
        url: str,
        body: bytes,
        headers: Sequence[tuple[str, str]],
        timeout_s: float,
        *,
        method: PostMethod = "POST",
    ) -> PostResult | FetchFailure:
        self.posted.append(body)
        return PostResult(status=200, body='{"ok":true}')


@pytest.mark.parametrize("kind", THREADED)
@pytest.mark.parametrize(
    ("answer", "result"),
    [
        (PostResult(status=429, body="", retry_after_s=7), SendResult.TEMPORARY),
        (PostResult(status=401, body=""), SendResult.TEMPORARY),
        (PostResult(status=500, body=""), SendResult.TEMPORARY),
        (FetchFailure(reason=FetchReason.TIMEOUT, detail="no answer"), SendResult.UNKNOWN),
    ],
)
async def test_a_refusal_for_another_reason_is_no_lost_thread(
    kind: str, answer: PostResult | FetchFailure, result: SendResult
) -> None:
    double = Double(kind)
    channel = channel_of(double)
    first = await channel.send(message(1))
    double.script.append(answer)
    receipt = await channel.send(message(2, below=first.posted, update=True))
    assert (receipt.result, receipt.posted, len(double.asked)) == (result, "", 2)


@pytest.mark.parametrize(
    ("kind", "body", "result"),
    [
        ("slack-bot", '{"ok":false,"error":"not_in_channel"}', SendResult.TEMPORARY),
        ("slack-bot", '{"ok":false,"error":"is_archived"}', SendResult.PERMANENT),
        ("slack-bot", '{"ok":false,"error":"token_revoked"}', SendResult.TEMPORARY),
        ("slack-bot", '{"ok":false,"error":"ratelimited"}', SendResult.TEMPORARY),
        ("slack-bot", '{"ok":false,"error":"never heard of"}', SendResult.TEMPORARY),
        ("slack-bot", '{"ok":false,"error":"internal_error"}', SendResult.UNKNOWN),
        ("slack-bot", '{"ok":false}', SendResult.UNKNOWN),
        ("slack-bot", "<html>log in</html>", SendResult.UNKNOWN),
        ("slack-bot", '{"ok":true,"ts":"1.2"', SendResult.UNKNOWN),
        ("slack-bot", '{"ok":true}', SendResult.OK),
        ("telegram", "<html>log in</html>", SendResult.UNKNOWN),
        ("telegram", "", SendResult.UNKNOWN),
        ("telegram", '{"ok":true,"result":true}', SendResult.OK),
        ("telegram", '{"ok":true,"result":{"message_id":true}}', SendResult.OK),
        ("matrix", '{"event_id":["x"]}', SendResult.OK),
        ("matrix", '{"event_id":"a b"}', SendResult.OK),
        ("discord-bot", '{"id":null}', SendResult.OK),
        ("mattermost-bot", "[" * 9_000, SendResult.OK),
    ],
)
async def test_what_an_answer_of_200_means(kind: str, body: str, result: SendResult) -> None:
    receipt = await channel_of(Double(kind, PostResult(status=200, body=body))).send(message(1))
    assert (receipt.result, receipt.posted) == (result, "")
    assert "<html>" not in receipt.detail


async def test_discord_knows_a_repetition_by_its_nonce() -> None:
    double = Double("discord-bot")
    channel = channel_of(double)
    for _ in range(2):
        await channel.send(replace(message(1), id="0123456789abcdef0123456789abcdef"))
    assert [one.identity for one in double.shown] == ["0123456789abcdef012345678"] * 2
