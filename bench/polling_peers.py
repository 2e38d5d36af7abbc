"""Whole readers side by side: `monitor once` beside `reader`, `rss2email` and a bare loop, start included.

Each in a process of its own for each cycle, in turns. The peers are installed into `.venv/peers` when that can be done;
where it cannot, their lines are left out and it is said.
"""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from bench.cost import ROOT, Cost, spent

PEERS = ("reader", "rss2email")
_NEEDED = "sgmllib3k"
"""By the feedparser inside `reader`, which does not say so."""
WHOLE = ("first", "same", "news")
_FOLDER = ROOT / ".venv" / "peers"
_MONITOR = """\
polling: {lookback: 1m}
fetch: {allow_private: ["127.0.0.0/8"], host_delay: 0s}
server: {port: 0}
log: {level: error}
"""
_WATCHLIST = "watchlist: towns\ntitle: Towns\ntopics: [{id: irgc, name: IRGC, kind: unit, names: {en: [IRGC]}}]\n"
_R2E = "[DEFAULT]\nfrom = a@example.org\nto = b@example.org\nverbose = warning\n"
_ALL_DUE = "UPDATE {} SET next_poll_at = last_polled_at"
_CLOCKS = "SELECT name FROM sqlite_master WHERE name IN ('feed', 'feed_clock') ORDER BY name DESC"
_VERSIONS = "import importlib.metadata as m, sys; print(*(m.version(one) for one in sys.argv[1:]))"

Once = Callable[[], Cost]


@dataclass(frozen=True, slots=True)
class Peers:
    """The peers' environment."""

    python: Path
    versions: dict[str, str]


def installed() -> Peers | None:
    """The peers, installed now if they are not yet; None, and why is printed, if they cannot be."""
    python = _FOLDER / "bin" / "python"
    if not _FOLDER.exists():
        subprocess.run([sys.executable, "-m", "venv", str(_FOLDER)], check=True)
    install = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *PEERS, _NEEDED]
    done = subprocess.run(install, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False)
    if done.returncode:
        print(f"{', '.join(PEERS)} cannot be installed, so they are not measured: {done.stdout.strip()[-200:]}")
        return None
    names = [*PEERS, "feedparser"]
    told = subprocess.run([python, "-c", _VERSIONS, *names], stdout=subprocess.PIPE, text=True, check=True).stdout
    return Peers(python=python, versions=dict(zip(names, told.split(), strict=True)))


def write_config(folder: Path, urls: Sequence[str]) -> Path:
    """A configuration of `monitor` with these feeds, in `folder`/config."""
    config = folder / "config"
    (config / "watchlists").mkdir(parents=True)
    (config / "monitor.yaml").write_text(_MONITOR, encoding="utf-8")
    (config / "watchlists" / "towns.yaml").write_text(_WATCHLIST, encoding="utf-8")
    (config / "feeds.yaml").write_text(json.dumps({"feeds": [{"url": url} for url in urls]}), encoding="utf-8")
    return config


def whole(folder: Path, urls: Sequence[str], clones: dict[str, Path], peers: Peers | None) -> dict[str, Once]:
    """How to have each reader update all feeds once, with what it remembers kept in `folder`."""
    readers: dict[str, Once] = {}
    for name, clone in clones.items():
        own = folder / name.replace(" ", "-")
        write_config(own, urls)
        at = ["--config", str(own / "config"), "--data", str(own / "data")]
        readers[name] = partial(_monitor_once, [str(clone / ".venv" / "bin" / "monitor"), *at, "once"], own)
    if peers is not None:
        script, database = str(ROOT / "bench" / "polling_reader.py"), str(folder / "reader.db")
        readers["reader"] = partial(spent, [str(peers.python), script, database, *urls, "--", "same"], folder)
        sections = "".join(f"[feed.f{number}]\nurl = {url}\n" for number, url in enumerate(urls))
        (folder / "r2e.cfg").write_text(_R2E + sections)
        r2e = [str(peers.python.with_name("r2e")), "-c", str(folder / "r2e.cfg"), "-d", str(folder / "r2e.json")]
        readers["rss2email"] = partial(spent, [*r2e, "run", "--no-send"], folder)
    loop = [sys.executable, str(ROOT / "bench" / "polling_loop.py"), str(folder / "loop.db"), *urls, "--", "same"]
    readers["bare loop"] = partial(spent, loop, folder)
    return readers


def _monitor_once(command: Sequence[str], folder: Path) -> Cost:
    """The others update all feeds whether they are due or not."""
    database = folder / "data" / "monitor.db"
    if database.exists():
        with closing(sqlite3.connect(database)) as table:
            (clocks,) = table.execute(_CLOCKS).fetchone()
            table.execute(_ALL_DUE.format(clocks))
            table.commit()
    return spent(command, folder)


def tell_news(url: str) -> None:
    """Have all feeds show an entry more."""
    urllib.request.urlopen(url.replace("/feed", "/news")).close()
