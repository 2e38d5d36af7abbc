"""The name of a site behind a headline is none of its news."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.stories.statements import Told, differences, speaking
from monitor.stories.statements.reading.site_names import without_site

BRIDGE = "Footbridge in Halvorn collapses"
TEXT = "A footbridge in Halvorn collapsed on Monday, the fire service said.\nThree people were hurt."
POST = "https://www.river-post.example/n/1"


@pytest.mark.parametrize(
    ("behind", "publisher", "address", "goes"),
    [
        (" - River Post", "River Post", "", True),
        (" | River Post Online", "River Post", "", True),
        (" – river-post", "Google News", POST, True),
        (" | BBC News", "News", "https://www.bbc.co.uk/n/1", True),
        (" | The River Post Group", "River Post", POST, False),
        (" - River police search for driver", "River", "", False),
        (" - Halvorn", "Halvorn", "https://halvorn.example/n/1", False),
        (": River Post", "River Post", POST, False),
        (" - two arrested", "River Post", POST, False),
        ("-River Post", "River Post", POST, False),
        (" - X", "X", "https://x.com/1", False),
        (" - !!", "", "", False),
        ("", "River Post", POST, False),
    ],
)
def test_a_name_behind_a_headline(behind: str, publisher: str, address: str, goes: bool) -> None:
    found = without_site(f"{BRIDGE}{behind}", [publisher], address, ("Halvorn",))
    assert found == (BRIDGE if goes else f"{BRIDGE}{behind}")


def test_a_headline_that_is_nothing_else_stays() -> None:
    assert without_site(" - River Post", ["River Post"], "") == " - River Post"


@pytest.mark.parametrize("publisher", ["Post", "Headlines of the day"])
@pytest.mark.parametrize("first", [True, False])
def test_the_same_with_and_without_the_name_is_no_news(first: bool, publisher: str) -> None:
    bare = Told(title=BRIDGE, text=TEXT, language="en", publisher="Post", address=POST, names=("Halvorn",))
    named = replace(bare, title=f"{BRIDGE} | Post", publisher=publisher, address="https://headlines.example/1")
    told = (bare, named) if first else (named, bare)
    assert speaking(differences(*told)) == ()
