"""Quantities, hours, serial marks: what is said in two ways is one thing, and what a statement is limited to speaks."""

from __future__ import annotations

from dataclasses import replace

import pytest

from monitor.stories.statements import Told, differences, speaking

NAMES = ("Wexbury", "Sanvert", "Brandau", "Almadra", "Ольгине", "Yalıkent", "الزيتونة", "آبگرمه", "אורון")


def said(language: str, before: str, now: str) -> list[str]:
    """What speaks in another paper's text."""
    told = Told(text=before, language=language, publisher="Herald", address="a", names=NAMES)
    later = Told(text=now, language=language, publisher="Courier", address="b", names=NAMES)
    return [f"{one.kind.value}: {one.what}" for one in speaking(differences(told, later))]


EQUAL = [
    ("en", "The lock of Wexbury closes for a year.", "The lock of Wexbury closes for twelve months."),
    ("en", "The lock of Wexbury closes for two weeks.", "The lock of Wexbury closes for a fortnight."),
    ("en", "Fire took six miles of fence at Wexbury.", "Fire took ten kilometres of fence at Wexbury."),
    ("en", "Dozens were injured in Wexbury by a stand.", "Scores of people were injured in Wexbury by a stand."),
    ("en", "34 people were injured in Wexbury by a stand.", "Dozens of people were injured in Wexbury by a stand."),
    ("en", "Half a dozen sheep were killed at Wexbury.", "Six sheep were killed at Wexbury."),
    ("fr", "L'écluse de Sanvert ferme pour un an.", "L'écluse de Sanvert ferme pour douze mois."),
    ("fr", "Quatre-vingt-onze élèves ont quitté Sanvert.", "91 élèves ont quitté Sanvert."),
    ("de", "Die Schleuse Brandau ist ein Jahr lang zu.", "Die Schleuse Brandau ist zwölf Monate lang zu."),
    ("es", "La esclusa de Almadra cierra un año.", "La esclusa de Almadra cierra doce meses."),
    ("ru", "Шлюз в Ольгине не работает год.", "Шлюз в Ольгине не работает двенадцать месяцев."),
    ("tr", "Yalıkent savağı bir yıl kapalı kalacak.", "Yalıkent savağı on iki ay kapalı kalacak."),
    ("ar", "مقتل شخصين في بلدة الزيتونة بعد انهيار جدار", "مقتل 2 من الأشخاص في بلدة الزيتونة بعد انهيار جدار"),
    ("ar", "تغلق بلدية الزيتونة الجسر لمدة يومين للصيانة", "تغلق بلدية الزيتونة الجسر لمدة 48 ساعة للصيانة"),
    ("fa", "صد و بیست نفر آبگرمه را ترک کردند.", "۱۲۰ نفر آبگرمه را ترک کردند."),
    ("he", "הגשר באורון ייסגר לשנתיים.", "הגשר באורון ייסגר ל-24 חודשים."),
]
OTHER = [
    ("en", "Dozens of people were injured in Wexbury.", "Hundreds of people were injured in Wexbury."),
    ("en", "Dozens of people were injured in Wexbury.", "34 people were injured in Wexbury."),
    ("en", "The lock of Wexbury closes for a year.", "The lock of Wexbury closes for thirteen months."),
    ("en", "The lock of Wexbury closes for two months.", "The lock of Wexbury closes for a month."),
    ("en", "Fire took six miles of fence at Wexbury.", "Fire took six kilometres of fence at Wexbury."),
    ("en", "The dead in Wexbury number 9.", "The dead in Wexbury number 12."),
    ("fr", "Quatre-vingt-onze élèves de Sanvert sont blessés.", "Quatre-vingt-deux élèves de Sanvert sont blessés."),
    ("de", "Einundzwanzig Gäste aus Brandau wurden verletzt.", "Zweiunddreißig Gäste aus Brandau wurden verletzt."),
    ("es", "Doscientas personas dejaron Almadra.", "Trescientas personas dejaron Almadra."),
    ("ar", "مقتل ثلاثة أشخاص في بلدة الزيتونة ليلا", "مقتل شخصين في بلدة الزيتونة ليلا"),
    ("he", "הגשר באורון ייסגר לשנתיים.", "הגשר באורון ייסגר לשלוש שנים."),
]


@pytest.mark.parametrize(("language", "before", "now"), EQUAL)
def test_a_quantity_in_another_form_is_silent(language: str, before: str, now: str) -> None:
    assert said(language, before, now) == []


@pytest.mark.parametrize(("language", "before", "now"), OTHER)
def test_another_quantity_speaks(language: str, before: str, now: str) -> None:
    found = said(language, before, now)
    assert found
    assert found[0].startswith("number: ")


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [
        (
            "ar",
            "قالت بلدية الزيتونة إن الجسر مفتوح للمشاة",
            "قالت بلدية الزيتونة في قضية الطريق حين سئلت إن الجسر مفتوح للمشاة",
        ),
        ("he", "עיריית אורון פרסמה תמונות מהגשר", "עיריית אורון פרסמה תמונות מהגשר ומהחיבוק במתקן"),
        ("fa", "شهرداری آبگرمه پل را باز نگه داشت", "شهرداری آبگرمه به خواست مردم پل را باز نگه داشت"),
        ("tr", "Yalıkent köprüsü açık, belediye bilgi verdi.", "Yalıkent köprüsü açık, belediye sağlık bilgisi verdi."),
        ("de", "Brandau hat die Brücke gesperrt.", "Brandau hat die Brücke total gesperrt."),
        ("fr", "Sanvert a fermé le pont du mortier.", "Sanvert a fermé le pont Saint-Luc du mortier."),
    ],
)
def test_a_word_that_only_begins_like_a_grave_one_is_silent(language: str, before: str, now: str) -> None:
    assert [one for one in said(language, before, now) if one.startswith("state")] == []


def test_what_was_planned_and_came_to_nothing_speaks() -> None:
    assert said(
        "en", "Orlec Foods is to buy the mill in Wexbury.", "Orlec Foods has abandoned the mill in Wexbury."
    ) == ["plan: planned → abandoned"]


SERIAL = [
    ("en", "The strike at Wexbury dragged on for a third week.", "The strike at Wexbury dragged on for a fourth week."),
    ("fr", "La grève à Sanvert entre dans son deuxième jour.", "La grève à Sanvert entre dans son troisième jour."),
    (
        "de",
        "Die Suche in Brandau blieb am elften Tag erfolglos.",
        "Die Suche in Brandau blieb am zwölften Tag erfolglos.",
    ),
    ("es", "La huelga en Almadra entra en su segunda semana.", "La huelga en Almadra entra en su tercera semana."),
    ("ru", "Забастовка в Ольгине идёт третий день подряд.", "Забастовка в Ольгине идёт четвёртый день подряд."),
    ("tr", "Yalıkent grevi ikinci gününe girdi.", "Yalıkent grevi üçüncü gününe girdi."),
    ("ar", "دخل إضراب المرفأ يومه الثاني في الزيتونة", "دخل إضراب المرفأ يومه الثالث في الزيتونة"),
    ("fa", "اعتصاب در آبگرمه وارد روز دوم شد", "اعتصاب در آبگرمه وارد روز سوم شد"),
    ("he", "השביתה באורון נמשכת זה היום השלישי", "השביתה באורון נמשכת זה היום הרביעי"),
]


@pytest.mark.parametrize(("language", "before", "now"), SERIAL)
def test_an_ordinal_that_counts_days_is_a_serial_mark(language: str, before: str, now: str) -> None:
    """Even in the next text of the same publisher, where another thing would speak."""
    told = Told(text=before, language=language, publisher="Herald", address="a", names=NAMES)
    later = Told(text=now, language=language, publisher="Herald", address="b", names=NAMES)
    assert speaking(differences(told, later)) == ()


@pytest.mark.parametrize(
    ("language", "before", "now", "what"),
    [
        (
            "en",
            "All boats are banned at Wexbury.",
            "All boats but those of pilots are banned at Wexbury.",
            "with an exc",
        ),
        (
            "de",
            "In Brandau gilt das Verbot für alle.",
            "In Brandau gilt das Verbot für alle außer Ärzten.",
            "with an exc",
        ),
        ("en", "Wexbury has a curfew from 6 pm to 6 am.", "Wexbury has a curfew from 10 pm to 4 am.", "other hours"),
        ("de", "Brandau ist von 6 Uhr bis 8 Uhr zu.", "Brandau ist von 16 Uhr bis 18 Uhr zu.", "other hours"),
        ("fr", "Sanvert est fermé de 6h à 8h le soir.", "Sanvert est fermé de 16h à 18h30 le soir.", "other hours"),
        ("en", "Wexbury wardens met at 6 pm.", "Wexbury wardens met at 18:00.", ""),
        ("en", "Wexbury has a curfew from 6 pm to 6 am.", "Wexbury has a curfew from 18:00 to 06:00.", ""),
        (
            "es",
            "El baño de Almadra abre el 4 de diciembre a todos.",
            "El baño de Almadra abre el 29 de enero a todos.",
            "another day",
        ),
        (
            "ar",
            "يفتح جسر الزيتونة في الأول من كانون الأول",
            "يفتح جسر الزيتونة في العشرين من كانون الثاني",
            "another day",
        ),
        ("en", "A faulty heater burned the Wexbury mill.", "Arson burned the Wexbury mill.", "faulty → arson"),
        (
            "ru",
            "Суд дал старосте из Ольгине год колонии.",
            "Суд дал старосте из Ольгине год условно.",
            "колонии → условно",
        ),
        (
            "tr",
            "Yalıkent köyleri boşaltılabilir, dedi vali.",
            "Yalıkent köyleri boşaltıldı, dedi vali.",
            "planned → done",
        ),
    ],
)
def test_what_a_statement_is_limited_to_speaks(language: str, before: str, now: str, what: str) -> None:
    found = said(language, before, now)
    assert what in " ".join(found) if what else found == []


@pytest.mark.parametrize(
    "quoted", ["‘No one asked us’: ", "„Das geht so nicht“: ", "« On ne nous a rien dit » : ", '"Kimse" - ']
)
def test_a_quote_before_a_headline_is_no_news(quoted: str) -> None:
    was = Told(
        title="Clinic at Wexbury to close", text="The clinic at Wexbury will close in May.", names=NAMES, address="a"
    )
    assert speaking(differences(was, replace(was, title=f"{quoted}{was.title}"))) == ()
