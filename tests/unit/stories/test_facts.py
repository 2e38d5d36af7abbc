"""What an article says, and which sentence says it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.stories import Fact, FactKind
from monitor.stories.news.facts import FactText, Mentioned, Places, facts_of, place_key

NAMES = {
    "Damascus": "Damascus Damas Дамаск دمشق דמשק Şam-Damask",
    "Albu Kamal": "Albu_Kamal البوكمال Абу-Кемаль Ebu_Kemal",
    "Deir ez-Zor": "Deir_ez-Zor دير_الزور Дейр-эз-Зор",
    "Raqqa": "Raqqa Ракка الرقة",
    "Raqqa al-Samra": "Raqqa_al-Samra",
    "Palmyra": "Palmyra Пальмира تدمر",
    "Golan": "Golan Голаны הגולן الجولان",
    "Kamal": "Kamal",
}
PLACES = Places.of(
    {place_key(name.replace("_", " ")): place for place, names in NAMES.items() for name in names.split(" ")}
)


def said(text: str, kind: FactKind, *, title: str = "", language: str = "en") -> list[Fact]:
    found = facts_of(FactText(title=title, text=text, language=language, places=PLACES))
    return [fact for fact in found if fact.kind is kind]


@pytest.mark.parametrize(
    ("text", "language", "shown"),
    [
        (
            "The convoy left Damascus for Deir ez-Zor on Sunday.",
            "en",
            {"damascus": "Damascus", "deir ez zor": "Deir ez-Zor"},
        ),
        ("The longest name counts: Albu Kamal is quiet.", "en", {"albu kamal": "Albu Kamal"}),
        ("ALBU KAMAL is quiet, a monitor said on Sunday.", "en", {"albu kamal": "ALBU KAMAL"}),
        ("The convoy came from the town of Raqqa", "en", {"raqqa": "Raqqa"}),
        ("Raqqa al-Samra is another place than that.", "en", {"raqqa al samra": "Raqqa al-Samra"}),
        ("Troops of the raqqa kind are no place here.", "en", {}),
        ("Колонна вышла из Дамаска в сторону Ракки вчера.", "ru", {"damascus": "Дамаска", "raqqa": "Ракки"}),
        ("В Дамаске и Пальмире прошли бои с Абу-Кемалем.", "ru", {"damascus": "Дамаске", "palmyra": "Пальмире"}),
        ("وصلت القافلة إلى البوكمال قادمة من دمشق أمس.", "ar", {"albu kamal": "البوكمال", "damascus": "دمشق"}),
        ("قتل عدد من العناصر بدمشق والبوكمال ودير الزور.", "ar", {"damascus": "بدمشق", "albu kamal": "والبوكمال"}),
        ("השיירה יצאה בדרך לדמשק וגם בהגולן היה שקט.", "he", {"damascus": "לדמשק", "golan": "בהגולן"}),
        ("Konvoy dün Ebu Kemal'e doğru yola çıktı dedi.", "tr", {"albu kamal": "Ebu Kemal"}),
        ("Le convoi a quitté Damas dimanche vers midi.", "fr", {"damascus": "Damas"}),
        ("DAMASCUS (Reuters) - The town was quiet on Sunday.", "en", {"damascus": "DAMASCUS"}),
        ("دمشق-سانا\nأعلنت وزارة الدفاع اليوم عن بدء انسحاب القوات.", "ar", {"damascus": "دمشق"}),
    ],
)
def test_places(text: str, language: str, shown: dict[str, str]) -> None:
    found = {fact.value: fact.shown for fact in said(text, FactKind.PLACE, language=language)}
    assert {place: found.get(place) for place in shown} == shown
    assert bool(found) == bool(shown)


def test_a_place_has_the_sentence_that_names_it_first() -> None:
    text = "All was quiet for days in the east. Then Raqqa was hit by rockets. Raqqa had been quiet before."
    assert [fact.sentence for fact in said(text, FactKind.PLACE)] == ["Then Raqqa was hit by rockets."]


@pytest.mark.parametrize(
    ("start", "in_title", "sentence"),
    [
        pytest.param(0, False, "First come the words of one.", id="first sentence"),
        pytest.param(31, False, "Then follow those of the other.", id="second sentence"),
        pytest.param(62, False, "A caption", id="a line too short to count"),
        pytest.param(75, False, "The last line of it is about all this.", id="behind it"),
        pytest.param(3, True, "A headline", id="title"),
        pytest.param(9_999, False, "The last line of it is about all this.", id="an offset behind the end"),
    ],
)
def test_topics(start: int, in_title: bool, sentence: str) -> None:
    text = (
        "First come the words of one. Then follow those of the other.\nA caption\n"
        "The last line of it is about all this."
    )
    topic = Mentioned(key="list/topic", shown="a topic", start=start, in_title=in_title)
    found = facts_of(FactText(title="A headline", text=text, topics=[topic]))
    assert [fact for fact in found if fact.kind is FactKind.TOPIC] == [
        Fact(kind=FactKind.TOPIC, value="list/topic", shown="a topic", sentence=sentence)
    ]


def test_numbers_of_title_and_text_once_each() -> None:
    text = "At least 12 people were killed on Sunday. Of the 12 killed, three were children, he said."
    found = said(text, FactKind.NUMBER, title="Dozens hurt, 12 killed in 2 raids")
    assert [(fact.value, fact.sentence) for fact in found] == [
        ("12", "Dozens hurt, 12 killed in 2 raids"),
        ("2", "Dozens hurt, 12 killed in 2 raids"),
        ("3", "Of the 12 killed, three were children, he said."),
    ]


def test_a_title_that_begins_the_text_is_read_once() -> None:
    found = said(
        "12 killed in raid\nAt least 12 people were killed on Sunday.", FactKind.NUMBER, title="12 killed in raid"
    )
    assert [fact.sentence for fact in found] == ["At least 12 people were killed on Sunday."]


@pytest.mark.parametrize(
    ("source", "values"), [("North  Press", ["north press"]), ("  ", []), ("", []), ("TASS", ["tass"])]
)
def test_publisher(source: str, values: list[str]) -> None:
    found = facts_of(FactText(title="", text="Nothing else is said here.", source=source))
    assert [fact.value for fact in found] == values


def test_lines_of_the_site_say_nothing() -> None:
    text = "The town was quiet on Sunday evening.\nRead more: 5 things to know about Raqqa and the war"
    assert facts_of(FactText(title="Quiet", text=text, places=PLACES)) == ()


@given(st.lists(st.sampled_from([*" .,\n", *place_key(" ".join(NAMES)).title().split(), "12", "two", "1,5", "ﷺ"])))
def test_names_and_numbers_in_any_order_can_be_read(parts: list[str]) -> None:
    for fact in said(" ".join(parts), FactKind.PLACE):
        assert fact.shown in fact.sentence or "ﷺ" in fact.sentence


@given(st.text(max_size=200), st.text(max_size=30), st.integers(min_value=0, max_value=300))
def test_any_text_has_facts_of_each_kind_once(text: str, title: str, start: int) -> None:
    topics = [Mentioned(key="a/b", shown="b", start=start)]
    found = facts_of(FactText(title=title, text=text, topics=topics, places=PLACES, source="North Press"))
    keys = [(fact.kind, fact.value) for fact in found]
    assert len(set(keys)) == len(keys)
    assert (FactKind.TOPIC, "a/b") in keys
    assert (FactKind.PUBLISHER, "north press") in keys


@given(st.permutations(["The convoy left Damascus.", "Then 12 cars came to Raqqa.", "Albu Kamal was quiet, he said."]))
def test_order_does_not_change_what_is_said(lines: list[str]) -> None:
    found = facts_of(FactText(title="A headline", text="\n".join(lines), places=PLACES))
    assert {fact.value for fact in found} == {"damascus", "12", "raqqa", "albu kamal"}
