"""More than usual, as readers see it: a line before the stories, bars with their figures behind them, or nothing."""

from __future__ import annotations

import json
from dataclasses import replace

import jsonschema
import pytest
from lxml import html

from monitor.deliver.render import render
from monitor.deliver.render.surge import surge_line
from monitor.deliver.webhook import payload_schema
from monitor.model.alerting import DigestKind
from monitor.model.digests import Digest, Surge
from tests.unit.deliver.kit import NOON, make_digest
from tests.unit.deliver.test_injection import BAD_CHARACTERS, PAYLOADS

WEEKS = (4, 3, 5, 0, 2, 4, 3, 4, 14)
ALBU_KAMAL, IRGC = (
    Surge(topic="Albu Kamal", weeks=WEEKS, usual=4),
    Surge(topic="IRGC", weeks=(9, 9, 9, 9, 1022), usual=9),
)
ARABIC, SELDOM = Surge(topic="البوكمال", weeks=WEEKS, usual=3), Surge(topic="Heri", weeks=(0, 0, 0, 0, 6), usual=0)

SAID: dict[str, tuple[tuple[Surge, ...], str]] = {
    "none": ((), ""),
    "one": ((ALBU_KAMAL,), "Albu Kamal: 14 stories this week, usually 4."),
    "two": ((IRGC, ALBU_KAMAL), "IRGC: 1,022 stories this week, usually 9; Albu Kamal: 14, usually 4."),
    "from right to left": ((ARABIC,), "14 stories this week, usually 3: البوكمال."),
    "and it stands last": ((ARABIC, IRGC), "IRGC: 1,022 stories this week, usually 9; 14, usually 3: البوكمال."),
    "usually none": ((SELDOM,), "Heri: 6 stories this week, usually none."),
}


@pytest.mark.parametrize(("surges", "said"), SAID.values(), ids=SAID)
def test_the_line(surges: tuple[Surge, ...], said: str) -> None:
    assert surge_line(make_digest(6, surges=surges)) == said


def test_bars_are_cells_with_their_figures_as_text() -> None:
    shown = render(make_digest(6, surges=(ALBU_KAMAL, IRGC)))
    charts = html.document_fromstring(shown.html).find_class("chart")
    figures = [[cell.text_content() for cell in chart.find_class("figure")] for chart in charts]
    assert figures == [[str(week) for week in WEEKS], ["9", "9", "9", "9", "1,022"]]
    heights = [int(cell.get("height")) for cell in charts[0].find_class("bar")]
    assert (max(heights), min(heights), heights[-1]) == (40, 1, 40)
    assert "<svg" not in shown.html
    assert "▂▂▃▁▁▂▂▂▇  4 3 5 0 2 4 3 4 14" in shown.text
    assert shown.html.index("More than usual") > shown.html.index("Convoy crosses")
    assert "Surge:     Albu Kamal: 14 stories this week" in shown.text.replace("\n           ", " ")
    (kept, _) = json.loads(shown.json)["data"]["surges"]
    assert kept == {"topic": "Albu Kamal", "weeks": list(WEEKS), "usual": 4}
    jsonschema.validate(json.loads(shown.json), payload_schema())


def at_once(digest: Digest) -> Digest:
    return replace(digest, kind=DigestKind.ALERT, seen_at=NOON)


@pytest.mark.parametrize(
    "digest", [make_digest(6), make_digest(0), at_once(make_digest(1))], ids=["day", "quiet", "now"]
)
def test_nothing_stands_where_nothing_is_unusual(digest: Digest) -> None:
    shown = render(digest)
    assert "surge" not in shown.text.lower()
    assert "more than usual" not in (shown.text + shown.html).lower()


def test_a_name_stays_text() -> None:
    for payload in PAYLOADS[::4]:
        shown = render(make_digest(1, surges=(replace(ALBU_KAMAL, topic=payload),)))
        assert not BAD_CHARACTERS.search(shown.text)
        assert len(html.document_fromstring(shown.html).find_class("chart")) == 1
        assert not html.document_fromstring(shown.html).xpath("//script | //img | //iframe | //svg")
