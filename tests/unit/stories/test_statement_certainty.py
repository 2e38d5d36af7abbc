"""How certain, on what condition, until when, in which words: what becomes news, and what is said otherwise only."""

from __future__ import annotations

import pytest

from monitor.stories.statements import Told, differences, speaking
from monitor.stories.statements.reading.sentence import read
from monitor.stories.words.lexicon import lexicon


def said(language: str, before: str, now: str, *, edit: bool = True, watched: str = "Orlec") -> dict[str, str]:
    told = Told(text=before, language=language, publisher="Herald", address="a", names=(watched,))
    address, paper = ("a", "Herald") if edit else ("b", "Courier")
    later = Told(text=now, language=language, publisher=paper, address=address, names=(watched,))
    return {one.kind.value: one.what for one in speaking(differences(told, later))}


@pytest.mark.parametrize(
    ("language", "before", "now", "what"),
    [
        ("en", "The mill in Orlec may close.", "The mill in Orlec will close.", "possible → planned"),
        ("en", "The mill in Orlec will close.", "The mill in Orlec might close.", "planned → possible"),
        ("en", "The firm is considering closing Orlec.", "The firm is closing Orlec.", "possible → so"),
        ("en", "The choir of Orlec sang.", "The choir of Orlec may sing.", "done → possible"),
        ("fr", "La mairie d'Orlec envisage de vendre le lac.", "La mairie d'Orlec vend le lac.", "possible → so"),
        ("de", "Der Turm in Orlec kann einstürzen.", "Der Turm in Orlec wird einstürzen.", "possible → planned"),
        ("he", "החברה תסגור את המפעל ליד Orlec.", "החברה עשויה לסגור את המפעל ליד Orlec.", "so → only possible"),
    ],
)
def test_another_certainty_is_news(language: str, before: str, now: str, what: str) -> None:
    assert said(language, before, now)["plan"] == what


def test_others_may_print_what_was_less_certain_before() -> None:
    assert said("en", "The mill in Orlec has closed.", "The mill in Orlec may close.", edit=False) == {}


@pytest.mark.parametrize(
    ("language", "before", "now", "kind"),
    [
        ("en", "Dogs may enter the park of Orlec.", "Dogs may enter the park of Orlec if leashed.", "negation"),
        ("en", "Orlec keeps its post office as long as rents hold.", "Orlec keeps its post office.", "negation"),
        ("en", "The baths of Orlec open by Friday.", "The baths of Orlec open by the end of the year.", "day"),
        ("de", "Das Bad in Orlec öffnet im März.", "Das Bad in Orlec öffnet im Mai.", "object"),
        ("en", "The regatta of Orlec is going ahead.", "The regatta of Orlec has been called off.", "state"),
        ("en", "Orlec called the regatta on the lake off.", "Orlec says the regatta on the lake is back on.", "state"),
        ("de", "Das Konzert in Orlec findet am Deich statt.", "Das Konzert in Orlec fällt am Deich aus.", "state"),
        ("en", "The baker of Orlec is accused of fraud.", "The baker of Orlec is accused of bribery.", "object"),
        ("en", "A heron nests on the tower of Orlec.", "A heron nests on the gasworks of Orlec.", "object"),
        ("fr", "Un quart du lac d'Orlec a gelé.", "Les deux tiers du lac d'Orlec ont gelé.", "number"),
    ],
)
def test_an_edit_that_says_something_else_speaks(language: str, before: str, now: str, kind: str) -> None:
    assert kind in said(language, before, now)


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [
        ("en", "The regatta of Orlec was called off.", "The regatta of Orlec was cancelled."),
        ("en", "The regatta of Orlec starts on 3 March.", "The regatta of Orlec starts on March 3rd."),
        ("de", "Der Lauf in Orlec beginnt am 3. März.", "Der Lauf in Orlec beginnt am 3.3. wie geplant."),
        ("ru", "Забег Orlec начнётся 3 марта утром.", "Забег Orlec начнётся 03.03 утром."),
        ("en", "Half of the elms of Orlec are ill.", "50 percent of the elms of Orlec are ill."),
        ("en", "Three quarters of the elms of Orlec are ill.", "75 % of the elms of Orlec are ill."),
        ("tr", "Orlec ağaçlarının dörtte üçü hasta.", "Orlec ağaçlarının yüzde 75'i hasta."),
        ("fr", "La piscine d'Orlec ferme quinze jours.", "La piscine d'Orlec ferme deux semaines."),
        ("en", "The blaze in the old mill of Orlec is out.", "The fire in the old mill of Orlec is out."),
        ("en", "The mill in Orlec will close.", "The mill in Orlec is expected to close."),
        ("en", "The union of Orlec threatens to strike.", "The union of Orlec may strike."),
        (
            "en",
            "Nobody may enter the mill of Orlec by Friday.",
            "Nobody may enter the mill of Orlec by Friday, he said.",
        ),
    ],
)
def test_an_edit_in_other_words_is_silent(language: str, before: str, now: str) -> None:
    assert said(language, before, now) == {}


@pytest.mark.parametrize(
    ("language", "sentence", "date"),
    [
        ("en", "The trial opens on 3 March.", (3, 3)),
        ("en", "The trial opens on the third of March.", (3, 3)),
        ("fr", "Le procès s'ouvre le 1er juin.", (1, 6)),
        ("es", "El juicio empieza el tres de mayo.", (3, 5)),
        ("ar", "تبدأ المحاكمة في الثالث من كانون الثاني.", (3, 1)),
        ("fa", "دادگاه سوم اسفندماه آغاز می‌شود.", (3, 24)),
        ("he", "המשפט נפתח ב-3.3 בתל נוף.", (3, 3)),
    ],
)
def test_a_date_is_the_same_however_it_is_spelled(language: str, sentence: str, date: tuple[int, int]) -> None:
    found = read(sentence, lexicon(language), opens=True)
    assert found is not None
    assert found.dates == {date}


def test_a_modal_verb_is_no_month() -> None:
    found = read("Some 12 may be moved from Orlec.", lexicon("en"))
    assert found is not None
    assert not found.dates


def test_a_number_word_inside_another_word_is_no_number() -> None:
    """Persian "two" begins "runner"."""
    found = read("دونده دو سال محروم شد.", lexicon("fa"))
    assert found is not None
    assert [(one.value, one.unit) for one in found.numbers] == [("2", "سال")]


def test_a_phrase_keeps_the_tense_of_its_words() -> None:
    words = lexicon("en")
    assert words.states("calls_off") == words.states("called_off") != frozenset()
    assert "past" in words.tenses("called_off")
    assert "past" not in words.tenses("calls_off")


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [
        (
            "es",
            "Orlec tendrá en mayo otro mercado, anunció el alcalde.",
            "Orlec tendrá en mayo otro mercado, dijo el alcalde.",
        ),
        ("es", "Orlec abrirá dos escuelas, anunció la región.", "Orlec abrirá dos escuelas, informó la región."),
        ("es", "Orlec abrirá dos escuelas, dijo la región.", "Orlec abrirá dos escuelas, anunció la región."),
        (
            "es",
            "El lunes cerrará el puerto de Orlec, anunció la junta.",
            "El lunes cerrará el puerto de Orlec, comunicó la junta.",
        ),
        ("fr", "Le lac d'Orlec sera vidé, a annoncé la mairie.", "Le lac d'Orlec sera vidé, a indiqué la mairie."),
        ("fr", "Orlec aura un tramway, annonce la région.", "Orlec aura un tramway, précise la région."),
        (
            "de",
            "Orlec bekommt eine Schleuse, kündigte der Kreis an.",
            "Orlec bekommt eine Schleuse, teilte der Kreis mit.",
        ),
        ("en", "Orlec will get a lock, the county announced.", "Orlec will get a lock, the county said."),
        ("ru", "Orlec получит новый мост, объявил мэр.", "Orlec получит новый мост, сообщил мэр."),
        ("tr", "Orlec yeni bir köprü alacak, başkan duyurdu.", "Orlec yeni bir köprü alacak, başkan söyledi."),
        ("ar", "ستفتح Orlec سوقا جديدة، أعلن المحافظ.", "ستفتح Orlec سوقا جديدة، قال المحافظ."),
        ("he", "Orlec תקבל גשר חדש, הודיע ראש העיר.", "Orlec תקבל גשר חדש, אמר ראש העיר."),
    ],
)
def test_another_word_for_saying_so_changes_nothing(language: str, before: str, now: str) -> None:
    assert said(language, before, now) == {}


@pytest.mark.parametrize(
    ("language", "before", "now"),
    [
        (
            "es",
            "La firma cerrará la mina de Orlec, anunció el lunes.",
            "La firma cerró la mina de Orlec, informó el lunes.",
        ),
        (
            "fr",
            "La région fermera la mine d'Orlec, a-t-elle annoncé.",
            "La région a fermé la mine d'Orlec, a-t-elle indiqué.",
        ),
        ("en", "The county will close Orlec, it announced.", "The county closed Orlec, it said."),
    ],
)
def test_what_is_done_by_then_is_news_however_it_is_said(language: str, before: str, now: str) -> None:
    assert "plan" in said(language, before, now) or "state" in said(language, before, now)
