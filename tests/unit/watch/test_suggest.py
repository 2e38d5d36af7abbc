"""Names found in texts, and the draft made of them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.watch import Kind, MatchText
from monitor.settings.watchlists import load_watchlists
from monitor.watch.draft.capitalised_names import capitalised, is_acronym_of
from monitor.watch.draft.draft_yaml import draft_yaml
from monitor.watch.draft.sources import is_outlet, names_nothing
from monitor.watch.draft.suggest import Draft, suggest
from monitor.watch.draft.text_words import Page, lower_case_words


def names_in(text: str) -> list[str]:
    lower = lower_case_words([MatchText(title="", text=text)])
    return [one.text for one in capitalised(Page(text, 0, "en", title=False), lower)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("They met near Albu Kamal today.", ["Albu Kamal"], id="a row of capitals"),
        pytest.param("The town of al-Bukamal fell.", ["al-Bukamal"], id="an article"),
        pytest.param("It lies east of Deir ez-Zor, he said.", ["Deir ez-Zor"], id="an article inside"),
        pytest.param("He met Faysal al-Miqdad there.", ["Faysal al-Miqdad"], id="an article in a person's name"),
        pytest.param("Men left Imam Ali military base on foot.", ["Imam Ali military base"], id="a facility"),
        pytest.param("Men left Velmar naval base on foot.", ["Velmar naval base"], id="what a facility is for"),
        pytest.param("then Velmar shuts Port Torvan and", ["Velmar", "Port Torvan"], id="another name behind a verb"),
        pytest.param("Губернатор Томас Арделин сказал", ["Томас Арделин"], id="a title in Russian"),
        pytest.param("They used al-Sikak crossing again.", ["al-Sikak crossing"], id="a crossing"),
        pytest.param("In al-Heri village nothing moved.", ["al-Heri"], id="a settlement is no part of the name"),
        pytest.param("the US camp and an Iranian military base", [], id="whose facility, but not which"),
        pytest.param(
            "he said Iran's army left Lebanon's Hezbollah alone", ["Iran", "Lebanon", "Hezbollah"], id="genitives"
        ),
        pytest.param("said Major General Igor Konashenkov in Moscow", ["Igor Konashenkov", "Moscow"], id="a rank"),
        pytest.param("told the Russian Foreign Minister that", [], id="a title alone"),
        pytest.param("on Monday, October 22, in Sochi", ["Sochi"], id="days and months"),
        pytest.param("the 4th Division and the Fifth Corps", ["4th Division", "Fifth Corps"], id="ordinals"),
        pytest.param("says the Observatory for Human Rights there", ["Observatory for Human Rights"], id="for"),
        pytest.param(
            "the Amit Terror and Security Information Center said",
            ["Amit Terror and Security Information Center"],
            id="and inside an organisation",
        ),
        pytest.param("between Iran and Hezbollah there", ["Iran", "Hezbollah"], id="and between two names"),
        pytest.param("an Iran-backed force, an Iranian-made drone", [], id="adjectives"),
        pytest.param("the Tel Aviv-Moscow crisis", ["Tel Aviv", "Moscow"], id="two names with a hyphen"),
        pytest.param("to Meir Ben-Shabat in person", ["Meir Ben-Shabat"], id="one name with a hyphen"),
        pytest.param("QAMISHLI, Syria – it rained", ["Qamishli", "Syria"], id="a dateline"),
        pytest.param("left with the IRGC and RIA", ["IRGC", "RIA"], id="acronyms"),
        pytest.param("Колонна вошла в город Абу-Кемаль утром.", ["Абу-Кемаль"], id="cyrillic"),
        pytest.param("Drones flew. These drones fell.", [], id="first words that stand elsewhere without a capital"),
    ],
)
def test_names_in_a_sentence(text: str, names: list[str]) -> None:
    found = [name for name in names_in(text) if name not in {"Drones", "Колонна"} or name in names]
    assert found == names


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        pytest.param("He was in Palmyra then.", Kind.PLACE, id="in"),
        pytest.param("It reached Palmyra city then.", Kind.PLACE, id="city behind"),
        pytest.param("then Sergei Lavrov said so.", Kind.PERSON, id="who speaks"),
        pytest.param("so President Asaad left.", Kind.PERSON, id="a title before"),
        pytest.param("of the Fatemiyoun Brigade there.", Kind.UNIT, id="a unit"),
        pytest.param("of the Badr Organization there.", Kind.ORGANISATION, id="an organisation"),
        pytest.param("on the Golan Heights there.", Kind.PLACE, id="heights"),
    ],
)
def test_what_a_name_is(text: str, kind: Kind) -> None:
    (found,) = capitalised(Page(text, 0, "en", title=False), frozenset())
    assert found.kind is kind


@pytest.mark.parametrize(
    ("acronym", "name", "fits"),
    [
        ("IRGC", "Islamic Revolutionary Guards Corps", True),
        ("SOHR", "Syrian Observatory for Human Rights", True),
        ("IRGC", "Islamic Revolutionary Guard", False),
        ("US", "Under Secretary General", False),
    ],
)
def test_acronyms(acronym: str, name: str, fits: bool) -> None:
    assert is_acronym_of(acronym, name) is fits


def draft_of(*texts: str, title: str = "", language: str = "en", packs: tuple[str, ...] = ()) -> Draft:
    return suggest([MatchText(title=title, text=text, language=language) for text in texts], packs)


def test_two_texts_group_their_spellings() -> None:
    draft = draft_of("They left Albu Kamal.", "They left al-Bukamal.")
    (one,) = draft.suggestions
    assert {name.text for name, _ in one.names} == {"Albu Kamal", "al-Bukamal"}
    assert (one.mentions, one.documents) == (2, 2)


def test_a_lone_word_at_the_start_of_sentences_is_no_name() -> None:
    assert draft_of("Stable it was. Stable it stays.").suggestions == ()


def test_a_name_without_capitals_is_found_behind_its_kind() -> None:
    draft = draft_of("وصلوا إلى قرية الحمدانية مساء. غادروا قرية الحمدانية صباحا.", language="ar")
    assert [one.name for one in draft.suggestions] == ["الحمدانية"]


def test_a_pack_recognises_arabic_and_proposes_the_rest() -> None:
    draft = draft_of("انتشرت قوات من الفيلق الخامس في الجنوب.", language="ar", packs=("levant",))
    (one,) = draft.suggestions
    assert one.pack == "levant"
    assert "Fifth Corps" in {name.text.replace("(Assault) ", "") for name in one.pack_names}


def test_the_most_worth_watching_are_kept() -> None:
    texts = [f"They met at Palmyra with {name}." for name in ("Anna Berg", "Otto Wolff", "Ivan Petrov")]
    draft = suggest([MatchText(title="", text=text) for text in texts], (), 1)
    assert [one.name for one in draft.suggestions] == ["Palmyra"]


def test_a_headline_in_capitals_says_nothing() -> None:
    assert draft_of("nothing here", title="Ships And Herring Draw Crowds").suggestions == ()


HOSTILE = (
    "They met Yes No: [x] {y} near #Ab\u0007Cd in O’Neill “Smith & Sons” at Null, On Off. \u2028 Said Mr. A\u0000b"
)


@pytest.mark.parametrize("text", [HOSTILE, "In Yes, in True, in Null.", "near 'Quo\"te' Street and # Comment Hill"])
def test_the_draft_is_yaml_whatever_the_text_holds(text: str, tmp_path: Path) -> None:
    draft = draft_of(text, "They saw Palmyra today.")
    (tmp_path / "w.yaml").write_text(draft_yaml(draft, "w", "W: a # title", ()), encoding="utf-8")
    (watchlist,) = load_watchlists(tmp_path)
    assert [topic.name for topic in watchlist.topics] == [one.name for one in draft.suggestions]
    assert watchlist.title == "W: a # title"


LATIN = ["Albu", "Kamal", "al-", "of", "and", "the", "base", "General", "5th", "Corps", "IRGC", "'s"]
WORDS = st.sampled_from([*LATIN, "(", ")", ".", "-", "…", "\n", "\x07", "قرية", "الهري", "של", "Абу", "в"])


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=25).map(" ".join)))
def test_any_text_gives_a_draft(text: str) -> None:
    draft = draft_of(text, text + "\nx")
    for one in draft.suggestions:
        assert one.mentions >= one.documents >= 1
        assert one.names
        assert one.id


@pytest.mark.parametrize(
    ("name", "outlet", "nothing"),
    [
        pytest.param("Reuters", True, False, id="an agency"),
        pytest.param("The Guardian", True, False, id="a paper with its article"),
        pytest.param("Velmar Post", True, False, id="a paper that nobody knows"),
        pytest.param("ANHA News Agency", True, False, id="an agency with its kind"),
        pytest.param("Radio Kadmar", True, False, id="a broadcaster"),
        pytest.param("Velmar Observatory", False, False, id="an organisation"),
        pytest.param("Minister", False, True, id="a frequent word"),
        pytest.param("WORLD", False, True, id="a shouted one"),
        pytest.param("Tue", False, True, id="a day in short"),
        pytest.param("Iranian Presence", False, True, id="one with whose it is"),
        pytest.param("IRGC", False, False, id="an acronym"),
        pytest.param("Hezbollah", False, False, id="a name"),
        pytest.param("Kadmar", False, False, id="a place"),
        pytest.param("Donald Trump", False, False, id="a person of two frequent words"),
    ],
)
def test_who_tells_and_what_names_nothing(name: str, outlet: bool, nothing: bool) -> None:
    assert (is_outlet(name), names_nothing(name)) == (outlet, nothing)


@pytest.mark.parametrize(
    ("text", "name", "apart"),
    [
        pytest.param("By Anna Velmar\n\nMen left Kadmar. Others stayed.", "Anna Velmar", True, id="a by-line"),
        pytest.param("Men left, according to Tordan Monitor.", "Tordan Monitor", True, id="according to"),
        pytest.param("Men left Kadmar. Photo: Anna Velmar/Getty Images.", "Anna Velmar", True, id="a photographer"),
        pytest.param(
            "Men left Kadmar. Photo: Anna Velmar/Getty Images.", "Getty Images", True, id="an agency of photos"
        ),
        pytest.param("By Anna Velmar, Staff Writer\n\nMen left Kadmar.", "Staff Writer", True, id="what a writer is"),
        pytest.param("Колонна ушла из Кадмара. Автор: Анна Вельмар", "Анна Вельмар", True, id="an author in Russian"),
        pytest.param("Men left Selkon, told Radio Selkon. Selkon fell.", "Selkon", False, id="a town with a radio"),
        pytest.param("The envoy was quoted by Selkon on Monday.", "Selkon", True, id="quoted by"),
        pytest.param("On Monday Selkon reported losses. Later Selkon wrote of more.", "Selkon", True, id="reported"),
        pytest.param("Selkon fell. Men left Selkon, Tordan reported.", "Selkon", False, id="in the story"),
        pytest.param("Men left Selkon. Later Selkon reported calm.", "Selkon", False, id="mostly in the story"),
        pytest.param("The IRGC reported losses.", "IRGC", False, id="what a pack knows"),
    ],
)
def test_who_stands_where_the_teller_stands_is_kept_apart(text: str, name: str, apart: bool) -> None:
    draft = suggest([MatchText(title="", text=text, language="en")], ("levant",))
    assert (name in {one for one, _ in draft.sources}) is apart
    assert (name in {one.name.removeprefix("=") for one in draft.suggestions}) is not apart


def test_whose_it_is_does_not_hide_what_a_pack_knows() -> None:
    text = "The Afghan Fatemiyoun Brigade left. Lebanese al-Mayadin said so."
    draft = suggest([MatchText(title="", text=text, language="en")], ("levant",))
    assert {one.name: one.pack for one in draft.suggestions}["Fatemiyoun Brigade"] == "levant"
    assert "al-Mayadin" not in {one.name for one in draft.suggestions}, "a channel is no town"
