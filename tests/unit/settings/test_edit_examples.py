"""Examples put down in the text of a watchlist: comments, order and all other lines stay."""

from __future__ import annotations

import pytest

from monitor.errors import UsageError
from monitor.settings import with_example

HEAD = "# ours\nwatchlist: towns\ntopics:\n"
PLAIN = f"{HEAD}  - id: river  # one\n    name: River\n    names: [River]  # spelled so\n"
LONG = f"{PLAIN}    examples:\n      match:\n        - |\n          One\n          two\n"
AFTER = "  - id: hill\n    name: Hill\n    names:\n      - Hill\nrules:\n  - id: all\n    query: '@river'\n"


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            PLAIN,
            "match",
            f"{PLAIN.rstrip()}\n    examples:\n      match:\n        - A flood: now\n".replace(
                "A flood: now", '"A flood: now"'
            ),
        ),
        (
            f"{PLAIN}    examples:\n      match:\n        - One.  # first\n",
            "match",
            f'{PLAIN}    examples:\n      match:\n        - One.  # first\n        - "A flood: now"\n',
        ),
        (
            f"{PLAIN}    examples:\n      match: [One.]\n",
            "ignore",
            f'{PLAIN}    examples:\n      match: [One.]\n      ignore:\n        - "A flood: now"\n',
        ),
        (
            f"{PLAIN}    examples: {{match: [One.]}}\n",
            "match",
            f'{PLAIN}    examples: {{match: [One., "A flood: now"]}}\n',
        ),
        (
            f"{PLAIN}    examples: {{match: [One.]}}\n",
            "gap",
            f'{PLAIN}    examples: {{match: [One.], gap: ["A flood: now"]}}\n',
        ),
        (f"{PLAIN}    examples:\n      match: []\n", "match", f'{PLAIN}    examples:\n      match: ["A flood: now"]\n'),
        (
            f"{HEAD}  - {{id: river, name: River, names: [River]}}\n",
            "gap",
            f'{HEAD}  - {{id: river, name: River, names: [River], examples: {{gap: ["A flood: now"]}}}}\n',
        ),
        (
            LONG,
            "ignore",
            f'{LONG}      ignore:\n        - "A flood: now"\n',
        ),
    ],
)
@pytest.mark.parametrize("after", ["", AFTER])
def test_an_example_is_put_down_where_it_belongs(text: str, kind: str, expected: str, after: str) -> None:
    written = with_example("towns.yaml", text + after, "river", kind, "A  flood:\n now")
    assert written == expected + after
    assert with_example("towns.yaml", written, "river", kind, "A flood: now") == written


@pytest.mark.parametrize(
    ("text", "topic", "said"),
    [
        (PLAIN, "lake", "has no topic lake"),
        (f"{PLAIN}    examples:\n      ignore: [A flood]\n", "river", "has that text under ignore"),
        ("topics: [", "river", "cannot be read"),
        ("topics: none\n", "river", "cannot be read"),
        (f"{PLAIN}    examples:\n      match:\n", "river", "cannot be read"),
    ],
)
def test_what_cannot_be_extended_is_refused_and_said(text: str, topic: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        with_example("towns.yaml", text, topic, "match", "A flood")
