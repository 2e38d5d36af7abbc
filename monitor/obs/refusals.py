"""Why the last start came to nothing, in a small file: `monitor health` and the bot that runs can say it."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import tempfile
from datetime import datetime
from pathlib import Path

from monitor.records import dataclass

FILE = "refused.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """A start that came to nothing."""

    at: datetime
    why: str
    """One sentence, or one a line."""


def note_refusal(data: Path, refusal: Refusal) -> None:
    """Keep it in the data folder, or in a folder of this user's own where that cannot be written."""
    for place in (data, None):
        with contextlib.suppress(OSError):
            folder = place or spare_folder(data, make=True)
            descriptor = os.open(folder / FILE, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                json.dump({"at": refusal.at.isoformat(), "why": refusal.why}, file, ensure_ascii=False)
            return


def last_refusal(data: Path) -> Refusal | None:
    """The newest; None if none is known, or it cannot be read."""
    found = [one for folder in (data, spare_folder(data)) if (one := _read(folder / FILE)) is not None]
    return max(found, key=lambda one: one.at, default=None)


def forget_refusal(data: Path) -> None:
    """The bot has started."""
    for folder in (data, spare_folder(data)):
        with contextlib.suppress(OSError):
            (folder / FILE).unlink(missing_ok=True)


def writable(data: Path) -> Path:
    """The data folder, made if it is not there yet, or what stands in for it where it cannot be written.

    Made, because what is told may go into it: a message later it would be there, and another memory with it.
    """
    with contextlib.suppress(OSError):
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    return data if os.access(data, os.W_OK | os.X_OK) else spare_folder(data, make=True)


def spare_folder(data: Path, *, make: bool = False) -> Path:
    """A folder of this user's alone for what is said of `data`; it may not exist."""
    mark = hashlib.sha256(os.fsencode(data.absolute())).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"monitor-{os.getuid()}-{mark}"
    with contextlib.suppress(OSError):
        if make:
            folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.getuid():
            # Somebody else's: what stands there is not ours to read or to write.
            return folder / "absent"
    return folder


def _read(path: Path) -> Refusal | None:
    try:
        kept = json.loads(path.read_text(encoding="utf-8"))
        at = datetime.fromisoformat(kept["at"])
        return Refusal(at=at, why=str(kept["why"])) if at.tzinfo else None
    except (OSError, ValueError, KeyError, TypeError):
        return None
