"""A command loads what it uses: the heavy modules that each may load, by name."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import typer

from monitor.cli.commands import COMMANDS
from monitor.cli.root import app
from monitor.store import migrate

ROOT = Path(__file__).parents[3]
HEAVY = {
    "alembic",
    "apscheduler",
    "feedparser",
    "h11",
    "httpcore",
    "httpx",
    "jinja2",
    "lark",
    "lxml",
    "pydantic",
    "rich.console",
    "sqlalchemy",
    "structlog",
    "trafilatura",
    "monitor.bootstrap.app",
    "monitor.deliver",
    "monitor.cli.operations.demo",
    "monitor.flow",
    "monitor.flow.assess",
    "monitor.flow.extract",
    "monitor.flow.judging",
    "monitor.flow.linking",
    "monitor.flow.send",
    "monitor.parse.feeds.feed",
    "monitor.parse.pages.page",
    "monitor.settings.load",
    "monitor.store.connect",
    "monitor.stories.events.grouping",
    "monitor.stories.statements",
    "monitor.watch.match",
}
TYPER = {"pydantic"}
"""What typer itself loads for a command with options."""
STORE = TYPER | {"sqlalchemy", "monitor.store.connect"}
BOT = HEAVY - {
    "httpcore",
    *("alembic", "apscheduler", "feedparser", "lark", "lxml", "rich.console", "trafilatura"),
    *("monitor.cli.operations.demo", "monitor.flow.assess", "monitor.flow.extract", "monitor.flow.judging"),
    *("monitor.flow.linking", "monitor.flow.send", "monitor.stories.statements"),
}
"""One cycle loads no scheduler, and what is done with texts and messages only where there are any."""
REPORT = """
import json, os, sys
from monitor.cli.main import main
sys.argv = ["monitor", *json.loads(sys.argv[1])]
def report(status):
    print("\\n" + json.dumps(sorted(sys.modules)), flush=True)
    leave(0)
leave, os._exit = os._exit, report
try:
    main()
except SystemExit:  # Not at once: there may be a thread.
    report(0)
"""


@pytest.mark.parametrize(
    ("arguments", "may_load"),
    [
        (["--version"], set()),
        (["--help"], TYPER | {"rich.console"}),
        (["health"], TYPER),
        # Of the flow only its face, which loads nothing, and what the desk asks as well.
        (["why", "https://example.org/news/1"], STORE | {"monitor.flow"}),
        (["story", "1"], STORE | {"monitor.flow"}),
        (["deliveries", "list"], STORE),
        (["deliveries", "retry"], STORE),
        (["db", "stats"], STORE),
        (["schema"], TYPER),
        (["run", "--help"], BOT | {"rich.console"}),
        (["once"], BOT),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)
def test_a_command_loads_no_more_than_it_needs(tmp_path: Path, arguments: list[str], may_load: set[str]) -> None:
    (tmp_path / "monitor.yaml").write_text("storage: {path: monitor.db}\n")
    migrate(f"sqlite:///{tmp_path}/monitor.db")
    environment = {**os.environ, "MONITOR_CONFIG": str(tmp_path), "MONITOR_DATA": str(tmp_path)}
    answer = subprocess.run(
        [sys.executable, "-c", REPORT, json.dumps(arguments)],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120, check=True,
    )  # fmt: skip
    loaded = set(json.loads(answer.stdout.rstrip("\n").rsplit("\n", 1)[1]))
    assert loaded & HEAVY <= may_load
    assert "monitor.cli.root" in loaded


def test_a_process_that_had_workers_leaves_in_the_ordinary_way() -> None:
    program = (
        "import multiprocessing, os\n"
        "from monitor.cli import main\n"
        "os._exit = lambda status: print('at once')\n"
        "main._leave_at_once(0)\n"
        "worker = multiprocessing.get_context('spawn').Process(target=print)\n"
        "worker.start()\n"
        "worker.join()\n"
        "main._leave_at_once(0)\n"
        "print('ordinarily')\n"
    )
    answer = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120, check=True)
    assert answer.stdout.split("\n") == ["at once", "", "ordinarily", ""], answer.stderr


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_of_commands_says_what_they_say_of_themselves(name: str) -> None:
    group: Any = typer.main.get_command(app)
    listed = group.commands[name].help
    group.load(name)
    own = " ".join(group.commands[name].help.split("\n\n")[0].split())
    assert own == listed
