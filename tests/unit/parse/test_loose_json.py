"""JSON as it is sent: what can be meant in one way only is read."""

from __future__ import annotations

import json
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.parse.loose_json import load_lines, load_loosely
from tests.growth import cpu_grows_linearly

MEANT = {"title": 'The "old" pier', "n": None, "list": ["a", "b"], "url": "https://n.example/a"}
FORMS = {
    "as it should be": json.dumps(MEANT),
    "quotes inside": '{"title": "The "old" pier", "n": null, "list": ["a", "b"], "url": "https://n.example/a"}',
    "single quotes": """{'title': 'The "old" pier', 'n': None, 'list': ['a', 'b'], 'url': 'https://n.example/a'}""",
    "bare names": """{title: 'The "old" pier', n: null, list: ["a", "b"], url: "https://n.example/a"}""",
    "comments": '// made\n{"title": "The \\"old\\" pier", /* x */ "n": undefined, "list": ["a", "b",],'
    ' "url": "https://n.example/a",}',
    "something behind": json.dumps(MEANT) + ";done()",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS)
def test_it_is_read_as_meant(text: str) -> None:
    assert load_loosely(text)[0] == MEANT


def test_of_a_broken_off_list_the_last_item_keeps_its_whole_members() -> None:
    whole = '{"items": [{"id": "1", "title": "One"}, {"id": "2", "title": "Two", "url": "https://n.exam'
    document, fault = load_loosely(whole)
    assert document == {"items": [{"id": "1", "title": "One"}, {"id": "2", "title": "Two"}]}
    assert fault


def test_lines_of_documents() -> None:
    assert load_lines('{"a": 1}\n{"a": 2}\n\n[3] x') == [{"a": "1"}, {"a": "2"}, ["3"]]


@given(st.text(alphabet="{}[]\",:\\' /*ab1\n", max_size=200))
def test_anything_gives_an_answer(text: str) -> None:
    load_loosely(text)
    load_lines(text)


@pytest.mark.parametrize("piece", ['"a, ', "{'a': ", '{"items": [{"a": "b", ', '"\\', "// ", '""" '])
def test_the_work_grows_with_the_length(piece: str) -> None:
    assert cpu_grows_linearly(lambda size: partial(load_loosely, piece * (size // len(piece))), 20_000)
