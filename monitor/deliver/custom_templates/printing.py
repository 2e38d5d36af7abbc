"""Our side: templates of one's own as a `Printing`; where one fails, ours is printed, and it is said."""

from __future__ import annotations

import contextlib
import html
import json
import os
import pickle
import select
import subprocess
import sys
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import IO, Any

import structlog

from monitor.deliver.custom_templates.environment import Fault
from monitor.deliver.custom_templates.worker import HEAD, frame
from monitor.deliver.render.pages import OURS, inlined
from monitor.deliver.render.view import DigestView, LineView, StoryView
from monitor.model.health import Note

log = structlog.get_logger("monitor.templates")

HTML, TEXT = "digest.html.j2", "digest.txt.j2"
NAMES = (HTML, TEXT)
TIMEOUT_S = 5.0
_START_S = 20.0
_MOST_BYTES = 16_000_000
MOST_FAILURES = 3
"""Then ours are printed until the configuration changes: a digest of many parts must not wait for each."""


class NoPrintError(Exception):
    """A template printed nothing that can be used."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.said)
        self.fault = fault


class CustomPrinting:
    """Prints with the user's templates, and with ours where he has none or his fail."""

    def __init__(self, templates: Mapping[str, str], *, timeout_s: float = TIMEOUT_S) -> None:
        self._templates = dict(templates)
        self._timeout_s = timeout_s
        self._turn = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._failures = 0
        self._trouble = ""

    def html(self, view: DigestView) -> str:
        """The view as HTML."""
        return self._printed(HTML, view) or OURS.html(view)

    def text(self, view: DigestView) -> str:
        """The view as text."""
        return self._printed(TEXT, view) or OURS.text(view)

    def notes(self) -> Sequence[Note]:
        """What operators should know of the templates."""
        return (Note(name="templates", detail=self._trouble, key="templates"),) if self._trouble else ()

    def raw(self, name: str, view: DigestView) -> str:
        """What the template prints, looked through: every story must stand in it.

        Raises:
            NoPrintError: it prints nothing, not in time, or not all of it.
        """
        with self._turn:
            text = self._asked(name, view)
        if missing := next(untold(view, text), None):
            said = f"the story {missing.ref} stands nowhere in what it prints (headline, link or reference)."
            hint = "Print view.sections: of each the stories and the lines."
            raise NoPrintError(Fault(name=name, line=None, said=said, hint=hint))
        return inlined(text) if name == HTML else text

    def close(self) -> None:
        """End the process."""
        with self._turn:
            self._end()

    def _printed(self, name: str, view: DigestView) -> str:
        if name not in self._templates or self._failures >= MOST_FAILURES:
            return ""
        try:
            return self.raw(name, view)
        except NoPrintError as none:
            self._failures += 1
            fault = none.fault
            where = f"templates/{fault.name}" + (f":{fault.line}" if fault.line else "")
            given_up = self._failures >= MOST_FAILURES
            until = "; ours is printed until the configuration changes" if given_up else "; ours was printed"
            self._trouble = f"{where}: {fault.said.rstrip('.')}{until}. {fault.hint}".strip()
            log.warning("a template failed", action="print", why=self._trouble)
            return ""

    def _asked(self, name: str, view: DigestView) -> str:
        try:
            answer = self._exchange(pickle.dumps((name, view)))
        except TimeoutError:
            self._end()
            said = f"it was not done within {self._timeout_s:g} s."
            raise NoPrintError(Fault(name=name, line=None, said=said, hint="Is there a loop in a loop?")) from None
        except (OSError, ValueError):
            self._end()
            said = "its process ended; it took too much memory or time, or was killed."
            raise NoPrintError(Fault(name=name, line=None, said=said, hint="Is there a loop in a loop?")) from None
        if "fault" in answer:
            raise NoPrintError(Fault(**answer["fault"]))
        return str(answer["text"])

    def _exchange(self, request: bytes) -> dict[str, Any]:
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._start()
        process = self._process
        if process is None or process.stdin is None or process.stdout is None:
            raise OSError("no process")
        process.stdin.write(frame(request))
        process.stdin.flush()
        deadline = time.monotonic() + self._timeout_s
        size = int.from_bytes(_read(process.stdout, HEAD, deadline), "big")
        if size > _MOST_BYTES:
            raise ValueError("too much")
        answer: dict[str, Any] = json.loads(_read(process.stdout, size, deadline))
        return answer

    def _start(self) -> None:
        # Without our environment, in which there are secrets.
        self._process = subprocess.Popen(
            [sys.executable, "-m", "monitor.deliver.custom_templates.worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
            start_new_session=True,
        )
        if self._process.stdin is not None and self._process.stdout is not None:
            self._process.stdin.write(frame(pickle.dumps(self._templates)))
            self._process.stdin.flush()
            _read(self._process.stdout, HEAD + 2, time.monotonic() + _START_S)

    def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        process.wait()
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                # What was still in the pipe is of no use any more.
                with contextlib.suppress(OSError):
                    stream.close()


def untold(view: DigestView, text: str) -> Iterator[StoryView | LineView]:
    """The stories of which neither headline nor link nor reference stands in the text."""
    plain = html.unescape(text)
    for section in view.sections:
        stories: tuple[StoryView | LineView, ...] = (*section.stories, *section.lines)
        for story in stories:
            if not any(mark and mark in plain for mark in (story.ref, story.href, story.title)):
                yield story


def _read(stream: IO[bytes], size: int, deadline: float) -> bytes:
    """So many bytes. Raises TimeoutError, OSError at the end of the stream."""
    found = bytearray()
    while len(found) < size:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([stream], [], [], left)[0]:
            raise TimeoutError
        piece = os.read(stream.fileno(), min(size - len(found), 65_536))
        if not piece:
            raise OSError("the process ended")
        found += piece
    return bytes(found)
