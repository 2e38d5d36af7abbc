"""The same words of another calendar day are another happening; printed again within days, or whole, they are not."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.statements import (
    DifferenceKind,
    Told,
    compared,
    is_next_of_series,
    on_other_days,
    repeated,
    speaking,
)
from monitor.stories.statements.other_day import days_of
from monitor.stories.statements.reading.text import language_of, read_text
from monitor.stories.words.lexicon import lexicon

TOWN = {"ru": "Одвар", "ar": "أودفار", "fa": "اودفار", "he": "אודוואר"}
MONDAY = datetime(2026, 3, 2, 12, tzinfo=UTC)
BEFORE = "Lorries queued for an hour along the quay. A baker handed out rolls to the drivers there."
BEHIND = "Two cranes were brought from the harbour at noon. Pupils of the lower school were sent home early."
LONG = (
    "The mayor spoke of the hardest winter in a decade and thanked all who had carried sand to the dyke by hand. "
    "A school stayed shut because its cellar was full of water, and the books of three classes could not be saved. "
    "The harbour master counted eleven boats that had torn loose, of which four were found on the far bank. "
    "Insurers will send their people next month, and the guild of carpenters has offered timber at half its price."
)


def day(number: int, hour: int = 12) -> datetime:
    """So many days after a Monday."""
    return MONDAY + timedelta(days=number, hours=hour - 12)


def text(lead: str, published: datetime | None, *, rest: str = "", paper: str = "Post", **more: str) -> Told:
    """A text of a paper, each at an address of its own unless one is given."""
    language = more.get("language", "en")
    return Told(
        title=more.get("title", ""),
        text="\n".join(part for part in (lead, rest) if part),
        language=language,
        publisher=paper,
        address=more.get("address", f"{paper}/{published}"),
        names=(TOWN.get(language, "Odvar"),),
        published=published,
    )


def kinds(told: Told, later: Told) -> list[str]:
    return [one.kind.value for one in speaking(compared([told], later).differences)]


CLOSED = "The swing bridge at Odvar was closed on Monday after a barge struck it."

ANOTHER = [
    ("next week", CLOSED, 0, 7),
    ("told on the day after", CLOSED, 1, 7),
    ("three weeks later", CLOSED, 0, 21),
    ("seen late, but of a week before", CLOSED, 14, 0),
    ("today", "The swing bridge at Odvar was closed today after a barge struck it.", 0, 9),
    ("last night", "Last night thieves broke into the chapel at Odvar.", 0, 8),
    ("yesterday", "Sirens sounded in Odvar yesterday for an hour.", 3, 9),
    ("to come", "Bakers in Odvar will strike on Monday.", -2, 6),
    ("last Monday, long after", "The lock at Odvar was damaged last Monday by a barge.", 2, 23),
    ("two days", "A man was arrested in Odvar on Monday and released on Tuesday.", 1, 8),
    ("a night", "Vandals smashed windows of the Odvar chapel on Monday night.", 1, 15),
    ("a date", "Odvar, 2 March - The lock was shut on Monday for repairs.", 0, 15),
]
"""(what, sentence, day of the text told, day of the later one) for texts of which only the sentence is the same."""

SAME = [
    ("a few hours later", CLOSED, 0, 0),
    ("two days later", CLOSED, 0, 2),
    ("still in its week", CLOSED, 0, 6),
    ("on the Sunday after", CLOSED, 1, 6),
    ("no day", "The swing bridge at Odvar was closed after a barge struck it.", 0, 14),
    ("last Monday, a week later", "The lock at Odvar was damaged last Monday by a barge.", 2, 8),
    ("every Monday", "The fish market at Odvar is open every Monday from six.", 0, 14),
    ("Mondays", "On Mondays the fish market at Odvar opens at six.", 0, 14),
    ("opening hours", "The Odvar museum is open on Tuesday, Thursday, Friday and Sunday.", 0, 14),
    ("to come, told anew", "Bakers in Odvar will strike on Friday.", 0, 3),
    ("said on that day", "The mill in Odvar will be sold, both sides announced on Monday.", 0, 6),
    ("said by the firm", "Kolter will buy the mill in Odvar, it said on Monday.", 0, 6),
    ("to come, a day before", "Bakers in Odvar will strike on Friday.", -2, 3),
    ("a date", "The swing bridge at Odvar was closed on 2 March after a barge struck it.", 0, 9),
    ("today, a day later", "The swing bridge at Odvar was closed today after a barge struck it.", 0, 1),
]


@pytest.mark.parametrize("paper", ["Post", "Herald"])
@pytest.mark.parametrize(("what", "lead", "then", "now"), ANOTHER, ids=[one[0] for one in ANOTHER])
def test_the_same_sentence_of_another_day_speaks(what: str, lead: str, then: int, now: int, paper: str) -> None:
    told, later = text(lead, day(then), rest=BEFORE), text(lead, day(now), rest=BEHIND, paper=paper)
    if what == "a date":
        later = text(lead.replace("2 March", "16 March"), day(now), rest=BEHIND, paper=paper)
    assert "day" in kinds(told, later), what


@pytest.mark.parametrize("paper", ["Post", "Herald"])
@pytest.mark.parametrize(("what", "lead", "then", "now"), SAME, ids=[one[0] for one in SAME])
def test_the_same_sentence_of_the_same_day_is_silent(what: str, lead: str, then: int, now: int, paper: str) -> None:
    told, later = text(lead, day(then), rest=BEFORE), text(lead, day(now), rest=BEHIND, paper=paper)
    assert "day" not in kinds(told, later), what


IN_LANGUAGES = [
    ("fr", "Le pont tournant d'Odvar a été fermé lundi après un choc."),
    ("de", "Die Drehbrücke in Odvar wurde am Montag nach einem Stoß gesperrt."),
    ("es", "El puente giratorio de Odvar fue cerrado el lunes tras un choque."),
    ("ru", "Разводной мост в городе Одвар закрыли в понедельник после удара баржи."),
    ("tr", "Odvar köprüsü pazartesi günü bir mavnanın çarpması üzerine kapatıldı."),
    ("ar", "أغلق الجسر في أودفار يوم الاثنين بعد أن صدمه زورق."),
    ("fa", "پل اودفار روز دوشنبه پس از برخورد یک قایق بسته شد."),
    ("he", "הגשר באודוואר נסגר ביום שני אחרי פגיעת דוברה."),
]
TODAY = [
    ("fr", "Des voleurs ont vidé ce matin le dépôt d'Odvar."),
    ("de", "Diebe haben gestern das Lager in Odvar ausgeraubt."),
    ("es", "Unos ladrones vaciaron ayer el almacén de Odvar."),
    ("ru", "Воры сегодня ограбили склад в городе Одвар."),
    ("tr", "Hırsızlar bugün Odvar deposunu soydu."),
    ("ar", "سرق لصوص مخزن أودفار أمس."),
    ("fa", "دزدان دیروز انبار اودفار را خالی کردند."),
    ("he", "גנבים רוקנו אתמול את המחסן באודוואר."),
    ("fi", "Varkaat tyhjensivät eilen varaston Odvar."),
    ("sv", "Tjuvar tömde igår lagret i Odvar."),
]


@pytest.mark.parametrize(("language", "lead"), [*IN_LANGUAGES, *TODAY])
def test_in_every_language(language: str, lead: str) -> None:
    told = text(lead, day(0), language=language)
    for paper in ("Post", "Herald"):
        assert "day" in kinds(told, text(lead, day(8), language=language, paper=paper)), paper
        assert kinds(told, text(lead, day(1), language=language, paper=paper)) == [], paper


def test_a_whole_text_that_another_prints_later_is_printed_again() -> None:
    told = text(CLOSED, day(0), rest=LONG)
    assert kinds(told, text(CLOSED, day(9), rest=LONG, paper="Herald")) == []
    assert kinds(told, text(CLOSED, day(9), rest=LONG)) == ["day"], "a publisher's long notice of another week"
    quoting = f'{LONG}\nThe mayor said that nobody had slept: "We carried sand until it was light."'
    told = text(CLOSED, day(0), rest=quoting)
    assert kinds(told, text(CLOSED, day(9), rest=quoting)) == [], "its own report, from its archive"
    coming = "The swing bridge at Odvar will be closed on Monday for ships of all sizes."
    told = text(coming, day(0), rest=quoting)
    assert kinds(told, text(coming, day(9), rest=quoting)) == ["day"], "what is to come on another Monday"
    assert kinds(text(CLOSED, day(0)), text(CLOSED, day(9), paper="Herald")) == ["day"], "a note of one sentence"
    assert kinds(text(CLOSED, day(2)), text(CLOSED, day(7), paper="Herald")) == [], "the same note, days later"


def test_a_reprint_that_carries_the_old_date_is_silent() -> None:
    told = text(CLOSED, day(0), rest=BEFORE)
    assert kinds(told, text(f"ODVAR, 2 March (Wire) - {CLOSED}", day(10), rest=BEHIND, paper="Herald")) == []
    assert kinds(told, text(CLOSED, day(0, 18), rest=BEHIND, paper="Herald")) == []


def test_a_page_that_still_says_it_says_nothing() -> None:
    told = text(CLOSED, day(0), rest=BEFORE, address="page")
    edited = text(CLOSED, day(9), rest=f"{BEFORE}\nA diver looked at the pier.", address="page")
    assert "day" not in [one.kind.value for one in speaking(compared([told], edited, former=told).differences)]
    assert CLOSED in repeated(told, edited)
    opened = text("The swing bridge at Odvar was reopened on Tuesday.", day(1), rest=BEFORE, address="page")
    again = text(CLOSED, day(8), rest=BEFORE, address="page")
    assert speaking(compared([told, opened], again, former=opened).differences)


def test_what_a_page_was_told_to_say_again_is_of_the_day_on_which_it_said_so_first() -> None:
    first = text(CLOSED, day(0), rest=BEFORE, address="page")
    grown = text(CLOSED, day(8), rest=f"Four boats sank at Odvar.\n{BEFORE}", address="page")
    other = text(CLOSED, day(8), rest=BEHIND, paper="Herald")
    assert "day" in [one.kind.value for one in speaking(compared([first, grown], other).differences)]


def test_a_text_of_the_same_day_among_those_told_makes_it_silent() -> None:
    old, fresh = text(CLOSED, day(0), rest=BEFORE), text(CLOSED, day(7), rest=BEHIND)
    for told in ([old, fresh], [fresh, old]):
        later = text(CLOSED, day(8), rest="A ferry runs instead.", paper="Herald")
        assert "day" not in [one.kind.value for one in speaking(compared(told, later).differences)]


def test_other_words_for_the_same_of_another_week_speak() -> None:
    told = text(CLOSED, day(0), rest=BEFORE)
    later = text("The swing bridge at Odvar was closed again on Monday after a tug struck it.", day(14), paper="Herald")
    assert "day" in kinds(told, later)


def test_the_next_of_a_publisher_is_the_next_of_a_series() -> None:
    told, later = text(CLOSED, day(0), rest=BEFORE), text(CLOSED, day(14), rest=BEHIND)
    assert is_next_of_series(compared([told], later))


def test_what_is_said_in_passing_does_not_speak() -> None:
    """Neither at the head nor of anything watched."""
    rest = "Lorries queued along the quay. A baker gave out rolls. The choir of the parish met on Monday."
    told = text("Six sheep were lost at Odvar.", day(0), rest=rest)
    assert kinds(told, text("Six sheep were lost at Odvar.", day(14), rest=rest)) == []


def test_a_column_has_it_as_new_and_what_stood_in_another_is_no_longer_known() -> None:
    told = text(CLOSED, day(0), rest=BEFORE)
    column = text("Seven days in short.", day(13), rest=CLOSED, paper="Herald")
    assert CLOSED not in repeated(told, column)
    assert CLOSED in repeated(told, text("Seven days in short.", day(6), rest=CLOSED, paper="Herald"))
    assert on_other_days([told], column) == {CLOSED}
    assert on_other_days([told, text(CLOSED, day(12), paper="Echo")], column) == frozenset()


def test_a_headline_of_another_day_speaks() -> None:
    title = "Bridge at Odvar closed on Monday"
    told, later = text(BEFORE, day(0), title=title), text(BEHIND, day(14), title=title)
    assert "day" in kinds(told, later)
    assert "day" not in kinds(told, text(BEHIND, day(1), title=title))


def test_without_a_date_of_publication_nothing_is_known() -> None:
    for then, now in ((None, day(14)), (day(0), None), (None, None)):
        assert kinds(text(CLOSED, then, rest=BEFORE), text(CLOSED, now, rest=BEHIND)) == []


DAYS = [
    ("en", "It burned on Monday.", [date(2026, 3, 2)]),
    ("en", "It burned on Thursday.", [date(2026, 2, 26)]),
    ("en", "It will burn on Thursday.", [date(2026, 3, 5)]),
    ("en", "It will burn, he said on Thursday.", [date(2026, 2, 26)]),
    ("en", "It will burn on Thursday, the guild of millers said.", [date(2026, 3, 5)]),
    ("fr", "La forge fermera, a annoncé jeudi la mairie.", [date(2026, 2, 26)]),
    ("tr", "Fabrika kapanacak, vali perşembe günü açıkladı.", [date(2026, 2, 26), date(2026, 3, 5)]),
    ("en", "It burned last Thursday.", [date(2026, 2, 19), date(2026, 2, 26)]),
    ("en", "It burned yesterday.", [date(2026, 3, 1)]),
    ("en", "It may burn tomorrow.", [date(2026, 3, 3)]),
    ("en", "It burned on 28 December.", [date(2025, 12, 28)]),
    ("en", "The mill burned on Sunday, 1 March, at night.", [date(2026, 3, 1)]),
    ("en", "It burns every Monday.", []),
    ("en", "It burned.", []),
    ("de", "Es brannte am Freitag.", [date(2026, 2, 27)]),
    ("de", "Montags brennt es.", []),
    ("es", "Arde todos los lunes.", []),
    ("ru", "Пожар был в прошлый вторник.", [date(2026, 2, 17), date(2026, 2, 24)]),
    ("ar", "احترق المصنع يوم الأحد.", [date(2026, 3, 1)]),
]


@pytest.mark.parametrize(("language", "sentence", "days"), DAYS)
def test_the_days_that_a_sentence_speaks_of(language: str, sentence: str, days: list[date]) -> None:
    told = Told(text=sentence, language=language, published=MONDAY)
    read = read_text(told)
    assert sorted(days_of(read.lines[0], read, told, lexicon(language_of(told)))) == days


NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


@given(st.integers(0, 6), st.integers(0, 6), st.integers(0, 60), st.integers(0, 6))
def test_the_week_decides_whoever_prints_it_and_whenever_in_its_days(
    weekday: int, first: int, weeks: int, behind: int
) -> None:
    """A sentence told within six days behind its weekday, and again within six days behind one of later weeks."""
    lead = f"The swing bridge at Odvar was closed on {NAMES[weekday]} after a barge struck it."
    then, now = day(weekday + first), day(weekday + 7 * weeks + behind)
    told, later = text(lead, then, rest=BEFORE), text(lead, now, rest=BEHIND, paper="Herald")
    speaks = DifferenceKind.DAY.value in kinds(told, later)
    assert speaks is (weeks > 0 and now - then >= timedelta(days=4))
