"""A story is shown as an article in a language of its readers tells it, and nothing that alerted is hidden by that."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.digest.compose import compose
from monitor.core.schedule.slots import Slot
from monitor.model.articles import Article
from monitor.model.digests import DigestStory
from monitor.model.facts import PendingAlert, WindowFacts
from monitor.model.ids import AlertId
from monitor.model.outcomes import AlertReason
from monitor.model.stories import Fact, FactKind
from monitor.model.watch import Hit
from tests.unit.core.builders import NOW, article, context, facts, hit, member, pending

SLOT = Slot(date="2026-11-22", time="07:00", at=NOW)
TOLD = ((7, "2026-11-21/border-watch/0700", NOW - timedelta(days=1)),)
TEXTS = {
    "en": ("Convoy crosses at Albu Kamal", "A convoy of trucks crossed at Albu Kamal before dawn.", "Albu Kamal"),
    "en-GB": ("Lorries cross at Albu Kamal", "A convoy of lorries crossed at Albu Kamal before dawn.", "Albu Kamal"),
    "ar": ("قافلة تعبر من البوكمال", "عبرت قافلة من الشاحنات معبر البوكمال قبل الفجر.", "البوكمال"),
    "ru": ("Колонна прошла Абу-Кемаль", "Колонна грузовиков прошла Абу-Кемаль до рассвета.", "Абу-Кемаль"),
    "": ("12:30", "Albu Kamal 12:30.", "Albu Kamal"),
}


def told(number: int, language: str, **changes: Any) -> tuple[Article, tuple[Hit, ...]]:
    title, text, name = TEXTS[language]
    at = text.index(name)
    found = article(number, title=title, text=text, language=language, publisher=f"Outlet {number}", **changes)
    return found, (hit(start=at, end=at + len(name), surface=name),)


def alert(number: int, language: str, *new: Fact, reason: AlertReason | None = None, **changes: Any) -> PendingAlert:
    """Later alerts have later articles, which are not their story's first ones as they appeared."""
    found, hits = told(
        number,
        language,
        published_at=NOW - timedelta(minutes=60 - number),
        first_seen_at=NOW - timedelta(minutes=59 - number),
        **changes,
    )
    reason = reason or (AlertReason.NEW_FACT if new else AlertReason.FIRST)
    created_at = NOW - timedelta(minutes=30 - number)
    return replace(pending(number, 7), article=found, hits=hits, reason=reason, facts=new, created_at=created_at)


def teller(number: int, language: str) -> PendingAlert:
    return replace(alert(number, language), id=AlertId(0))


def shown(found: WindowFacts, *languages: str) -> DigestStory:
    digest = compose(found, SLOT, None, context(languages=languages)).digest
    assert digest is not None
    (story,) = digest.stories
    return story


@pytest.mark.parametrize(
    ("languages", "alerts", "tellers", "lead", "original"),
    [
        pytest.param((), "ar", "en", "ar", "", id="nobody asked: as it appeared"),
        pytest.param(("en",), "ar", "en", "en", "ar", id="what alerted stands beside"),
        pytest.param(("en",), "ar ru", "", "ar", "", id="nothing in their language: as it appeared"),
        pytest.param(("en", "ru"), "ar ru", "", "ru", "ar", id="the second of the list"),
        pytest.param(("ru", "en"), "ar ru en", "", "ru", "ar", id="the first of the list"),
        pytest.param(("ar", "en"), "ar en", "", "ar", "", id="it alerted in their language"),
        pytest.param(("en",), "ar", "en-GB", "en-GB", "ar", id="a kind of the language"),
        pytest.param(("en-GB",), "ar", "en", "en", "ar", id="the language of a kind"),
        pytest.param(("en",), "ar", " ", "ar", "", id="nobody knows the language of the other"),
    ],
)
def test_who_speaks_for_a_new_story(
    languages: tuple[str, ...], alerts: str, tellers: str, lead: str, original: str
) -> None:
    pendings = tuple(alert(n, one) for n, one in enumerate(alerts.split(), start=1))
    others = tuple(teller(n, one) for n, one in enumerate(tellers.split(" ") if tellers else (), start=10))
    story = shown(facts(alerts=pendings, tellers=others), *languages)
    assert (story.language, story.title) == (lead, TEXTS[lead][0])
    assert [one.text for one in story.quotes] == [TEXTS[lead][1]]
    assert (story.original.language if story.original else "") == original
    assert [one.text for one in story.original_quotes] == ([TEXTS[original][1]] if original else [])
    marked = [one.text[a:b] for one in story.original_quotes for a, b in one.marks]
    assert marked == ([TEXTS[original][2]] if original else [])


def test_what_alerted_is_told_once_beside_and_other_headlines_stay() -> None:
    """The headline in a third language says something of its own, as far as words can tell."""
    story = shown(facts(alerts=(alert(1, "ar"), alert(2, "ru"), alert(3, "en"))), "en")
    assert story.original is not None
    assert (story.language, story.original.language) == ("en", "ar")
    assert [one.shown for one in story.new_facts] == [TEXTS["ru"][0]]
    assert [one.language for one in story.reports] == ["ru", "ar"], "who reads reports alone misses nothing"


FOURTEEN = Fact(kind=FactKind.NUMBER, value="14", shown="14 (killed)", sentence="It killed 14 people.")
NINE = Fact(kind=FactKind.NUMBER, value="9", shown="9 (hurt)", sentence="أصيب 9 أشخاص.")


def test_an_update_is_led_by_what_brings_something_in_their_language_and_says_all_of_it() -> None:
    found = facts(alerts=(alert(1, "en", FOURTEEN), alert(2, "ar", NINE)), tellers=(teller(9, "en"),), told_in=TOLD)
    story = shown(found, "en")
    assert (story.state, story.url) == ("update", "https://news.example/1")
    assert story.original is not None
    assert story.original.url == "https://news.example/2"
    assert [one.shown for one in story.new_facts] == ["9 (hurt)", "14 (killed)"]
    assert shown(replace(found, alerts=found.alerts[1:]), "en").language == "ar", "an old telling is no news"


def test_a_correction_leads_whatever_its_language() -> None:
    gone = alert(2, "ar", NINE, reason=AlertReason.CORRECTION)
    for state in (TOLD, ()):
        story = shown(facts(alerts=(alert(1, "en"), gone), tellers=(teller(9, "en"),), told_in=state), "en")
        assert story.url == "https://news.example/2"


@pytest.mark.parametrize(
    ("members", "expected"),
    [
        ("", ()),
        ("ar ar", ()),
        ("ar ar en", (("ar", 2), ("en", 1))),
        ("en-GB en zh-Hant ar", (("en", 2), ("ar", 1), ("zh", 1))),
        ("ar - en", (("ar", 1), ("en", 1))),
    ],
)
def test_in_which_languages_it_is_told(members: str, expected: tuple[tuple[str, int], ...]) -> None:
    tellings = tuple(
        member(7, n, f"Outlet {n}", language="" if one == "-" else one) for n, one in enumerate(members.split(), 1)
    )
    assert shown(facts(alerts=(alert(1, "ar"),), members=tellings)).told_in == expected


def test_one_publisher_counts_once_in_a_language() -> None:
    members = (*(member(7, n, "Outlet", language="ar") for n in range(1, 4)), member(7, 9, "Outlet", language="en"))
    assert shown(facts(alerts=(alert(1, "ar"),), members=members)).told_in == (("ar", 1), ("en", 1))


@given(
    alerts=st.lists(st.sampled_from(sorted(TEXTS)), min_size=1, max_size=5),
    others=st.lists(st.sampled_from(sorted(TEXTS)), max_size=4),
    languages=st.lists(st.sampled_from(["en", "ar", "ru", "fr"]), max_size=3, unique=True),
    known=st.booleans(),
)
def test_no_alert_is_hidden(alerts: list[str], others: list[str], languages: list[str], known: bool) -> None:
    """Each headline that alerted is the story's, stands beside it, or is among what is new; or it says the same.

    To readers who know the story who tells it as well is named.
    """
    pendings = tuple(alert(n, one) for n, one in enumerate(alerts, start=1))
    found = facts(
        alerts=pendings,
        tellers=tuple(teller(n, one) for n, one in enumerate(others, start=10)),
        told_in=TOLD if known else (),
    )
    story = shown(found, *languages)
    beside = [one.title for one in story.reports] + ([story.original.title] if story.original else [])
    for one in pendings:
        said = {
            story.title,
            *beside,
            *(quote.text for quote in story.quotes),
            *(fact.shown for fact in story.new_facts),
        }
        same = one.article.language.partition("-")[0] == story.language.partition("-")[0]
        assert same or {one.article.title, one.article.publisher} & said
