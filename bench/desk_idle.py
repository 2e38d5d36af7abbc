"""What the desk costs a bot that does nothing else: `python -m bench.desk_idle` (`--seconds N`).

The real `monitor run` without a feed, in turns: without the desk, with it, and with it while a page asks every ten
seconds what is new, as a browser's does. Told are memory (of the process, proportional share) and processor time.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from pathlib import Path

ASKS_S = 10.0
START_S = 60.0
_TICKS = os.sysconf("SC_CLK_TCK")
_PAGES = ("/", "/feeds", "/index/live.json?mark=0")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _spent(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICKS


def _memory_mb(pid: int) -> float:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="utf-8")
    return next(int(line.split()[1]) for line in rollup.splitlines() if line.startswith("Pss:")) / 1024


def _ask(address: str) -> int:
    try:
        with urllib.request.urlopen(address, timeout=30) as answer:
            answer.read()
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


def _wait_for(bot: subprocess.Popen[bytes], address: str, said: Path) -> None:
    """Until it answers.

    Raises:
        SystemExit: It ended before, or did not answer in a minute; told with what it said.

    """
    until = time.monotonic() + START_S
    while _ask(address) not in (200, 503):
        if bot.poll() is not None or time.monotonic() > until:
            ended = "did not answer" if bot.returncode is None else f"ended with {bot.returncode}"
            raise SystemExit(
                f"The bot {ended}, so nothing was measured. It said:\n{said.read_text(errors='replace')[-2000:]}"
            )
        time.sleep(0.2)


def measure(seconds: float, *, desk: bool, asked: bool) -> tuple[float, float]:
    """(MB, share of a processor in percent) of a bot that has settled."""
    with tempfile.TemporaryDirectory() as folder:
        config, port = Path(folder) / "config", _free_port()
        (config / "watchlists").mkdir(parents=True)
        (config / "feeds.yaml").write_text("feeds: []\n", encoding="utf-8")
        (config / "watchlists" / "a.yaml").write_text(
            "watchlist: a\ntopics:\n  - id: a\n    name: Albu Kamal\n    kind: place\n    names: [Albu Kamal]\n",
            encoding="utf-8",
        )
        (config / "monitor.yaml").write_text(
            f"server:\n  port: {port}\ndesk:\n  enabled: {'true' if desk else 'false'}\n", encoding="utf-8"
        )
        words = [sys.executable, "-m", "monitor", "--config", str(config), "--data", f"{folder}/data", "run"]
        said = Path(folder) / "said"
        with said.open("wb") as output:
            bot = subprocess.Popen(words, stdout=output, stderr=subprocess.STDOUT)
        try:
            _wait_for(bot, f"http://127.0.0.1:{port}/healthz", said)
            if asked:
                for path in _PAGES:
                    _ask(f"http://127.0.0.1:{port}{path}")
            time.sleep(75)  # A bot gives back what its start took after a minute.
            before, until = _spent(bot.pid), time.monotonic() + seconds
            while time.monotonic() < until:
                time.sleep(min(ASKS_S, max(until - time.monotonic(), 0)))
                if asked:
                    _ask(f"http://127.0.0.1:{port}{_PAGES[-1]}")
            return _memory_mb(bot.pid), 100 * (_spent(bot.pid) - before) / seconds
        finally:
            bot.send_signal(signal.SIGTERM)
            with contextlib.suppress(subprocess.TimeoutExpired):
                bot.wait(20)
            bot.kill()


def main() -> None:
    """Print a line for each way."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=120.0)
    seconds = parser.parse_args().seconds
    for name, desk, asked in (("without", False, False), ("with", True, False), ("asked", True, True)):
        memory, share = measure(seconds, desk=desk, asked=asked)
        print(f"{name:8} {memory:7.1f} MB  {share:5.2f} % of a processor")


if __name__ == "__main__":
    main()
