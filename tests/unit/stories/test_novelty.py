"""What a story that was told has to say anew: edits that stay silent and those that speak."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.outcomes import AlertReason
from monitor.model.stories import Fact, FactKind
from monitor.stories.news.facts import FactText, Mentioned, Places, facts_of, place_key
from monitor.stories.news.novelty import changed_sentence, decide_update, explain_silence, new_facts

ALL = frozenset(FactKind)
TITLE = "Militias leave the border base"
SENTENCES = (
    "At least 12 fighters were killed when aircraft hit a convoy near Albu Kamal on Sunday evening.",
    "A monitor said that 40 vehicles had left Raqqa the day before under cover of darkness.",
    "The militias withdrew from the base after an agreement with the army, two sources said.",
    "Residents told the agency that power had been cut for 36 hours in most of the districts.",
    "Nobody has claimed the attack so far, and the ministry did not answer a request for comment.",
)
PLACES = Places.of({place_key(name): name for name in ("Albu Kamal", "Raqqa", "Damascus", "Homs", "دمشق", "حمص")})


def facts(text: str, *, title: str = TITLE, language: str = "en", source: str = "") -> tuple[Fact, ...]:
    found = text.find("Albu Kamal")
    topics = [Mentioned(key="levant/albu-kamal", shown="Albu Kamal", start=found)] if found >= 0 else []
    return facts_of(FactText(title=title, text=text, language=language, topics=topics, places=PLACES, source=source))


def news(before: str, now: str, *, told: bool = True, language: str = "en") -> list[tuple[str, str]]:
    """(kind, value) of what an edited text says anew, with all told that the text before said, or nothing at all."""
    known = frozenset((fact.kind, fact.value) for fact in facts(before, language=language)) if told else frozenset()
    found = new_facts(facts(now, language=language), known, before=f"{TITLE}\n{before}", language=language)
    return [(fact.kind.value, fact.value) for fact in found]


BEFORE = "\n".join(SENTENCES)
EDITS: list[tuple[str, str, list[tuple[str, str]]]] = [
    ("nothing", BEFORE, []),
    ("typo", BEFORE.replace("aircraft", "aircarft"), []),
    ("typo in a place", BEFORE.replace("Raqqa", "Raqa"), []),
    ("spelling", BEFORE.replace("vehicles", "vehicels").replace("cover", "kover"), []),
    ("signs", BEFORE.replace(",", ";").replace(".", " ."), []),
    ("order of sentences", "\n".join(reversed(SENTENCES)), []),
    ("order of words", BEFORE.replace("on Sunday evening", "").replace("At least", "On Sunday evening at least"), []),
    ("two sentences in one", BEFORE.replace("darkness.\nThe", "darkness; the"), []),
    ("one sentence in two", BEFORE.replace("so far, and the", "so far. The"), []),
    ("time stamp", f"Updated 10:45 GMT\n{BEFORE}", []),
    ("longer time stamp", f"Last updated on Sunday 22 November 2026 at 10:45 GMT\n{BEFORE}", []),
    ("a line of the site", f"{BEFORE}\nRead more: 5 things to know about the war in Damascus", []),
    ("a word for a figure", BEFORE.replace("12 fighters", "twelve fighters"), []),
    ("another weekday", BEFORE.replace("Sunday", "Monday"), []),
    ("a sentence less", "\n".join(SENTENCES[1:]), []),
    ("figure", BEFORE.replace("12 fighters", "14 fighters"), [("number", "14")]),
    ("figure in words", BEFORE.replace("two sources", "three sources"), [("number", "3")]),
    ("place", BEFORE.replace("Raqqa", "Homs"), [("place", "homs")]),
    (
        "new sentence",
        f"{BEFORE}\nThe defence minister flew to Damascus with 7 officers to look into it.",
        [("number", "7"), ("place", "damascus")],
    ),
    ("new words in a sentence", BEFORE.replace("had left Raqqa", "had left Raqqa and Homs"), [("place", "homs")]),
]


@pytest.mark.parametrize(("now", "expected"), [edit[1:] for edit in EDITS], ids=[edit[0] for edit in EDITS])
def test_edits(now: str, expected: list[tuple[str, str]]) -> None:
    assert news(BEFORE, now) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [(edit[1], edit[2]) for edit in EDITS if edit[0] != "another weekday"],
    ids=[edit[0] for edit in EDITS if edit[0] != "another weekday"],
)
def test_edits_bring_no_more_when_nothing_was_told(now: str, expected: list[tuple[str, str]]) -> None:
    """What stood there before is not news, even if the readers of this watchlist never heard of it."""
    assert news(BEFORE, now, told=False) == expected


@pytest.mark.parametrize(
    ("language", "before", "now", "expected"),
    [
        ("ar", "قتل ١٢ عنصرا قرب حمص مساء الأحد.", "قتل ١٤ عنصرا قرب حمص مساء الأحد.", [("number", "14")]),
        ("ar", "قتل ثلاثة عناصر قرب حمص مساء الأحد.", "قتل 3 عناصر قرب حمص مساء الأحد.", []),
        ("ar", "قتل ١٢ عنصرا قرب حمص مساء الأحد.", "قتل ١٢ عنصرا قرب دمشق مساء الأحد.", [("place", place_key("دمشق"))]),
        ("fa", "۱۲ نفر در حمله دیشب کشته شدند.", "۱۴ نفر در حمله دیشب کشته شدند.", [("number", "14")]),
        (
            "he",
            "12 לוחמים נהרגו בתקיפה ליד הגבול אתמול.",
            "14 לוחמים נהרגו בתקיפה ליד הגבול אתמול.",
            [("number", "14")],
        ),
        (
            "ru",
            "Погибли двое военных у города вчера вечером.",
            "Погибли трое военных у города вчера вечером.",
            [("number", "3")],
        ),
        ("ru", "Погибли двое военных у города вчера вечером.", "Погибли двое военых у города вчера вечером.", []),
        (
            "tr",
            "Saldırıda iki asker dün akşam öldü dedi.",
            "Saldırıda üç asker dün akşam öldü dedi.",
            [("number", "3")],
        ),
        (
            "fr",
            "Dix soldats sont morts dimanche dans le raid.",
            "Six soldats sont morts dimanche dans le raid.",
            [("number", "6")],
        ),
        (
            "de",
            "Bei dem Angriff starben 1.200 Menschen am Sonntag.",
            "Bei dem Angriff starben 1200 Menschen am Sonntag.",
            [],
        ),
        (
            "es",
            "El ataque dejó 3,5 millones de desplazados ayer.",
            "El ataque dejó 4 millones de desplazados ayer.",
            [("number", "4000000")],
        ),
    ],
)
def test_edits_in_other_languages(language: str, before: str, now: str, expected: list[tuple[str, str]]) -> None:
    assert news(before, now, language=language) == expected


@pytest.mark.parametrize(
    ("now", "expected"),
    [
        pytest.param(BEFORE, [], id="the same text"),
        pytest.param(BEFORE.replace("Raqqa", "Albu Kamal"), [], id="a topic that was there"),
    ],
)
def test_topics_that_were_there(now: str, expected: list[tuple[str, str]]) -> None:
    assert news(BEFORE, now, told=False) == expected


def test_a_topic_that_was_not_there() -> None:
    before = BEFORE.replace("near Albu Kamal", "near the river")
    assert ("topic", "levant/albu-kamal") in news(before, BEFORE)


def test_a_topic_shown_by_another_name_speaks_where_its_sentence_changed() -> None:
    topic = Fact(kind=FactKind.TOPIC, value="a/b", shown="البوكمال", sentence=SENTENCES[0])
    assert new_facts([topic], frozenset(), before=BEFORE) == ()
    assert new_facts([topic], frozenset(), before=BEFORE.replace("near Albu Kamal", "near the river")) == (topic,)


def test_without_a_text_before_only_what_was_told_counts() -> None:
    found = facts(BEFORE)
    assert new_facts(found, frozenset()) == found
    assert new_facts(found, {(FactKind.NUMBER, "12")}) == tuple(fact for fact in found if fact.value != "12")


def test_a_publisher_is_new_whatever_the_text_says() -> None:
    found = new_facts(facts(BEFORE, source="North Press"), frozenset(), before=f"{TITLE}\n{BEFORE}")
    assert [(fact.kind, fact.value) for fact in found] == [(FactKind.PUBLISHER, "north press")]


@pytest.mark.parametrize(
    ("now", "then"),
    [
        pytest.param(SENTENCES[0].replace("12", "14"), SENTENCES[0], id="a figure changed"),
        pytest.param(SENTENCES[1], SENTENCES[1], id="the same"),
        pytest.param("The minister flew to Damascus with 7 officers.", "", id="nothing like it"),
        pytest.param("", "", id="no sentence"),
    ],
)
def test_what_stood_there_before(now: str, then: str) -> None:
    fact = Fact(kind=FactKind.NUMBER, value="14", shown="14", sentence=now)
    assert changed_sentence(fact, BEFORE) == (now, then)


def test_nothing_stood_there_before() -> None:
    assert changed_sentence(Fact(kind=FactKind.NUMBER, value="1", shown="1", sentence="One."), "") == ("One.", "")


TOPIC = Fact(kind=FactKind.TOPIC, value="a/b", shown="B", sentence="B.")
NUMBER = Fact(kind=FactKind.NUMBER, value="14", shown="14", sentence="14.")
PLACE = Fact(kind=FactKind.PLACE, value="homs", shown="Homs", sentence="Homs.")
PUBLISHER = Fact(kind=FactKind.PUBLISHER, value="sana", shown="SANA")


@pytest.mark.parametrize(
    ("new", "switches", "reason", "speaking", "silence"),
    [
        ((), ALL, None, (), "says nothing that readers were not told"),
        ((TOPIC,), ALL, AlertReason.NEW_FACT, (TOPIC,), ""),
        ((NUMBER,), ALL, AlertReason.NEW_FACT, (NUMBER,), ""),
        ((PLACE,), ALL, AlertReason.NEW_FACT, (PLACE,), ""),
        ((PUBLISHER,), ALL, AlertReason.NEW_PUBLISHER, (PUBLISHER,), ""),
        ((NUMBER, PUBLISHER), ALL, AlertReason.NEW_FACT, (NUMBER, PUBLISHER), ""),
        ((NUMBER, PUBLISHER), {FactKind.PUBLISHER}, AlertReason.NEW_PUBLISHER, (PUBLISHER,), ""),
        ((NUMBER, PUBLISHER), {FactKind.NUMBER}, AlertReason.NEW_FACT, (NUMBER,), ""),
        ((NUMBER,), {FactKind.PLACE}, None, (), "new, but not switched on: number 14"),
        ((NUMBER, PLACE), (), None, (), "new, but not switched on: number 14; place Homs"),
        ((TOPIC,), (), None, (), "new, but not switched on: topic B"),
    ],
)
def test_whether_a_story_speaks_again(
    new: tuple[Fact, ...],
    switches: frozenset[FactKind],
    reason: AlertReason | None,
    speaking: tuple[Fact, ...],
    silence: str,
) -> None:
    assert decide_update(new, switches) == (reason, speaking)
    assert explain_silence(new, switches) == silence


texts = st.lists(st.sampled_from(SENTENCES), min_size=1, unique=True)


@given(texts.flatmap(lambda lines: st.tuples(st.just(lines), st.permutations(lines))))
def test_another_order_says_nothing_new(orders: tuple[list[str], list[str]]) -> None:
    before, now = ("\n".join(lines) for lines in orders)
    assert news(before, now) == news(before, now, told=False) == []


@given(texts, st.data())
def test_a_typo_says_nothing_new(lines: list[str], data: st.DataObject) -> None:
    """One letter of a word in small letters, left out, doubled, changed or swapped with the next."""
    before = "\n".join(lines)
    spots = [
        place
        for place in range(1, len(before) - 2)
        if before[place - 1 : place + 2].isalpha() and before[place - 1 : place + 2].islower()
    ]
    place = data.draw(st.sampled_from(spots))
    letter = before[place]
    slip = data.draw(st.sampled_from(["", letter * 2, *"aeioutnrsz"]))
    now = before[:place] + slip + before[place + 1 :]
    assert news(before, now) == news(before, now, told=False) == []


OTHER_LANGUAGES = {
    "ar": (
        (
            "قالت مصادر محلية إن ١٢ عنصرا قتلوا في قصف استهدف قافلة قرب حمص مساء الأحد بحسب المرصد. وأضافت أن "
            "القوات انسحبت من القاعدة بعد اتفاق مع الجيش في دمشق وبقي ثلاثة جنود فقط."
        ),
        "ابتسلمنوعره",
    ),
    "ru": (
        (
            "Двенадцать боевиков погибли при ударе по колонне у города вечером в воскресенье, сообщил источник. "
            "По его словам, 40 машин покинули базу накануне под прикрытием темноты и тумана."
        ),
        "аеиострнвд",
    ),
    "tr": (
        (
            "Yerel kaynaklara göre pazar akşamı kasaba yakınında konvoya düzenlenen saldırıda 12 savaşçı öldü. "
            "Kaynak, ordunun anlaşmadan sonra üç üsten çekildiğini ve elektriğin kesildiğini söyledi."
        ),
        "aeinrlskt",
    ),
    "he": (
        (
            "לפי מקורות מקומיים 12 לוחמים נהרגו בתקיפה על שיירה ליד העיר ביום ראשון בערב. המקור הוסיף כי שלושה "
            "חיילים נותרו בבסיס אחרי ההסכם עם הצבא."
        ),
        "אבהוילמנרש",
    ),
    "fr": (
        (
            "Selon des sources locales, douze combattants sont morts dimanche soir dans un raid contre un "
            "convoi près de la ville. Le porte-parole ajoute que 40 véhicules ont quitté la base la veille."
        ),
        "aeinrstu",
    ),
    "es": (
        (
            "Según fuentes locales, doce combatientes murieron el domingo por la noche en un ataque contra un "
            "convoy cerca de la ciudad. El portavoz añade que 40 vehículos salieron de la base la víspera."
        ),
        "aeinrsto",
    ),
    "de": (
        (
            "Nach Angaben aus der Stadt starben am Sonntagabend zwölf Kämpfer bei einem Angriff auf einen "
            "Konvoi. Der Sprecher sagte, dass 40 Fahrzeuge die Basis am Vortag verlassen hatten."
        ),
        "aeinrstu",
    ),
    "fa": (
        (
            "به گفته منابع محلی ۱۲ نفر در حمله به کاروان در نزدیکی شهر عصر یکشنبه کشته شدند. این منبع افزود که "
            "سه سرباز پس از توافق با ارتش در پایگاه ماندند."
        ),
        "ابتسلمنورهد",
    ),
}


@given(st.sampled_from(sorted(OTHER_LANGUAGES)), st.data())
def test_a_typo_in_other_languages_says_nothing_new(language: str, data: st.DataObject) -> None:
    before, letters = OTHER_LANGUAGES[language]
    named = [fact.shown for fact in facts(before, language=language) if fact.kind is not FactKind.TOPIC]
    spots = [
        place
        for place in range(1, len(before) - 2)
        if before[place - 1 : place + 2].isalpha()
        and not any(before.find(name) - 1 <= place <= before.find(name) + len(name) for name in named)
    ]
    place = data.draw(st.sampled_from(spots))
    slip = data.draw(st.sampled_from(["", before[place] * 2, *letters]))
    now = before[:place] + slip + before[place + 1 :]
    assert news(before, now, language=language) == news(before, now, told=False, language=language) == []


@given(texts, st.data())
def test_a_time_stamp_says_nothing_new(lines: list[str], data: st.DataObject) -> None:
    hour, minute = data.draw(st.integers(0, 23)), data.draw(st.integers(0, 59))
    stamp = data.draw(
        st.sampled_from(
            [
                f"Updated {hour:02}:{minute:02} GMT",
                f"Last updated: 22 November 2026 at {hour:02}.{minute:02} by our newsroom",
                f"Published {hour % 12 + 1} hours ago",
                f"آخر تحديث: 22 نوفمبر 2026 الساعة {hour:02}:{minute:02}",
                f"Обновлено 22.11.2026 в {hour:02}:{minute:02}",
                f"Mis à jour le 22 novembre 2026 à {hour:02}h{minute:02}",
            ]
        )
    )
    place = data.draw(st.integers(0, len(lines)))
    now = "\n".join([*lines[:place], stamp, *lines[place:]])
    assert news("\n".join(lines), now) == news("\n".join(lines), now, told=False) == []


@given(texts, st.sampled_from(["12", "40", "36"]), st.integers(101, 1369))
def test_another_figure_is_always_news(lines: list[str], old: str, new: int) -> None:
    before = "\n".join(lines)
    now = before.replace(old, str(new))
    expected = [("number", str(new))] if old in before else []
    assert news(before, now) == news(before, now, told=False) == expected


@given(texts, texts)
def test_what_was_told_is_not_new(first: list[str], second: list[str]) -> None:
    told: set[tuple[FactKind, str]] = set()
    for lines in (first, second):
        found = facts("\n".join(lines), source="North Press")
        told |= {(fact.kind, fact.value) for fact in found}
        assert new_facts(found, told) == ()
        assert new_facts(found, told, before="") == ()


@given(st.text(max_size=200), st.text(max_size=200))
def test_any_two_texts_can_be_compared(before: str, now: str) -> None:
    found = facts(now)
    new = new_facts(found, frozenset(), before=before)
    assert set(new) <= set(found)
    assert new_facts(found, frozenset(), before=f"{TITLE}\n{now}") == ()
    assert all(changed_sentence(fact, before)[0] == fact.sentence for fact in found)


def test_a_watched_name_a_letter_apart_is_no_slip_of_the_pen() -> None:
    told = "The crossing into Iraq was closed to all trucks on Monday."
    now = told.replace("Iraq", "Iran")
    topic = Fact(kind=FactKind.TOPIC, value="border/iran", shown="Iran", sentence=now)
    assert new_facts([topic], frozenset(), before=told) == (topic,)
    assert new_facts([topic], frozenset(), before=now) == (), "who watches it since yesterday was told the sentence"
