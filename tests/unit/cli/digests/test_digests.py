"""`monitor digest list` and `show`: what was composed can be read again, whole."""

from __future__ import annotations

from pathlib import Path

from tests.acceptance.world import World
from tests.unit.cli.conftest import Command


def test_what_was_composed_is_listed_and_shown(world: World, monitor: Command, tmp_path: Path) -> None:
    assert monitor("digest", "list").out == "No digest is kept.\n"
    empty = monitor("digest", "show")
    assert (empty.status, empty.out) == (1, "No digest was composed so far.\n")
    assert monitor("once", "--digest").status == 0

    (row,) = monitor("digest", "list", "--json").json
    assert (row["subscription"], row["kind"], row["stories"]) == ("towns", "digest", 2)
    line = monitor("digest", "list", "towns").lines[-1]
    assert row["key"] in line
    assert row["first"] in line
    assert "No digest is kept of nobody." in monitor("digest", "list", "nobody").out

    shown = monitor("digest", "show", row["key"])
    assert shown.status == 0
    assert "Report 0 from Albu Kamal" in shown.out
    assert f"Digest {row['key']}" in shown.out
    (written,) = (world.data / "digests").rglob("*.txt")
    assert shown.out.rstrip() == written.read_text(encoding="utf-8").rstrip(), "as it was sent"
    assert monitor("digest", "show").out == shown.out, "the newest"
    assert [len(one["stories"]) for one in monitor("digest", "show", "--json").json["data"]["sections"]] == [2]
    page = tmp_path / "digest.html"
    assert monitor("digest", "show", "--html", str(page)).out == f"written: {page}\n"
    assert "Albu Kamal" in page.read_text(encoding="utf-8")

    unknown = monitor("digest", "show", "2020-01-01/towns/0700")
    assert unknown.status == 1
    assert "see: monitor digest list" in unknown.out

    (world.config / "feeds.yaml").write_text("nonsense: [", encoding="utf-8")
    assert monitor("digest", "show").out == shown.out, "whatever is wrong in config/ now"
