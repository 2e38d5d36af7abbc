"""Book-keeping of spellings, and proposals that the matcher proved."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.model.feedback.given import Feedback, JudgedText, Said
from monitor.model.feedback.pins import Pin
from monitor.model.feedback.spellings import SpellingUse
from monitor.model.ids import AlertId, ArticleId, Priority, StoryId
from monitor.model.watch import Condition, Kind, MatchText, Name, Rule, Scope, Topic, Watchlist
from monitor.watch import Books, Evidence, alerting_hits, bookkeeping, compile_watchlists, proposals

NOW = datetime(2026, 11, 29, 8, tzinfo=UTC)


def known(judged: Sequence[JudgedText], pins: Sequence[Pin]) -> Evidence:
    return Evidence(judged=judged, pins=pins, language_of=lambda _text: "en")


def ago(days: float) -> datetime:
    return NOW - timedelta(days=days)


def topic(*names: str, **changes: object) -> Topic:
    base = Topic(id="base", name="Base", kind=Kind.PLACE, names=tuple(Name(text=one) for one in names))
    return replace(base, **changes)


def listed(*topics: Topic, rules: Sequence[Rule] = ()) -> Watchlist:
    return Watchlist(id="w", title="W", priority=Priority.NORMAL, topics=topics, rules=tuple(rules))


def use(form: str, hits: int, last: float, together: Sequence[str] = (), topic: str = "base") -> SpellingUse:
    return SpellingUse(
        watchlist="w", topic=topic, form=form, hits=hits, first_at=ago(200), last_at=ago(last), together=tuple(together)
    )


def said(number: int, what: Said, *forms: str, rules: Sequence[str] = ()) -> Feedback:
    return Feedback(
        said=what, alert_id=AlertId(number), story_id=StoryId(1), article_id=ArticleId(number), watchlist="w",
        topic="base", forms=forms, rules=tuple(rules), pin="", title="", url="", by="Ali", why="", at=NOW,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("uses", "ledger", "since", "remarks"),
    [
        ([use("Karvel", 4, 1)], [], {}, ()),
        ([use("Karvel", 4, 91)], [], {}, ("not met for 91 days",)),
        ([use("Other", 1, 1)], [], {}, ("never met in 200 days",)),
        ([use("Other", 1, 1)], [], {"Karvel": ago(120)}, ("never met in 120 days",)),
        ([use("Other", 1, 1)], [], {"Karvel": ago(3)}, ()),
        ([], [], {}, ()),
        ([use("Karvel", 3, 1, ["Fort Karvel"])], [], {}, ("met only together with Fort Karvel",)),
        ([use("Karvel", 2, 1, ["Fort Karvel"])], [], {}, ()),
        (
            [use("Karvel", 9, 1)],
            [said(1, Said.NOT, "Karvel"), said(2, Said.NOT, "Karvel"), said(3, Said.YES, "Karvel")],
            {},
            ("2 of 3 judged were rejected",),
        ),
        ([use("Karvel", 9, 1)], [said(1, Said.NOT, "Karvel"), said(1, Said.NOT, "Karvel")], {}, ()),
    ],
)
def test_what_stands_out(
    uses: Sequence[SpellingUse], ledger: Sequence[Feedback], since: dict[str, datetime], remarks: tuple[str, ...]
) -> None:
    (row,) = bookkeeping([listed(topic("Karvel"))], Books(uses=uses, ledger=ledger, since=since, now=NOW))
    assert row.remarks == remarks


def test_a_row_for_each_name_and_rule() -> None:
    one = listed(topic("Karvel", "=KRV"), rules=[Rule(id="r", query="@base AND convoy")])
    ledger = [said(1, Said.NOT, "=KRV", rules=["r"]), said(2, Said.YES, "=KRV", "Karvel", rules=["r"])]
    uses = [use("=KRV", 5, 1), use("r", 3, 2, topic=""), use("gone", 3, 2)]
    rows = bookkeeping([one], Books(uses=uses, ledger=ledger, since={}, now=NOW))
    assert [(row.topic, row.form, row.hits, row.rejected, row.confirmed, row.share) for row in rows] == [
        ("base", "Karvel", 0, 0, 1, 0.0), ("base", "=KRV", 5, 1, 1, 0.5), ("", "r", 3, 1, 1, 0.5),
    ]  # fmt: skip


def judged(number: int, what: Said | None, text: str) -> JudgedText:
    return JudgedText(
        text=MatchText(title="News", text=text),
        said=what,
        article_id=ArticleId(number),
        url=f"https://a/{number}",
        at=NOW,
    )


WRONG = [judged(n, Said.NOT, f"Pilgrims came to the shrine of Karvel Dor, the {n}th this year.") for n in range(7)]
RIGHT = [judged(n + 10, Said.YES, f"Soldiers of the {n}th brigade left Karvel Dor.") for n in range(3)]
UNSAID = [
    judged(20, None, "The shrine of Karvel Dor lies in ruins."),
    judged(21, None, "A convoy passed Karvel Dor at dawn."),
]


def test_a_word_that_removes_what_was_rejected_and_nothing_confirmed() -> None:
    first, *_ = proposals([listed(topic("Karvel Dor"))], "w", "base", known(judged=[*WRONG, *RIGHT], pins=[]))
    assert first.edit in ("excludes: {any: [shrine]}", "excludes: {any: [pilgrims]}")
    assert (len(first.removes), first.left, first.keeps, first.of_others) == (7, 0, 3, 0)


def test_what_nobody_judged_and_would_go_is_told_and_put_last() -> None:
    evidence = known(judged=[*WRONG, *RIGHT, *UNSAID], pins=[])
    found = proposals([listed(topic("Karvel Dor"))], "w", "base", evidence)
    assert (found[0].edit, len(found[0].others), found[0].of_others) == ("excludes: {any: [pilgrims]}", 0, 2)
    (shrine,) = [one for one in found if one.edit == "excludes: {any: [shrine]}"]
    assert [one.article_id for one in shrine.others] == [20]


@pytest.mark.parametrize(
    "text", ["At the shrine of Karvel Dor the pilgrims fought.", "The shrine: pilgrims at Karvel Dor."]
)
def test_no_word_that_a_pin_to_match_needs(text: str) -> None:
    pin = Pin(id="p", watchlist="w", topic="base", expected="match", text=text)
    evidence = known(judged=[*WRONG, *RIGHT], pins=[pin])
    found = proposals([listed(topic("Karvel Dor"))], "w", "base", evidence)
    assert not [one for one in found if "shrine" in one.edit or "pilgrims" in one.edit]


def test_the_article_s_words_where_another_mention_stands_elsewhere() -> None:
    wrong = [replace(one, text=replace(one.text, title="Karvel Dor today")) for one in WRONG]
    first, *_ = proposals([listed(topic("Karvel Dor"))], "w", "base", known(judged=[*wrong, *RIGHT], pins=[]))
    assert first.edit in (
        "excludes: {any: [shrine], within: document}",
        "excludes: {any: [pilgrims], within: document}",
    )
    assert (len(first.removes), first.left) == (7, 0)


def test_words_together_where_one_does_not_do() -> None:
    mixed = [*WRONG[:2], *(judged(n + 30, Said.NOT, f"The {n}th bakery of Karvel Dor opened.") for n in range(2))]
    found = proposals([listed(topic("Karvel Dor"))], "w", "base", known(judged=[*mixed, *RIGHT], pins=[]))
    assert "bakery" in found[0].edit
    assert (len(found[0].removes), found[0].left) == (4, 0)


def test_a_name_that_only_rejected_articles_have() -> None:
    wrong = [
        judged(n, Said.NOT, text) for n, text in enumerate(["Dorvik opened.", "In Dorvik it rains.", "To Dorvik!"])
    ]
    found = proposals([listed(topic("Karvel Dor", "Dorvik"))], "w", "base", known(judged=[*wrong, *RIGHT], pins=[]))
    assert found[0].edit == "names: without Dorvik"
    assert len(found[0].removes) == 3
    only = proposals([listed(topic("Dorvik"))], "w", "base", known(judged=wrong, pins=[]))
    assert not [one for one in only if "without" in one.edit]


@pytest.mark.parametrize(
    ("changes", "edit"),
    [
        ({"excludes": Condition(words=("mosque",), within=Scope.MENTION)}, "excludes: add ["),
        ({"excludes": Condition(words=("mosque",), within=Scope.DOCUMENT)}, "excludes: add ["),
        ({"excludes": Condition(words=("mosque",), within=12)}, "excludes: add ["),
        ({"excludes": Condition(words=("mosque",), within=0)}, None),
        ({"excludes": Condition(words=("mosque", "old"), all=True, within=Scope.MENTION)}, None),
        ({"match_examples": ("Pilgrims at the shrine of Karvel Dor were shot.",)}, None),
    ],
)
def test_conditions_and_examples_that_are_there(changes: dict[str, object], edit: str | None) -> None:
    one = listed(topic("Karvel Dor", **changes))
    found = proposals([one], "w", "base", known(judged=[*WRONG, *RIGHT], pins=[]))
    excluding = [one.edit for one in found if "shrine" in one.edit or "pilgrims" in one.edit]
    assert bool(excluding) is (edit is not None)
    assert all(edit is not None and one.startswith(edit) for one in excluding)


def test_nothing_is_proposed_where_the_list_is_mended() -> None:
    mended = listed(topic("Karvel Dor", excludes=Condition(words=("shrine",), within=Scope.MENTION)))
    assert proposals([mended], "w", "base", known(judged=[*WRONG, *RIGHT], pins=[])) == ()


_TEXTS = st.lists(
    st.tuples(
        st.sampled_from([Said.NOT, Said.YES, None]),
        st.lists(
            st.sampled_from(["Karvel Dor", "Dorvik", "shrine", "pilgrims", "bakery", "convoy", "the", "went.", "\n\n"]),
            min_size=1,
            max_size=12,
        ).map(" ".join),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=25)
@given(_TEXTS)
def test_whatever_is_proposed_loses_no_confirmed_article(texts: list[tuple[Said | None, str]]) -> None:
    articles = [judged(number, what, text) for number, (what, text) in enumerate(texts)]
    one = listed(topic("Karvel Dor", "Dorvik"))
    before = compile_watchlists([one])
    for found in proposals([one], "w", "base", known(judged=articles, pins=[])):
        names = tuple(name for name in one.topics[0].names if found.edit != f"names: without {name.text}")
        words = re.findall(r"[a-z.]+", found.edit.partition("[")[2].partition("]")[0])
        scope = Scope.DOCUMENT if "within: document" in found.edit else Scope.MENTION
        excludes = Condition(words=tuple(words), within=scope) if words else None
        after = compile_watchlists([listed(replace(one.topics[0], names=names, excludes=excludes))])
        lost = {
            text.article_id
            for text in articles
            if alerting_hits(before.match(text.text), "w", "base")
            and not alerting_hits(after.match(text.text), "w", "base")
        }
        assert lost == {text.article_id for text in (*found.removes, *found.others)}
        assert all(articles[number].said is not Said.YES for number in lost)
        assert found.removes
