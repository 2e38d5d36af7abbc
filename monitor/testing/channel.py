"""A channel that keeps what it is asked to deliver."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest
from monitor.model.health import Notice
from monitor.model.outcomes import SendResult

TAKEN = Receipt(result=SendResult.OK, detail="kept by the recording channel")


class RecordingChannel:
    """`ports.Channel`: gives the scripted receipts in turn, then accepts everything.

    `attempts` holds every message that was sent; `accepted` only those that ended with `ok`.
    """

    def __init__(
        self,
        name: str = "recording",
        receipts: Iterable[Receipt] = (),
        parts: Callable[[Digest], Sequence[int]] = lambda digest: (len(digest.stories),),
    ) -> None:
        self.name = name
        self.attempts: list[Message] = []
        self.accepted: list[Message] = []
        self.told: list[Notice] = []
        self.probes = 0
        self._receipts = list(receipts)
        self._parts = parts

    def parts(self, digest: Digest) -> Sequence[int]:
        """As it was told; the digest whole if it was told nothing."""
        return self._parts(digest)

    async def send(self, message: Message) -> Receipt:
        """Keep the message and give the next receipt."""
        self.attempts.append(message)
        receipt = self._receipts.pop(0) if self._receipts else TAKEN
        if receipt.result is SendResult.OK:
            self.accepted.append(message)
        return receipt

    async def tell(self, notice: Notice) -> Receipt:
        """Keep the notice and give the next receipt."""
        self.told.append(notice)
        return self._receipts.pop(0) if self._receipts else TAKEN

    async def probe(self) -> Receipt:
        """Count the probe and accept it; no scripted receipt is used up."""
        self.probes += 1
        return TAKEN
