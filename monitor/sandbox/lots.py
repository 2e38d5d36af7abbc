"""Documents that wait for a worker, and which of them travel to it together.

Nobody waits for company: who waits is there because no worker was free when it came.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any

from monitor.records import dataclass

MOST = 8
"""Documents in a lot."""
SMALL, ROOM = 64 * 1024, 256 * 1024
"""What a document that travels in a lot may weigh, and all documents of a lot: the bytes of a feed."""
PAGE_WEIGHT = 4
"""How many times as long a page takes as a feed of as many bytes: the way of a large one is nothing beside it."""
ALONE = SMALL + 1
"""The weight of whatever never travels in company."""


@dataclass(slots=True)
class Document:
    """A job for a worker, and the one who waits for its answer."""

    function: Callable[..., object]
    """One of `monitor.sandbox.jobs`."""
    arguments: tuple[object, ...]
    weight: int
    answer: asyncio.Future[object]
    failed: bool = False
    """Whether a lot with it came to nothing: from then on it travels alone, so that the guilty one shows itself."""
    tries: int = 0
    """How often the whole pool went away under it."""
    trip: Trip | None = None
    """The one that it is on."""

    @property
    def light(self) -> bool:
        """Whether it may travel with others."""
        return not self.failed and self.weight <= SMALL

    def settle(self, answer: object) -> None:
        """Give the answer to whoever waits, if anybody still does and none was given."""
        if not self.answer.done():
            self.answer.set_result(answer)


@dataclass(slots=True)
class Trip:
    """Documents that travel together, and their job in the pool."""

    lot: Sequence[Document]
    job: Future[Any]

    def release(self) -> None:
        """End the job if nobody waits for any of its answers."""
        if all(document.answer.done() for document in self.lot):
            self.job.cancel()


class Line:
    """Documents in the order in which they came."""

    def __init__(self) -> None:
        self._waiting: deque[Document] = deque()

    def join(self, document: Document) -> None:
        """Wait behind all others."""
        self._waiting.append(document)

    def rejoin(self, documents: Sequence[Document]) -> None:
        """Wait before all others, in this order: these had left before. Those that have their answer stay away."""
        self._waiting.extendleft(document for document in reversed(documents) if not document.answer.done())

    def leave(self, workers: int, most: int) -> list[Document]:
        """The next ones to travel together: at most `most`, and no more than a worker's share of all that wait.

        Whoever's answer nobody waits for any more has left the line. Empty if nobody waits.
        """
        lot: list[Document] = []
        share, room = min(most, -(-len(self._waiting) // workers)), ROOM
        while self._waiting:
            first = self._waiting[0]
            if not first.answer.done():
                if lot and not (first.light and lot[0].light and len(lot) < share and first.weight <= room):
                    break
                room -= first.weight
                lot.append(first)
            self._waiting.popleft()
        return lot
