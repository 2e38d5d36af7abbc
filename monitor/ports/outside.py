"""What the shell asks of the world outside the database: time, network, parsers, receivers, and who watches it work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from datetime import datetime
from typing import TYPE_CHECKING, Literal, Protocol

from monitor.records import dataclass

if TYPE_CHECKING:
    import asyncio

    from monitor.model.articles import ExtractedPage
    from monitor.model.bounces import Look, MailboxMark, MailReport
    from monitor.model.delivery import Message, Receipt
    from monitor.model.desk.devices import PushDevice
    from monitor.model.digests import Digest
    from monitor.model.feeds import FetchFailure, FetchRequest, FetchResult, ParsedFeed, ParseFailure
    from monitor.model.health import Book, Notice


class Clock(Protocol):
    """The only source of time for the shell."""

    def now(self) -> datetime:
        """Wall clock, aware UTC: for windows, due times and records."""
        ...

    def monotonic(self) -> float:
        """Seconds that never step: for durations and ages within this process."""
        ...


class Fetcher(Protocol):
    """The only outbound HTTP for feeds and pages, behind the address guard."""

    async def fetch(self, request: FetchRequest) -> FetchResult | FetchFailure:
        """GET within the deadline; never raises for anything a peer can do."""
        ...

    async def aclose(self) -> None:
        """Give up open connections."""
        ...


@dataclass(frozen=True, slots=True, kw_only=True)
class PostResult:
    """Answer to a POST; `body` is cut at 128 KiB and decoded leniently."""

    status: int
    body: str
    retry_after_s: int | None = None
    location: str = ""
    """Where it points, of an answer that redirects."""


PostMethod = Literal["POST", "PUT", "GET"]
"""How a receiver is asked: PUT where a repetition counts once, GET to look without delivering."""


class Poster(Protocol):
    """Outbound POST for webhooks and chats, behind the same guard; redirects are never followed."""

    async def post(
        self,
        url: str,
        body: bytes,
        headers: Sequence[tuple[str, str]],
        timeout_s: float,
        *,
        method: PostMethod = "POST",
    ) -> PostResult | FetchFailure:
        """POST, or what a service has in its place, within `timeout_s`; a time-out after the body was written has
        reason TIMEOUT.
        """
        ...


class Devices(Protocol):
    """Browsers that take pushes."""

    async def key(self) -> bytes:
        """The private key that this installation signs with."""
        ...

    async def device(self, address: str, subscription: str) -> PushDevice | None:
        """The browser, if it is told of that subscription and its person may be."""
        ...

    async def end(self, address: str, why: str) -> None:
        """Tell it nothing any more."""
        ...


class Sandbox(Protocol):
    """The parsers, in processes that can be killed. Failure of a body is a value, never an exception."""

    async def parse_feed(
        self,
        body: bytes,
        content_type: str,
        url: str,
        *,
        language: str = "",
        attempt: int = 1,
        known: AbstractSet[str] = frozenset(),
    ) -> ParsedFeed | ParseFailure:
        """Entries of an RSS, Atom or JSON feed. `language`: the one that is configured, "" for none.

        `known`: imprints of entries that need not be read again; those that are there are `passed`.

        `attempt`: after failures that were ours a body is tried in a process of its own, the third time with more room.
        """
        ...

    async def extract(
        self, body: bytes, content_type: str, url: str, *, metadata: bool, language: str = "", attempt: int = 1
    ) -> ExtractedPage | ParseFailure:
        """Article text of a page; `metadata` asks for title, date and author too (slower).

        `language` is the feed's, which helps where a page says nothing of its letters; `attempt` as above.
        """
        ...

    async def parse_report(self, body: bytes, *, attempt: int = 1) -> MailReport | ParseFailure | None:
        """A letter as a report of a mail server on mail that came back; None if it is another letter."""
        ...

    def close(self) -> None:
        """Kill the workers; returns within a second."""
        ...


class Channel(Protocol):
    """One way to deliver a digest."""

    name: str

    def parts(self, digest: Digest) -> Sequence[int]:
        """How many stories each of the messages holds that this digest takes here: at least one, all stories in order.

        Asked when the digest is frozen; what was answered then holds for its messages.
        """
        ...

    async def send(self, message: Message) -> Receipt:
        """One attempt; never raises for anything a receiver can do."""
        ...

    async def tell(self, notice: Notice) -> Receipt:
        """One attempt at telling an operator of trouble; never raises, as `send`."""
        ...

    async def probe(self) -> Receipt:
        """`check --online`: reach the receiver without delivering anything."""
        ...


class Mailbox(Protocol):
    """Where undeliverable mail of one channel comes back to. What is no report stays as it is."""

    name: str
    """Whose, on which server, which folder: what is known of one means nothing for another."""
    bounce: str
    """The address that mail comes back to."""
    every_s: float
    """Between two looks."""

    async def look(self, mark: MailboxMark | None) -> Look:
        """The letters behind `mark`, of the last days if it is None or no longer means anything; never raises."""
        ...

    async def seen(self, validity: int, uids: Sequence[int]) -> None:
        """Flag what was a report, so that people see what was none; tried once, never raises."""
        ...

    async def probe(self) -> Receipt:
        """`check --online`: connect, log in, and open the folder without changing anything."""
        ...


class Memory(Protocol):
    """Where it is kept what operators were told, apart from the database, which may be what they are told of."""

    def load(self) -> Book:
        """What was kept; an empty book if nothing was, or it cannot be read."""
        ...

    def save(self, book: Book) -> None:
        """Keep it, as far as that is possible: a disk that is full must not keep anybody from being told."""
        ...


class Meter(Protocol):
    """Counts what happens; `obs` turns it into metrics."""

    def outcome(self, step: str, outcome: str, count: int = 1) -> None:
        """`count` items ended `step` with this named outcome."""
        ...

    def took(self, step: str, seconds: float) -> None:
        """One item's step lasted so long."""
        ...


class Ticking(Protocol):
    """What is done again and again, and how it does."""

    def tick_ages(self) -> dict[str, float]:
        """Seconds since each step's tick last ended."""
        ...

    def troubles(self) -> dict[str, str]:
        """Why ticks did not end well the last time, where they did not."""
        ...


class Engine(Ticking, Protocol):
    """Carries due work from the store to the steps of `flow`; holds no truth of its own."""

    async def run(self, stop: asyncio.Event) -> None:
        """Work until `stop` is set, then let what is under way end within its grace."""
        ...

    async def once(self, progress: Progress) -> None:
        """Poll every due feed, then work until nothing is due any more."""
        ...


class Progress(Protocol):
    """Told by long work how far it is; the command line draws it."""

    def step(self, name: str, done: int, total: int) -> None:
        """`done` of `total` in the step called `name`."""
        ...


ReadEnvironment = Callable[[str], str | None]
"""How `settings` reads one environment variable; tests pass a dictionary's `get`."""
