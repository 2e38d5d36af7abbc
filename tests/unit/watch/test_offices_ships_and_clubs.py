"""Ministries, ships and sports clubs: what of their names may be unsaid or stand elsewhere."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import Kind

How = Callable[..., str]


@pytest.mark.parametrize(
    ("kind", "name", "text", "expected"),
    [
        (Kind.ORGANISATION, "Ministry of Finance", "The finance ministry said so.", "strong"),
        (Kind.ORGANISATION, "Ministry of Defence", "The defense ministry said so.", "strong"),
        (Kind.ORGANISATION, "Ministry of Foreign Affairs", "The Foreign Ministry said so.", "strong"),
        (Kind.ORGANISATION, "Department of Justice", "The Justice Department sued.", "strong"),
        (Kind.ORGANISATION, "Ministry of Finance", "Talks on finance, a ministry said.", "none"),
        (Kind.ORGANISATION, "Ministry of Finance", "The health ministry said so.", "none"),
        (Kind.THING, "MV Rubymar", "Later the Rubymar sank.", "strong"),
        (Kind.THING, "MV Galaxy Leader", "Later the Galaxy Leader was seized.", "strong"),
        (Kind.THING, "HMS Diamond", "Later the Diamond fired.", "candidate"),
        (Kind.THING, "USS Abraham Lincoln", "Later Abraham Lincoln spoke.", "none"),
        (Kind.THING, "MT", "Later the MT sank.", "strong"),
        (Kind.ORGANISATION, "FC Bayern München", "Gestern gewann Bayern München.", "strong"),
        (Kind.ORGANISATION, "Real Madrid CF", "Ayer ganó el Real Madrid.", "strong"),
        (Kind.ORGANISATION, "FC Barcelona", "Ayer llovió en Barcelona.", "candidate"),
    ],
)
def test_what_may_be_unsaid(how: How, kind: Kind, name: str, text: str, expected: str) -> None:
    assert how(name, text, kind) == expected
