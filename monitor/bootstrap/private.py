"""What says who is watched is for the bot's own user: files 0600, folders 0700, also those of earlier versions."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from contextlib import suppress
from pathlib import Path

from monitor.model.config import FeedFileChannel, FileChannel, Settings
from monitor.store import is_server, sqlite_path

_OF_THE_BOT = ("run.json", "run.tmp", "operator.json", "operator.tmp", "refused.json", "server.made", "server.part")
_OURS = frozenset({"backups", "demo", "finished", *_OF_THE_BOT})
_OTHERS = 0o077


def keep_private(settings: Settings) -> None:
    """Take from others what they may do with the data of an installation; what is not ours is left as it is.

    Made anew they are private anyway. The folder of the database is closed only where nothing but our files lies
    in it: a folder that is shared with others stays open.
    """
    folders = [channel.folder for channel in settings.channels if isinstance(channel, FileChannel | FeedFileChannel)]
    if is_server(settings.storage.url):
        # The data lies elsewhere, and what else of ours lies in the data folder is made for us alone.
        for path in _written(folders):
            _close(path)
        return
    database = sqlite_path(settings.storage.url)
    data = database.parent
    for path in _files(data, database.name, [data / "backups", *folders]):
        _close(path)
    for folder in (data / "backups", *folders):
        if data in folder.parents:
            _close(folder)
    with suppress(OSError):
        named = {folder.relative_to(data).parts[0] for folder in folders if data in folder.parents}
        if all(_is_ours(path.name, database.name, named) for path in data.iterdir()):
            _close(data)


def _files(data: Path, name: str, folders: Iterable[Path]) -> Iterator[Path]:
    yield from data.glob(f"{name}*")
    yield data / "run.json"
    yield from _written(folders)


def _written(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        for kind in ("*.html", "*.txt", "*.json", "*.atom", "*.db"):
            yield from folder.glob(kind)


def _is_ours(name: str, database: str, folders: set[str]) -> bool:
    return name.startswith((database, ".")) or name in _OURS or name in folders


def _close(path: Path) -> None:
    with suppress(OSError):
        found = path.lstat()
        kind = stat.S_ISREG(found.st_mode) or stat.S_ISDIR(found.st_mode)
        if kind and found.st_mode & _OTHERS and found.st_uid == os.geteuid() and not found.st_mode & stat.S_ISVTX:
            path.chmod(stat.S_IMODE(found.st_mode) & ~_OTHERS)
