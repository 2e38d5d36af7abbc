"""`monitor stories group` and `monitor story`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from monitor.cli.root import app

LEAD = "A convoy of 24 trucks crossed the border at Albu Kamal before dawn on Sunday, residents told North Press. "
REST = (
    "The trucks were heading to the Imam Ali base, said Omar Hasan, a trader in the town. "
    "Two of them carried air defence missiles under grey canvas, he added by telephone."
)
OTHER = (
    "Protesters in Daraa closed the road to Nasib, and the Fifth Corps sent Ahmad al-Awda to talk to the elders there."
)


def group(tmp_path: Path, *lines: object) -> tuple[int, list[dict[str, object]], str]:
    path = tmp_path / "texts.jsonl"
    path.write_text("\n".join(line if isinstance(line, str) else json.dumps(line) for line in lines), encoding="utf-8")
    result = CliRunner().invoke(app, ["stories", "group", "--jsonl", str(path)])
    found = [json.loads(line) for line in result.stdout.splitlines()] if result.exit_code == 0 else []
    return result.exit_code, found, str(result.exception or "")


def test_texts_become_stories(tmp_path: Path) -> None:
    _, found, _ = group(
        tmp_path,
        {"id": "a", "title": "Convoy", "text": LEAD + REST, "published_at": "2026-11-22T06:00:00+02:00"},
        {"id": "b", "title": "Daraa", "text": OTHER, "published_at": "2026-11-22T06:00:00"},
        {"id": 3, "title": "Trucks", "text": LEAD + REST},
        "",
        {"id": "d", "text": f"{LEAD} Nobody at the base would say what they carried across the river on Sunday."},
    )
    told = [(line["id"], line["label"], line["of"], line["shared"]) for line in found]
    assert told[:3] == [("a", "first", None, 0.0), ("b", "first", None, 0.0), ("3", "identical", "a", 1.0)]
    assert found[3]["of"] == "a"
    assert found[3]["new_sentences"] == ["Nobody at the base would say what they carried across the river on Sunday."]
    assert [copy["of"] for copy in found[3]["copies"]] == ["a", "3"]
    assert [line["story"] for line in found] == [1, 2, 1, 1]


@pytest.mark.parametrize(
    "line", ["not json", '{"id": 1}', "[1]", '{"id": 1, "text": "x", "published_at": "soon"}'], ids=range(4)
)
def test_a_line_that_is_no_text_is_named(tmp_path: Path, line: str) -> None:
    status, _, said = group(tmp_path, {"id": "a", "text": LEAD}, line)
    assert status != 0
    assert "line 2: not an object with `id` and `text`" in said
