"""Which part of an article is pinned: as little as alerts by itself, and always something that does."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.feedback.pinning import MAX_TEXT, Alerts, Who, pin_id, pin_of, sentence_of
from monitor.model.feedback.given import AlertedText, Said
from monitor.model.ids import AlertId, ArticleId, Priority, StoryId
from monitor.model.watch import Condition, Field, Hit, Kind, MatchText, Name, Scope, Strength, Topic, Verdict, Watchlist
from monitor.watch import alerting_hits, broken_pins, compile_watchlists

WHO = Who(by="Ali", at=datetime(2026, 11, 29, 8, tzinfo=UTC), because="a shrine")
BASE = "Soldiers left the base of Karvel Dor on Friday."
OTHER = "Nothing else was told."


def watchlist(within: Scope | None = None, names: Sequence[str] = ("Karvel Dor",)) -> Watchlist:
    requires = None if within is None else Condition(words=("convoy",), within=within)
    topic = Topic(
        id="base", name="Base", kind=Kind.PLACE, names=tuple(Name(text=one) for one in names), requires=requires
    )
    return Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=(topic,))


def alerts_of(one: Watchlist) -> Alerts:
    matcher = compile_watchlists([one])
    return lambda text: alerting_hits(matcher.match(text), "w", "base")


def alerted(title: str, text: str, hits: Sequence[Hit] = ()) -> AlertedText:
    verdict = Verdict(watchlist="w", fires=True, strength=Strength.STRONG, topics=("base",), rules=(), reason="named")
    return AlertedText(
        alert_id=AlertId(12), story_id=StoryId(18), article_id=ArticleId(3), watchlist="w", title=title, text=text,
        language="en", publisher="North Press", url="https://a.example/1", verdict=verdict, hits=tuple(hits),
    )  # fmt: skip


CONVOY = "A convoy was seen far away."
TEXT = f"{OTHER} {BASE} {OTHER}\n\n{CONVOY}\n\n{OTHER}"


@pytest.mark.parametrize(
    ("within", "title", "text", "pinned"),
    [
        (None, "News", TEXT, ("", BASE)),
        (Scope.DOCUMENT, "A convoy", TEXT, ("A convoy", BASE)),
        (
            Scope.DOCUMENT,
            "News",
            TEXT.replace("\n\nA", " A"),
            ("", f"{OTHER} {BASE} {OTHER} A convoy was seen far away."),
        ),
        (Scope.DOCUMENT, "News", TEXT, ("News", TEXT)),
        (None, "Karvel Dor is empty", f"{OTHER}\n{OTHER}", ("", "Karvel Dor is empty")),
        (None, "Karvel Dor is empty", TEXT, ("", BASE)),
        (None, "News", f"{BASE}  The town of\nKarvel  Dor is old. {BASE}", ("", BASE)),
    ],
    ids=["sentence", "with the title", "paragraph", "article", "title alone", "text first", "each way once"],
)
def test_as_little_as_alerts(within: Scope | None, title: str, text: str, pinned: tuple[str, str]) -> None:
    alerts = alerts_of(watchlist(within))
    pin = pin_of(alerted(title, text), "base", Said.NOT, WHO, alerts)
    assert pin is not None
    assert (pin.title, pin.text) == pinned
    assert alerts(pin.match_text)
    assert (pin.met, pin.expected, pin.story, pin.alert, pin.by, pin.because) == (
        ("Karvel Dor",), "ignore", "0012", 12, "Ali", "a shrine",
    )  # fmt: skip


def test_each_way_of_naming_it_has_its_sentence() -> None:
    text = f"{BASE} {OTHER} The fort of Morvad burns. {OTHER} In Karvel Dor all is quiet."
    pin = pin_of(alerted("News", text), "base", Said.YES, WHO, alerts_of(watchlist(names=("Karvel Dor", "Morvad"))))
    assert pin is not None
    assert pin.text == f"{BASE}\n\nThe fort of Morvad burns."
    assert (pin.met, pin.expected) == (("Karvel Dor", "Morvad"), "match")


def test_what_a_mended_list_finds_no_more_is_pinned_where_it_stood() -> None:
    start = TEXT.index("Karvel")
    stood = Hit(
        watchlist="w", topic="base", field=Field.TEXT, start=start, end=start + 10, surface="Karvel Dor",
        form="Karvel Dor", strength=Strength.STRONG, reason="name Karvel Dor",
    )  # fmt: skip
    alerts = alerts_of(watchlist(names=("Elsewhere",)))
    pin = pin_of(alerted("News", TEXT, [stood]), "base", Said.NOT, WHO, alerts)
    assert pin is not None
    assert (pin.text, pin.met) == (BASE, ("Karvel Dor",))
    assert pin_of(alerted("News", OTHER, [stood]), "base", Said.NOT, WHO, alerts) is None
    assert pin_of(alerted("News", TEXT), "base", Said.NOT, WHO, alerts) is None


def test_a_long_article_is_pinned_by_a_part_that_a_file_can_hold() -> None:
    text = f"{'Long words. ' * 3000}{BASE}{' More words.' * 3000}"
    pin = pin_of(alerted("News", text), "base", Said.NOT, WHO, alerts_of(watchlist()))
    assert pin is not None
    assert pin.text == BASE
    dense = "Karvel Dor " * 4000
    pin = pin_of(alerted("News", dense), "base", Said.NOT, WHO, alerts_of(watchlist()))
    assert pin is not None
    assert len(pin.text) <= MAX_TEXT


def test_the_id_tells_words_and_topic_and_no_judgement() -> None:
    text = MatchText(title="", text=BASE)
    assert pin_id("w", "base", text) == pin_id("w", "base", text)
    ids = {pin_id("w", "base", text), pin_id("v", "base", text), pin_id("w", "b" * 64, text)}
    assert len(ids) == 3
    assert all(len(one) <= 64 for one in ids)


def test_where_a_mention_stands() -> None:
    text = MatchText(title="About  Karvel Dor", text=TEXT)
    (first, second) = compile_watchlists([watchlist()]).match(text).hits
    assert [sentence_of(text, one) for one in (first, second)] == ["About Karvel Dor", BASE]


_WORDS = st.lists(
    st.sampled_from(["Karvel Dor", "convoy", "Karvel", "Dor.", "went.", "the", "\n", "\n\n", "Friday.", "“So”"]),
    min_size=1,
    max_size=30,
).map(" ".join)


@given(title=_WORDS, text=_WORDS, within=st.sampled_from([None, *Scope]))
def test_rejected_and_then_loosened_is_named(title: str, text: str, within: Scope | None) -> None:
    """Whatever alerts, is pinned by something that alerts under the same list: so the pin breaks until it is mended."""
    given_list = watchlist(within)
    alerts = alerts_of(given_list)
    pin = pin_of(alerted(title, text), "base", Said.NOT, WHO, alerts)
    if not alerts(MatchText(title=title, text=text, language="en", source="North Press")):
        return
    assert pin is not None
    (broken,) = broken_pins(compile_watchlists([given_list]), [given_list], [pin])
    assert broken.pin.article in broken.told()
