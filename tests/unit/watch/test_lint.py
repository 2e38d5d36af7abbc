"""Risks in watchlists that compile."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from monitor.model.watch import Condition, Kind, Name, Topic, Watchlist
from monitor.watch.advice.derived import Derived, derived_in
from monitor.watch.advice.lint import Risk, lint

Make = Callable[..., Topic]
MakeList = Callable[..., Watchlist]
NEAR = Condition(words=("Syria",))


def found(watchlist: Watchlist, **languages: int) -> list[tuple[str, str, Risk]]:
    return [(one.topic, one.name, one.risk) for one in lint([watchlist], languages)]


@pytest.mark.parametrize(
    ("name", "risk"),
    [
        pytest.param("Heri", Risk.SHORT, id="four Latin letters"),
        pytest.param("Дера", Risk.SHORT, id="four Cyrillic letters"),
        pytest.param("تنف", Risk.SHORT, id="three Arabic letters"),
        pytest.param("תנף", Risk.SHORT, id="three Hebrew letters"),
        pytest.param("=PMU", Risk.SHORT, id="an acronym of three letters"),
        pytest.param("Wagner", Risk.COMMON, id="a composer too"),
        pytest.param("القائم", Risk.COMMON, id="an Arabic participle too"),
        pytest.param("الميادين", Risk.COMMON, id="Arabic squares"),
        pytest.param("Fifth Corps", Risk.COMMON, id="an ordinal and a kind of unit"),
        pytest.param("National Army", Risk.COMMON, id="common words only"),
        pytest.param("Tripoli", Risk.PLACE, id="a place in several countries"),
        pytest.param("Albu Kamal", None, id="two telling words"),
        pytest.param("=IRGC", None, id="an acronym of four letters"),
        pytest.param("Kuneitra", None, id="a long word"),
        pytest.param("البوكمال", None, id="a long Arabic word"),
        pytest.param("Damascus", None, id="a topic that is the place"),
    ],
)
def test_one_name(name: str, risk: Risk | None, topic: Make, watchlist: MakeList) -> None:
    one = replace(topic("t", name), kind=Kind.PLACE)
    assert found(watchlist(one)) == ([("t", name, risk)] if risk else [])


def test_a_person_named_like_a_place(topic: Make, watchlist: MakeList) -> None:
    one = replace(topic("t", "Damascus"), kind=Kind.PERSON)
    (finding,) = lint([watchlist(one)], {})
    assert (finding.risk, finding.message) == (Risk.PLACE, "is also a place in SY")


@pytest.mark.parametrize("name", ["Heri", "Wagner", "القائم", "Fifth Corps", "Tripoli", "=PMU"])
def test_requires_settles_it(name: str, topic: Make, watchlist: MakeList) -> None:
    assert found(watchlist(replace(topic("t", name, requires=NEAR), kind=Kind.PLACE))) == []


@pytest.mark.parametrize(
    ("names", "others", "shared"),
    [
        pytest.param(["Albu Kamal"], ["albu kamal"], True, id="capitals"),
        pytest.param(["Fifth Corps here"], ["5th Corps here"], True, id="an ordinal in figures"),
        pytest.param(["Imam Ali (military) base"], ["Imam Ali base"], True, id="an optional part"),
        pytest.param(["Hezbollah"], ["Iraqi Hezbollah"], False, id="a longer name"),
    ],
)
def test_two_topics_with_one_form(
    names: list[str], others: list[str], shared: bool, topic: Make, watchlist: MakeList
) -> None:
    risks = [risk for _, _, risk in found(watchlist(topic("a", *names), topic("b", *others)))]
    assert (Risk.SHARED in risks) is shared


def named(kind: Kind, **names: str) -> Topic:
    return Topic(id="t", name="T", kind=kind, names=tuple(Name(text=text, language=tag) for tag, text in names.items()))


@pytest.mark.parametrize(
    ("one", "language", "missing"),
    [
        pytest.param(named(Kind.PLACE, en="Albu Kamal"), "ar", True, id="another script"),
        pytest.param(named(Kind.PLACE, en="Albu Kamal", ar="البوكمال"), "ar", False, id="named"),
        pytest.param(named(Kind.PLACE, en="Albu Kamal"), "fr", False, id="a place is carried over by sound"),
        pytest.param(
            named(Kind.ORGANISATION, en="Guardians Corps of it"), "fr", True, id="an organisation is translated"
        ),
        pytest.param(named(Kind.PLACE, en="Albu Kamal"), "en-GB", False, id="a region of the language"),
    ],
)
def test_languages_of_the_feeds(one: Topic, language: str, missing: bool, watchlist: MakeList) -> None:
    risks = [finding.risk for finding in lint([watchlist(one)], {language: 3})]
    assert risks == ([Risk.LANGUAGE] if missing else [])


def test_a_name_for_any_language_serves_its_script(topic: Make, watchlist: MakeList) -> None:
    assert found(watchlist(topic("t", "البوكمال")), ar=1) == []
    assert found(watchlist(topic("t", "البوكمال")), ru=1) == [("t", "", Risk.LANGUAGE)]


def test_a_pack_that_knows_the_topic_names_it(topic: Make, watchlist: MakeList) -> None:
    assert found(watchlist(topic("t", "Albu Kamal"), packs=("levant",)), ar=1, ru=1, he=1) == []


def test_findings_are_sentences_with_a_remedy(watchlist: MakeList) -> None:
    (one,) = lint([watchlist(named(Kind.PLACE, en="Albu Kamal"))], {"ar": 2})
    assert one.message == "has no name in the language ar, though 2 feeds are in it"
    assert one.hint.startswith("Add a name in it")


@pytest.mark.parametrize(
    ("language", "endings", "from_latin"),
    [
        ("ar", "own rules", "found, letter by letter"),
        ("el", "taken off", "found, by sound"),
        ("fi", "taken off", "the same letters"),
        ("ko-KR", "taken off", "found, by sound"),
        ("zh", "takes none", "not found: add a name in it"),
        ("cy", "only plural and genitive -s", "the same letters"),
        ("qu", "short ones, of rare names", "the same letters"),
        ("cv", "short ones, of rare names", "found, by sound"),
    ],
)
def test_what_is_derived_in_a_language_is_said(language: str, endings: str, from_latin: str) -> None:
    assert derived_in([language, ""]) == (Derived(language[:2], endings, from_latin),)
