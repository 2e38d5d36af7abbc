"""Silences written into silences.yaml and ended there, whatever stands around them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from monitor.errors import ConfigError, UsageError
from monitor.settings.edit.silences import add_silence, end_silence

END = datetime(2026, 11, 29, 6, 30, tzinfo=UTC)
ENTRY = {"id": "new", "topics": ["a", "b, c"], "until": "2026-12-01T08:00:00Z", "by": "Ali", "why": "it: is known"}
BLOCK = """  - id: new
    topics: [a, "b, c"]
    until: "2026-12-01T08:00:00Z"
    by: Ali
    why: "it: is known"
"""


OTHER = "  - {id: x, topics: [a], until: 2026-12-01 08:00, by: B, why: c}\n"


@pytest.mark.parametrize("before", ["silences:\n", "# mine\nsilences: []\n", "", f"silences:\n{OTHER}"])
def test_added_below_all_that_was_there(tmp_path: Path, before: str) -> None:
    path = tmp_path / "silences.yaml"
    path.write_text(before)
    add_silence(path, ENTRY)
    text = path.read_text()
    assert text.endswith(BLOCK)
    assert text.startswith(before.replace(" []", "").rstrip("\n"))
    with pytest.raises(UsageError, match="has a silence new already"):
        add_silence(path, ENTRY)
    assert path.read_text() == text


def test_the_first_one_makes_the_file(tmp_path: Path) -> None:
    add_silence(tmp_path / "silences.yaml", ENTRY)
    assert (tmp_path / "silences.yaml").read_text().startswith("# yaml-language-server: ")


@pytest.mark.parametrize(
    ("line", "ended"),
    [
        ("    until: 2026-12-01 08:00   # or later", '    until: "2026-11-29T06:30:00Z"   # or later'),
        ("    until: '2026-12-01 08:00'", '    until: "2026-11-29T06:30:00Z"'),
        ('    "until": "2026-12-01 08:00"', None),
    ],
)
def test_ended_in_its_own_line(tmp_path: Path, line: str, ended: str | None) -> None:
    path = tmp_path / "silences.yaml"
    lines = ["silences:", "  - id: one", "    topics: [a]", line, "    by: Ali", "    why: until 2026-12-01 08:00", ""]
    path.write_text("\n".join(lines))
    if ended is None:
        with pytest.raises(UsageError, match="by hand"):
            end_silence(path, "one", END)
        assert path.read_text() == "\n".join(lines)
        return
    end_silence(path, "one", END)
    assert path.read_text() == "\n".join([*lines[:3], ended, *lines[4:]])


def test_ended_in_braces_and_only_there(tmp_path: Path) -> None:
    path = tmp_path / "silences.yaml"
    one = '  - {id: one, until: "2026-12-01 08:00", topics: [a], by: A, why: b}\n'
    path.write_text(f"silences:\n{one}{one.replace('one', 'two')}")
    end_silence(path, "two", END)
    assert path.read_text() == f"silences:\n{one}" + one.replace("one", "two").replace(
        "2026-12-01 08:00", "2026-11-29T06:30:00Z"
    )
    with pytest.raises(UsageError, match=r"has no silence 'three'. It has: one, two."):
        end_silence(path, "three", END)


def test_an_unsound_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "silences.yaml"
    path.write_text("silences:\n  - id: one\n")
    for edit in (lambda: add_silence(path, ENTRY), lambda: end_silence(path, "one", END)):
        with pytest.raises(ConfigError):
            edit()
    assert path.read_text() == "silences:\n  - id: one\n"
