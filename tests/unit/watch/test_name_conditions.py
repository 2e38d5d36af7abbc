"""Conditions that stand at some names of a topic, and names of packs that a topic does without."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, MatchText, Name, NameCondition, Scope, Topic, Watchlist
from monitor.watch import Matcher, check, compile_watchlists, lint, spellings

QUNEITRA = Topic(
    id="quneitra",
    name="Quneitra",
    kind=Kind.PLACE,
    names=(
        Name(text="Quneitra", language="en"),
        Name(text="القنيطرة", language="ar"),
        Name(text="قنیطره", language="fa-IR"),
    ),
)
GUARD = Topic(
    id="guard",
    name="Guard",
    kind=Kind.ORGANISATION,
    names=(
        Name(text="=IRGC", language="en"),
        Name(text="سپاه پاسداران", language="fa"),
        Name(text="سپاه", language="fa"),
    ),
)
SYRIA = Condition(words=("Syria", "سوريا", "سوریه"))
NOT_SCIENCE = Condition(words=("دانش", "بهداشت"), within=0)


def matcher_of(topic: Topic, packs: Sequence[str] = ()) -> Matcher:
    return compile_watchlists([_listed(topic, packs)])


def _listed(topic: Topic, packs: Sequence[str] = ()) -> Watchlist:
    return Watchlist(id="list", title="list", priority=Priority.NORMAL, topics=(topic,), packs=tuple(packs))


def said(topic: Topic, text: str, packs: Sequence[str] = (), language: str = "") -> list[str]:
    """The surfaces of the hits."""
    about = MatchText(title="", text=text, language=language)
    return [hit.surface for hit in matcher_of(topic, packs).match(about).hits]


@pytest.mark.parametrize(
    ("condition", "text", "expected"),
    [
        (NameCondition(languages=("ar",), requires=SYRIA), "Quneitra was shelled.", ["Quneitra"]),
        (NameCondition(languages=("ar",), requires=SYRIA), "افتتح مصنع في القنيطرة.", []),
        (NameCondition(languages=("ar",), requires=SYRIA), "قصف في القنيطرة جنوبي سوريا.", ["القنيطرة"]),
        (NameCondition(languages=("en",), requires=SYRIA), "Quneitra was shelled.", []),
        (NameCondition(names=("Quneitra",), requires=SYRIA), "Quneitra was shelled.", []),
        (NameCondition(names=("Quneitra",), requires=SYRIA), "Quneitra in Syria was shelled.", ["Quneitra"]),
        (NameCondition(names=("القنيطرة",), requires=SYRIA), "Quneitra was shelled.", ["Quneitra"]),
        (
            NameCondition(languages=("en",), excludes=Condition(words=("Bay",), within=Scope.DOCUMENT)),
            "Quneitra Bay",
            [],
        ),
    ],
)
def test_a_condition_holds_for_its_names_only(condition: NameCondition, text: str, expected: list[str]) -> None:
    assert said(replace(QUNEITRA, conditions=(condition,)), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سپاه پاسداران بیانیه داد.", ["سپاه پاسداران"]),
        ("فرمانده سپاه سخن گفت.", ["سپاه"]),
        ("او سرباز سپاه دانش بود.", []),
        ("او سرباز سپاه دانش بود و سپاه بیانیه داد.", ["سپاه"]),
    ],
)
def test_a_bare_name_is_bound_while_the_full_one_is_free(text: str, expected: list[str]) -> None:
    bare_only = NameCondition(names=("سپاه",), excludes=NOT_SCIENCE)
    assert said(replace(GUARD, conditions=(bare_only,)), text) == expected


def test_conditions_of_name_language_and_topic_hold_together() -> None:
    topic = replace(
        QUNEITRA,
        excludes=Condition(words=("match",), within=Scope.DOCUMENT),
        conditions=(
            NameCondition(languages=("en",), requires=SYRIA),
            NameCondition(names=("Quneitra",), requires=Condition(words=("army",))),
        ),
    )
    assert said(topic, "The army of Syria left Quneitra.") == ["Quneitra"]
    assert said(topic, "Syria rebuilt Quneitra.") == []
    assert said(topic, "The army left Quneitra.") == []
    assert said(topic, "The army of Syria lost its match in Quneitra.") == []


def test_what_failed_and_what_spoke_for_it_is_told() -> None:
    topic = replace(QUNEITRA, conditions=(NameCondition(languages=("en",), requires=SYRIA),))
    [near] = matcher_of(topic).match(MatchText(title="", text="Quneitra was shelled.")).near
    assert near.failed == "requires any of Syria, سوريا, سوریه in the article (condition of the name Quneitra)"
    [hit] = matcher_of(topic).match(MatchText(title="", text="In Syria Quneitra was shelled.")).hits
    assert hit.reason == "name Quneitra; near 'Syria' (0 words between)"


def test_a_language_covers_its_regions() -> None:
    topic = replace(QUNEITRA, conditions=(NameCondition(languages=("fa",), requires=SYRIA),))
    only = replace(topic, names=topic.names[2:])
    assert said(only, "قنیطره آرام بود.") == []
    assert said(only, "قنیطره در سوریه آرام بود.") == ["قنیطره"]


# --- Names that are written alike ---

_ALIKE = st.permutations(
    [
        (Name(text="Golan", language="en"), NameCondition(languages=("en",), requires=Condition(words=("Alpha",)))),
        (Name(text="Golán", language="es"), NameCondition(languages=("es",), requires=Condition(words=("Beta",)))),
        (Name(text="GOLAN", language="fr"), None),
    ]
)


@given(order=_ALIKE, kept=st.integers(1, 3), text=st.sampled_from(["Golan", "Golan Alpha", "Golan Beta"]))
def test_a_mention_counts_if_any_name_written_so_counts(
    order: list[tuple[Name, NameCondition | None]], kept: int, text: str
) -> None:
    chosen = [(name, condition) for name, condition in order[:kept] if name.text != "GOLAN"]
    topic = Topic(
        id="golan",
        name="Golan",
        kind=Kind.PLACE,
        names=(*(name for name, _ in chosen), Name(text="Elsewhere")),
        conditions=tuple(condition for _, condition in chosen if condition is not None),
    )
    asked = [condition.requires.words[0] for condition in topic.conditions if condition.requires is not None]
    assert bool(said(topic, text)) == any(word in text for word in asked)


def test_a_free_name_written_alike_frees_the_mention() -> None:
    names = (Name(text="Golan", language="en"), Name(text="Golan", language="fr"))
    bound = NameCondition(languages=("en",), requires=SYRIA)
    assert said(Topic(id="g", name="G", kind=Kind.PLACE, names=names, conditions=(bound,)), "Golan fell.") == ["Golan"]


def test_a_name_of_ones_own_stands_under_its_condition_whatever_a_pack_spells() -> None:
    topic = replace(
        QUNEITRA, names=QUNEITRA.names[:2], conditions=(NameCondition(names=("القنيطرة",), requires=SYRIA),)
    )
    assert said(topic, "افتتح مصنع في القنيطرة.", ["levant"]) == []
    assert said(topic, "Kuneitra fell.", ["levant"]) == ["Kuneitra"]


def test_a_condition_can_stand_at_a_name_of_a_pack() -> None:
    turkey = NameCondition(names=("DMO",), requires=Condition(words=("İran*",)))
    topic = replace(GUARD, names=GUARD.names[:1], conditions=(turkey,))
    assert said(topic, "DMO ihaleyi duyurdu.", ["levant"], "tr") == []
    assert said(topic, "İran'da DMO komutanı konuştu.", ["levant"], "tr") == ["DMO"]


# --- Names that a topic does without ---


def test_a_name_of_a_pack_is_left_out() -> None:
    topic = replace(GUARD, names=GUARD.names[:1])
    assert said(topic, "DMO ihaleyi duyurdu.", ["levant"], "tr") == ["DMO"]
    for written in ("=DMO", "DMO"):
        without = replace(topic, without=(written,))
        assert said(without, "DMO ihaleyi duyurdu.", ["levant"], "tr") == []
        assert said(without, "Devrim Muhafızları konuştu.", ["levant"], "tr") == ["Devrim Muhafızları"]


def test_spellings_show_conditions_and_what_is_left_out() -> None:
    bare_only = NameCondition(names=("سپاه",), excludes=NOT_SCIENCE)
    shown = spellings(replace(GUARD, conditions=(bare_only,), without=("DMO",)), ["levant"])
    by_text = {one.text: one for one in shown}
    assert by_text["سپاه"].condition == "excludes any of دانش, بهداشت within 0 words"
    assert by_text["سپاه پاسداران"].condition == ""
    assert by_text["=DMO"].source == "without"
    assert by_text["=КСИР"].source == "pack"


# --- What check and lint say ---


@pytest.mark.parametrize(
    ("change", "place", "message"),
    [
        ({"without": ("DNO",)}, ("without", 0, None), "no pack adds the name 'DNO' to this topic"),
        (
            {"conditions": (NameCondition(names=("=IRGC", "Sepah"), requires=SYRIA),)},
            ("condition names", 1, 0),
            "the topic has no name 'Sepah'",
        ),
        (
            {"conditions": (NameCondition(languages=("fa", "he"), requires=SYRIA),)},
            ("condition languages", 1, 0),
            "the topic has no name in the language he",
        ),
        (
            {"conditions": (NameCondition(languages=("fa",), requires=Condition(words=("a*",))),)},
            ("requires", 0, 0),
            "a stem needs at least 4 letters before the * in 'a*'",
        ),
    ],
)
def test_check_points_at_what_is_about_nothing(
    change: dict[str, tuple[object, ...]], place: tuple[str, int, int | None], message: str
) -> None:
    [fault] = check(_listed(replace(GUARD, **change)))
    assert (fault.part, fault.index, fault.condition) == place
    assert fault.message == message


def test_an_unknown_pack_is_one_fault_not_three() -> None:
    about = (NameCondition(names=("=DMO",), requires=SYRIA),)
    faults = check(_listed(replace(GUARD, without=("DMO",), conditions=about), ["levantine"]))
    assert [fault.part for fault in faults] == ["packs"]


def test_lint_counts_a_condition_of_the_name() -> None:
    short = Topic(id="t", name="Wagner", kind=Kind.UNIT, names=(Name(text="Wagner"), Name(text="Hari")))
    risky = {finding.name for finding in lint([_listed(short)], {})}
    assert risky == {"Wagner", "Hari"}
    bound = replace(short, conditions=(NameCondition(names=("Wagner",), requires=SYRIA),))
    assert {finding.name for finding in lint([_listed(bound)], {})} == {"Hari"}
