"""Notices in one form are told each, by whom or what they name; other editions of one notice are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.ids import StoryId
from monitor.model.stories import StoryLink
from monitor.stories.news.forms import next_in_form, next_reading, notices_apart
from monitor.stories.statements import Told


def notice(title: str, *lines: str, language: str = "en", address: str = "a", publisher: str = "County") -> Told:
    return Told(title=title, text="\n".join(lines), language=language, publisher=publisher, address=address)


def pair(language: str, title: str, line: str, was: tuple[str, str], now: tuple[str, str]) -> tuple[Told, Told]:
    """Two notices of one form: headline and line with a name, and another part of the line, put in."""
    old = notice(title.format(was[0]), line.format(*was), "Call the office for more.", language=language, address="a")
    new = notice(title.format(now[0]), line.format(*now), "Call the office for more.", language=language, address="b")
    return old, new


OTHERS = {
    "schools": pair(
        "en", "Closed: {} School", "{} School is shut because of {}.", ("Elm", "snow"), ("Harbour", "a leak")
    ),
    "streets": pair(
        "de",
        "Sperrung: {}",
        "Ab Montag ist die {} gesperrt, Grund: {}.",
        ("Bachgasse", "Rohre"),
        ("Lindenallee", "Strom"),
    ),
    "verdicts": pair(
        "fr",
        "{} condamné à deux ans",
        "Le tribunal a condamné {} à deux ans de prison pour {}.",
        ("Luc Morin", "vol"),
        ("Yves Tardieu", "fraude"),
    ),
    "districts": pair(
        "es", "Sin agua en {}", "El barrio {} estará sin agua por {}.", ("Olivares", "obras"), ("Molino", "fuga")
    ),
    "villages": pair(
        "tr",
        "{} boşaltılıyor",
        "Vali, {} köyünün {} boşaltılacağını söyledi.",
        ("Akpınar", "bugün"),
        ("Dereiçi", "yarın"),
    ),
    "bridges": pair(
        "ru", "Мост {} закрыт", "Движение по мосту {} остановлено из-за {}.", ("Речной", "льда"), ("Садовый", "пожара")
    ),
    "roads": pair(
        "ar", "إغلاق طريق {}", "أعلنت البلدية إغلاق طريق {} بسبب {}.", ("المطار", "الصيانة"), ("الجامعة", "السيول")
    ),
    "clinics": pair(
        "he", "המרפאה ב{} נסגרת", "המרפאה ב{} תיסגר ביום שני בגלל {}.", ("גבעון", "שיפוץ"), ("מרחבים", "הצפה")
    ),
    "wards": pair(
        "fa", "قطع برق {}", "برق {} روز دوشنبه به علت {} قطع می‌شود.", ("نوبهار", "تعمیر"), ("گلستان", "طوفان")
    ),
}
SAME = {
    "the same one": pair(
        "en", "Closed: {} School", "{} School is shut because of {}.", ("Elm", "snow"), ("Elm", "ice")
    ),
    "a number": pair("en", "Warning {}", "Warning {} for ships: {} ahead.", ("17", "fog"), ("18", "fog")),
    "who acts, by the lists": pair(
        "en", "{} arrest two in port", "{} arrested two men on {}.", ("Police", "Monday"), ("Officers", "Monday")
    ),
    "who acts, in German": pair(
        "de",
        "{} nehmen zwei Männer fest",
        "Am {1} haben {0} zwei Männer festgenommen.",
        ("Polizisten", "Montag"),
        ("Beamte", "Montag"),
    ),
    "an inflected name": pair(
        "ru", "Авария в {}", "Авария в {} случилась {}.", ("Зареченске", "утром"), ("Зареченск", "утром")
    ),
    "another form": (
        notice("Elm School is shut", "Elm School is shut because of snow."),
        notice("Harbour fees go up", "Ships will pay more from May.", address="b"),
    ),
    "no name": pair(
        "en", "{} expected in the bay", "Ships should look out for {} and {}.", ("fog", "ice"), ("hail", "ice")
    ),
    "the other text has it": (
        notice("Closed: Elm School", "Elm School is shut, and so is Harbour School."),
        notice("Closed: Harbour School", "Harbour School is shut because of snow.", address="b"),
    ),
}


@pytest.mark.parametrize(("old", "new"), OTHERS.values(), ids=OTHERS.keys())
def test_a_notice_on_another_one_is_told(old: Told, new: Told) -> None:
    fact = next_in_form(new, [old])
    assert fact is not None
    assert " → " in fact.shown
    assert fact.sentence in new.text


@pytest.mark.parametrize(("old", "new"), SAME.values(), ids=SAME.keys())
def test_news_of_the_same_one_is_not_another(old: Told, new: Told) -> None:
    assert next_in_form(new, [old]) is None


@pytest.mark.parametrize(
    "changes", [{"publisher": "Other"}, {"address": "b"}, {"publisher": ""}], ids=["publisher", "address", "nobody"]
)
def test_only_the_same_publisher_at_another_address_counts(changes: dict[str, str]) -> None:
    old, new = OTHERS["schools"]
    kept = {"publisher": old.publisher, "address": old.address} | changes
    assert next_in_form(new, [notice(old.title, old.text, **kept)]) is None


def test_the_notice_itself_among_its_sisters_is_known() -> None:
    old, new = OTHERS["schools"]
    itself = notice(new.title, new.text, address="c")
    assert next_in_form(new, [old]) is not None
    assert next_in_form(new, [old, itself]) is None
    assert next_in_form(new, []) is None


def test_what_differs_is_shown_as_the_texts_have_it() -> None:
    fact = next_in_form(OTHERS["roads"][1], [OTHERS["roads"][0]])
    assert fact is not None
    assert fact.shown == "المطار → الجامعة"


def test_notices_on_two_are_no_event_whatever_links_them() -> None:
    old, new = OTHERS["schools"]
    leads = {
        StoryId(1): old,
        StoryId(2): new,
        StoryId(3): notice("Elm School opens", "Elm School is open.", address="c"),
    }
    links = [StoryLink(story_id=StoryId(two), other_id=StoryId(one), evidence="") for one, two in ((1, 2), (1, 3))]
    assert notices_apart(links, leads) == {(1, 2)}
    assert notices_apart(links, {}) == frozenset()
    assert notices_apart(links[1:], leads) == frozenset()


@given(st.text(max_size=60), st.text(max_size=200), st.text(max_size=60), st.text(max_size=200))
def test_any_texts_can_be_compared(title: str, text: str, other: str, its: str) -> None:
    next_in_form(notice(title, text, address="b"), [notice(other, its)])


READINGS = [
    ("M 4.5 - 12 km NE of Tarnby", "M 4.7 - 15 km NE of Tarnby", True),
    ("libossel 2.4.1", "libossel 2.4.3", True),
    ("Contiva Router X1", "Contiva Router X2", True),
    ("Contiva: CVE-2026-1001", "Contiva: CVE-2026-1002", True),
    ("Contiva Router X1", "Contiva Router X1", False),
    ("Bulletin of Tarnby 7", "Bulletin of Tarnby 8", False),
    ("Tarnby DAY-42", "Tarnby DAY-43", False),
    ("Ossel at Tarnby: 412 cm", "Ossel at Tarnby: 431 cm", True),
    ("M 4.5 - 12 km NE of Tarnby", "M 4.5 - 12 km NE of Tarnby", False),
    ("M 4.5 - 12 km NE of Tarnby", "M 4.7 - 15 km SW of Marrat", False),
    ("Siege of Tarnby, day 41", "Siege of Tarnby, day 42", False),
    ("UPDATE 1-Bridge at Tarnby falls", "UPDATE 2-Bridge at Tarnby falls", False),
    ("Tarnby on 3.11.2026", "Tarnby on 4.11.2026", False),
    ("Bridge at Tarnby falls", "Bridge at Tarnby falls", False),
]


@pytest.mark.parametrize(("was", "now", "found"), READINGS)
def test_another_figure_in_one_headline_is_another_reading(was: str, now: str, found: bool) -> None:
    old, new = notice(was), notice(now, address="b")
    assert (next_reading(new, [old]) is not None) is found
    assert next_reading(new, [old, notice(now, address="c")]) is None, "told before"
    assert next_reading(new, [notice(was, publisher="Herald")]) is None, "another newsroom's figure is no reading"
    assert next_reading(notice(now), [old]) is None, "an edit"
    assert next_reading(new, []) is None
