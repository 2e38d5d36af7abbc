"""A lane's bounds, its fairness and its ends."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

import pytest

from monitor.engine.lanes import Bounds, Hand, Lane, Work
from monitor.engine.work import SENDS_PER_CHANNEL, send_lane
from monitor.errors import StoreBusyError
from monitor.model.config import TerminalChannel
from monitor.obs.logs import configure_logs
from monitor.testing.scripted import ScriptedFetcher
from tests.unit.flow.shell_world import Shell, settings_for, until


@dataclass
class Bench:
    """A lane over a list of due items `host:number`, whose items end when they are let go."""

    due: list[str]
    bounds: Bounds
    broken: tuple[str, ...] = ()
    broke_breaks: bool = False
    begun: list[str] = field(default_factory=list)
    ended: list[str] = field(default_factory=list)
    recorded: list[str] = field(default_factory=list)
    claims: list[int] = field(default_factory=list)
    in_hand: list[set[int]] = field(default_factory=list)
    gates: dict[str, asyncio.Event] = field(default_factory=dict)

    def __post_init__(self) -> None:
        work = Work(
            name="bench",
            claim=self.claim,
            handle=self.handle,
            broke=self.broke,
            id=lambda item: int(item.split(":")[1]),
            key=lambda item: item.split(":")[0],
            feeds_next=lambda item: item != "a:2",
        )
        self.lane: Lane[str] = Lane(work, lambda: self.bounds)

    async def claim(self, limit: int, in_hand: Collection[int]) -> Sequence[str]:
        self.claims.append(limit)
        self.in_hand.append(set(in_hand))
        taken, self.due = self.due[:limit], self.due[limit:]
        return taken

    async def handle(self, item: str) -> str:
        self.begun.append(item)
        await self.gates.setdefault(item, asyncio.Event()).wait()
        if item in self.broken:
            raise KeyError(item)
        self.ended.append(item)
        return item

    async def broke(self, item: str, error: Exception) -> None:
        self.recorded.append(f"{item} {type(error).__name__}")
        if self.broke_breaks:
            raise ZeroDivisionError

    async def let(self, *items: str) -> None:
        for item in items:
            self.gates[item].set()
        await until(lambda: set(items) <= {*self.ended, *self.broken}, f"{items} end")
        await asyncio.sleep(0)


async def test_keys_take_turns_within_the_bounds() -> None:
    bench = Bench(["a:1", "a:2", "a:3", "a:4", "b:1", "b:2", "b:3", "c:1"], Bounds(places=4, per_key=2, held=100))
    assert await bench.lane.tick() == 8
    await asyncio.sleep(0)
    assert bench.begun == ["a:1", "b:1", "c:1", "a:2"]
    assert (bench.lane.busy, bench.lane.waiting) == (8, 4)
    await bench.let("c:1")
    assert bench.begun[4:] == ["b:2"], "a has both its places"
    await bench.let("a:1", "b:1")
    assert bench.begun[5:] == ["a:3", "b:3"]
    for item in ("a:2", "a:3", "b:2", "b:3"):
        await bench.let(item)
    await bench.let("a:4")
    await bench.lane.idle()
    assert bench.lane.busy == 0


@pytest.mark.parametrize(
    ("held", "claims"), [(2, [2, 1]), (3, [3, 1]), (10, [10, 7])], ids=["as many as places", "one more", "all"]
)
async def test_claims_fill_the_room_there_is(held: int, claims: list[int]) -> None:
    bench = Bench(["a:1", "b:1", "c:1", "d:1"], Bounds(places=2, per_key=2, held=held))
    await bench.lane.tick()
    await asyncio.sleep(0)
    await bench.let("a:1")
    await bench.lane.tick()
    assert bench.claims == claims
    await bench.lane.cancel()


@pytest.mark.parametrize(
    ("due", "held", "more"),
    [(0, 2, False), (1, 2, False), (2, 2, True), (3, 2, True)],
    ids=["none", "less than asked for", "as many", "more"],
)
async def test_a_claim_that_got_less_than_it_asked_for_got_all(due: int, held: int, more: bool) -> None:
    bench = Bench([f"a:{number}" for number in range(due)], Bounds(places=9, per_key=9, held=held))
    await bench.lane.tick()
    assert bench.lane.more is more
    await bench.lane.cancel()


@pytest.mark.parametrize("how", [StoreBusyError("cut off"), asyncio.CancelledError()], ids=["trouble", "broken off"])
async def test_after_a_claim_whose_answer_was_lost_what_is_not_in_hand_is_freed(how: BaseException) -> None:
    """Two lanes of one process share what they have in hand."""
    freed: list[set[int]] = []
    answers: list[list[str] | BaseException] = [["a:1", "a:2"], how, [], ["b:3"]]

    async def claim(_limit: int, _in_hand: Collection[int]) -> Sequence[str]:
        if isinstance(answer := answers.pop(0), BaseException):
            raise answer
        return answer

    async def free(in_hand: Collection[int]) -> None:
        freed.append(set(in_hand))

    async def handle(_item: str) -> None:
        await asyncio.Event().wait()

    async def broke(_item: str, _error: Exception) -> None:
        raise AssertionError

    work = Work(
        name="w", claim=claim, handle=handle, broke=broke, free=free, id=lambda item: int(item.partition(":")[2])
    )
    hand = Hand()
    one, other = (Lane(work, lambda: Bounds(places=9, per_key=9, held=9), hand) for _ in range(2))
    await one.tick()
    with pytest.raises(type(how)):
        await other.tick()
    assert freed == []
    assert [await other.tick(), await other.tick()] == [0, 1]
    assert freed == [{1, 2}]
    assert hand.ids == {1, 2, 3}
    await one.cancel()
    await other.cancel()
    await asyncio.sleep(0)
    assert hand.ids == set()


async def test_a_lane_tells_whether_an_item_made_work_for_the_next() -> None:
    told: list[bool] = []
    bench = Bench(["a:1", "a:2", "a:3"], Bounds(places=3, per_key=3, held=3), broken=("a:3",))
    bench.lane.after = told.append
    await bench.lane.tick()
    await asyncio.sleep(0)
    for item in ("a:1", "a:2", "a:3"):
        await bench.let(item)
    await bench.lane.idle()
    assert told == [True, False, True], "and of one that broke nobody knows"


async def test_a_full_lane_claims_nothing_and_changed_bounds_act_at_once() -> None:
    bench = Bench(["a:1", "b:1", "c:1"], Bounds(places=1, per_key=1, held=1))
    assert [await bench.lane.tick(), await bench.lane.tick()] == [1, 0]
    assert bench.claims == [1]
    bench.bounds = Bounds(places=3, per_key=1, held=3)
    assert await bench.lane.tick() == 2
    await asyncio.sleep(0)
    assert bench.begun == ["a:1", "b:1", "c:1"]
    await bench.lane.cancel()


async def test_a_bug_is_logged_and_recorded_and_the_neighbours_go_on() -> None:
    logs = StringIO()
    configure_logs("json", "info", logs)
    bench = Bench(["a:1", "b:1"], Bounds(places=2, per_key=1, held=2), broken=("a:1",), broke_breaks=True)
    await bench.lane.tick()
    await asyncio.sleep(0)
    await bench.let("a:1", "b:1")
    await bench.lane.idle()
    assert bench.recorded == ["a:1 KeyError"]
    assert bench.ended == ["b:1"]
    events = [json.loads(line) for line in logs.getvalue().splitlines()]
    assert [event["event"] for event in events] == ["internal error", "internal error while recording one"]
    assert "KeyError: 'a:1'" in events[0]["exception"]


async def test_closing_gives_up_what_waits_and_takes_nothing_more() -> None:
    woken: list[int] = []
    bench = Bench(["a:1", "a:2", "a:3"], Bounds(places=1, per_key=1, held=2))
    bench.lane.after = lambda _: woken.append(1)
    await bench.lane.tick()
    await asyncio.sleep(0)
    bench.lane.close()
    assert bench.lane.busy == 1
    assert await bench.lane.tick() == 0
    await bench.let("a:1")
    await bench.lane.idle()
    assert bench.begun == ["a:1"]
    assert woken == []


async def test_what_is_claimed_while_the_lane_closes_is_not_begun() -> None:
    bench = Bench(["a:1"], Bounds(places=1, per_key=1, held=1))
    plain, gate = bench.claim, asyncio.Event()

    async def slowly(limit: int, in_hand: Collection[int]) -> Sequence[str]:
        await gate.wait()
        return await plain(limit, in_hand)

    work = Work(name="bench", claim=slowly, handle=bench.handle, broke=bench.broke, id=hash)
    lane: Lane[str] = Lane(work, lambda: bench.bounds)
    tick = asyncio.create_task(lane.tick())
    await asyncio.sleep(0)
    await lane.cancel()
    gate.set()
    assert await tick == 0
    assert bench.begun == []


async def test_cancelling_breaks_off_what_hangs() -> None:
    bench = Bench(["a:1", "b:1"], Bounds(places=2, per_key=1, held=2))
    await bench.lane.tick()
    await asyncio.sleep(0)
    await bench.lane.cancel()
    assert bench.lane.busy == 0
    assert bench.recorded == []


async def test_a_claim_is_told_what_is_in_hand() -> None:
    bench = Bench(["a:1", "a:2", "b:3"], Bounds(places=1, per_key=1, held=3))
    await bench.lane.tick()
    await until(lambda: bench.begun == ["a:1"], "the first is at work")
    await bench.let("a:1")
    bench.due = ["c:4"]
    await bench.lane.tick()
    assert bench.in_hand == [set(), {2, 3}]
    await bench.lane.cancel()


@pytest.mark.parametrize(("channels", "places"), [(1, 32), (8, 32), (20, 80)])
async def test_however_many_channels_are_silent_there_is_room_for_one_more(
    tmp_path: Path, channels: int, places: int
) -> None:
    specs = tuple(TerminalChannel(name=f"screen {number}") for number in range(channels))
    async with Shell(tmp_path, ScriptedFetcher(), settings=settings_for(channels=specs)).life() as services:
        bounds = send_lane(services)._bounds()
        assert (bounds.places, bounds.held) == (places, places)
        assert places >= SENDS_PER_CHANNEL * channels


async def test_lanes_that_want_some_while_a_claim_is_under_way_share_the_next() -> None:
    """Each gets at most what it has room for, the longest due first; a lane that was closed meanwhile nothing."""
    asked: list[int] = []
    due = [f"a:{number}" for number in range(20)]
    let = asyncio.Event()

    async def claim(limit: int, in_hand: Collection[int]) -> Sequence[str]:
        asked.append(limit)
        await let.wait()
        assert in_hand == hand.ids
        taken, due[:] = due[:limit], due[limit:]
        return taken

    async def handle(_item: str) -> None:
        await asyncio.Event().wait()

    async def broke(_item: str, _error: Exception) -> None:
        raise AssertionError

    hand = Hand()
    work = Work(name="w", claim=claim, handle=handle, broke=broke, id=lambda item: int(item.partition(":")[2]))
    lanes = [Lane(work, lambda held=held: Bounds(places=9, per_key=9, held=held), hand) for held in (2, 3, 4, 15)]  # type: ignore[misc]
    ticks = [asyncio.create_task(lanes[0].tick())]
    await until(lambda: asked == [2], "the first claims")
    ticks += [asyncio.create_task(one.tick()) for one in lanes[1:]]
    for _ in range(5):
        await asyncio.sleep(0)  # each comes so far that it waits
    lanes[2].close()
    let.set()
    assert await asyncio.gather(*ticks) == [2, 3, 0, 11]
    assert asked == [2, 22]
    assert [one.more for one in lanes] == [True, True, True, False]
    assert hand.ids == {*range(5), *range(9, 20)}
    for one in lanes:
        await one.cancel()
    await asyncio.sleep(0)
    assert hand.ids == set()
