"""Every article that brings something new is told: by its news, or by its headline where there is no room for that."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest

from monitor.deliver.chat.message import ChatDigest
from monitor.deliver.render import render, render_mail
from monitor.deliver.render.digest import fits, print_part
from monitor.deliver.render.pages import OURS
from monitor.deliver.render.reports import REPORTS_SHOWN
from monitor.deliver.render.stories import Limits
from monitor.deliver.webhook import payload_schema
from monitor.model.digests import WHOLE, Digest, DigestStory, NewFact, Quote, Report
from monitor.model.ids import Direction
from monitor.model.stories import FactKind
from tests.unit.deliver.kit import make_report, make_story, make_update
from tests.unit.deliver.test_render import words
from tests.unit.deliver.test_updates import digest_of, flat

FULL, BRIEF, LINE = Limits(9, 9), Limits(0, 9), Limits(0, 0)


def fact(report: Report) -> NewFact:
    """The news of a report as the story has it, with its sentence."""
    shown, sentence = report.says[0]
    quote = Quote(text=sentence, marks=(), language="en", direction=Direction.LTR)
    return NewFact(kind=FactKind.STATEMENT, shown=shown, sentence=quote)


def busy(reports: int, facts: int) -> DigestStory:
    told = tuple(make_report(number) for number in range(1, reports + 1))
    return make_update(1, reports=told, new_facts=tuple(fact(one) for one in told[:facts]))


def headlines(digest: Digest, limits: Limits) -> list[int]:
    """The reports with a headline of their own; the same in HTML and in text."""
    printed = print_part(digest, WHOLE, limits, OURS)
    text = " ".join(printed.text.split())
    page = words(replace(render(digest), html=printed.html))
    shown = [[n for n in range(1, 99) if f"Report {n}: bridge {n} is open" in one] for one in (text, page)]
    assert shown[0] == shown[1]
    return shown[0]


@pytest.mark.parametrize(
    ("limits", "reports", "facts", "expected"),
    [
        pytest.param(FULL, 0, 0, [], id="nobody else"),
        pytest.param(FULL, 3, 3, [], id="three sentences have room"),
        pytest.param(FULL, 5, 5, [4, 5], id="the fourth sentence has none"),
        pytest.param(FULL, 3, 2, [3], id="one that is no fact of the story"),
        pytest.param(BRIEF, 6, 6, [], id="six facts have room"),
        pytest.param(BRIEF, 8, 8, [7, 8], id="the seventh fact has none"),
        pytest.param(LINE, 2, 2, [], id="two facts have room in a line"),
        pytest.param(LINE, 4, 4, [3, 4], id="the third has none"),
        pytest.param(LINE, 30, 12, list(range(3, 31)), id="a line tells them all"),
    ],
)
def test_what_is_not_told_by_facts_or_sentences_has_its_headline(
    limits: Limits, reports: int, facts: int, expected: list[int]
) -> None:
    assert headlines(digest_of(busy(reports, facts)), limits) == expected


def test_a_statement_on_the_topic_of_its_story_is_not_told_by_the_topic() -> None:
    report = make_report(1, says=(("on Albu Kamal", "The market of Albu Kamal burns."),))
    story = make_update(1, topics=("Albu Kamal",), reports=(report,), new_facts=(fact(report),))
    assert headlines(digest_of(story), LINE) == [1]
    assert headlines(digest_of(story), FULL) == []
    assert "The market of Albu Kamal burns." in render(digest_of(story)).text


def test_one_in_which_only_a_part_is_told_has_its_headline() -> None:
    one, other = ("bridge 1 open", "Bridge 1 near Albu Kamal is open again."), ("fire", "The mill burns.")
    report = make_report(1, says=(one, other))
    story = make_update(1, reports=(report,), new_facts=(fact(report),))
    for limits in (FULL, BRIEF, LINE):
        assert headlines(digest_of(story), limits) == [1]


def test_beyond_forty_they_are_counted_with_the_command_that_lists_them() -> None:
    story = busy(REPORTS_SHOWN + 12, 0)
    for part in flat(render(digest_of(story))):
        assert f"and 12 more: monitor story {story.ref}" in part
    assert headlines(digest_of(story), FULL) == list(range(1, REPORTS_SHOWN + 1))


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_mail_has_room_for_them(language: str) -> None:
    wordy = [make_report(n, language, title="خبر جديد من البوكمال " * 9) for n in range(1, REPORTS_SHOWN + 1)]
    story = make_update(1, language, reports=tuple(wordy))
    assert fits(render_mail(digest_of(story), WHOLE))


@pytest.mark.parametrize("count", [0, 2, 3, 4, 60])
def test_a_chat_names_three_and_counts_the_others(count: int) -> None:
    story = make_update(1, reports=tuple(make_report(n) for n in range(1, count + 1)))
    (paragraph,) = ChatDigest(digest_of(story), longest_link=1_000).message(WHOLE).stories
    lines = [line for line in paragraph if line[0].text == "Also new: "]
    assert [line[1].href for line in lines] == [one.url for one in story.reports[:3]]
    said = "\n".join("".join(span.text for span in line) for line in paragraph)
    assert (f"and {count - 3} more: monitor story {story.ref}" in said) == (count > 3)


def test_the_payload_has_all_of_them() -> None:
    digest = digest_of(busy(60, 12), make_story(2))
    payload = json.loads(render(digest).json)
    jsonschema.validate(payload, payload_schema(), format_checker=jsonschema.FormatChecker())
    told, new = payload["data"]["sections"][0]["stories"]
    assert [one["url"] for one in told["reports"]] == [f"https://report{n}.example/{n}" for n in range(1, 61)]
    assert told["reports"][0]["says"] == [
        {"shown": "bridge 1 open", "sentence": "Bridge 1 near Albu Kamal is open again."}
    ]
    assert new["reports"] == []


def test_a_sentence_of_another_article_names_its_outlet_and_links_to_it() -> None:
    other = make_report(1)
    own = Quote(text="The market is closed as well.", marks=(), language="en", direction=Direction.LTR)
    story = make_update(
        2, reports=(other,), new_facts=(fact(other), NewFact(kind=FactKind.STATEMENT, shown="closed", sentence=own))
    )
    printed = render(digest_of(story))
    whole = " ".join(printed.text.split())
    said, source = other.says[0][1], f"{other.publisher}, "
    assert whole.index(said) < whole.index(source, whole.index(said)) < whole.index(other.url) < whole.index(own.text)
    assert whole.count(other.url) == 1, "the sentence of the article that is shown needs no source"
    assert printed.html.count(f'href="{other.url}"') == 1
