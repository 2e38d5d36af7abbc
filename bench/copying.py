"""How long `monitor db copy` takes for a large archive, from SQLite to PostgreSQL and back, and whether all is equal.

The archive is that of `bench.desk`: articles with their texts, stories, alerts, digests and polls. The command runs as
a process; a server of its own waits for the disk as servers do. The copy there is killed half-way, and gone on with;
the time of both tries counts. `python -m bench.copying` prints a table; `--articles` makes it smaller.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from pathlib import Path

from bench.desk_archive import filled, place_in
from tests.postgres_server import Server

ARTICLES = 200_000


@dataclass(frozen=True)
class Took:
    """One copy."""

    way: str
    wall_s: float
    cpu_s: float
    """Of the command, without the server's."""
    rows: int
    resumed: int
    equal: bool
    """Whether its checksums are those of the original."""


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=ARTICLES)
    parser.add_argument("--keep", type=Path, help="where the archive lies, or is kept")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        home = asked.keep or folder
        original = home / "archive.db"
        if not original.exists():
            place = place_in(home / "installation")
            filled(original, place.load(), asked.articles, indexed=False)
        for end in ("", ".made"):
            shutil.copyfile(f"{original}{end}", folder / f"monitor.db{end}")
        server = Server(durable=True)
        try:
            rows = measured(folder, server)
        finally:
            server.end()
    for one in rows:
        sys.stdout.write(json.dumps(asdict(one)) + "\n")


def measured(folder: Path, server: Server) -> list[Took]:
    """There, there with a kill, and back."""
    first, second = server.bare(), server.bare()
    file = folder / "monitor.db"
    there, sums = copied("there", str(file), first, None)
    killed, _ = copied("there, killed half-way", str(file), second, sums, kill_after_s=there.wall_s / 4)
    back, _ = copied("back", first, str(folder / "back.db"), sums)
    return [there, killed, back]


def copied(
    way: str, source: str, target: str, sums: list[str] | None, kill_after_s: float | None = None
) -> tuple[Took, list[str]]:
    """Copy by the command; its lines of checksums."""
    command = [sys.executable, "-m", "monitor", "db", "copy", source, target]
    began, used = time.monotonic(), _used()
    if kill_after_s is not None:
        with subprocess.Popen(command, stdout=subprocess.DEVNULL) as first:
            time.sleep(kill_after_s)
            first.kill()
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    wall, cpu = time.monotonic() - began, _used() - used
    *lines, last = done.stdout.splitlines()
    words = last.replace(",", "").split()
    resumed = int(words[5]) if len(words) > 5 else 0
    found = Took(way, round(wall, 1), round(cpu, 1), int(words[3]), resumed, sums is None or lines == sums)
    return found, lines


def _used() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    main()
