"""`monitor audit`, as somebody types it."""

from __future__ import annotations

import pytest

from tests.acceptance.world import World
from tests.unit.cli.conftest import Command, caller

pytestmark = pytest.mark.xdist_group("cli")


def test_what_may_be_missed_and_how_much_is_found(
    copied: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monitor = caller(copied, capsys, monkeypatch)
    shown = monitor("audit")
    assert shown.status == 0
    assert shown.lines[0].startswith("Watchlist towns: ")
    assert "cannot be said yet" in shown.out
    report = monitor("audit", "towns", "--json").json
    (one, *_) = [*report["lines"], *report["sample"]]
    number = str(one["article"])
    assert monitor("audit", "--no", number).lines[0] == "1 answer kept."
    after = monitor("audit", "--json").json
    assert number not in {str(line["article"]) for line in [*after["lines"], *after["sample"]]}
    assert sum(line["answered"] for line in after["strata"]) == 1


def test_it_says_that_only_the_newest_are_looked_at(
    copied: World, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monitor = caller(copied, capsys, monkeypatch)
    whole = monitor("audit", "--json").json
    assert (whole["articles"] > 1, whole["newest_only"]) == (True, False)
    assert "newest" not in monitor("audit").out
    for place in ("monitor.flow.archive.auditing", "monitor.cli.archive.audit.shown"):
        monkeypatch.setattr(f"{place}.MOST_ARTICLES", 1)
    assert monitor("audit", "--json").json["newest_only"] is True
    first, second, *_ = monitor("audit").lines
    assert first.startswith("Watchlist towns: the newest 1 article since ")
    assert second.endswith(" more were seen since then; no more than 1 are looked at.")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (("nobody",), "there is no watchlist 'nobody'; the configuration has: towns"),
        (("--yes", "99999"), "there is no article 99999"),
        (("--yes", "1", "--no", "1"), "article 1 cannot be both"),
        (("--since", "yesterday"), "'yesterday' is no moment"),
    ],
)
def test_what_means_nothing_is_refused(filled: Command, typed: tuple[str, ...], said: str) -> None:
    answer = filled("audit", *typed)
    assert answer.status == 2
    assert said in answer.err
