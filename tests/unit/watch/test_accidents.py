"""What names would find by accident, as an author is told it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.model.watch import Condition, Kind
from monitor.watch.advice.accidents import Accident, accidents
from monitor.watch.advice.lint import Risk, accident_findings
from tests.unit.watch.conftest import MakeTopic, MakeWatchlist


@pytest.fixture(scope="module")
def told(topic: MakeTopic, watchlist: MakeWatchlist) -> tuple[Accident, ...]:
    """Of one list in four languages, looked at once."""
    person = replace(topic("april", "April"), kind=Kind.PERSON)
    guarded = topic("will", "Will", requires=Condition(words=("Smith",)))
    others = [
        topic(name.lower(), name)
        for name in ("France", "Premiere", "Velmar", "U.N.", "Syria", "Guam", "Chance", "כנסת")
    ]
    ali = replace(topic("ali", "علي"), kind=Kind.PERSON)
    listed = watchlist(person, guarded, *others, ali, topic("dera", "Daraa"), packs=("levant",))
    return accidents([listed], ["en", "fr", "ar", "he", "xx", "de-AT"])


def of(told: tuple[Accident, ...], topic: str, *, alerts: bool) -> dict[str, tuple[str, ...]]:
    return {one.language: one.words for one in told if one.topic == topic and one.alerts is alerts}


def test_a_person_named_by_a_frequent_word(told: tuple[Accident, ...]) -> None:
    assert of(told, "april", alerts=True)["en"] == ("April",)
    assert of(told, "ali", alerts=True)["ar"][0] == "علي"


def test_a_first_name_is_asked_about_and_alerts_nobody(told: tuple[Accident, ...]) -> None:
    assert of(told, "france", alerts=True) == {}
    assert {"Frank", "Francis"} <= set(of(told, "france", alerts=False)["en"])


@pytest.mark.parametrize("quiet", ["velmar", "u.n.", "syria", "will", "guam", "כנסת"])
def test_of_others_nothing_alerts(told: tuple[Accident, ...], quiet: str) -> None:
    assert of(told, quiet, alerts=True) == {}


def test_an_ordinal_is_no_other_ordinal(told: tuple[Accident, ...]) -> None:
    assert of(told, "premiere", alerts=True) == {}


def test_what_a_pack_brings_is_told_as_the_packs(told: tuple[Accident, ...]) -> None:
    assert {one.pack for one in told if one.topic == "dera"} <= {"levant"}


def test_findings_are_what_alerts_once_in_a_thousand_sentences(told: tuple[Accident, ...]) -> None:
    findings = accident_findings(told)
    assert {one.risk for one in findings} == {Risk.ACCIDENT}
    assert "april" in {one.topic for one in findings}
    assert "france" not in {one.topic for one in findings}
    (message,) = {one.message for one in findings if one.topic == "april" and " in en" in one.message}
    assert message == "alerts on April in en, about 3 times in 1,000 sentences"


def test_what_is_told_is_short() -> None:
    words = tuple("abcdefg")
    one = Accident(watchlist="w", topic="t", name="n", language="en", words=words, alerts=True, per_thousand=0.4)
    assert one.told() == "a, b, c, d, e and 2 more in en, about 0.4 times in 1,000 sentences"
    assert replace(one, words=("a",), per_thousand=1.2).told() == "a in en, about 1 time in 1,000 sentences"


def test_a_packs_finding_says_how_to_leave_it_out() -> None:
    one = Accident(
        watchlist="w",
        topic="t",
        name="DMO",
        language="tr",
        words=("Dmo",),
        alerts=True,
        per_thousand=2.0,
        pack="levant",
    )
    (finding,) = accident_findings([one])
    assert finding.hint == "Leave out what the pack levant brings: without: [DMO]."


def test_a_watched_ordinal_alerts_as_it_is_written(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    found = accidents([watchlist(topic("first", "First", "Velmar"))], ["de"])
    assert all("Erste" not in one.words for one in found)
