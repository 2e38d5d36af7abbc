"""A watchlist without some of its parts, or with some turned round: what it finds then."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.desk.parts import PartKind, Switch
from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, MatchText, Name, NameCondition, Rule, Strength, Topic, Watchlist
from monitor.watch import compile_watchlists, parts_of, switched

RIVER = Topic(
    id="r",
    name="River",
    kind=Kind.THING,
    names=(Name(text="Okavan"), Name(text="Stremmel"), Name(text="Brookel")),
    requires=Condition(words=("flood", "rain"), within=12),
    conditions=(NameCondition(names=("Brookel",), excludes=Condition(words=("film",))),),
)
HILL = Topic(id="h", name="Hill", kind=Kind.THING, names=(Name(text="Hardel"),))
PLAIN = Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=(RIVER, HILL))
RULED = Watchlist(
    id="w",
    title="W",
    priority=Priority.NORMAL,
    topics=(RIVER, HILL),
    rules=(Rule(id="one", query="@r AND high"), Rule(id="two", query="@h")),
)
NEEDS, FILM = "any of flood, rain within 12 words", "Brookel: film in the article"


def finds(listed: Watchlist, switches: dict[str, Switch], text: str) -> list[str]:
    """The names that count in the text, as far as the list alerts on it."""
    keys = {one.text: one.key for one in parts_of(listed)}
    changed = switched(listed, {keys[name]: how for name, how in switches.items()})
    result = compile_watchlists([changed]).match(MatchText(title="", text=text))
    fires = any(one.fires for one in result.verdicts)
    return [one.form for one in result.hits if one.strength is Strength.STRONG and fires]


def test_a_list_is_taken_apart_in_its_order() -> None:
    parts = parts_of(RULED)
    assert [(one.kind, one.topic, one.text) for one in parts] == [
        (PartKind.NAME, "r", "Okavan"),
        (PartKind.NAME, "r", "Stremmel"),
        (PartKind.NAME, "r", "Brookel"),
        (PartKind.REQUIRES, "r", NEEDS),
        (PartKind.EXCLUDES, "r", FILM),
        (PartKind.NAME, "h", "Hardel"),
        (PartKind.RULE, "", "one"),
        (PartKind.RULE, "", "two"),
    ]
    assert len({one.key for one in parts}) == len(parts)


@pytest.mark.parametrize(
    ("listed", "switches", "text", "found"),
    [
        (PLAIN, {}, "The Okavan in flood.", ["Okavan"]),
        (PLAIN, {"Okavan": Switch.OFF}, "The Okavan in flood.", []),
        (PLAIN, {"Okavan": Switch.OFF}, "The Okavan and the Stremmel in flood.", ["Stremmel"]),
        (PLAIN, {"Okavan": Switch.NOT}, "The Okavan and the Stremmel in flood.", []),
        (PLAIN, {"Okavan": Switch.NOT}, "The Stremmel in flood.", ["Stremmel"]),
        (PLAIN, {NEEDS: Switch.OFF}, "The Okavan is low.", ["Okavan"]),
        (PLAIN, {NEEDS: Switch.NOT}, "The Okavan is low.", ["Okavan"]),
        (PLAIN, {NEEDS: Switch.NOT}, "The Okavan in flood.", []),
        (PLAIN, {}, "The film of the Brookel in flood.", []),
        (PLAIN, {FILM: Switch.OFF}, "The film of the Brookel in flood.", ["Brookel"]),
        (PLAIN, {FILM: Switch.NOT}, "The film of the Brookel in flood.", ["Brookel"]),
        (PLAIN, {FILM: Switch.NOT}, "The Brookel in flood.", []),
        (PLAIN, {"Hardel": Switch.OFF}, "The Hardel.", []),
        (RULED, {}, "The Okavan in flood is low.", []),
        (RULED, {"one": Switch.NOT}, "The Okavan in flood is low.", ["Okavan"]),
        (RULED, {"one": Switch.NOT}, "The Okavan in flood is high.", []),
        (RULED, {"two": Switch.OFF}, "The Hardel.", []),
        (RULED, {"Hardel": Switch.OFF}, "The Okavan in flood is high.", ["Okavan"]),
    ],
)
def test_what_is_found_as_parts_stand(
    listed: Watchlist, switches: dict[str, Switch], text: str, found: list[str]
) -> None:
    assert finds(listed, switches, text) == found


@given(st.dictionaries(st.sampled_from([one.key for one in parts_of(RULED)]), st.sampled_from(Switch)))
def test_any_switches_make_a_list_that_compiles(switches: dict[str, Switch]) -> None:
    changed = switched(RULED, switches)
    compile_watchlists([changed])
    if all(how is Switch.ON for how in switches.values()):
        assert changed == RULED
