"""What a command costs before it does anything: `python -m bench.start [--runs 15]`.

Processor time of whole processes, children included, as multiples of `python -c "import typer, rich"` of the same
environment. All commands take turns, the least of all runs counts: a busy neighbour slows each alike. `why` and
`deliveries` look into an empty database, `match` reads an article of the seed corpus with the shipped list.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
from pathlib import Path

from monitor.store import migrate

ROOT = Path(__file__).parents[1]
MONITOR = (sys.executable, "-m", "monitor")
COMMANDS = {
    "--version": ("--version",),
    "--help": ("--help",),
    "health": ("health",),
    "why URL": ("why", "https://example.org/news/1"),
    "deliveries list": ("deliveries", "list"),
    "match FILE": ("match", "seed_corpus/000-al-heri-handover.md"),
}


def cost(command: tuple[str, ...], environment: dict[str, str]) -> float:
    """Processor seconds of one run."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=False
    )
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    """Print a row for each command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=15)
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as data:
        migrate(f"sqlite:///{data}/monitor.db")
        environment = {**os.environ, "MONITOR_CONFIG": str(ROOT / "config"), "MONITOR_DATA": data}
        commands = {"import typer, rich": (sys.executable, "-c", "import typer, rich")}
        commands |= {name: (*MONITOR, *arguments) for name, arguments in COMMANDS.items()}
        least = dict.fromkeys(commands, float("inf"))
        for _ in range(runs):
            for name, command in commands.items():
                least[name] = min(least[name], cost(command, environment))
    baseline = least["import typer, rich"]
    print(f"{'command':<20} {'CPU ms':>8} {'times':>6}")
    for name, seconds in least.items():
        print(f"{name:<20} {seconds * 1000:>8.0f} {seconds / baseline:>6.1f}")


if __name__ == "__main__":
    main()
