"""One line for each story: new or an update, which article speaks for it, what is new, who told it and how it grew."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from builders import NOW, article, context, facts, hit, match, member, pending, topic, verdict, watchlist
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.digest.compose import compose
from monitor.core.schedule.slots import Slot
from monitor.model.digests import Digest, FirstTold
from monitor.model.facts import PendingAlert, StoryArticle, WindowFacts
from monitor.model.ids import AlertId, ArticleId, Priority
from monitor.model.outcomes import AlertReason, TextSource
from monitor.model.stories import CopyLabel, Fact, FactKind, Telling

SLOT = Slot(date="2026-11-22", time="07:00", at=NOW)
TOLD_AT = NOW - timedelta(days=1)
KEY = "2026-11-21/border-watch/0700"
FOURTEEN = Fact(
    kind=FactKind.NUMBER,
    value="14",
    shown="14 (killed)",
    sentence="The toll rose to 14 killed near Albu Kamal.",
    earlier="The toll rose to 9 killed near Albu Kamal.",
)
REUTERS = Fact(kind=FactKind.PUBLISHER, value="reuters", shown="Reuters")


def composed(found: WindowFacts, *lists: Any, **changes: Any) -> Digest:
    digest = compose(found, SLOT, None, context(*lists, **changes)).digest
    assert digest is not None
    return digest


def update(number: int, story: int, *new: Fact, name: str = "border", **changes: Any) -> PendingAlert:
    created_at = changes.pop("created_at", NOW - timedelta(minutes=30))
    only_publisher = bool(new) and all(fact.kind is FactKind.PUBLISHER for fact in new)
    reason = AlertReason.NEW_PUBLISHER if only_publisher else AlertReason.NEW_FACT
    return replace(pending(number, story, name, **changes), reason=reason, facts=new, created_at=created_at)


def copy_of(story: int, number: int, publisher: str, label: CopyLabel, of: int, **changes: Any) -> StoryArticle:
    telling = Telling(
        article_id=ArticleId(number),
        publisher=publisher,
        agency=changes.pop("agency", ""),
        copy_of=None if label is CopyLabel.PARTLY_REUSED else ArticleId(of),
    )
    return member(story, number, publisher, telling=telling, copy=label, **changes)


@pytest.mark.parametrize(
    ("alerts", "told", "state"),
    [
        pytest.param((pending(1, 7),), (), "new", id="first, never told"),
        pytest.param((update(1, 7, FOURTEEN),), (), "new", id="only updates, but this reader was never told"),
        pytest.param((update(1, 7, FOURTEEN),), ((7, KEY, TOLD_AT),), "update", id="only updates, told"),
        pytest.param((update(1, 7, REUTERS),), ((7, KEY, TOLD_AT),), "update", id="only a publisher, told"),
        pytest.param(
            (pending(1, 7, "irgc"), update(2, 7, FOURTEEN)), ((7, KEY, TOLD_AT),), "update", id="first for another list"
        ),
        pytest.param((update(1, 7, FOURTEEN),), ((8, KEY, TOLD_AT),), "new", id="another story was told"),
        pytest.param((pending(1, 7),), ((7, KEY, TOLD_AT),), "update", id="a retelling that was linked since"),
    ],
)
def test_new_or_update(alerts: tuple[PendingAlert, ...], told: Any, state: str) -> None:
    digest = composed(facts(alerts=alerts, told_in=told), watchlist("border"), watchlist("irgc"))
    assert [story.state for story in digest.stories] == [state]
    [story] = digest.stories
    assert bool(story.new_facts) is (state == "update"), "all of a new story is new"
    said = [one.text for one in story.quotes]
    assert state == "update" or all(fact.sentence in said for alert in alerts for fact in alert.facts)


def test_a_further_article_of_who_told_the_story_is_told_by_its_headline() -> None:
    later = pending(2, 7, publisher="North Press")
    members = (member(7, 7, "North Press"), member(7, 2, "North Press"))
    [story] = composed(facts(alerts=(later,), members=members, told_in=((7, KEY, TOLD_AT),))).stories
    assert [(one.kind, one.shown) for one in story.new_facts] == [(FactKind.STATEMENT, later.article.title)]


def test_a_new_page_of_several_things_is_quoted_item_by_item() -> None:
    sentences = ("The ford at Albu Kamal is dry.", "Shops in Albu Kamal closed.")
    items = tuple(
        Fact(kind=FactKind.STATEMENT, value=f"item:{n}", shown="on Albu Kamal", sentence=sentence)
        for n, sentence in enumerate(sentences)
    )
    [story] = composed(facts(alerts=(replace(pending(1, 7), facts=items),))).stories
    assert story.new_facts == ()
    assert tuple(one.text for one in story.quotes) == sentences
    assert all(one.marks for one in story.quotes)


def test_a_new_story_is_shown_in_its_last_version_and_says_what_others_add() -> None:
    first = pending(1, 7)
    edited = replace(update(2, 7, FOURTEEN), article=replace(first.article, version=2, title="Convoy turns back"))
    place = Fact(kind=FactKind.PLACE, value="hasakah", shown="Hasakah", sentence="It went on to Hasakah.")
    other = update(3, 7, place, REUTERS)
    [story] = composed(facts(alerts=(first, edited, other))).stories
    assert (story.state, story.title) == ("new", "Convoy turns back")
    assert [one.shown for one in story.new_facts] == ["Hasakah"]
    assert FOURTEEN.sentence in [one.text for one in story.quotes]


def test_new_stories_stand_before_updates_then_by_publishers_then_by_first_sighting() -> None:
    early = NOW - timedelta(hours=9)
    lists = (watchlist("low", Priority.LOW), watchlist("high", Priority.HIGH))
    found = facts(
        alerts=(
            update(1, name="high", story=1),
            update(2, name="high", story=2),
            pending(3, name="high"),
            pending(4, name="high"),
            pending(5, name="low"),
        ),
        members=(
            *(member(1, 1), member(1, 10, "Reuters"), member(2, 2), member(2, 20, "AFP"), member(2, 21, "SANA")),
            *(member(3, 3), member(4, 4), member(4, 40, "North Press", first_seen_at=early), member(5, 5)),
        ),
        told_in=((1, KEY, TOLD_AT), (2, KEY, TOLD_AT)),
    )
    assert [story.story_id for story in composed(found, *lists).stories] == [4, 3, 2, 1, 5]


PAGE, CONTENT, SUMMARY = TextSource.PAGE, TextSource.FEED_CONTENT, TextSource.SUMMARY_ONLY


@pytest.mark.parametrize(
    ("candidates", "lead"),
    [
        pytest.param([(1, None, PAGE, 5), (2, None, PAGE, 9)], 2, id="of two originals the first seen"),
        pytest.param([(1, CopyLabel.REPRINT, PAGE, 9), (2, None, PAGE, 5)], 2, id="original before a copy"),
        pytest.param(
            [(1, CopyLabel.REPRINT, PAGE, 9), (2, None, SUMMARY, 5)], 2, id="also if only its summary was read"
        ),
        pytest.param([(1, None, SUMMARY, 9), (2, None, CONTENT, 8), (3, None, PAGE, 1)], 3, id="page before parts"),
        pytest.param([(1, None, SUMMARY, 9), (2, None, CONTENT, 8)], 2, id="the feed's text before its summary"),
        pytest.param(
            [(2, CopyLabel.IDENTICAL, SUMMARY, 1), (3, CopyLabel.REPRINT, PAGE, 9)], 2, id="of copies the first stored"
        ),
        pytest.param(
            [(1, CopyLabel.SHORTENED, PAGE, 9), (2, CopyLabel.PARTLY_REUSED, PAGE, 1)], 2, id="quoting is not copying"
        ),
    ],
)
@pytest.mark.parametrize("alerted", [0, -1], ids=["first-alerted", "last-alerted"])
def test_the_article_that_speaks_for_a_new_story(
    candidates: list[tuple[int, CopyLabel | None, TextSource, int]], lead: int, alerted: int
) -> None:
    matches = [
        replace(pending(7, 1), article=article(n, source=source, first_seen_at=NOW - timedelta(hours=hours)))
        for n, _, source, hours in candidates
    ]
    alert = matches.pop(alerted)
    tellers = tuple(replace(one, id=AlertId(0)) for one in matches)
    members = tuple(
        member(1, n) if label is None else copy_of(1, n, "Paper", label, of=99) for n, label, _, _ in candidates
    )
    story = composed(facts(alerts=(alert,), tellers=tellers, members=members)).stories[0]
    assert story.url == f"https://news.example/{lead}"
    assert story.url not in {copy.url for copy in story.copies}


def test_only_matches_of_the_storys_own_list_speak_for_it() -> None:
    lists = (watchlist("border", Priority.HIGH), watchlist("irgc"))
    late = replace(pending(1, 1), article=article(3, source=SUMMARY))
    foreign = pending(0, 1, "irgc", article=article(2))
    other_story = pending(0, 2, article=article(1))
    story = composed(facts(alerts=(late, pending(2, 1, "irgc")), tellers=(foreign, other_story)), *lists).stories[0]
    assert story.url == "https://news.example/3"
    assert story.also_in == ("Irgc",)


def test_an_update_is_led_by_the_newest_article_that_says_something_new() -> None:
    told = ((7, KEY, TOLD_AT),)
    place = Fact(kind=FactKind.PLACE, value="hasakah", shown="Hasakah", sentence="It went on to Hasakah.")
    alerts = (
        update(1, 7, place, created_at=NOW - timedelta(hours=3)),
        update(2, 7, FOURTEEN, created_at=NOW - timedelta(hours=2)),
        update(3, 7, REUTERS, created_at=NOW - timedelta(hours=1)),
    )
    teller = pending(0, 7, article=article(9))
    story = composed(facts(alerts=alerts, tellers=(teller,), told_in=told)).stories[0]
    assert story.url == "https://news.example/2"
    assert [(fact.kind, fact.shown) for fact in story.new_facts] == [
        (FactKind.NUMBER, "14 (killed)"),
        (FactKind.PLACE, "Hasakah"),
        (FactKind.PUBLISHER, "Reuters"),
    ]
    assert story.told == FirstTold(digest=KEY, at=TOLD_AT)


def test_topics_come_first_and_nothing_twice() -> None:
    other = Fact(kind=FactKind.TOPIC, value="border/fifth-corps", shown="Fifth Corps", sentence=FOURTEEN.sentence)
    nine = replace(FOURTEEN, value="9", shown="9")
    lists = watchlist("border", topics=(topic(), topic("fifth-corps", "Fifth Corps"))), watchlist("irgc")
    alerts = (
        update(1, 7, REUTERS, FOURTEEN, created_at=NOW - timedelta(hours=3)),
        update(2, 7, nine, other),
        update(3, 7, FOURTEEN, name="irgc"),
    )
    story = composed(facts(alerts=alerts, told_in=((7, KEY, TOLD_AT),)), *lists).stories[0]
    assert [fact.shown for fact in story.new_facts] == ["Fifth Corps", "14 (killed)", "9", "Reuters"]
    assert story.also_in == ("Irgc",)


@pytest.mark.parametrize(
    ("fact", "marked"),
    [
        pytest.param(FOURTEEN, ["14", "killed"], id="a figure and what it counts"),
        pytest.param(replace(FOURTEEN, shown="14 killed (was 9)"), ["14 killed"], id="not what it was"),
        pytest.param(
            replace(FOURTEEN, shown="14 killed (was 9)", sentence="The town was 9 km off when 14 drivers were killed."),
            ["14"],
            id="a figure apart from what it counts",
        ),
        pytest.param(
            Fact(kind=FactKind.NUMBER, value="14", shown="14", sentence="Of 1,014 or 14.5 or 2014 only 14 are meant."),
            ["14"],
            id="not inside another figure",
        ),
        pytest.param(
            Fact(kind=FactKind.NUMBER, value="14", shown="١٤", sentence="قتل ١٤ شخصا."), ["١٤"], id="Arabic digits"
        ),
        pytest.param(
            Fact(kind=FactKind.PLACE, value="x", shown="الحسكة", sentence="وصلت إلى والحسكة ليلا."),
            ["والحسكة"],
            id="the whole written word, behind a joined particle",
        ),
        pytest.param(
            Fact(kind=FactKind.TOPIC, value="border/albu-kamal", shown="Bukamal", sentence="It left Albu Kamal."),
            ["Albu Kamal"],
            id="a topic by what was met of it",
        ),
        pytest.param(
            Fact(kind=FactKind.PLACE, value="x", shown="Homs", sentence="Nothing of the kind."), [], id="not there"
        ),
    ],
)
def test_what_is_new_is_marked_in_its_sentence(fact: Fact, marked: list[str]) -> None:
    alert = replace(update(1, 7, fact), hits=(hit(surface="Albu Kamal"),))
    [new] = composed(facts(alerts=(alert,), told_in=((7, KEY, TOLD_AT),))).stories[0].new_facts
    assert new.sentence is not None
    assert [new.sentence.text[start:end] for start, end in new.sentence.marks] == marked


def test_facts_of_one_sentence_share_it_and_a_publisher_has_none() -> None:
    place = Fact(kind=FactKind.PLACE, value="ak", shown="Albu Kamal", sentence=FOURTEEN.sentence)
    alert = update(1, 7, FOURTEEN, place, REUTERS)
    number, where, who = composed(facts(alerts=(alert,), told_in=((7, KEY, TOLD_AT),))).stories[0].new_facts
    assert number.sentence == where.sentence
    assert number.sentence is not None
    assert len(number.sentence.marks) == 3
    assert number.earlier is not None
    assert number.earlier.text == FOURTEEN.earlier
    assert (where.earlier, who.sentence, who.earlier) == (None, None, None)


def test_who_told_it_first_who_after_and_what_of_it_is_copied() -> None:
    hours = [NOW - timedelta(hours=n) for n in range(10)]
    members = (
        member(1, 1, "North Press", first_seen_at=hours[8]),
        copy_of(1, 2, "Paper A", CopyLabel.REPRINT, of=1, first_seen_at=hours[6], agency="AFP"),
        member(1, 3, "Reuters", first_seen_at=hours[4]),
        copy_of(1, 4, "Paper B", CopyLabel.PARTLY_REUSED, of=3, first_seen_at=hours[3]),
        copy_of(1, 5, "Paper C", CopyLabel.SHORTENED, of=1, first_seen_at=hours[2]),
    )
    alert = pending(1, first_seen_at=hours[8])
    story = composed(facts(alerts=(alert,), members=members)).stories[0]
    assert (story.first_publisher, story.first_seen_at, story.publishers) == ("North Press", hours[8], 3)
    assert [(copy.publisher, copy.label, copy.agency) for copy in story.copies] == [
        ("Reuters", "same_event", ""),
        ("Paper B", "partly_reused", ""),
        ("Paper A", "reprint", "AFP"),
        ("Paper C", "shortened", ""),
    ]
    assert [(one.at, one.publishers, one.articles) for one in story.growth] == [
        (hours[8], 1, 1),
        (hours[4], 2, 3),
        (hours[2], 3, 5),
    ]


@given(st.lists(st.integers(0, 6), max_size=30))
def test_growth_is_monotone_and_ends_with_the_whole_story(ages: list[int]) -> None:
    members = tuple(
        member(1, n, f"Paper {n % 4}", first_seen_at=NOW - timedelta(hours=age)) for n, age in enumerate(ages, start=1)
    )
    story = composed(facts(alerts=(pending(1, first_seen_at=NOW),), members=members)).stories[0]
    assert bool(story.growth) is (len(ages) > 1)
    steps = [(one.at, one.publishers, one.articles) for one in story.growth]
    assert all(a[0] < b[0] and a[1] <= b[1] and a[2] < b[2] for a, b in pairwise(steps))
    if steps:
        assert steps[0][0] == story.first_seen_at
        assert steps[-1][1:] == (story.publishers, len(ages))


@given(
    st.lists(
        st.tuples(st.integers(1, 12), st.integers(1, 5), st.booleans(), st.sampled_from("-fut")),
        min_size=1,
        max_size=40,
    ),
    st.sets(st.integers(1, 5)),
    st.integers(1, 4),
)
def test_the_figures_add_up_with_updates(rows: list[tuple[int, int, bool, str]], told: set[int], cap: int) -> None:
    """Stories with several alerts in one window, told before or not, led by an article that has none."""
    story_of: dict[int, int] = {}
    matches = tuple(match(n, story_of.setdefault(n, story), strong=strong) for n, story, strong, _ in rows)
    alerts, tellers = [], []
    for place, (n, _, _, kind) in enumerate(rows):
        made = {
            "f": pending(100 + place, story_of[n], article=article(n)),
            "u": update(100 + place, story_of[n], FOURTEEN, article=article(n)),
            "t": pending(0, story_of[n], article=article(n)),
        }
        if kind in "fu":
            alerts.append(made[kind])
        elif kind == "t":
            tellers.append(made[kind])
    digest = composed(
        facts(
            matches=matches,
            alerts=tuple(alerts),
            tellers=tuple(tellers),
            told_in=tuple((story, KEY, TOLD_AT) for story in sorted(told)),
        ),
        most=cap,
    )
    figures = digest.coverage
    assert figures.matched == figures.shown + figures.folded + figures.weak + figures.more + figures.held
    assert figures.shown == len(digest.stories) == len({story.story_id for story in digest.stories})
    assert figures.shown + figures.more == len({alert.story_id for alert in alerts})


def test_a_topic_of_the_shown_article_is_named_even_if_it_has_no_alert() -> None:
    lists = watchlist("border", topics=(topic(), topic("irgc", "IRGC")))
    alert = replace(pending(2, 1), article=article(2, source=SUMMARY))
    teller = replace(pending(0, 1), article=article(3), verdict=verdict(topics=("irgc",)))
    story = composed(facts(alerts=(alert,), tellers=(teller,)), lists).stories[0]
    assert story.topics == ("IRGC", "Albu Kamal")


@pytest.mark.parametrize("told", [True, False])
def test_who_else_tells_a_new_story_stands_in_its_evidence_only(told: bool) -> None:
    alerts = (pending(1, 7), update(2, 7, FOURTEEN, REUTERS))
    found = facts(alerts=alerts[1:] if told else alerts, told_in=((7, KEY, TOLD_AT),) if told else ())
    [story] = composed(found).stories
    assert story.update is told
    assert [fact.shown for fact in story.new_facts] == (["14 (killed)", "Reuters"] if told else ["14 (killed)"])


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Nomages Holding is to buy the mill in Albu Kamal", ["Nomages Holding is to buy the mill in Albu Kamal"]),
        ("Flour mill on fire", ["Flour mill on fire"]),
        ("Sosokit Holding buys mill", []),
        ("Mill in Albu Kamal is sold", []),
        ("Sosokit, the buyer", []),
        (
            "Sosokit Holding buys a mill and opens it in Albu Kamal",
            ["Sosokit Holding buys a mill and opens it in Albu Kamal"],
        ),
        ("Mill in Albu Kamal burnt", ["Mill in Albu Kamal burnt"]),
        ("Sosokit buys mill 7", ["Sosokit buys mill 7"]),
        ("河口镇桥梁倒塌三人死亡", ["河口镇桥梁倒塌三人死亡"]),
        ("", []),
    ],
)
def test_what_another_first_report_of_a_new_line_says_beyond_the_one_that_is_shown_is_shown_too(
    title: str, shown: list[str]
) -> None:
    lead = article(
        1, title="Sosokit Holding buys the mill in Albu Kamal", text="The mill was sold to its buyer, Sosokit."
    )
    alerts = (replace(pending(1, 7), article=lead), replace(pending(2, 7), article=article(2, title=title)))
    [story] = composed(facts(alerts=alerts)).stories
    assert (story.state, story.title) == ("new", lead.title)
    assert [fact.shown for fact in story.new_facts] == shown


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Library in Albu Kamal shut for good", ["Reuters", "Library in Albu Kamal shut for good"]),
        ("Convoy in Albu Kamal", ["Reuters"]),
    ],
)
def test_what_was_linked_to_a_told_story_stands_in_an_update_with_its_headline(title: str, shown: list[str]) -> None:
    lead = replace(update(1, 7, FOURTEEN), created_at=NOW)
    lead = replace(lead, article=replace(lead.article, title="Convoy turns back"))
    linked = replace(pending(2, 7), article=article(2, title=title, text="", publisher="Reuters"), hits=())
    found = facts(alerts=(lead, linked), members=(member(7, 1), member(7, 2, "Reuters")), told_in=((7, KEY, TOLD_AT),))
    [story] = composed(found).stories
    assert (story.state, story.title) == ("update", "Convoy turns back")
    assert {fact.shown for fact in story.new_facts} == {"14 (killed)", *shown}
    assert [one.title for one in story.reports] == ([title] if len(shown) > 1 else [])


MILL = "In the night a fire destroyed the old grain mill of Albu Kamal."


@pytest.mark.parametrize("facts_of", [(), (REUTERS,)], ids=["linked since", "known on arrival"])
@pytest.mark.parametrize(
    ("behind", "shown"),
    [
        (MILL, [MILL]),
        ("Two people were hurt when the bridge of Albu Kamal fell.", []),
        ("In the night a fire destroyed the old grain mill.", []),
        ("Albu Kamal, again.", []),
    ],
)
def test_a_retelling_that_says_behind_it_what_else_happened_is_quoted_with_that(
    facts_of: tuple[Fact, ...], behind: str, shown: list[str]
) -> None:
    text = f"Two people were hurt when a bridge fell in Albu Kamal.\nBoats were sent.\n{behind}"
    places = [one.start() for one in re.finditer("Albu Kamal", text)]
    hits = tuple(hit(start=start, end=start + 10) for start in places)
    again = replace(pending(2, 7), article=article(2, title="Bridge in Albu Kamal falls", text=text), hits=hits)
    if facts_of:
        again = replace(again, reason=AlertReason.NEW_PUBLISHER, facts=facts_of)
    found = facts(alerts=(again,), members=(member(7, 1, "AFP"), member(7, 2)), told_in=((7, KEY, TOLD_AT),))
    [story] = composed(found).stories
    said = [one.sentence.text for one in story.new_facts if one.sentence and one.kind is FactKind.STATEMENT]
    assert said == shown
    assert [one.shown for one in story.new_facts if one.kind is FactKind.STATEMENT] == ["on Albu Kamal"] * len(shown)


def numbered(number: int) -> Fact:
    return Fact(
        kind=FactKind.STATEMENT, value=f"s{number}", shown=f"bridge {number}", sentence=f"Bridge {number} is open."
    )


def test_every_article_that_brings_news_is_reported_whatever_room_there_is_for_facts() -> None:
    minutes = {number: NOW - timedelta(minutes=60 - number) for number in range(1, 31)}
    alerts = [update(number, 7, numbered(number), created_at=at) for number, at in minutes.items()]
    again = [update(5, 7, numbered(99), name="irgc", created_at=NOW)]
    found = facts(alerts=(*alerts, *again, update(40, 7, REUTERS)), told_in=((7, KEY, TOLD_AT),))
    (story,) = composed(found, watchlist("border"), watchlist("irgc")).stories
    lead = next(number for number in minutes if story.url.endswith(f"/{number}"))
    reported = [int(one.url.rpartition("/")[2]) for one in story.reports]
    assert reported == [5, *(number for number in sorted(minutes, reverse=True) if number not in {5, lead})]
    assert story.reports[0].says == (("bridge 99", "Bridge 99 is open."), ("bridge 5", "Bridge 5 is open."))
    assert len(story.new_facts) == 12


def test_a_new_story_reports_what_others_say_beside_the_article_that_is_shown() -> None:
    found = facts(alerts=(pending(1, 7), update(2, 7, numbered(2)), update(3, 7, REUTERS)))
    (story,) = composed(found, watchlist("border")).stories
    assert [one.says for one in story.reports] == [(("bridge 2", "Bridge 2 is open."),)]


def test_what_a_new_story_says_anew_marks_the_watched_name_as_well() -> None:
    other = Fact(kind=FactKind.STATEMENT, value="s", shown="mill → school", sentence="A school of Albu Kamal reopened.")
    lead = update(1, 7, other)
    (story,) = composed(facts(alerts=(lead,)), watchlist("border")).stories
    assert [[one.text[a:b] for a, b in one.marks] for one in story.quotes] == [["Albu Kamal"]]


def test_another_word_in_the_headline_of_one_outlet_is_another_thing() -> None:
    bridge, library = (f"{thing} of Albu Kamal sealed after long council debate" for thing in ("Bridge", "Library"))
    first = pending(1, 7, title=bridge.lower(), text=f"{bridge}.")
    later = update(2, 7, FOURTEEN, title=library.lower(), text=f"{library}.", published_at=NOW - timedelta(hours=3))
    (story,) = composed(facts(alerts=(first, later)), watchlist("border")).stories
    assert (story.title, [one.title for one in story.reports]) == (library.lower(), [bridge.lower()])
