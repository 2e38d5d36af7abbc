"""Every rule of the configuration has a bad file with its exact message.

`bad/KIND/NAME.yaml` takes the place of one file of the good configuration; `NAME.expected` holds all messages.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from monitor.errors import ConfigError
from monitor.settings.load import load_settings

BAD = Path(__file__).parent / "bad"
CASES = sorted(BAD.glob("*/*.yaml"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.parent.name}-{case.stem}")
def test_refused_with_exactly_these_messages(case: Path, config: Path, env: Callable[[str], str | None]) -> None:
    kind = case.parent.name
    shutil.copy(case, config / ("watchlists/border.yaml" if kind == "watchlist" else f"{kind}.yaml"))
    with pytest.raises(ConfigError) as refused:
        load_settings(config, env)
    assert f"{refused.value}\n" == case.with_suffix(".expected").read_text(encoding="utf-8")
    assert "CANARY" not in str(refused.value)


def test_there_are_enough_cases_and_no_orphans() -> None:
    assert len(CASES) >= 45
    assert {case.with_suffix("") for case in CASES} == {path.with_suffix("") for path in BAD.glob("*/*.expected")}


def test_no_message_leaks_a_number_written_as_password() -> None:
    assert "73310247" in (BAD / "monitor/email_password_number.yaml").read_text(encoding="utf-8")
    assert "73310247" not in (BAD / "monitor/email_password_number.expected").read_text(encoding="utf-8")
