"""What is said again in other sentences and words, and what only looks like it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from monitor.stories.statements import Told, compared, is_all_told, speaking

_FERRY = "A ferry with 212 people aboard ran aground off Tarnholt in fog on Monday.\nAll were rescued by lifeboats."
_BANK = "Three masked gunmen robbed a bank in Karrow on Monday and fled with 90,000 crowns.\nThey drove a grey van."
_RU = "В Верхнегорске в понедельник прорвало плотину, затоплено 120 домов.\nЭвакуированы 340 человек, сообщили в МЧС."
_AR = "أغلقت هيئة المنافذ يوم الاثنين معبر الرميلات أمام الشاحنات التجارية.\nوقال مدير المعبر إن مئة شاحنة تعبر كل يوم."


def _told(text: str, language: str, publisher: str = "a") -> Told:
    return Told(text=text, language=language, publisher=publisher, address=f"{publisher}/{len(text)}")


@pytest.mark.parametrize(
    ("language", "name", "told", "later"),
    [
        ("en", "Tarnholt", _FERRY, "Off Tarnholt a ferry ran aground in fog on Monday; all 212 people were rescued."),
        ("en", "Karrow", _BANK, "Police said three gunmen robbed a bank in Karrow and fled in a grey van."),
        ("ru", "Верхнегорске", _RU, "В Верхнегорске прорвало плотину: эвакуированы 340 человек."),
        ("ar", "الرميلات", _AR, "هيئة المنافذ تغلق معبر الرميلات أمام الشاحنات التجارية."),
        (
            "de",
            "Altmünde",
            "In Altmünde brannte am Montag ein Lager.",
            "Am Montag brannte das Lager in Altmünde, hieß es.",
        ),
    ],
)
def test_what_puts_together_what_was_told_is_told_again(language: str, name: str, told: str, later: str) -> None:
    assert is_all_told([_told(told, language)], _told(later, language, "b"), [name])


@pytest.mark.parametrize(
    ("language", "name", "told", "later"),
    [
        ("en", "Karrow", _BANK, "Police caught three gunmen who robbed a bank in Karrow on Monday."),
        ("en", "Karrow", _BANK, "Three masked gunmen robbed a bank in Karrow on Tuesday."),
        ("en", "Karrow", _BANK, "Four masked gunmen robbed a bank in Karrow on Monday."),
        ("en", "Karrow", _BANK, "Three masked gunmen robbed no bank in Karrow on Monday."),
        ("en", "Karrow", _BANK, "Three masked gunmen will rob a bank in Karrow on Monday."),
        ("en", "Karrow", _BANK, "The three masked gunmen who robbed a bank in Karrow knew Olt Bren."),
        ("en", "Tarnholt", _FERRY, "A second ferry ran aground off Tarnholt in fog on Monday."),
        ("ru", "Верхнегорске", _RU, "В Верхнегорске прорвало дамбу: эвакуированы 340 человек."),
        ("ar", "الرميلات", _AR, "هيئة المنافذ تفتح معبر الرميلات أمام الشاحنات التجارية."),
        ("en", "Karrow", _BANK, "Robbery in Karrow."),
        ("en", "Karrow", _BANK, "The mayor praised a bank in Karrow robbed by masked gunmen on Monday."),
        ("en", "Karrow", _BANK, "Insurers pay for a bank in Karrow that three masked gunmen robbed on Monday."),
    ],
)
def test_one_word_more_may_be_the_news(language: str, name: str, told: str, later: str) -> None:
    assert not is_all_told([_told(told, language)], _told(later, language, "b"), [name])


def test_a_number_may_count_nothing() -> None:
    told = [_told("Flight 3312 left Karrow for Odvar at noon, people there said.", "en")]
    assert is_all_told(told, _told("At noon flight 3312 left Karrow for Odvar.", "en", "b"), ["Karrow"])
    assert not is_all_told(told, _told("At noon flight 3313 left Karrow for Odvar.", "en", "b"), ["Karrow"])


def test_what_was_said_of_others_was_not_said_of_this_one() -> None:
    told = "The reeve Bibe Fima sang in Karwan.\nThe builder Nili Lalo was fined in Odvar by a judge."
    assert not is_all_told(
        [_told(told, "en")], _told("Bibe Fima was fined in Karwan by a judge.", "en", "b"), ["Karwan"]
    )


@pytest.mark.parametrize(
    ("told", "later", "speaks"),
    [
        ("The bridge of Karwan is closed since Monday.", "The bridge of Karwan remains closed on Tuesday.", False),
        ("The bridge of Karwan is closed since Monday.", "The bridge of Karwan remains closed until Friday.", True),
        ("Forty-three people were hurt in Karwan.", "More than 40 people were hurt in Karwan.", False),
        ("Forty-three people were hurt in Karwan.", "Nearly 60 people were hurt in Karwan.", True),
        ("Fourteen people were hurt in Karwan.", "More than 10 people were hurt in Karwan.", True),
    ],
)
def test_what_goes_on_and_what_is_rounded_is_no_news(told: str, later: str, *, speaks: bool) -> None:
    found = compared([_told(told, "en")], _told(later, "en"))
    assert bool(speaking(found.differences)) is speaks


def test_another_thing_that_was_put_off_does_not_hide_what_became_of_the_plan() -> None:
    """Bus drivers of one town: what the chapel put off is no strike called off."""
    told = "The union of bus drivers in Karwan has called a strike from Wednesday.\nA show in the chapel was put off."
    plan = "Bus drivers in Karwan will go on strike from Wednesday over shifts, their union announced."
    later = "The strike of the bus drivers in Karwan was called off on Wednesday, their union said."
    texts = [_told(told, "en"), _told(plan, "en", "b")]
    assert [one.later for one in speaking(compared(texts, _told(later, "en")).differences)] == [later]


@pytest.mark.parametrize("said", ["is free again since noon", "reopened at noon"])
def test_an_edit_that_turns_what_stands_beside_the_watched_name_speaks(said: str) -> None:
    told = Told(text="A train derailed near Karwan, and the line to the coast is blocked.", language="en", address="x")
    text = f"A train derailed near Karwan on Monday.\nThe line to the coast {said}."
    later = Told(text=text, language="en", address="x", names=("Karwan",))
    assert speaking(compared([told], later, former=told).differences)


@pytest.mark.parametrize(
    ("hours", "later", "again"),
    [
        (3, "At dawn rebels shelled Quarnholt, and its people sat in cellars.", True),
        (24, "At dawn rebels shelled Quarnholt, and its people sat in cellars.", False),
        (120, "At dawn rebels shelled Quarnholt, and its people sat in cellars.", False),
        (24, "At dawn on Tuesday rebels shelled Quarnholt, and its people sat in cellars.", True),
        (24, "At dawn yesterday rebels shelled Quarnholt, and its people sat in cellars.", True),
        (168, "At dawn on Tuesday rebels shelled Quarnholt, and its people sat in cellars.", False),
        (48, "At dawn today rebels shelled Quarnholt, and its people sat in cellars.", False),
    ],
)
def test_the_next_event_in_the_words_of_the_last_is_told(hours: int, later: str, *, again: bool) -> None:
    at = datetime(2026, 11, 17, 9, tzinfo=UTC)
    text = "Rebels shelled Quarnholt at dawn on Tuesday.\nIts people sat in cellars."
    told = Told(text=text, language="en", publisher="a", address="a/1", published=at)
    new = Told(text=later, language="en", publisher="a", address="a/2", published=at + timedelta(hours=hours))
    assert is_all_told([told], new, ["Quarnholt"]) == again
