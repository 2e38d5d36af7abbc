"""News agencies: whose text it is, and who is only quoted in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.stories.agencies import SPELLINGS, agency_of
from monitor.stories.agency_names import AMBIGUOUS, NAMES
from monitor.stories.fingerprint import content_key

BODY = "The convoy crossed the border near Albu Kamal on Sunday evening, a monitor said, and more were on the way."

WRITTEN = [
    ("Reuters", "DAMASCUS (Reuters) — Syrian troops"),
    ("AFP", "BEIRUT, Nov 22 (AFP) - Syrian"),
    ("SANA", "دمشق (سانا) أعلنت"),
    ("SANA", "دمشق-سانا\nأعلنت"),
    ("SANA", "دمشق-سانا أعلنت وزارة"),
    ("TASS", "МОСКВА, 22 ноября. /ТАСС/. Министр"),
    ("RIA Novosti", "ДАМАСК, 22 ноя — РИА Новости. Министр"),
    ("RIA Novosti", "МОСКВА, 22 ноя - РИА Новости, Иван Петров. Министр"),
    ("Anadolu", "ANKARA (AA) - Bakan"),
    ("Anadolu", "ANKARA\n(AA)\nBakan"),
    ("dpa", "BERLIN (dpa) - Die"),
    ("dpa", "Berlin (dpa/bb) - Die"),
    ("ANSA", "(ANSA) - ROMA, 22 NOV - Il"),
    ("Xinhua", "DAMASCUS, Nov. 22 (Xinhua) -- Syrian"),
    ("Reuters", "By Reuters\nText"),
    ("AP", "Staff, AP\nText"),
    ("AFP", "AFP - Rebels took"),
    ("Reuters", "(رويترز) - قال"),
    ("AFP", "بيروت - أ ف ب\nقال"),
    ("AFP", "بيروت (أ ف ب) - قال"),
    ("Reuters", "بيروت: رويترز\nقال"),
    ("INA", "بغداد / واع / أعلن"),
    ("INA", "بغداد – واع\nأعلن"),
    ("Interfax", "Москва. 22 ноября. INTERFAX.RU - Министр"),
    ("Ukrinform", "Kyiv, Ukrinform. The"),
    ("EFE", "Madrid, 22 nov (EFE).- El"),
    ("IRNA", "Tehran, IRNA – The"),
    ("Mehr", "TEHRAN, Nov. 22 (MNA) – The"),
    ("Petra", "Amman, Nov. 22 (Petra) -- His"),
    ("AP", "By JANE DOE, Associated Press\nText"),
    ("Reuters", "By Jane Doe | Reuters\nText"),
    ("Reuters", "Jane Doe, Reuters\nText"),
    ("AFP", "Body text here is long.\n© Agence France-Presse"),
    ("AP", "Body text.\n— AP"),
    (
        "Reuters",
        "Body.\n(Reporting by A B in Beirut; Editing by C D)\nOur Standards: The Thomson Reuters Trust Principles.",
    ),
    ("Reuters", "Body.\nReporting by Reuters; Editing by C"),
    ("Reuters", "قال الوزير ذلك. (رويترز)"),
    ("Reuters", "Long text.\nالمصدر: رويترز"),
    ("TASS", "text\nИсточник: ТАСС"),
    ("AP", "Copyright 2026 The Associated Press. All rights reserved."),
    ("IRNA", "تهران- ایرنا- وزیر گفت"),
    ("IRNA", "تهران - ایرنا - وزیر"),
    ("Xinhua", "新华社 - x"),
    ("AFP", "Beyrouth, 22 nov. 2026 (AFP) - Le"),
    ("ANHA", "text text.\nANHA"),
    ("Anadolu", "إسطنبول / الأناضول\nقال"),
    ("Anadolu", "ŞAM (AA) - Su"),
    ("IHA", "Şam, İHA - x"),
    ("SANA", "SANA, Damascus - The"),
    ("SANA", "Damascus, SANA- President"),
    ("KUNA", "KUWAIT, Nov 22 (KUNA) -- His"),
    ("ANF", "QAMISHLO — ANF\nx"),
    ("MAP", "Rabat - (MAP) - x"),
    ("AFP", "בירות (AFP) - x"),
]


@pytest.mark.parametrize(("agency", "text"), WRITTEN, ids=[text[:40] for _, text in WRITTEN])
def test_whose_text_it_is(agency: str, text: str) -> None:
    assert agency_of("A headline", text) == agency


QUOTED = [
    "He told Reuters that",
    "Reuters reported on Monday that",
    "According to AFP, the",
    "BEIRUT (with Reuters) - x",
    "By Jane Doe with Reuters\nx",
    "By Jane Doe and agencies\nx",
    "وكالات\nx",
    "بيروت - وكالات\nx",
    "نقلت وكالة (رويترز) عن",
    "وكالة (سانا) - قال",
    "(Reuters, AFP) - x",
    "BEIRUT (AFP/Reuters) - x",
    "Omar Doe/Reuters\nx",
    "[Omar Sanadiki/Reuters]\nx",
    "Photo: AP\nx",
    "Text.\n(Reporting by A; Editing by B)",
    "Text.\nReuters contributed to this report.",
    "Text.\nAdditional reporting by AFP",
    "Text.\n© AFP / Delil S.",
    "He said so to AFP.",
    "The ministry told the state news agency (SANA) - x",
    "the ap said",
    "Mehr\nx",
    "Petra - the rose city",
    "MAP\nx",
    "The base (Imam Ali) - x",
    "Syrian soldiers in Damascus [AFP]\nx",
    "Russian state news agency TASS - which is x",
    "Turkish Sputnik - x",
    "REUTERS/Omar Sanadiki\nx",
    "AFP-affiliated groups",
    "The town, Reuters said, is",
    "In the statement, AP: x",
    "State media, SANA, said",
    "نقلت رويترز عن",
    "قال لوكالة رويترز",
    "تاس: قال",
    "агентство ТАСС - x",
    "Reuters: Iran moves",
    "She spoke to Reuters.",
    "“I saw it,” he told AFP.",
]


@pytest.mark.parametrize("text", QUOTED, ids=[text[:40] for text in QUOTED])
def test_who_is_only_quoted_or_helped(text: str) -> None:
    assert agency_of("A headline", text) == ""


@pytest.mark.parametrize(
    ("author", "agency"),
    [
        ("Reuters", "Reuters"),
        ("By Reuters", "Reuters"),
        ("Jane Doe, Reuters", "Reuters"),
        ("Reuters Staff", "Reuters"),
        ("Jane Doe (AFP)", "AFP"),
        ("afp.com", "AFP"),
        ("Jane Doe of The Associated Press", "AP"),
        ("AA", "Anadolu"),
        ("رويترز", "Reuters"),
        ("أ ف ب", "AFP"),
        ("خبرگزاری تسنیم", "Tasnim"),
        ("РИА Новости", "RIA Novosti"),
        ("JANE DOE; JOHN ROE Associated Press", "AP"),
        ("Jane Doe; AP National Political Writer", "AP"),
        ("John Roe; Ap Sports Writer", "AP"),
        ("Jane Doe Sputnik International", "Sputnik"),
        ("Staff Writer, Daily Sun", ""),
        ("AFP, Reuters", ""),
        ("Jane Doe with AFP", ""),
        ("Reuters and agencies", ""),
        ("Staff Writer", ""),
        ("Petra Schmidt", ""),
        ("Ap", ""),
        ("وكالات", ""),
        ("", ""),
    ],
)
def test_an_authors_field(author: str, agency: str) -> None:
    assert agency_of("A headline", BODY, author) == agency


@pytest.mark.parametrize(
    ("title", "text", "author", "publisher", "agency"),
    [
        pytest.param("A", f"BEIRUT (AFP) - {BODY}", "Reuters", "SANA", "AFP", id="the text before all"),
        pytest.param("A", BODY, "Reuters", "SANA", "Reuters", id="author before publisher"),
        pytest.param("A", BODY, "", "SANA", "SANA", id="an agency's own site"),
        pytest.param("A", BODY, "", "Mehr News Agency", "Mehr", id="its longer name"),
        pytest.param("A", BODY, "", "The Daily Sun", "", id="another publisher"),
        pytest.param("A headline | AP News", BODY, "", "", "AP", id="name of the site"),
        pytest.param("Iran moves - Reuters", BODY, "", "", "", id="a title that attributes"),
        pytest.param("Reuters", f"Reuters\n{BODY}", "", "", "", id="the title repeated"),
    ],
)
def test_what_counts_first(title: str, text: str, author: str, publisher: str, agency: str) -> None:
    assert agency_of(title, text, author, publisher) == agency


def test_only_head_and_end_are_looked_at() -> None:
    inside = "\n".join([BODY] * 7 + ["BEIRUT (AFP) - And so on."] + [BODY] * 7)
    assert agency_of("A headline", inside) == ""


def test_the_table_is_consistent() -> None:
    assert len(NAMES) >= 45
    assert len(set(SPELLINGS)) == len(SPELLINGS)
    assert set(AMBIGUOUS) <= set(NAMES)


@pytest.mark.parametrize("name", SPELLINGS)
def test_every_spelling_is_known_in_a_dateline_and_leaves_the_text_the_same(name: str) -> None:
    agency = next(key for table in (NAMES, AMBIGUOUS) for key, names in table.items() if name in names)
    text = f"BEIRUT ({name}) - {BODY * 4}"
    assert agency_of("A headline", text) == agency
    assert content_key("A", text) == content_key("B", BODY * 4)


@given(st.text(max_size=300), st.text(max_size=40), st.text(max_size=40), st.text(max_size=40))
def test_any_text_has_an_answer(text: str, title: str, author: str, publisher: str) -> None:
    assert agency_of(title, text, author, publisher) in {"", *NAMES}


@given(st.sampled_from([name for names in NAMES.values() for name in names]))
def test_nobody_writes_by_being_told(name: str) -> None:
    assert agency_of("A headline", f"{BODY} The minister told {name} that he knew.\n{BODY}") == ""
