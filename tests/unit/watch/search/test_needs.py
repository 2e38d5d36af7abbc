"""No article is passed over in which a question holds: whatever it is, wherever the words stand, however written."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.archive.search import All, Needs, Terms
from monitor.model.watch import Kind, MatchText
from monitor.watch import Seeker, about_terms, archive_terms, parse_search
from tests.unit.watch.search.archived import Index

DATA = Path(__file__).parents[3] / "quality" / "data"
WRITTEN = (
    "Albu Kamal", "AlbuKamal", "البوكمال", "والبوكمال", "Абу-Кемаль", "в Абу-Кемале", "אבו כמאל", "#SaveAlbuKamal",
    "#albukamal", "Albu Ka-\nmal", "ALBU KAMAL", "𝐀𝐥𝐛𝐮 𝐊𝐚𝐦𝐚𝐥", "Yusuf Harandi", "Harandi, Yusuf", "Y. Harandi",
    "Yusuf al-Harandi's", "يوسف هرندي", "Юсуфа Харанди", "יוסף הרנדי", "优素福·哈兰迪", "优素福·哈兰迪抵达",
    "ユスフ・ハランディ",
    "유수프 하란디", "Γιουσούφ Χαράντι", "Rapid Support Forces", "قوات الدعم السريع", "Силы быстрой поддержки",
    "convoy", "convoys", "Convoy", "con-\nvoy", "militiamen", "border crossings", "US", "us", "T-72s", "Т-72", "şehri",
    "กรุงเทพมหานครวันนี้", "มหานคร", "first brigade", "1st Brigade", "Damaskus", "d'Alep", "Alep", "l'Est", "football",
    "first", "Premier", "2nd", "second", "вторая",
)  # fmt: skip
ASKED = (
    'name:"Albu Kamal"', "name:البوكمال", 'name:"Абу-Кемаль"', 'name:"Yusuf Harandi"', 'name:"Rapid Support Forces"',
    "name:กรุงเทพมหานคร", 'name:"1st Brigade"', "name:T-72", "name:=US", "convoy", "militia*", '"border crossing"',
    "Damascus", "=US", '"US Army"!', "NEAR/5(convoy, border)", "title:convoy", "min:2 convoy", "lang:ar convoy",
    'convoy OR name:"Albu Kamal"', 'name:"Yusuf Harandi" NOT football', "score:2(convoy, football^-1, crossing)",
    "sentence:(convoy AND crossing)", "source:A OR convoy", "şehir", "Aleppo", "city", "BEFORE/3(border, crossing)",
    "first", '"first brigade"', "second",
)  # fmt: skip
TEXTS = st.lists(st.sampled_from(WRITTEN), min_size=1, max_size=6)
AT = datetime(2026, 11, 22, tzinfo=UTC)
GLUE = st.sampled_from([" ", ". ", ", ", "\n\n", " and ", "", "، "])


@cache
def seeker(typed: str, kind: Kind) -> Seeker:
    return Seeker(parse_search(typed.replace("name:", f"{kind.value}:"), {}))


def met(needs: Needs, terms: frozenset[str]) -> bool:
    match needs:
        case Terms(any_of):
            return not any_of.isdisjoint(terms)
        case All(parts):
            return all(met(part, terms) for part in parts)
    return any(met(part, terms) for part in needs.parts)


def passed_over(typed: str, kind: Kind, texts: Sequence[MatchText]) -> list[MatchText]:
    """Of the texts in which the question holds those that the index would not offer."""
    terms = [archive_terms(text.title, text.text, text.language) | about_terms("", text.language, AT) for text in texts]
    asked = seeker(typed, kind)
    among = asked.among(Index(frozenset().union(*terms)).under)
    found = list(map(asked.find, texts))
    assert list(map(among.find, texts)) == found, "an archive's words read before are read as ever"
    return [
        text
        for text, has, one in zip(texts, terms, found, strict=True)
        if one is not None and not met(among.needs, has)
    ]


@settings(max_examples=60)
@given(
    st.lists(st.tuples(TEXTS, GLUE, st.sampled_from(["", "en", "ar", "ru", "zh", "tr", "th"])), min_size=1, max_size=4),
    st.sampled_from(ASKED),
    st.sampled_from([Kind.THING, Kind.PERSON, Kind.ORGANISATION]),
)
def test_every_text_in_which_a_question_holds_has_what_it_needs(
    made: list[tuple[list[str], str, str]], typed: str, kind: Kind
) -> None:
    texts = [
        MatchText(title=parts[0] if at % 2 else "", text=glue.join(parts), language=language)
        for at, (parts, glue, language) in enumerate(made)
    ]
    assert passed_over(typed, kind, texts) == []


@pytest.mark.parametrize("typed", ['name:"Deir ez-Zor"', "name:الميادين", "name:Хомс", 'name:"Fifth Corps"'])
def test_no_writing_of_the_corpus_of_names_is_passed_over(typed: str) -> None:
    lines = (DATA / "names.jsonl").read_text(encoding="utf-8").splitlines()[::4]
    texts = [MatchText(title="", text=row["text"], language=row["lang"]) for row in map(json.loads, lines)]
    assert passed_over(typed, Kind.PLACE, texts) == []


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('name:"Donald Trump"', "据报，唐纳德·特朗普抵达"),
        ('name:"Donald Trump"', "ドナルド・トランプ大統領"),
        ('name:"Donald Trump"', "도널드 트럼프 대통령은"),
        ('name:"Albu Kamal"', "#SaveAlbuKamal now"),
        ("name:Qadmar", "the Qad-\nmar road"),
        ("name:Qadmar", "the new Qad\xad\nmar road"),
        ("name:กรุงเทพมหานคร", "ที่กรุงเทพมหานครวันนี้"),
        ('name:"1st Brigade"', "the First Brigade"),
        ('name:"First Brigade"', "the 1st Brigade"),
        ('"first brigade"', "the 1st brigade"),
        ('"first brigade"', "the First Brigade"),
        ("premier", "on the 1st of May"),
        ('"first brigade"', "#firstbrigade now"),
        ('"first brigade"', "the fir-\nst brigade"),
        ('name:"Rapid Support Forces"', "قالت قوات الدعم السريع"),
    ],
)
def test_what_only_who_knows_the_name_can_part_is_found(typed: str, text: str) -> None:
    article = MatchText(title="", text=text, language="")
    assert seeker(typed, Kind.PERSON).find(article) is not None
    assert passed_over(typed, Kind.PERSON, [article]) == []


def test_an_article_without_the_words_is_passed_over() -> None:
    terms = archive_terms("", "a quiet day", "en")
    for typed in ('name:"Albu Kamal"', "convoy", '"border crossing"', "militia*"):
        assert not met(seeker(typed, Kind.THING).among(Index(terms).under).needs, terms)


def test_what_only_sounds_like_a_word_is_not_looked_through_for_it() -> None:
    asked, text = seeker("Viof", Kind.THING), MatchText(title="", text="Said Vif and Viof", language="de")
    terms = archive_terms("", "Said Vif", "de")
    assert [one.surface for one in asked.find(text).spots] == ["Viof"]  # type: ignore[union-attr]  # it is found
    assert not met(asked.among(Index(terms).under).needs, terms)
    assert met(asked.among(Index(archive_terms("", text.text, "de")).under).needs, archive_terms("", text.text, "de"))


def test_a_word_that_counts_beside_another_alone_is_not_read_for_the_question() -> None:
    """Many words have the one consonant of ابو; which of them it is, is asked where a word of the next stands."""
    alike = {f"{first}{''.join(behind)}b" for first in "AEIOU" for behind in product("aeiou", repeat=4)}
    singing = archive_terms("", f"{' '.join(alike)} sing.", "en")
    terms = archive_terms("", "The town of Abu Kamal.", "en") | singing
    asked = seeker("name:البوكمال", Kind.PLACE).among(Index(terms).under)
    assert met(asked.needs, terms)
    assert not met(asked.needs, singing)
    assert [one.examples for one in asked.tried] == [("Kamal",)], "a word that was not read is not told"
    assert asked.find(MatchText(title="", text="In Abu Kamal", language="en")) is not None


def test_where_the_question_holds_is_told_in_reading_order() -> None:
    text = MatchText(title="Convoy leaves", text="The convoy left البوكمال, and Albu Kamal is quiet.", language="en")
    found = seeker('convoy name:"Albu Kamal"', Kind.PLACE).find(text)
    assert found is not None
    assert [(one.field, one.surface) for one in found.spots] == [
        ("title", "Convoy"), ("text", "convoy"), ("text", "البوكمال"), ("text", "Albu Kamal"),
    ]  # fmt: skip
    assert [text.text[one.start : one.end] for one in found.spots[1:]] == [one.surface for one in found.spots[1:]]


def test_what_was_tried_is_told() -> None:
    terms = archive_terms("", "Convoys in AlbuKamal", "en")
    tried = seeker('convoy name:"Albu Kamal" tank', Kind.PLACE).among(Index(terms).under).tried
    assert [(one.term, one.examples) for one in tried] == [
        ("convoy", ("Convoys",)), ('name:"Albu Kamal"', ("AlbuKamal",)), ("tank", ()),
    ]  # fmt: skip


PHRASES = (
    '"border crossing"', '"quiet border crossing"', '"border crossing" OR "river crossing"', "border crossing",
    '"the border crossing" AND convoy', "NEAR/3(border, crossing)", '"القاعدة في اليمن"', '"first brigade"',
    'lang:en "border crossing"',
)  # fmt: skip
PARTS = (
    "border", "crossing", "Border", "crossings", "quiet", "the", "river", "convoy", "القاعدة", "في", "اليمن", "first",
    "1st", "brigade", "#BorderCrossing", "bor-\nder", ",", ".", "and", "of the",
)  # fmt: skip


def looked_through(typed: str, text: MatchText) -> tuple[bool, bool]:
    """Whether a text that has what is needed would be matched, and whether the question holds in it."""
    asked = Seeker(parse_search(typed, {}))
    among = asked.among(Index(archive_terms(text.title, text.text, text.language)).under)
    return among.may_hold(text.title, text.text), asked.find(text) is not None


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PARTS), min_size=1, max_size=14), st.sampled_from(PHRASES), st.booleans())
def test_no_text_is_left_unmatched_in_which_a_phrase_stands(made: list[str], typed: str, titled: bool) -> None:
    joined = " ".join(made)
    text = MatchText(title=joined if titled else "", text="" if titled else joined, language="en")
    matched, holds = looked_through(typed, text)
    assert matched or not holds


def test_a_text_whose_words_stand_apart_is_not_matched() -> None:
    far = f"A border {'of sand ' * 10} and a crossing."
    assert looked_through('"border crossing"', MatchText(title="", text=far, language="en")) == (False, False)
    assert looked_through("border crossing", MatchText(title="", text=far, language="en")) == (True, True)
