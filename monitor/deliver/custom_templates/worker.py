"""The process that prints with templates of one's own: a request at a time, each with limits of its own.

In: a length of eight bytes and so many pickled; first the templates, then (name, view)s. Out: the same with JSON, first
an empty one.
"""

from __future__ import annotations

import json
import os
import pickle
import resource
from dataclasses import asdict
from typing import Any, BinaryIO

from monitor.deliver.custom_templates.environment import CustomEnvironment, FaultyError

HEAD = 8
_MEMORY = 512 * 1024 * 1024
_SECONDS = 20
"""Of processor time for one request: the end of a loop without end whose reader was killed."""


def read_frame(stream: BinaryIO) -> bytes | None:
    """The next frame; None at the end."""
    head = stream.read(HEAD)
    if len(head) < HEAD:
        return None
    size = int.from_bytes(head, "big")
    body = stream.read(size)
    return body if len(body) == size else None


def frame(body: bytes) -> bytes:
    """The body with its length in front."""
    return len(body).to_bytes(HEAD, "big") + body


def main() -> None:
    """Answer until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    asked, told = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    begun = read_frame(asked)
    if begun is None:
        return
    environment = CustomEnvironment(pickle.loads(begun))  # noqa: S301 - from the process that started this one
    told.write(frame(b"{}"))
    told.flush()
    while (request := read_frame(asked)) is not None:
        used = int(sum(resource.getrusage(resource.RUSAGE_SELF)[:2]))
        resource.setrlimit(resource.RLIMIT_CPU, (used + _SECONDS, resource.RLIM_INFINITY))
        name, view = pickle.loads(request)  # noqa: S301 - as above
        told.write(frame(_answer(environment, name, view)))
        told.flush()


def _answer(environment: CustomEnvironment, name: str, view: Any) -> bytes:
    try:
        said: dict[str, object] = {"text": environment.printed(name, view)}
    except FaultyError as faulty:
        said = {"fault": asdict(faulty.fault)}
    return json.dumps(said).encode("ascii")


if __name__ == "__main__":
    main()
