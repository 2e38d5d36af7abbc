"""What every Sandbox owes its callers, tried on the real worker processes."""

import asyncio
import os
import signal
import subprocess
import sys
import textwrap
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from monitor.model.articles import ExtractedPage
from monitor.model.config import SandboxSettings
from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.ports import Sandbox
from monitor.sandbox import ProcessSandbox
from tests.contract.worker_processes import alive, busy, of_one_test, until, workers

URL = "https://news.example/feed"
FEED = (
    b"<rss version='2.0'><channel><title>News</title><item><title>Convoy</title><guid>0</guid></item></channel></rss>"
)
PAGE = b"<html><title>Convoy</title><body><article>" + b"<p>The convoy crossed the border on Sunday.</p>" * 20
SLOW_FEED = b"<rss version='2.0'><channel>" + b"<a>" * 3_500_000
"""Takes many times the limits below."""
SLOW_LIMIT = SandboxSettings(workers=1, timeout_s=0.3)


@pytest.fixture(autouse=True)
def own_workers() -> Iterator[None]:
    with of_one_test():
        yield


@pytest.fixture
async def sandbox() -> AsyncIterator[ProcessSandbox]:
    sandbox = ProcessSandbox(SandboxSettings(workers=2))
    yield sandbox
    sandbox.close()


def reason(result: object) -> ParseReason | None:
    return result.reason if isinstance(result, ParseFailure) else None


async def test_feeds_and_pages_cross_whole(sandbox: Sandbox) -> None:
    feed = await sandbox.parse_feed(FEED, "application/rss+xml", URL)
    assert isinstance(feed, ParsedFeed)
    assert [(entry.title, entry.guid) for entry in feed.entries] == [("Convoy", "0")]
    page = await sandbox.extract(PAGE, "text/html", URL, metadata=True)
    assert isinstance(page, ExtractedPage)
    assert (page.title, page.text.count("\n")) == ("Convoy", 19)


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (b"", ParseReason.EMPTY),
        (b"%PDF-", ParseReason.WRONG_TYPE),
        (b"<html><title>Just a moment...</title>", ParseReason.CHALLENGE_PAGE),
        (b"words", ParseReason.NOT_A_FEED),
    ],
)
async def test_failures_are_values(sandbox: Sandbox, body: bytes, expected: ParseReason) -> None:
    assert reason(await sandbox.parse_feed(body, "", URL)) is expected


async def test_many_jobs_at_once(sandbox: Sandbox) -> None:
    results = await asyncio.gather(*(sandbox.parse_feed(FEED, "", URL) for _ in range(100)))
    assert all(isinstance(result, ParsedFeed) for result in results)


async def test_big_bodies_cross(sandbox: Sandbox) -> None:
    body = FEED.replace(b"Convoy", b"word " * 2_000_000)
    results = await asyncio.gather(*(sandbox.parse_feed(body, "", URL) for _ in range(3)))
    assert all(isinstance(result, ParsedFeed) for result in results)


async def test_a_stalled_parser_is_killed_and_replaced() -> None:
    sandbox = ProcessSandbox(SLOW_LIMIT)
    await sandbox.warm()
    before = workers()
    result = await sandbox.parse_feed(SLOW_FEED, "", URL)
    assert reason(result) is ParseReason.PARSER_TIMEOUT
    assert isinstance(await sandbox.parse_feed(FEED, "", URL), ParsedFeed)
    assert not set(before) & set(workers())
    sandbox.close()


async def test_waiting_is_not_running() -> None:
    """Eight jobs behind a stalled one: only the stalled one times out, though they wait longer than the limit."""
    sandbox = ProcessSandbox(SLOW_LIMIT)
    await sandbox.warm()
    results = await asyncio.gather(*(sandbox.parse_feed(body, "", URL) for body in [SLOW_FEED, SLOW_FEED, *[FEED] * 8]))
    assert [reason(result) for result in results] == [ParseReason.PARSER_TIMEOUT] * 2 + [None] * 8
    sandbox.close()


async def test_a_greedy_parser_hits_its_memory_limit() -> None:
    sandbox = ProcessSandbox(SandboxSettings(workers=1, memory_mb=48, timeout_s=20))
    body = b"<rss version='2.0'><channel><title>x</title><item><title>a</title><description>" + b"word " * 2_900_000
    assert reason(await sandbox.parse_feed(body, "", URL)) is ParseReason.PARSER_MEMORY
    assert isinstance(await sandbox.parse_feed(FEED, "", URL), ParsedFeed)
    sandbox.close()


async def test_a_killed_worker_costs_its_own_job_only() -> None:
    sandbox = ProcessSandbox(SandboxSettings(workers=1, timeout_s=20))
    await sandbox.warm()
    slow = asyncio.create_task(sandbox.parse_feed(SLOW_FEED, "", URL))
    (pid,) = workers()
    await busy([pid])
    os.kill(pid, signal.SIGKILL)
    assert reason(await slow) is ParseReason.PARSER_CRASH
    assert isinstance(await sandbox.parse_feed(FEED, "", URL), ParsedFeed)
    sandbox.close()


async def test_what_stops_the_program_does_not_stop_its_parsers(sandbox: ProcessSandbox) -> None:
    await sandbox.warm()
    await until(lambda: len(workers()) == 2)
    before = workers()
    for pid in before:
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            os.kill(pid, number)
        assert os.getpgid(pid) != os.getpgid(0)
    assert isinstance(await sandbox.parse_feed(FEED, "", URL), ParsedFeed)
    assert workers() == before


async def test_a_body_that_failed_is_tried_in_a_process_of_its_own_and_then_with_more_room() -> None:
    sandbox = ProcessSandbox(SandboxSettings(workers=1, memory_mb=40, timeout_s=5))
    await sandbox.warm()
    (common,) = workers()
    body = b"<rss version='2.0'><channel><title>x</title><item><title>a</title><description>" + b"word " * 2_200_000
    reasons = [reason(await sandbox.parse_feed(body, "", URL, attempt=attempt)) for attempt in (1, 2, 3)]
    assert reasons == [ParseReason.PARSER_MEMORY, ParseReason.PARSER_MEMORY, None]
    await until(lambda: workers() == [common])  # The last of the others is on its way out.
    sandbox.close()


async def test_closing_ends_what_is_tried_alone() -> None:
    sandbox = ProcessSandbox(SandboxSettings(workers=1, timeout_s=30))
    slow = asyncio.create_task(sandbox.parse_feed(SLOW_FEED, "", URL, attempt=2))
    await until(workers)
    pids = workers()
    await busy(pids)
    sandbox.close()
    assert reason(await slow) is ParseReason.PARSER_CRASH
    await until(lambda: not any(alive(pid) for pid in pids))


async def test_only_processor_time_counts_against_a_parser() -> None:
    """A process that stands still for longer than the limit, and then goes on."""
    sandbox = ProcessSandbox(SLOW_LIMIT)
    await sandbox.warm()
    (pid,) = workers()
    os.kill(pid, signal.SIGSTOP)
    waiting = asyncio.create_task(sandbox.parse_feed(FEED, "", URL))
    await asyncio.sleep(2 * SLOW_LIMIT.timeout_s)
    os.kill(pid, signal.SIGCONT)
    assert isinstance(await waiting, ParsedFeed)
    sandbox.close()


async def test_workers_killed_while_idle_do_not_end_the_service(sandbox: ProcessSandbox) -> None:
    await sandbox.warm()
    await until(lambda: len(workers()) == 2)
    for pid in workers():
        os.kill(pid, signal.SIGKILL)
    results = [await sandbox.parse_feed(FEED, "", URL) for _ in range(4)]
    assert all(isinstance(result, ParsedFeed) for result in results)


async def test_workers_are_recycled() -> None:
    sandbox = ProcessSandbox(SandboxSettings(workers=1, recycle_after=3))
    seen = set()
    for _ in range(9):
        assert isinstance(await sandbox.parse_feed(FEED, "", URL), ParsedFeed)
        await until(lambda: bool(workers()))
        seen.update(workers())
    assert len(seen) >= 3
    sandbox.close()


async def test_a_cancelled_caller_frees_its_worker() -> None:
    sandbox = ProcessSandbox(SandboxSettings(workers=1, timeout_s=30))
    await sandbox.warm()
    slow = asyncio.create_task(sandbox.parse_feed(SLOW_FEED, "", URL))
    (pid,) = workers()
    await busy([pid])
    slow.cancel()
    assert isinstance(await sandbox.parse_feed(FEED, "", URL), ParsedFeed)
    # The next job did not wait until the one that nobody wants was done: its worker would live on.
    await until(lambda: not alive(pid))
    sandbox.close()


async def test_new_limits_apply_without_losing_jobs() -> None:
    sandbox = ProcessSandbox(SandboxSettings(workers=1, timeout_s=30))
    await sandbox.warm()
    slow = asyncio.create_task(sandbox.parse_feed(SLOW_FEED, "", URL))
    await asyncio.sleep(0)
    sandbox.reconfigure(SLOW_LIMIT)
    assert reason(await slow) is ParseReason.PARSER_TIMEOUT
    assert isinstance(await sandbox.parse_feed(FEED, "", URL), ParsedFeed)
    sandbox.close()


async def test_closing_waits_for_no_job() -> None:
    sandbox = ProcessSandbox(SandboxSettings(workers=2, timeout_s=30))
    await sandbox.warm()
    jobs = [asyncio.create_task(sandbox.parse_feed(SLOW_FEED, "", URL)) for _ in range(12)]
    pids = workers()
    await busy(pids)
    sandbox.close()
    results = await asyncio.gather(*jobs)
    assert {reason(result) for result in results} == {ParseReason.PARSER_CRASH}
    await until(lambda: not any(alive(pid) for pid in pids))
    sandbox.close()
    assert reason(await sandbox.parse_feed(FEED, "", URL)) is ParseReason.PARSER_CRASH


async def test_closing_before_any_job() -> None:
    sandbox = ProcessSandbox(SandboxSettings())
    sandbox.close()
    assert reason(await sandbox.extract(PAGE, "", URL, metadata=False)) is ParseReason.PARSER_CRASH


PROGRAM = """
    import asyncio, multiprocessing, sys
    print("loaded", __name__, flush=True)
    from monitor.model.config import SandboxSettings
    from monitor.sandbox import ProcessSandbox

    async def main():
        sandbox = ProcessSandbox(SandboxSettings(workers=1, timeout_s=60))
        await sandbox.warm()
        print("worker", *[child.pid for child in multiprocessing.active_children()], flush=True)
        print(type(await sandbox.parse_feed(b"<rss version='2.0'><channel>" + b"<a>" * 2_000_000, "", "")), flush=True)

    if __name__ == "__main__":
        asyncio.run(main())
"""


@pytest.fixture
def program(tmp_path: Path) -> subprocess.Popen[str]:
    script = tmp_path / "program"
    script.write_text(textwrap.dedent(PROGRAM), encoding="utf-8")
    return subprocess.Popen([sys.executable, str(script)], stdout=subprocess.PIPE, text=True, start_new_session=True)


async def test_workers_do_not_import_the_program_and_die_with_it(program: subprocess.Popen[str]) -> None:
    assert program.stdout is not None
    with program:
        assert program.stdout.readline() == "loaded __main__\n"
        pid = int(program.stdout.readline().removeprefix("worker "))
        await busy([pid])
        # Ctrl-C in a terminal reaches every process of the group: the worker is not impressed.
        os.kill(pid, signal.SIGINT)
        await busy([pid])
        program.kill()
        await until(lambda: not alive(pid))
        assert program.stdout.read() == ""
