"""Digests on a terminal: the text part, each message once, and where its HTML lies."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TextIO

from monitor.deliver.notice import notice_subject, notice_text
from monitor.deliver.render import render
from monitor.deliver.render.bidi import FIRST_STRONG_ISOLATE, POP_ISOLATE
from monitor.deliver.render.pages import OURS, Printing
from monitor.model.config import TerminalChannel as TerminalSpec
from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest
from monitor.model.health import Notice
from monitor.model.outcomes import SendResult

HtmlHint = Callable[[Digest], Path | None]
"""Where the HTML of a digest lies; None if nobody wrote it (yet)."""
_HINT_WAIT_S, _HINT_STEP_S = 1.5, 0.05
_NO_ISOLATES = str.maketrans("", "", FIRST_STRONG_ISOLATE + POP_ISOLATE)
"""Most terminals do not order scripts at all and would show the isolates as boxes."""


class TerminalChannel:
    """Prints on one stream; coloured if it is a terminal, plain otherwise."""

    def __init__(
        self, spec: TerminalSpec, stream: TextIO, html_hint: HtmlHint | None = None, printing: Printing = OURS
    ) -> None:
        self._printing = printing
        self.name = spec.name
        self._stream = stream
        self._html_hint = html_hint
        self._printed: set[str] = set()

    def parts(self, digest: Digest) -> Sequence[int]:
        """A terminal takes any digest."""
        return (len(digest.stories),)

    async def send(self, message: Message) -> Receipt:
        """Print the digest unless this process printed this message before."""
        if message.id in self._printed:
            return Receipt(result=SendResult.OK, detail="Printed before.")
        rendered = await asyncio.to_thread(render, message.digest, self._printing)
        text = rendered.text.translate(_NO_ISOLATES)
        path = await self._html(message.digest)
        try:
            self._print(text, path)
        except (OSError, ValueError) as problem:
            detail = f"The terminal could not be written: {problem}."
            return Receipt(result=SendResult.TEMPORARY, detail=detail)
        self._printed.add(message.id)
        return Receipt(result=SendResult.OK, detail="Printed.")

    async def tell(self, notice: Notice) -> Receipt:
        """Print it."""
        try:
            self._print(f"{notice_subject(notice)}\n{notice_text(notice)}", None)
        except (OSError, ValueError) as problem:
            return Receipt(result=SendResult.TEMPORARY, detail=f"The terminal could not be written: {problem}.")
        return Receipt(result=SendResult.OK, detail="Printed.")

    async def probe(self) -> Receipt:
        """Whether the stream can still be written."""
        writable = not self._stream.closed and self._stream.writable()
        if writable:
            return Receipt(result=SendResult.OK, detail="The terminal can be written.")
        return Receipt(result=SendResult.TEMPORARY, detail="The terminal is closed.")

    async def _html(self, digest: Digest) -> Path | None:
        """The file channel may be writing at this very moment, so it is given a little while."""
        if self._html_hint is None:
            return None
        for _ in range(int(_HINT_WAIT_S / _HINT_STEP_S)):
            if path := self._html_hint(digest):
                return path
            await asyncio.sleep(_HINT_STEP_S)
        return self._html_hint(digest)

    def _print(self, text: str, path: Path | None) -> None:
        encoding = self._stream.encoding or "utf-8"
        body = text.encode(encoding, "replace").decode(encoding)
        where = f"HTML: {path}\n" if path else ""
        if self._stream.isatty():
            _print_coloured(body + where, self._stream)
        else:
            self._stream.write(body + where)
        self._stream.flush()


def _print_coloured(text: str, stream: TextIO) -> None:
    """Headings bold, addresses blue; never markup from the text itself."""
    from rich.console import Console  # noqa: PLC0415 - a bot that runs for months seldom has a terminal
    from rich.text import Text  # noqa: PLC0415 - as above

    coloured = Text()
    for number, line in enumerate(text.splitlines(keepends=True)):
        style = "bold" if number == 0 or line.startswith("== ") else ""
        if line.lstrip().startswith(("https://", "http://")):
            style = "blue"
        coloured.append(line, style=style)
    Console(file=stream, highlight=False, markup=False, emoji=False).print(coloured, soft_wrap=True, end="")
