"""Templates of one's own: tried before they are used, held within bounds, and never the end of a digest."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from monitor.deliver.custom_templates.check import template_problems
from monitor.deliver.custom_templates.environment import CustomEnvironment, FaultyError
from monitor.deliver.custom_templates.printing import HTML, MOST_FAILURES, TEXT, CustomPrinting
from monitor.deliver.custom_templates.samples import sample_views
from monitor.deliver.render.digest import render
from monitor.deliver.render.pages import OURS
from tests.unit.deliver.kit import make_digest

TEMPLATES = Path(__file__).parents[3] / "monitor" / "deliver" / "templates"
VIEWS = dict(sample_views())
SIX, RTL, QUIET = VIEWS["a digest of six stories"], VIEWS["a digest from right to left"], VIEWS["a quiet digest"]
GOOD = """{{ view.subject }}
{% for section in view.sections %}{% for story in section.stories %}
{{ story.title }} <{{ story.href }}>
{% endfor %}{% for line in section.lines %}
{{ line.title }}
{% endfor %}{% endfor %}"""
LOOP = "{% for a in range(9999) %}"
BOMB = LOOP * 3 + "{% endfor %}" * 3


@pytest.mark.parametrize("what", VIEWS)
def test_ours_prints_the_same_as_a_template_of_ones_own(what: str) -> None:
    own = CustomEnvironment({name: (TEMPLATES / name).read_text(encoding="utf-8") for name in (HTML, TEXT)})
    view = VIEWS[what]
    assert own.printed(TEXT, view) == OURS.text(view)
    assert CustomEnvironment({TEXT: '{% include "monitor/digest.txt.j2" %}'}).printed(TEXT, view) == OURS.text(view)


FAULTS = (
    ("a\n{% for %}", 2, "Expected an expression", "has an example"),
    ("a\n\n{{ view.subjct }}", 3, "a DigestView", "Did you mean subject?"),
    ("{{ veiw.subject }}", 1, "'veiw' is undefined", "Did you mean view?"),
    ("a\n{{ view.subject | uper }}", 2, "No filter named 'uper'", "Did you mean upper?"),
    ("a\n{{ view.subject | safe }}", 2, "No filter named 'safe'", "leave |safe out"),
    ("{{ view.subject | tojson }}", 1, "No filter named 'tojson'", "leave |tojson out"),
    ("a\n{% autoescape false %}{{ view.subject }}{% endautoescape %}", 2, "always escaped", "autoescape"),
    ("a\n{{ view.sections.__class__ }}", 2, "unsafe", ""),
    ("{{ ''.__class__.__mro__[1].__subclasses__() }}", 1, "unsafe", ""),
    ("{% set _ = view.sections.append(1) %}", 1, "no attribute 'append'", ""),
    ("a\n{{ 1 // 0 }}", 2, "ZeroDivisionError", ""),
    ('{% include "/etc/passwd" %}', 1, "/etc/passwd", ""),
    ('{% include "../monitor.yaml" %}', 1, "monitor.yaml", ""),
    ('a\n{% include "digest.txt.j2" %}', 2, "without end", ""),
    ("{% macro f() %}{{ f() }}{% endmacro %}\n{{ f() }}", 1, "without end", ""),
    ("{% for a in range(99999) %}{{ 'x' * 99 }}{% endfor %}", None, "more than 2,000,000 letters", "loop in a loop"),
    ("{% for a in range(999999) %}{% endfor %}", 1, "OverflowError", ""),
)


@pytest.mark.parametrize(("source", "line", "said", "hint"), FAULTS, ids=range(len(FAULTS)))
def test_what_is_wrong_is_told_with_line_and_hint(source: str, line: int | None, said: str, hint: str) -> None:
    with pytest.raises(FaultyError) as faulty:
        CustomEnvironment({TEXT: source}).printed(TEXT, SIX)
    fault = faulty.value.fault
    assert (fault.name, fault.line) == (TEXT, line), fault
    assert said in fault.said
    assert hint in fault.hint


def test_what_feeds_wrote_is_escaped() -> None:
    source = "{{ view.sections[0].stories[0].title }}{{ mixed(view.sections[0].stories[0].title) }}"
    for more in ("", "{% set x %}{{ view.subject }}{% endset %}{{ x }}", "{{ view.subject | striptags | upper }}"):
        printed = CustomEnvironment({HTML: source + more}).printed(HTML, SIX)
        assert "<off>" not in printed.lower()
        assert "&lt;off&gt;" in printed


@pytest.fixture
def own() -> Iterator[CustomPrinting]:
    printing = CustomPrinting({TEXT: GOOD, HTML: f"<p>{GOOD}</p>"}, timeout_s=60.0)
    yield printing
    printing.close()


def test_it_prints_in_a_process_that_may_die(own: CustomPrinting) -> None:
    printed = render(make_digest(3, ("en", "ar")), own)
    assert printed.text.startswith(printed.subject)
    assert "<p>" in printed.html
    assert "http-equiv" not in printed.html
    assert own.notes() == ()
    process = own._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert own.text(SIX).startswith(SIX.subject), "a new one is started"
    assert own.notes() == ()


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{{ view.sections[0].stories[0].title }}", "templates/digest.txt.j2:1: "),
        ("{{ view.subject }}", "stands nowhere in what it prints"),
        (BOMB, "was not done within 0.5 s"),
        ("{{ 'x' * 10 ** 10 }}", "memory"),
    ],
    ids=["fails without stories", "leaves stories out", "never ends", "fills the memory"],
)
def test_where_it_fails_ours_is_printed_and_it_is_said(source: str, said: str) -> None:
    printing = CustomPrinting({TEXT: source}, timeout_s=0.5 if source == BOMB else 60.0)
    try:
        for view in (QUIET, SIX) if "title" in source else (SIX, RTL):
            assert printing.text(view) in {OURS.text(view), view.sections and view.sections[0].stories[0].title}
            if printing.notes():
                break
        (note,) = printing.notes()
        assert said in note.detail
        assert "ours was printed" in note.detail
    finally:
        printing.close()


def test_after_three_failures_nobody_waits_for_it_any_more() -> None:
    printing = CustomPrinting({TEXT: "{{ nothing }}"})
    try:
        for _ in range(MOST_FAILURES):
            assert printing.text(SIX) == OURS.text(SIX)
        printing.close()
        assert printing.text(SIX) == OURS.text(SIX)
        assert printing._process is None
        assert "until the configuration changes" in printing.notes()[0].detail
    finally:
        printing.close()


def test_each_template_is_tried_with_every_sample() -> None:
    only_stories = (
        "{% for one in view.sections %}{% for story in one.stories %}{{ story.title }}{% endfor %}{% endfor %}"
    )
    first = "{{ view.sections[0].title }}" + GOOD
    shown = {TEXT: "config/templates/digest.txt.j2", HTML: "config/templates/digest.html.j2"}
    found = template_problems({TEXT: only_stories, HTML: first}, shown)
    assert [str(one).partition(" ")[0] for one in found] == [f"{shown[TEXT]}:", f"{shown[HTML]}:1:"]
    assert "a digest of lines could not be printed: the story 5a03 stands nowhere" in found[0].message
    assert "a quiet digest could not be printed" in found[1].message
    assert template_problems({TEXT: GOOD, HTML: GOOD}, shown) == ()
