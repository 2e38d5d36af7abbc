"""Small documents that wait for a worker travel to it together, and each has its own fate nevertheless."""

import asyncio
import signal
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from monitor.model.config import SandboxSettings
from monitor.model.feeds import ParsedFeed, ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.sandbox import ProcessSandbox, jobs
from monitor.sandbox.jobs import Limits
from monitor.sandbox.lots import ALONE, MOST
from tests.contract import failing_jobs
from tests.contract.worker_processes import of_one_test, send, until, workers

FEED = b"<rss version='2.0'><channel><title>News</title><item><title>Convoy</title></item></channel></rss>"
Job = tuple[int, Callable[..., Any], tuple[object, ...]]
"""Its weight, and what is to be called with what."""


PATIENT_S = 500.0


class Watched(ProcessSandbox):
    """It notes how many documents leave together."""

    def __init__(self, settings: SandboxSettings) -> None:
        super().__init__(settings)
        self.sent: list[int] = []

    async def _attempt(self, lot: Any) -> Any:
        self.sent.append(len(lot))
        return await super()._attempt(lot)

    def _limits(self, attempt: int) -> Limits:
        """Those of the program, but nothing is given up because the machine is busy."""
        limits = super()._limits(attempt)
        return Limits(limits.cpu_s, limits.memory_mb, wall_least_s=PATIENT_S)

    async def gather(self, *wanted: Job) -> list[Any]:
        """What the jobs give that all came before the first worker was free."""
        held = workers()
        self.sent.clear()
        send(held, signal.SIGSTOP)
        before = [asyncio.create_task(self._run(1, ALONE, failing_jobs.fine, -1)) for _ in range(2 * len(held))]
        tasks = [asyncio.create_task(self._run(1, weight, job, *given)) for weight, job, given in wanted]
        await asyncio.sleep(0)
        send(held, signal.SIGCONT)
        answers = await asyncio.gather(*before, *tasks)
        self.sent = self.sent[-len(self.sent) + len(before) :]
        return answers[len(before) :]


@pytest.fixture(autouse=True)
def own_workers(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(jobs, "COMPANY_WALL_S", PATIENT_S)
    with of_one_test():
        yield


@pytest.fixture
async def sandbox() -> AsyncIterator[Watched]:
    sandbox = Watched(SandboxSettings(workers=1, timeout_s=20))
    await sandbox.warm()
    yield sandbox
    sandbox.close()


def light(number: int) -> Job:
    return 1_000, failing_jobs.fine, (number,)


async def test_who_waits_travels_together_in_order_and_who_comes_alone_leaves_at_once(sandbox: Watched) -> None:
    assert await sandbox.gather(*map(light, range(20))) == list(range(20))
    assert sandbox.sent == [8, 8, 4]
    sandbox.sent.clear()
    assert isinstance(await sandbox.parse_feed(FEED, "", ""), ParsedFeed)
    assert sandbox.sent == [1]


async def test_large_documents_travel_alone_and_nobody_overtakes(sandbox: Watched) -> None:
    large = (100_000, failing_jobs.fine, (9,))
    assert await sandbox.gather(light(0), light(1), large, light(2), light(3)) == [0, 1, 9, 2, 3]
    assert sandbox.sent == [2, 1, 2]


async def test_lots_have_room_for_so_many_bytes(sandbox: Watched) -> None:
    await sandbox.gather(*[(60_000, failing_jobs.fine, (0,))] * 6)
    assert sandbox.sent == [4, 2]


async def test_workers_share_what_waits() -> None:
    sandbox = Watched(SandboxSettings(workers=2))
    await sandbox.warm()
    await until(lambda: len(workers()) == 2)
    await sandbox.gather(*map(light, range(4)))
    assert sandbox.sent[0] == 2
    assert max(sandbox.sent) == 2
    sandbox.close()


async def test_who_wants_a_process_for_each_document_gets_it() -> None:
    sandbox = Watched(SandboxSettings(workers=1, recycle_after=1))
    await sandbox.warm()
    assert await sandbox.gather(*map(light, range(3))) == [0, 1, 2]
    assert set(sandbox.sent) == {1}
    sandbox.close()


CRASH, MEMORY, TIMEOUT = ParseReason.PARSER_CRASH, ParseReason.PARSER_MEMORY, ParseReason.PARSER_TIMEOUT


@pytest.mark.parametrize(
    ("bad", "fate"),
    [
        (failing_jobs.leaves, CRASH),
        (failing_jobs.does_not_pack, CRASH),
        (failing_jobs.does_not_unpack, CRASH),
        (failing_jobs.raises_what_cannot_cross, CRASH),
        (failing_jobs.wants_all_memory, MEMORY),
        (failing_jobs.stands_still, TIMEOUT),
        (failing_jobs.spins, TIMEOUT),
    ],
)
async def test_the_third_of_eight_goes_wrong_and_no_other_does(bad: Callable[..., Any], fate: ParseReason) -> None:
    sandbox = Watched(SandboxSettings(workers=1, timeout_s=1 if bad is failing_jobs.spins else 20))
    if bad is failing_jobs.stands_still:
        sandbox._limits = lambda _attempt: Limits(0.25, 512, wall_least_s=3.0)  # type: ignore[method-assign]
    await sandbox.warm()
    documents = [light(number) for number in range(MOST)]
    documents[2] = (1_000, bad, ())
    answers = await sandbox.gather(*documents)
    assert sandbox.sent[0] == MOST
    (failure,) = [answer for answer in answers if isinstance(answer, ParseFailure)]
    assert failure.reason is fate
    assert [answer for answer in answers if answer is not failure] == [0, 1, 3, 4, 5, 6, 7]
    assert answers[2] is failure
    assert isinstance(await sandbox.parse_feed(FEED, "", ""), ParsedFeed)
    sandbox.close()


@pytest.mark.parametrize(("deaths", "begun", "fate"), [(1, 2, None), (2, 2, CRASH)])
async def test_who_is_killed_in_company_is_tried_once_more_alone(
    sandbox: Watched, tmp_path: Path, deaths: int, begun: int, fate: ParseReason | None
) -> None:
    note = tmp_path / "begun"
    documents = [light(number) for number in range(MOST)]
    documents[4] = (1_000, failing_jobs.killed, (note, deaths))
    *_, answer, five, six, seven = await sandbox.gather(*documents)
    assert (five, six, seven) == (5, 6, 7)
    assert (answer.reason if isinstance(answer, ParseFailure) else None) is fate
    assert len(note.read_text()) == begun
    assert sandbox.sent == [MOST, *[1] * MOST]


async def test_the_guilty_ones_of_a_lot_are_found_however_many_they_are(sandbox: Watched) -> None:
    documents = [light(number) for number in range(MOST)]
    documents[1] = documents[6] = (1_000, failing_jobs.leaves, ())
    answers = await sandbox.gather(*documents)
    assert [index for index, answer in enumerate(answers) if isinstance(answer, ParseFailure)] == [1, 6]


async def test_company_is_no_reason_to_be_given_less_time(sandbox: Watched) -> None:
    """It takes longer than anybody may keep others waiting, but not longer than it may."""
    slow = (1_000, failing_jobs.spins_a_while, (1.5 * jobs.COMPANY_CPU_S,))
    assert await sandbox.gather(light(0), slow, light(1)) == [0, "done", 1]
    assert sandbox.sent == [3, 1, 1, 1]


async def test_those_that_were_not_begun_go_on_together(sandbox: Watched) -> None:
    """One that takes its time, though no more than it may in company: those before it do not wait for those behind."""
    slow = (1_000, failing_jobs.spins_a_while, (0.2,))
    assert await sandbox.gather(light(0), slow, *map(light, range(1, 4))) == [0, "done", 1, 2, 3]
    assert sandbox.sent == [5, 3]


async def test_who_goes_away_takes_nobody_along_and_frees_a_worker_that_nobody_waits_for(sandbox: Watched) -> None:
    held = workers()
    send(held, signal.SIGSTOP)
    first = [asyncio.create_task(sandbox._run(1, ALONE, failing_jobs.fine, 0)) for _ in range(2)]
    waits, goes = (asyncio.create_task(sandbox._run(1, 1_000, failing_jobs.fine, number)) for number in (1, 2))
    await asyncio.sleep(0)
    goes.cancel()
    send(held, signal.SIGCONT)
    assert await asyncio.gather(*first, waits) == [0, 0, 1]
    assert goes.cancelled()
    sandbox._limits = lambda _attempt: Limits(300.0, 512)  # type: ignore[method-assign]
    spinning = [asyncio.create_task(sandbox._run(1, ALONE, failing_jobs.spins)) for _ in range(3)]
    await asyncio.sleep(0.1)
    for task in spinning:
        task.cancel()
    async with asyncio.timeout(240):  # None of the minutes that they would have had is waited for.
        assert await sandbox._run(1, 1_000, failing_jobs.fine, 3) == 3


async def test_closing_leaves_nobody_waiting(sandbox: Watched) -> None:
    tasks = [asyncio.create_task(sandbox._run(1, 1_000, failing_jobs.stands_still)) for _ in range(20)]
    await asyncio.sleep(0.1)
    sandbox.close()
    answers = await asyncio.gather(*tasks)
    assert {answer.reason for answer in answers if isinstance(answer, ParseFailure)} == {CRASH}


async def test_new_limits_send_all_again_and_lose_none(sandbox: Watched) -> None:
    tasks = [asyncio.create_task(sandbox._run(1, 1_000, failing_jobs.spins_a_while, 0.05)) for _ in range(20)]
    await asyncio.sleep(0.1)
    sandbox.reconfigure(SandboxSettings(workers=2, timeout_s=10))
    assert await asyncio.gather(*tasks) == ["done"] * 20
