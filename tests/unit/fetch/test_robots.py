from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from monitor.fetch.refusal import Refusal
from monitor.fetch.robots import (
    KEEP_S,
    MAX_CRAWL_DELAY_S,
    MAX_ROBOTS_BYTES,
    RETRY_S,
    RobotsAnswer,
    RobotsBook,
    judge_site,
    product_token,
)
from monitor.fetch.urls import Target, check_url
from monitor.model.outcomes import FetchReason
from tests.growth import TIMES, calls_grow_linearly, cpu_grows_linearly

R = FetchReason


def target(url: str) -> Target:
    checked = check_url(url)
    assert isinstance(checked, Target)
    return checked


PAGE = target("https://news.example/2026/story")


class HandClock:
    def __init__(self) -> None:
        self.seconds = 1_000.0

    def now(self) -> datetime:
        return datetime(2026, 3, 1, tzinfo=UTC)

    def monotonic(self) -> float:
        return self.seconds


class Reader:
    def __init__(self, *answers: RobotsAnswer) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []
        self.gate = asyncio.Event()
        self.gate.set()

    async def __call__(self, where: Target) -> RobotsAnswer:
        self.asked.append(where.url)
        await self.gate.wait()
        return self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]


@pytest.mark.parametrize(
    ("text", "url", "allowed"),
    [
        ("", "https://news.example/x", True),
        ("User-agent: *\nDisallow: /", "https://news.example/x", False),
        ("User-agent: *\nDisallow:", "https://news.example/x", True),
        ("User-agent: *\nDisallow: /private", "https://news.example/private/x", False),
        ("User-agent: *\nDisallow: /private", "https://news.example/public", True),
        ("User-agent: monitor\nDisallow: /\n\nUser-agent: *\nDisallow:", "https://news.example/x", False),
        ("User-agent: Monitor\nDisallow:\n\nUser-agent: *\nDisallow: /", "https://news.example/x", True),
        ("User-agent: otherbot\nDisallow: /", "https://news.example/x", True),
        ("User-agent: otherbot\nUser-agent: *\nDisallow: /", "https://news.example/x", False),
        ("User-agent: a\nUser-agent: b\nDisallow: /\n\nUser-agent: *\nAllow: /", "https://news.example/x", True),
        ("User-agent: *\nDisallow: /\nAllow: /2026/", "https://news.example/2026/story", True),
        ("User-agent: *\nDisallow: /*.pdf$", "https://news.example/a.pdf", False),
        ("User-agent: *\nDisallow: /*.pdf$", "https://news.example/a.pdf?x", True),
        ("\ufeffUser-agent: *\nDisallow: /", "https://news.example/x", False),
        ("<html>not found</html>", "https://news.example/x", True),
        ("User-agent: *\r\nDisallow: /\r\n", "https://news.example/x", False),
    ],
)
def test_rules(text: str, url: str, allowed: bool) -> None:
    site = judge_site(RobotsAnswer(text=text.encode()), "monitor", 0.0)
    verdict = site.verdict(url, "monitor")
    assert (verdict is None) is allowed
    assert verdict is None or (verdict.reason is R.ROBOTS and verdict.retry_after_s is None)


@pytest.mark.parametrize(
    ("refusal", "at_origin", "reason", "retry", "keep"),
    [
        (Refusal(R.HTTP_CLIENT_ERROR, "x", 404), True, None, None, KEEP_S),
        (Refusal(R.HTTP_CLIENT_ERROR, "x", 403), True, None, None, KEEP_S),
        (Refusal(R.GONE, "x", 410), True, None, None, KEEP_S),
        (Refusal(R.REDIRECT_LOOP, "x", 302), True, None, None, KEEP_S),
        (Refusal(R.PROTOCOL, "x", 204), True, None, None, KEEP_S),
        (Refusal(R.HTTP_SERVER_ERROR, "x", 503), True, R.ROBOTS, int(RETRY_S), RETRY_S),
        (Refusal(R.RATE_LIMITED, "x", 429, 77), True, None, None, KEEP_S),
        (Refusal(R.PROTOCOL, "x", 302), True, None, None, KEEP_S),
        (Refusal(R.BAD_ENCODING, "x"), True, None, None, KEEP_S),
        (Refusal(R.BAD_URL, "x"), True, None, None, KEEP_S),
        (Refusal(R.HTTP_SERVER_ERROR, "x", 503, 77), True, R.ROBOTS, 77, RETRY_S),
        (Refusal(R.TIMEOUT, "x"), True, R.ROBOTS, int(RETRY_S), RETRY_S),
        (Refusal(R.TRUNCATED, "x"), True, R.ROBOTS, int(RETRY_S), RETRY_S),
        (Refusal(R.PROTOCOL, "x"), True, R.ROBOTS, int(RETRY_S), RETRY_S),
        (Refusal(R.DNS, "x"), True, R.DNS, None, 0.0),
        (Refusal(R.CONNECT, "x"), True, R.CONNECT, None, 0.0),
        (Refusal(R.REFUSED_ADDRESS, "x"), True, R.REFUSED_ADDRESS, None, 0.0),
        (Refusal(R.REFUSED_ADDRESS, "x"), False, R.ROBOTS, int(RETRY_S), RETRY_S),
    ],
)
def test_what_an_unread_robots_txt_means(
    refusal: Refusal, at_origin: bool, reason: FetchReason | None, retry: int | None, keep: float
) -> None:
    site = judge_site(RobotsAnswer(refusal=refusal, at_origin=at_origin), "monitor", 100.0)
    verdict = site.verdict(PAGE.url, "monitor")
    assert (verdict.reason if verdict else None, verdict.retry_after_s if verdict else None) == (reason, retry)
    assert site.expires_at == 100.0 + keep


@pytest.mark.parametrize(
    ("line", "delay"),
    [
        ("", 0.0),
        ("Crawl-delay: 5", 5.0),
        ("Crawl-delay: 0.5", 0.5),
        ("Crawl-delay: -1", 0.0),
        ("Crawl-delay: inf", 0.0),
        ("Crawl-delay: nan", 0.0),
        ("Crawl-delay: soon", 0.0),
        ("Crawl-delay: 86400", MAX_CRAWL_DELAY_S),
    ],
)
def test_crawl_delay(line: str, delay: float) -> None:
    site = judge_site(RobotsAnswer(text=f"User-agent: *\n{line}\n".encode()), "monitor", 0.0)
    assert site.crawl_delay_s("monitor") == delay


async def test_read_once_a_day_and_once_for_all_who_ask_together() -> None:
    clock, reader = HandClock(), Reader(RobotsAnswer(text=b"User-agent: *\nDisallow: /x\nCrawl-delay: 3", active_s=2.0))
    book = RobotsBook("monitor/1.0 (+https://example.org)", clock, reader)
    assert book.crawl_delay_s(PAGE) == 0.0
    reader.gate.clear()
    asking = [asyncio.create_task(book.ask(PAGE)) for _ in range(10)]
    await asyncio.sleep(0)
    asking[0].cancel()
    reader.gate.set()
    assert await asyncio.gather(*asking[1:]) == [(None, 2.0)] * 9
    assert await book.ask(PAGE) == (None, 0.0)
    assert book.crawl_delay_s(PAGE) == 3.0
    assert reader.asked == ["https://news.example/robots.txt"]
    await book.ask(target("http://news.example/"))
    assert reader.asked[1:] == ["http://news.example/robots.txt"]
    clock.seconds += KEEP_S
    await book.ask(PAGE)
    assert len(reader.asked) == 3


async def test_an_unreachable_one_is_asked_for_again_later() -> None:
    clock = HandClock()
    reader = Reader(RobotsAnswer(refusal=Refusal(R.HTTP_SERVER_ERROR, "the server answered 500", 500)), RobotsAnswer())
    book = RobotsBook("monitor", clock, reader)
    first, _ = await book.ask(PAGE)
    assert first is not None
    assert first.reason is R.ROBOTS
    clock.seconds += RETRY_S - 1
    assert (await book.ask(PAGE))[0] == first
    clock.seconds += 1
    assert (await book.ask(PAGE))[0] is None


async def test_memory_is_bounded_by_the_text_kept() -> None:
    reader = Reader(RobotsAnswer(text=b"User-agent: *\nDisallow: /" + b"x" * (MAX_ROBOTS_BYTES - 40)))
    book = RobotsBook("monitor", HandClock(), reader)
    for i in range(40):
        await book.ask(target(f"https://news{i}.example/"))
    assert 8 <= len(book._sites) <= 16
    await book.ask(target("https://news39.example/"))
    assert len(reader.asked) == 40


async def test_closing_gives_up_readings() -> None:
    reader = Reader(RobotsAnswer())
    book = RobotsBook("monitor", HandClock(), reader)
    reader.gate.clear()
    asking = asyncio.create_task(book.ask(PAGE))
    await asyncio.sleep(0)
    assert book.busy
    await book.aclose()
    with pytest.raises(asyncio.CancelledError):
        await asking


LINES = 20_000
HOSTILE: dict[str, Callable[[int], bytes]] = {
    "plain rules": lambda count: b"User-agent: *\n" + b"".join(b"Disallow: /%d\n" % i for i in range(count)),
    "wildcards": lambda count: (
        b"User-agent: *\n" + b"".join(b"Disallow: /%sb%d\n" % (b"a*" * 40, i) for i in range(count // 4))
    ),
    "one line of wildcards": lambda count: b"User-agent: *\nDisallow: /" + b"*a" * (12 * count),
    "agents times rules": lambda count: (
        b"".join(b"User-agent: a%d\n" % i for i in range(count // 2)) + b"Disallow: /x\n" * (count // 2)
    ),
    "our own agent again and again": lambda count: (
        b"User-agent: monitor\n" * (count // 2) + b"Disallow: /x\n" * (count // 2)
    ),
}
"""Of so many lines, of which at most half a megabyte is read."""


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_robots_txt_costs_no_more_than_its_length(made: Callable[[int], bytes]) -> None:
    assert MAX_ROBOTS_BYTES // 2 < len(made(LINES)) <= MAX_ROBOTS_BYTES

    def work(lines: int) -> Callable[[], object]:
        answer = RobotsAnswer(text=made(lines))
        page = "https://news.example/" + "a" * 2_000
        return lambda: judge_site(answer, "monitor", 0.0).verdict(page, "monitor")

    assert calls_grow_linearly(work, LINES // TIMES)
    assert cpu_grows_linearly(work, LINES // TIMES)


@pytest.mark.parametrize(
    ("user_agent", "token"),
    [
        ("monitor/1.0 (+https://example.org/bot)", "monitor"),
        ("News-Bot", "News-Bot"),
        ("", "monitor"),
        ("1x", "monitor"),
    ],
)
def test_product_token(user_agent: str, token: str) -> None:
    assert product_token(user_agent) == token
