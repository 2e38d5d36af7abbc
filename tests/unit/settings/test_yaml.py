from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.settings.yaml.document import Document
from monitor.settings.yaml.scalars import Surprise, resolve
from monitor.settings.yaml.source import read_document


def read(text: str) -> Document:
    document = read_document("f.yaml", text.encode())
    assert isinstance(document, Document), document
    return document


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("true", True),
        ("False", False),
        ("no", "no"),
        ("on", "on"),
        ("yes", "yes"),
        ("y", "y"),
        ("0", 0),
        ("-12", -12),
        ("0x1F", 31),
        ("0o17", 15),
        ("1.5", 1.5),
        ("1e3", 1000.0),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("2026-10-01", "2026-10-01"),
        ("9" * 40, "9" * 40),
        ("15m", "15m"),
        ("::1", "::1"),
    ],
)
def test_plain_scalars_mean_what_yaml_1_2_says(text: str, value: object) -> None:
    assert resolve(text) == value
    assert type(resolve(text)) is type(value)


@pytest.mark.parametrize("text", ["12:30", "1:2:3", "+03:00", "012", "-07", "00"])
def test_ambiguous_scalars_are_refused(text: str) -> None:
    assert isinstance(resolve(text), Surprise)


def test_places_are_known() -> None:
    document = read("a:\n  - b: 1\n    c:\n      d: [x,\n          y]\n# end\ne: >\n  folded\n  text\n\n# far\n")
    assert document.problem(("a", 0, "c", "d", 1), "m").line == 5
    assert document.problem(("a", 0, "c"), "m").line == 3
    assert document.problem(("a", 0, "missing"), "m").key == "a[0].missing"
    assert document.problem(("a", 7), "m").line == 1
    assert document.root.children["a"].last_line == 5
    assert document.root.children["e"].last_line <= 10


def test_aliases_are_shared_values() -> None:
    assert read("a: &tags [x, y]\nb: *tags\n").root.data == {"a": ["x", "y"], "b": ["x", "y"]}


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | st.text(st.characters(exclude_categories=["C"])),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text("abcäش", min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(st.dictionaries(st.text("abcxyz", min_size=1, max_size=6), JSON, max_size=4))
def test_json_is_read_as_it_is(value: dict[str, Any]) -> None:
    assert read(json.dumps(value, ensure_ascii=False)).root.data == value
    assert read(json.dumps(value, ensure_ascii=False, indent=2)).root.data == value


@given(st.binary(max_size=200) | st.text("abc:-[]{}&*!|>'\"\\U0Fx#%@`,?\n\t ~=<", max_size=80).map(str.encode))
def test_no_bytes_raise(data: bytes) -> None:
    result = read_document("f.yaml", data)
    assert isinstance(result, Document) or all(problem.message for problem in result)
