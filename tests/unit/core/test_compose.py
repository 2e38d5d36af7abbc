"""What goes into a digest, and figures that add up."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from builders import NOW, article, context, facts, feed, hit, match, member, pending, topic, verdict, watchlist
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.digest.compose import compose
from monitor.core.health.feed_health import FeedFacts
from monitor.core.schedule.slots import Slot
from monitor.model.digests import Digest, DigestIntent
from monitor.model.facts import PendingAlert, WindowFacts
from monitor.model.ids import FeedId, Priority
from monitor.model.outcomes import ComposeOutcome

SLOT = Slot(date="2026-11-22", time="07:00", at=NOW)
NEXT = NOW + timedelta(days=1)


def composed(found: WindowFacts, *lists: object, **changes: object) -> Digest:
    digest = intent(found, *lists, **changes).digest
    assert digest is not None
    return digest


def intent(found: WindowFacts, *lists: object, **changes: object) -> DigestIntent:
    return compose(found, SLOT, NEXT, context(*lists, **changes))  # type: ignore[arg-type]


def test_one_story_in_two_lists_is_shown_once_and_names_both() -> None:
    lists = (watchlist("irgc"), watchlist("border", Priority.HIGH))
    digest = composed(facts(alerts=(pending(1, 1, "irgc"), pending(2, 1, "border", article=article(1)))), *lists)
    assert [(section.watchlist, len(section.stories)) for section in digest.sections] == [("border", 1)]
    assert digest.stories[0].also_in == ("Irgc",)


def test_order_lists_by_priority_then_stories_by_publishers_then_by_first_sighting() -> None:
    lists = (watchlist("low", Priority.LOW), watchlist("high", Priority.HIGH))
    early = NOW - timedelta(hours=9)
    found = facts(
        alerts=(
            pending(1, name="low"),
            pending(2, name="high"),
            pending(3, name="high", first_seen_at=early),
            pending(4, name="high"),
        ),
        members=(member(4, 4), member(4, 40, "Reuters"), member(2, 2), member(3, 3)),
    )
    assert [story.story_id for story in composed(found, *lists).stories] == [4, 3, 2, 1]


def test_publishers_of_one_family_count_once() -> None:
    members = (member(1, 1, "Enab Baladi"), member(1, 2, "Enab Baladi Arabic"), member(1, 3, "SANA"))
    found = facts(alerts=(pending(1, publisher="Enab Baladi"),), members=members)
    story = composed(found, families={"Enab Baladi Arabic": "Enab Baladi"}).stories[0]
    assert story.publishers == 2
    assert [copy.url for copy in story.copies] == ["https://news.example/2", "https://news.example/3"]


def test_topics_carry_their_names_and_unknown_ones_their_id() -> None:
    lists = watchlist("border", topics=(topic("albu-kamal", "Albu Kamal"),))
    alert = replace(pending(1), verdict=verdict(topics=("albu-kamal", "gone")))
    assert composed(facts(alerts=(alert,)), lists).stories[0].topics == ("Albu Kamal", "gone")


def test_stories_beyond_those_shown_in_full_are_told_all_the_same() -> None:
    result = intent(facts(alerts=tuple(pending(n) for n in range(1, 6))), max_stories=2)
    assert result.digest is not None
    assert len(result.digest.stories) == 5
    assert result.digest.max_stories == 2
    assert result.digest.coverage.more == 0
    assert list(result.alerts) == [1, 2, 3, 4, 5]


def test_what_one_digest_has_no_room_for_stays_pending_and_comes_first_in_the_next() -> None:
    waited = tuple(replace(pending(n), created_at=NOW - timedelta(days=2)) for n in (4, 5))
    alerts = (pending(1), replace(pending(6, 1), created_at=NOW - timedelta(hours=1)), pending(2), pending(3), *waited)
    result = intent(facts(alerts=alerts), most=3)
    assert result.digest is not None
    assert [story.story_id for story in result.digest.stories] == [1, 4, 5], "shown in the usual order"
    assert list(result.alerts) == [1, 4, 5, 6], "all alerts of the stories that are told, and no others"
    assert (result.digest.coverage.shown, result.digest.coverage.more) == (3, 2)


@given(st.lists(st.tuples(st.integers(1, 30), st.booleans()), max_size=60), st.integers(1, 7))
def test_digest_by_digest_everything_due_is_told_once(rows: list[tuple[int, bool]], most: int) -> None:
    """However often new alerts come in between: each alert is frozen by one digest, none waits behind newer ones."""
    told: list[int] = []
    left: list[PendingAlert] = []
    coming = [pending(number, story) for number, (story, _) in enumerate(rows, start=1)]
    breaks = [more for _, more in rows]
    for slot in range(len(rows) + 2):
        at = NOW + timedelta(days=slot)
        while coming:
            left.append(replace(coming.pop(0), created_at=at - timedelta(hours=1)))
            if breaks.pop(0):
                break
        old = {one.id for one in left if one.created_at <= at - timedelta(days=1)}
        made = context(most=most)
        state = replace(made.state, window_from=at - timedelta(days=1))
        result = compose(facts(alerts=tuple(left)), SLOT, NEXT, replace(made, state=state, now=at))
        assert result.digest is not None
        assert len(result.digest.stories) + result.digest.coverage.more == len({one.story_id for one in left})
        assert len(result.digest.stories) <= most
        taken = set(result.alerts)
        assert old <= taken or {one.story_id for one in left if one.id in taken} <= {
            one.story_id for one in left if one.id in old
        }, "what waits goes before what is new"
        told += result.alerts
        left = [one for one in left if one.id not in taken]
    assert left == []
    assert sorted(told) == list(range(1, len(rows) + 1))


def test_an_adopted_alert_stands_under_its_own_list_behind_the_others() -> None:
    alerts = (pending(1, name="gone"), pending(2))
    digest = composed(facts(alerts=alerts), watchlist("border"))
    assert [(one.title, [story.story_id for story in one.stories]) for one in digest.sections] == [
        ("Border", [2]),
        ("gone", [1]),
    ]


def test_a_channel_says_how_many_messages_a_digest_takes() -> None:
    alerts = tuple(pending(n) for n in range(1, 6))
    rows = intent(facts(alerts=alerts), divide=lambda _, channel: (2, 3) if channel == "mail" else (5,)).outbox
    assert [(row.channel, row.recipient, row.part.number, row.part.first, row.part.last) for row in rows] == [
        ("mail", "a@example.org", 1, 0, 2),
        ("mail", "a@example.org", 2, 2, 5),
        ("mail", "b@example.org", 1, 0, 2),
        ("mail", "b@example.org", 2, 2, 5),
        ("file", "", 1, 0, 5),
    ]
    assert len({row.dedupe_key for row in rows}) == 5


def test_one_outbox_row_for_each_recipient() -> None:
    rows = intent(facts(alerts=(pending(1),))).outbox
    assert [(row.channel, row.recipient) for row in rows] == [
        ("mail", "a@example.org"),
        ("mail", "b@example.org"),
        ("file", ""),
    ]
    assert len({row.dedupe_key for row in rows}) == 3


def test_quiet_slots() -> None:
    spoken = intent(facts())
    assert spoken.outcome is ComposeOutcome.QUIET
    assert spoken.digest is not None
    assert spoken.last_match_id == 50
    silent = intent(facts(), quiet=False)
    assert silent.outcome is ComposeOutcome.QUIET_SKIPPED
    assert (silent.digest, silent.outbox) == (None, ())
    assert silent.last_match_id == 10, "the window stays open, so that nothing is left out of the figures"
    by_hand = compose(facts(), SLOT, None, context(quiet=False))
    assert by_hand.digest is not None, "a digest asked for by hand is always made"


def test_key_and_ref() -> None:
    digest = composed(facts(alerts=(pending(1, 0x4F2A),)))
    assert digest.key == "2026-11-22/border-watch/0700"
    assert digest.stories[0].ref == "4f2a"


def test_feeds_are_read_failing_or_silent() -> None:
    old = NOW - timedelta(days=9)
    feeds = (
        feed(1),
        feed(2, failing_since=old, last_detail="no answer within 30 s", failures=5.0),
        feed(3, last_good_at=None, last_polled_at=None),
        feed(4, last_new_at=old),
        feed(5, active=False, failing_since=old),
        feed(6, last_new_at=old),
    )
    read = frozenset({FeedId(1), FeedId(2), FeedId(4), FeedId(5)})
    hourly = [old - timedelta(hours=number) for number in range(50 * 24)]
    monthly = [old - 30 * timedelta(days=number) for number in range(5)]
    came = {FeedId(2): hourly, FeedId(4): hourly, FeedId(6): monthly}
    known = replace(context(), judged_by=FeedFacts(arrivals=came, recent={}, now=NOW, unlearnt=timedelta(days=3)))
    digest = compose(facts(feeds=feeds, read=read), SLOT, NEXT, known).digest
    assert digest is not None
    coverage = digest.coverage
    assert (coverage.feeds, coverage.feeds_read, coverage.feeds_not_due) == (5, 2, 1)
    assert [(one.title, one.detail, one.tries) for one in coverage.failing] == [
        ("Feed 2", "no answer within 30 s", 5),
        ("Feed 3", "not read yet", 0),
    ]
    assert [(one.title, one.detail, one.since) for one in coverage.silent] == [
        ("Feed 4", "usually about 24 a day", old)
    ]


def test_what_feeds_held_back_is_counted() -> None:
    coverage = composed(facts(held=(("Dawn Post", 6), ("Radio", 1)))).coverage
    assert (coverage.entries_held, coverage.held_feeds) == (7, ("Dawn Post", "Radio"))


@given(
    st.lists(st.tuples(st.integers(1, 12), st.integers(1, 6), st.booleans(), st.booleans()), max_size=40),
    st.integers(1, 5),
)
def test_the_figures_always_add_up(rows: list[tuple[int, int, bool, bool]], cap: int) -> None:
    """Any mixture of copies, weak matches, alerts from before the window and stories beyond the cap."""
    story_of: dict[int, int] = {}
    matches = tuple(
        match(number, story_of.setdefault(number, story), strong=strong) for number, story, strong, _ in rows
    )
    alerts = {story_of[n]: pending(100 + story_of[n], story_of[n], article=article(n)) for n, _, _, a in rows if a}
    digest = composed(facts(matches=matches, alerts=tuple(alerts.values())), most=cap)
    figures = digest.coverage
    assert figures.matched == figures.shown + figures.folded + figures.weak + figures.more + figures.held
    assert figures.shown == len(digest.stories)
    assert figures.shown + figures.more == len(alerts)


def test_why_tells_rules_then_how_the_first_topics_were_recognised() -> None:
    lists = watchlist("border", topics=(topic("albu-kamal", "Albu Kamal"), topic("irgc", "IRGC")))
    hits = (hit(surface="البوكمال", reason="name البوكمال; near 'convoy' (2 words)"), hit(topic="irgc", surface="IRGC"))
    said = verdict(topics=("albu-kamal", "irgc", "a", "b", "c"), rules=("handover",))
    story = composed(facts(alerts=(replace(pending(1), verdict=said, hits=hits),)), lists).stories[0]
    assert story.why == (
        "rule border/handover; البوكمال = Albu Kamal: name البوكمال; near 'convoy' (2 words); name Albu Kamal; "
        "and 3 more topics"
    )


PLAIN = [
    pytest.param("Albu Kamal", "Albu Kamal", "name Albu Kamal", "", id="as it is called"),
    pytest.param("Estlink 2", "Estlink", "name Estlink 2", "", id="longer"),
    pytest.param("IMAM ALI military base", "Imam Ali base", "name Imam Ali (military) base", "", id="a word between"),
    pytest.param("البوكمال", "Albu Kamal", "name البوكمال", "البوكمال = Albu Kamal", id="another script"),
    pytest.param("Abu Kamal", "Albu Kamal", "name Abu Kamal, spelled alike", "Abu Kamal = Albu Kamal", id="spelling"),
    pytest.param("Guard Corps", "IRGC", "name Guard Corps", "Guard Corps = IRGC", id="another name"),
    pytest.param(
        "al-Heri",
        "al-Heri",
        "name al-Heri; near 'Albu Kamal' (14 words between)",
        "al-Heri near 'Albu Kamal'",
        id="near",
    ),
    pytest.param(
        "الهري", "al-Heri", "name الهري; near 'العراق*' (2 words)", "الهري = al-Heri near 'العراق*'", id="both"
    ),
]


@pytest.mark.parametrize(("surface", "name", "reason", "said"), PLAIN)
def test_of_the_reasons_a_reader_is_shown_what_the_names_do_not_say(
    surface: str, name: str, reason: str, said: str
) -> None:
    lists = watchlist("border", topics=(topic("albu-kamal", name),))
    alert = replace(pending(1), hits=(hit(surface=surface, reason=reason),), verdict=verdict(topics=("albu-kamal",)))
    assert composed(facts(alerts=(alert,)), lists).stories[0].not_plain == said


def test_reasons_shown_are_three_and_counted_and_rules_come_first() -> None:
    names = [f"Name {n}" for n in range(5)]
    lists = watchlist("border", topics=tuple(topic(f"t{n}", name) for n, name in enumerate(names)))
    hits = tuple(hit(topic=f"t{n}", surface=f"Имя {n}", reason=f"name Имя {n}") for n in range(5))
    said = verdict(topics=tuple(f"t{n}" for n in range(5)), rules=("handover",))
    story = composed(facts(alerts=(replace(pending(1), verdict=said, hits=hits),)), lists).stories[0]
    assert story.not_plain == "rule border/handover; Имя 0 = Name 0; Имя 1 = Name 1; Имя 2 = Name 2; and 2 more"
