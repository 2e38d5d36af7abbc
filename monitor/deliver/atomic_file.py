"""Files that readers see whole: the old one or the new one, also after a crash; for the bot's own user alone."""

from __future__ import annotations

import os
import threading
from pathlib import Path

from monitor.model.delivery import Receipt
from monitor.model.outcomes import SendResult


def write_atomically(path: Path, text: str) -> None:
    """Put `text` in the place of what was there, in one step. Raises OSError."""
    beside = path.with_name(f".{path.name}.{os.getpid()}.{threading.get_ident()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_NOFOLLOW", 0)
    try:
        with os.fdopen(os.open(beside, flags, 0o600), "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def try_folder(folder: Path) -> None:
    """Make it and write in it; nothing stays behind but the folder. Raises OSError."""
    folder.mkdir(0o700, parents=True, exist_ok=True)
    trial = folder / ".monitor-probe"
    write_atomically(trial, "")
    trial.unlink()


def write_failed(path: Path, problem: OSError) -> Receipt:
    """What is told of a file that could not be written."""
    reason = (problem.strerror or str(problem)).lower()
    detail = f"{path} could not be written: {reason}. Check the folder's owner and free space."
    return Receipt(result=SendResult.TEMPORARY, detail=detail)
