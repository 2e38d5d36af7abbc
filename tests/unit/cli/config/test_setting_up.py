"""`init`, `check`, `schema`: from an empty folder to a configuration that is known to work."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from monitor.testing.newsite import NewsSite
from tests.acceptance.world import World
from tests.unit.cli.conftest import Command

pytestmark = pytest.mark.xdist_group("cli")


def test_init_writes_what_check_accepts_and_keeps_what_is_there(monitor: Command, tmp_path: Path) -> None:
    folder = tmp_path / "fresh"
    first = monitor("init", str(folder))
    assert first.status == 0
    assert {line.split()[0] for line in first.lines[:-1]} == {"created"}
    assert first.lines[-1] == f"Next: edit the files, then run: monitor check --config {folder}/config"
    assert monitor("check", "--config", str(folder / "config")).status == 0

    (folder / "config" / "feeds.yaml").write_text("feeds: []\n")
    (folder / "config" / "monitor.yaml").unlink()
    second = monitor("init", str(folder))
    fates = {Path(line.split()[1]).name: line.split()[0] for line in second.lines[:-1]}
    assert fates["feeds.yaml"] == "kept"
    assert fates["monitor.yaml"] == "created"
    assert (folder / "config" / "feeds.yaml").read_text() == "feeds: []\n"


def test_init_writes_the_folder_that_the_configuration_is_read_from(monitor: Command, tmp_path: Path) -> None:
    answer = monitor("init", "--config", str(tmp_path / "etc"))
    assert answer.status == 0
    assert answer.lines[-1] == f"Next: edit the files, then run: monitor check --config {tmp_path}/etc"
    assert (tmp_path / "etc" / "monitor.yaml").exists()


def test_init_into_a_place_that_cannot_be_written(monitor: Command, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    answer = monitor("init", str(tmp_path / "file"))
    assert answer.status == 2
    assert "Choose another folder" in answer.err


def test_check_says_what_it_found(monitor: Command) -> None:
    answer = monitor("check")
    assert answer.status == 0
    assert answer.out.startswith("ok: 1 feed, 1 watchlist with 1 topic, ")
    report = monitor("check", "--json").json
    assert report["status"] == "ok"
    assert report["problems"] == []
    assert report["revision"] in answer.out


def test_check_names_every_problem_at_once(monitor: Command, world: World) -> None:
    (world.config / "feeds.yaml").write_text("feeds:\n  - {url: ftp://example.org/}\n")
    (world.config / "watchlists" / "towns.yaml").write_text("watchlist: towns\ntitel: Towns\n")
    answer = monitor("check")
    assert answer.status == 2
    assert answer.out == ""
    assert "feeds.yaml:2" in answer.err
    assert "towns.yaml:2" in answer.err
    assert "topics" in answer.err
    assert "problems in the configuration; nothing was changed." in answer.err


def test_check_gives_problems_as_json_too(monitor: Command, world: World) -> None:
    (world.config / "feeds.yaml").write_text("feeds:\n  - {url: ftp://example.org/}\n")
    answer = monitor("check", "--json")
    assert answer.status == 2
    [problem] = answer.json["problems"]
    assert answer.json["status"] == "refused"
    assert problem["file"].endswith("feeds.yaml")
    assert problem["line"] == 2
    assert problem["message"]
    assert problem["hint"]


def test_check_online_tries_every_feed_and_channel(monitor: Command, world: World, site: NewsSite) -> None:
    feeds = json.loads((world.config / "feeds.yaml").read_text())["feeds"]
    dead = {"url": f"{site.base_url}/none.xml", "title": "Closed Gazette", "publisher": "Closed", "language": "en"}
    well = monitor("check", "--online")
    assert well.status == 0
    assert "ok   feed Harbour News: rss20, 3 entries" in well.out
    assert "ok   channel files: " in well.out
    (world.config / "feeds.yaml").write_text(json.dumps({"feeds": [*feeds, dead]}))
    ill = monitor("check", "--online")
    assert ill.status == 1
    assert "BAD  feed Closed Gazette: the server answered 404 (http_client_error)" in ill.out
    probes = monitor("check", "--online", "--json").json["probes"]
    assert {(probe["name"], probe["ok"]) for probe in probes} == {
        ("Harbour News", True), ("Closed Gazette", False), ("files", True)
    }  # fmt: skip
    assert not world.database.exists(), "a probe stores nothing"


@pytest.mark.parametrize("name", ["monitor", "feeds", "publishers", "silences", "pins", "users", "watchlist"])
def test_schema_of_one_file(monitor: Command, name: str) -> None:
    answer = monitor("schema", name)
    assert answer.status == 0
    Draft202012Validator.check_schema(answer.json)


def test_schemas_of_all_files(monitor: Command, tmp_path: Path) -> None:
    kinds = {"monitor", "feeds", "publishers", "silences", "pins", "users", "watchlist"}
    assert set(monitor("schema").json) == kinds
    assert monitor("schema", "--write", str(tmp_path / "schema")).status == 0
    assert json.loads((tmp_path / "schema" / "feeds.json").read_text()) == monitor("schema", "feeds").json
    unknown = monitor("schema", "feed")
    assert unknown.status == 2
    assert "watchlist" in unknown.err
    (tmp_path / "file").write_text("")
    assert monitor("schema", "--write", str(tmp_path / "file" / "deeper")).status == 2
