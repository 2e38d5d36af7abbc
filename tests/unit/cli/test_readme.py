"""Every command that README names, without any secret set: it works, or says in one sentence why this one needs it."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.acceptance.world import WATCHLIST, World
from tests.docs.pages import text_of
from tests.unit.cli.conftest import Command, caller

pytestmark = pytest.mark.xdist_group("cli")

MAIL = (
    "  mail: {type: email, host: 127.0.0.1, port: 9, from: m@example.org, username: m, password_env: MONITOR_NOT_SET}\n"
)
NEED_IT = {"run", "run --demo", "work", "once", "once --digest", "check", "check --online", "digest send-now"}
"""They send, or try to."""
FOR_GOOD = {"web": ["--port", "none"]}
"""It works until somebody stops it, which here nobody does: it is only asked what it would not do."""
GIVEN = {
    "FILE": "text.txt",
    "FILE|URL": "text.txt",
    "DIR": "texts",
    "URL": "http://127.0.0.1:1/feed.xml",
    "TOPIC": "albu-kamal",
    "ID": "1",
    "STORY": "1",
    "LIST": "towns",
    "NAME": "ali",
    "[WATCHLIST]": "towns",
}
MORE = {
    "candidates accept": ["albu-kamal", "Abou Kemal", "--language", "fr"],
    "candidates reject": ["albu-kamal", "Abou Kamel"],
    "feeds add": ["http://127.0.0.1:1/feed.xml"],
    "feeds import": ["list.opml"],
    "feeds release": ["--all"],
    "stories group": ["--jsonl", "texts.jsonl"],
    "digest tell-orphans": ["towns"],
    "deliveries suppress": ["ali@example.org", "--on", "mail", "--by", "Mona", "--why", "on leave"],
    "deliveries lift": ["ali@example.org", "--by", "Mona", "--why", "back again"],
    "db restore": ["backup.db"],
    "db backup": ["backup.db"],
    "db copy": ["backup.db", "copy.db"],
    "init": ["new"],
    "silence add": ["--topic", "albu-kamal", "--until", "8h", "--by", "Ali", "--why", "an exercise"],
    "silence end": ["albu-kamal"],
    "not 1": ["--by", "Ali", "--undo"],
    "yes 1": ["--by", "Ali"],
    "replay": ["--all"],
    "evidence": ["1", "--out", "alert.warc.gz"],
}
"""What README leaves to the reader."""


def readme_commands() -> list[str]:
    """`feeds add`, `match FILE`, `once --digest`: as the table names them, each with its options."""
    table = text_of("README.md").split("## The commands")[1].split("\n## ")[0]
    found = []
    for row in re.findall(r"^\| (`monitor .*) \| (.*) \|$", table, re.MULTILINE):
        group = ""
        for code in re.findall(r"`([^`]+)`", row[0].replace("\\|", "|")):
            words = code.split()
            if words[0] == "monitor":
                group = words[1] if len(words) > 2 and words[2].islower() else ""
            found.append(" ".join(words[1:] if words[0] == "monitor" else [group, *words]))
        found += [f"{found[-1]} {option}" for option in re.findall(r"`(--[a-z]+)`", row[1])]
    return found


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with what the commands are given."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "text.txt").write_text("Trucks crossed the bridge at Albu Kamal on Monday.")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "one.txt").write_text("Albu Kamal and the Fifth Corps. " * 20)
    (tmp_path / "texts.jsonl").write_text(json.dumps({"id": 1, "title": "A", "text": "Albu Kamal " * 30}) + "\n")
    (tmp_path / "list.yaml").write_text(WATCHLIST)
    (tmp_path / "list.opml").write_text('<opml><body><outline xmlUrl="https://a.example/f" text="A"/></body></opml>')
    return tmp_path


def test_each_works_or_says_why_it_needs_a_secret(
    copied: World, here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("MONITOR_NOT_SET", raising=False)
    path = copied.config / "monitor.yaml"
    path.write_text(path.read_text().replace("channels:\n", f"channels:\n{MAIL}", 1))
    feeds = json.loads((copied.config / "feeds.yaml").read_text())["feeds"]
    rows = "".join(f"  - {json.dumps(one)}\n" for one in feeds)
    (copied.config / "feeds.yaml").write_text(f"feeds:\n{rows}")
    monitor = caller(copied, capsys, monkeypatch)
    commands = readme_commands()
    assert len(commands) >= 35
    for line, wrong in FOR_GOOD.items():
        commands.remove(line)
        assert monitor(line, *wrong).status == 2
    needed = {line for line in commands if needs_a_secret(monitor, line)}
    assert needed == NEED_IT


def needs_a_secret(monitor: Command, line: str) -> bool:
    given = GIVEN | {"FILE": "list.yaml"} if line.startswith("watchlist ") else GIVEN
    words = [given.get(word, word) for word in line.split()]
    answer = monitor(*words, *MORE.get(" ".join(words), []), stdin=b"Albu Kamal and more")
    if answer.status == 2 and "MONITOR_NOT_SET" in answer.err:
        sentences = [one for one in answer.err.splitlines() if "MONITOR_NOT_SET" in one]
        assert len(sentences) == 1, (line, answer.err)
        assert "is not set" in sentences[0]
        return True
    assert answer.status in (0, 1), (line, answer.err)
    assert "MONITOR_NOT_SET" not in answer.err
    return False
