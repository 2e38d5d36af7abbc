"""`monitor route` and `monitor silence`: who is told, and what is held back for a while."""

from __future__ import annotations

import csv
import json
from datetime import UTC, datetime, timedelta

import pytest

from monitor.cli.digests.routes.export import _cell
from monitor.cli.digests.routes.route import _lines
from monitor.model.ids import AlertId
from monitor.model.outcomes import AlertReason
from monitor.model.ways import AlertRoute, SubscriptionRoute
from monitor.testing.newsite import NewsSite
from tests.acceptance.world import World, article
from tests.unit.cli.conftest import OUTLET, Command

pytestmark = pytest.mark.xdist_group("cli")


def test_the_way_of_a_story(filled: Command, site: NewsSite) -> None:
    answer = filled("route", "1")
    assert answer.status == 0
    assert answer.lines[0] == "story 0001: monitor story 0001"
    assert answer.lines[1].startswith("  towns, by ")
    assert "towns (first): told in 20" in answer.out
    by_address = filled("route", site.url_of(article(0, OUTLET, watched=True)), "--json").json
    assert by_address == filled("route", by_address[0]["story"], "--json").json
    (route,) = by_address[0]["subscriptions"]
    assert [(one["fate"], one["reason"]) for one in route["alerts"]] == [("told", "first")]
    unknown = filled("route", "ffff")
    assert (unknown.status, unknown.lines) == (
        1,
        ["No story of ffff is known. To see what happened to an address: monitor why URL"],
    )
    assert filled("route", "nonsense").status == 2


AT = datetime(2026, 11, 29, 7, 30, tzinfo=UTC)
FATES = {
    "towns (first): told in 2026-11-29/towns/0730, 2026-11-29 07:30 UTC": ("told", {"digest": "2026-11-29/towns/0730"}),
    "towns (first): will be told 2026-11-29 07:30 UTC": ("tell", {}),
    "towns (first): held back until 2026-11-29 07:30 UTC: quiet hours": ("hold", {"why": "quiet hours"}),
    "towns (first): held back until that changes: alone so far": ("hold", {"why": "alone so far", "at": None}),
    "towns (first): not told: wake told it": ("never", {"why": "wake told it"}),
    "towns (first): not told: it is older": ("before", {"why": "it is older", "at": None}),
}


@pytest.mark.parametrize("said", FATES)
def test_a_fate_in_words(said: str) -> None:
    fate, more = FATES[said]
    alert = AlertRoute(
        **{"alert_id": AlertId(1), "watchlist": "towns", "reason": AlertReason.FIRST, "fate": fate, "at": AT, **more}
    )
    lines = list(_lines(SubscriptionRoute(subscription="now", ways=("desk", "mail a@example.org"), alerts=(alert,))))
    assert lines == ["now, by desk and mail a@example.org:", f"  {said}"]


def test_who_is_told_nothing() -> None:
    lines = list(_lines(SubscriptionRoute(subscription="now", ways=("desk",), alerts=())))
    assert lines == ["now, by desk:", "  nothing: none of its watchlists alerted on it"]


def test_a_silence_from_its_first_minute_to_its_last(monitor: Command, world: World) -> None:
    added = monitor("silence", "add", "--topic", "albu-kamal", "--until", "8h", "--by", "Ali", "--why", "drill: known")
    assert (added.status, added.err) == (0, "")
    assert added.out.startswith("added: albu-kamal, until 20")
    path = world.config / "silences.yaml"
    path.write_text(path.read_text().replace("    by: Ali\n", "    by: Ali   # call 12\n"))
    (listed,) = monitor("silence", "list", "--json").json
    assert (listed["id"], listed["state"], listed["by"], listed["what"]) == (
        "albu-kamal", "active", "Ali", "topics towns/albu-kamal",
    )  # fmt: skip
    assert monitor("silence", "end", "albu-kamal").out.startswith("ended: albu-kamal.")
    assert "    by: Ali   # call 12\n" in path.read_text()
    assert [one["state"] for one in monitor("silence", "list", "--json").json] == ["ended"]
    assert monitor("silence", "end", "albu-kamal").out.startswith("albu-kamal ended on 20")

    later = path.read_text().replace("albu-kamal\n", "later\n", 1).replace("from: ", 'from: "2099-01-01 08:00"  # ')
    path.write_text(later.replace('until: "20', 'until: "2099-02-01 08:00"  # "20'))
    assert monitor("silence", "end", "later").out.startswith("ended: later.")
    assert [one["state"] for one in monitor("silence", "list", "--json").json] == ["ended"]
    path.unlink()
    monitor("silence", "add", "--topic", "albu-kamal", "--until", "1h", "--by", "Ali", "--why", "once")

    again = monitor("silence", "add", "--topic", "towns/albu-kamal", "--until", "2d", "--by", "Ali", "--why", "again")
    assert again.out.startswith("added: albu-kamal-2, ")
    far = f"{datetime.now(UTC) + timedelta(days=90):%Y-%m-%d} 08:00"
    wide = monitor("silence", "add", "--where", "language=en", "--until", far, "--by", "Ali", "--why", "too much")
    assert "longer than 30 days" in wide.err
    assert "it holds back everything of towns in en" in wide.err
    assert "warning: silence en: it holds back everything of towns in en" in monitor("check").out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--topic", "albu-kamil", "--until", "8h"], "there is no topic 'albu-kamil' in the watchlist towns. Did you"),
        (["--until", "8h"], "name what is to be held back"),
        (["--where", "subscription=towns", "--until", "8h"], "name what is to be held back"),
        (
            ["--where", "colour=red", "--until", "8h"],
            "'colour=red' is no condition; write one of watchlist=..., ",
        ),
        (["--topic", "albu-kamal", "--until", "soon"], "'soon' is no moment"),
        (["--topic", "albu-kamal", "--until", "9999-12-31T23:00-05:00"], "is no moment"),
        (["--topic", "albu-kamal", "--until", "2026-12-01"], 'does not say when on that day; write "2026-12-01 08:00"'),
        (["--topic", "albu-kamal", "--until", "2020-12-01 08:00"], "is over already"),
    ],
)
def test_what_cannot_be_a_silence_leaves_no_trace(
    monitor: Command, world: World, arguments: list[str], said: str
) -> None:
    refused = monitor("silence", "add", *arguments, "--by", "Ali", "--why", "drill")
    assert refused.status == 2
    assert said in refused.err
    assert not (world.config / "silences.yaml").exists()


def test_alerts_for_other_tools(filled: Command, site: NewsSite) -> None:
    rows = [json.loads(line) for line in filled("export").lines]
    assert {(one["watchlist"], one["reason"], *one["topics"], *one["told"]) for one in rows} == {
        ("towns", "first", "albu-kamal", "towns")
    }
    assert {one["url"] for one in rows} == {site.url_of(article(n, OUTLET, watched=True)) for n in (0, 1)}
    table = list(csv.DictReader(filled("export", "--format", "csv").lines))
    assert [one["title"] for one in table] == [one["title"] for one in rows]
    assert filled("export", "--until", "2020-01-01").lines == []
    assert filled("export", "--since", "2020-01-01").lines == filled("export").lines
    assert filled("export", "--since", "1d").lines == filled("export").lines
    for typed in ("yesterday", "0001-01-01T00:00+05:00"):
        refused = filled("export", "--since", typed)
        assert (refused.status, f"{typed!r} is no moment" in refused.err) == (2, True)


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@sum(A1)", "\t=1"])
def test_no_cell_of_a_table_is_a_formula(cell: str) -> None:
    assert _cell(cell) == f"'{cell}"
    assert _cell([cell, "b"]) == f"'{cell}; b"
