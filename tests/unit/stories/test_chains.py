"""Which story continues which: what a text says of events, and what must hold between two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.ids import StoryId
from monitor.model.linking.chains import Reference, Trace, Traced
from monitor.stories.events.chains import FOLLOWS_WITHIN, TRIED_WITHIN, follows, may_follow
from monitor.stories.events.traces import trace_of
from monitor.stories.statements import Told
from monitor.stories.words.chains import LANGUAGES, chain_words

DAY = timedelta(days=1)
FIRE = datetime(2026, 3, 3, 18, tzinfo=UTC)
"""A Tuesday."""


def trace(
    title: str, text: str = "", language: str = "en", at: datetime = FIRE, watched: tuple[str, ...] = ()
) -> Trace:
    return trace_of(Told(title=title, text=text, language=language, publisher="Post"), at, watched=watched)


EARLIER = Traced(
    story_id=StoryId(1),
    event=StoryId(1),
    trace=trace(
        "Warehouse on Mill Lane burns down", "A fire destroyed the Kersting warehouse on Mill Lane on Tuesday."
    ),
    topics=frozenset({"w/lindau"}),
)
LATER = Traced(
    story_id=StoryId(2),
    event=StoryId(2),
    trace=trace(
        "Man held over Mill Lane warehouse fire",
        "Police arrested a man of 34 over the fire that destroyed the Kersting warehouse on Tuesday.",
        at=FIRE + 4 * DAY,
    ),
    topics=frozenset({"w/lindau", "w/police"}),
)


@pytest.mark.parametrize(
    ("language", "said", "kind", "became", "ago"),
    [
        ("en", "The man who was hit by a van on Tuesday has died.", "crash", "died", (2, 2)),
        ("en", "A suspect was charged over the blast nine days earlier.", "blast", "charged", (10, 8)),
        ("de", "Nach dem Brand am 3. März wurde ein Mann festgenommen.", "fire", "caught", (9, 9)),
        ("de", "Die am Dienstagabend angefahrene Frau ist gestorben.", "crash", "died", (2, 2)),
        ("fr", "Le randonneur disparu depuis une semaine a été retrouvé.", "missing", "found", (11, 3)),
        ("es", "El juicio por el incendio del martes empieza hoy.", "fire", "trial", (2, 2)),
        ("ru", "Пострадавший в пожаре, случившемся во вторник, скончался.", "fire", "died", (2, 2)),
        ("tr", "Üç gün önceki saldırıda yaralanan polis hayatını kaybetti, üç gün önce.", "assault", "died", (4, 2)),
        ("ar", "توفي أحد جرحى الانفجار الذي وقع يوم الثلاثاء متأثرا بجراحه.", "blast", "died", (2, 2)),
        ("fa", "راننده‌ای که هفته گذشته ربوده شده بود آزاد شد.", "kidnap", "freed", (13, 1)),
        ("he", "הפצוע בפיצוץ שאירע ביום שלישי מת מפצעיו.", "blast", "died", (2, 2)),
        ("zh", "六天前煤矿爆炸中被困的矿工获救。", "blast", "freed", (7, 5)),
    ],
)  # fmt: skip
def test_a_text_is_read_for_events_their_days_and_what_became_of_them(
    language: str, said: str, kind: str, became: str, ago: tuple[int, int]
) -> None:
    at = FIRE + 9 * DAY
    found = trace("", said, language, at=at)
    assert kind in found.events
    assert became in found.after
    assert tuple(at.toordinal() - one for one in ago) in {span for one in found.references for span in one.days}
    assert may_follow(found)


def test_what_is_watched_tells_neither_a_kind_nor_a_name() -> None:
    said = "The quay was closed at Fire Harbour on Tuesday, and Olga Brandt said why."
    assert "fire" in trace("", said).events
    found = trace("", said, watched=("Fire Harbour",))
    assert "fire" not in found.events
    assert found.names == ("olga", "brandt")


def test_a_language_without_a_list_and_a_text_without_an_event_say_nothing() -> None:
    assert trace("Ogień w magazynie", "Pożar strawił magazyn.", "pl").references == ()
    assert trace("Council meets", "The council met on Tuesday to speak of Olga Brandt.").names == ()
    assert not may_follow(trace("", ""))


@given(st.sampled_from((*LANGUAGES, "pl", "")), st.text(max_size=80), st.text(max_size=300))
def test_any_text_is_read(language: str, title: str, text: str) -> None:
    found = trace(title, text, language)
    assert may_follow(found) in (True, False)
    assert follows(replace(LATER, trace=replace(found, at=FIRE + DAY)), [EARLIER]) is None or found.after


def test_a_later_story_follows_the_one_that_it_goes_back_to() -> None:
    link = follows(LATER, [EARLIER])
    assert link is not None
    assert (link.story_id, link.follows) == (2, 1)
    assert link.evidence.startswith("fire of 3 March, now caught; it says the day; ")


def _trace(**changes: object) -> Traced:
    return replace(LATER, trace=replace(LATER.trace, **changes))


@pytest.mark.parametrize(
    ("later", "earlier"),
    [
        pytest.param(replace(LATER, topics=frozenset({"w/other"})), EARLIER, id="nothing watched in common"),
        pytest.param(replace(LATER, event=StoryId(1)), EARLIER, id="one event already"),
        pytest.param(_trace(another=True), EARLIER, id="another event of the kind"),
        pytest.param(_trace(after=()), EARLIER, id="nothing became of it"),
        pytest.param(_trace(after=("recovered",)), EARLIER, id="what never becomes of it"),
        pytest.param(
            LATER, replace(EARLIER, trace=replace(EARLIER.trace, after=("caught",))), id="told by the earlier"
        ),
        pytest.param(_trace(at=FIRE + timedelta(hours=1)), EARLIER, id="at once"),
        pytest.param(_trace(at=FIRE - DAY), EARLIER, id="before it"),
        pytest.param(_trace(at=FIRE + FOLLOWS_WITHIN + DAY), EARLIER, id="long after, and no court"),
        pytest.param(_trace(form=EARLIER.trace.form), EARLIER, id="the next of a series"),
        pytest.param(
            _trace(references=(Reference(kinds=("flood",), days=LATER.trace.references[-1].days),)),
            EARLIER,
            id="another kind",
        ),
        pytest.param(
            _trace(references=(Reference(kinds=("fire",), days=((FIRE.toordinal() - 90, FIRE.toordinal() - 80),)),)),
            EARLIER,
            id="another day",
        ),
        pytest.param(
            _trace(references=(Reference(kinds=("fire",), days=()),), names=("bauer",), numbers=(), words=()),
            EARLIER,
            id="neither day nor names",
        ),
    ],
)
def test_what_lacks_one_thing_follows_nothing(later: Traced, earlier: Traced) -> None:
    assert follows(LATER, [EARLIER]) is not None
    assert follows(later, [earlier]) is None


def test_courts_take_longer() -> None:
    at = FIRE + FOLLOWS_WITHIN + DAY
    assert follows(_trace(at=at, after=("caught", "verdict")), [EARLIER]) is not None
    assert follows(_trace(at=FIRE + TRIED_WITHIN + DAY, after=("verdict",)), [EARLIER]) is None


def test_of_two_that_it_may_be_it_is_none_but_of_one_chain_the_last() -> None:
    twin = replace(EARLIER, story_id=StoryId(3), event=StoryId(3))
    assert follows(LATER, [EARLIER, twin]) is None
    same = replace(twin, event=StoryId(1))
    assert follows(LATER, [EARLIER, same]) is not None
    step = replace(twin, begins=StoryId(1), trace=replace(EARLIER.trace, at=FIRE + DAY))
    found = follows(LATER, [EARLIER, step])
    assert found is not None
    assert found.follows == 3


def test_a_second_victim_is_no_second_event() -> None:
    assert not trace("Second man dies after crash", "He was hit on Tuesday.").another
    assert trace("Second crash on the coast road this week", "Two cars collided.").another


def test_a_headline_in_capitals_names_nobody() -> None:
    assert trace("Man Hit By Van On Mill Lane Has Died", "He was hit on Tuesday.").names == ()
    assert "mill" in trace("Man hit by van on Mill Lane has died", "He was hit on Tuesday.").names


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_list_knows_the_same_kinds(language: str) -> None:
    lists = [chain_words("en"), chain_words(language)]
    kinds = [{head for head in one.heads if head[0] not in {"span", "bare"}} for one in lists if one is not None]
    assert kinds[0] == kinds[1]
