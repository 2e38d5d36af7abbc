"""The channel: a told line becomes an entry of its subscription's two files, once, however often it is delivered."""

from __future__ import annotations

import asyncio
import contextlib
import fcntl
import os
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from monitor.deliver.atomic_file import try_folder, write_atomically, write_failed
from monitor.deliver.feed.entries import FeedEntry, FeedHead, entries_of, head_of, merged, notice_entry, notice_head
from monitor.deliver.feed.json_feed import print_json, read_json
from monitor.deliver.feed.printing import print_atom
from monitor.model.config import FeedFileChannel as FeedSpec
from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest
from monitor.model.health import Notice
from monitor.model.outcomes import SendResult

OPERATORS = "_operators"
"""The feed of what operators are told; no subscription can have that name."""


class FeedChannel:
    """Keeps `SUBSCRIPTION.atom` and `SUBSCRIPTION.json` in one folder."""

    def __init__(self, spec: FeedSpec) -> None:
        self.name = spec.name
        self._spec = spec

    def parts(self, digest: Digest) -> Sequence[int]:
        """A feed takes any digest."""
        return (len(digest.stories),)

    async def send(self, message: Message) -> Receipt:
        """Put in what is not in it; the receipt's detail is the path of the Atom file."""
        return await self._put(message.digest.subscription, head_of(message), entries_of(message))

    async def tell(self, notice: Notice) -> Receipt:
        """An entry of the operators' own feed."""
        return await self._put(OPERATORS, notice_head(notice), (notice_entry(notice),))

    async def probe(self) -> Receipt:
        """Make the folder and try to write in it."""
        try:
            await asyncio.to_thread(try_folder, self._spec.folder)
        except OSError as problem:
            return write_failed(self._spec.folder, problem)
        return Receipt(result=SendResult.OK, detail=f"{self._spec.folder} can be written.")

    async def _put(self, feed: str, head: FeedHead, fresh: Sequence[FeedEntry]) -> Receipt:
        target = self._spec.folder / f"{feed}.atom"
        try:
            aside = await asyncio.to_thread(self._write, target, head, fresh)
        except OSError as problem:
            return write_failed(target, problem)
        begun = f"{target} begins anew: what was there could not be read and lies in {aside}" if aside else str(target)
        return Receipt(result=SendResult.OK, detail=begun)

    def _write(self, target: Path, head: FeedHead, fresh: Sequence[FeedEntry]) -> Path | None:
        """The JSON first: if the process dies between the two, the next try finds there what it told and when."""
        memory, address = target.with_suffix(".json"), self._spec.address
        with _alone(target.parent):
            known, entries, aside = _read(memory)
            now = fresh[0].at if fresh else head.at
            if known is not None:
                head = _newest(known, head)
            entries = merged(entries, fresh, self._spec.entries, now)
            write_atomically(memory, print_json(head, entries, address and f"{address}{memory.name}"))
            write_atomically(target, print_atom(head, entries, address and f"{address}{target.name}"))
        return aside


def _newest(known: FeedHead, head: FeedHead) -> FeedHead:
    """What is said of the whole feed: of an old delivery, or one that says nothing of it, what was said before."""
    said = known if known.at > head.at or not head.about else head
    return replace(head, id=known.id, about=said.about, at=max(known.at, head.at))


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    """Nobody else changes the folder's feeds: two deliveries at once would each write what the other has not seen."""
    folder.mkdir(0o700, parents=True, exist_ok=True)
    place = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(place, fcntl.LOCK_EX)
        yield
    finally:
        os.close(place)


def _read(memory: Path) -> tuple[FeedHead | None, tuple[FeedEntry, ...], Path | None]:
    """What the feed holds; where that cannot be read, nothing, and where it was put aside."""
    try:
        head, entries = read_json(memory.read_text("utf-8"))
    except FileNotFoundError:
        return None, (), None
    except ValueError:
        aside = memory.with_name(f"{memory.name}.unread")
        memory.replace(aside)
        return None, (), aside
    return head, entries, None
