"""Slips of the pen: each is answered once, with what was meant."""

from __future__ import annotations

import re
import zoneinfo
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from cronsim import CronSim
from pydantic_core import PydanticCustomError

from monitor.errors import ConfigError
from monitor.settings.load import load_settings
from monitor.settings.schema.times import check_cron, check_zone, cron_of

MEANT = {
    "7": "0 7 * * *",
    "07": "0 7 * * *",
    "7:05": "5 7 * * *",
    "23:59": "59 23 * * *",
    "7.30": "30 7 * * *",
    "07h30": "30 7 * * *",
    "7 h": "0 7 * * *",
    "8 Uhr": "0 8 * * *",
    "7am": "0 7 * * *",
    "12 am": "0 0 * * *",
    "12:15 p.m.": "15 12 * * *",
    "7:00 PM": "0 19 * * *",
    "at 7": "0 7 * * *",
    "daily at 7:00": "0 7 * * *",
    "every day 6:45": "45 6 * * *",
    "Mon 07:00": "0 7 * * 1",
    "every Sunday at 9": "0 9 * * 0",
    "Tues 9pm": "0 21 * * 2",
    "weekdays 7:00": "0 7 * * 1-5",
    "hourly": "0 * * * *",
    "@daily": "0 7 * * *",
    "weekly": "0 7 * * 1",
    "noon": "0 12 * * *",
}
NOT_CLEAR = [
    "24:00",
    "7:60",
    "13 pm",
    "0 pm",
    "month 7",
    "0 7 * *",
    "30 7",
    "every 5 minutes",
    "soon",
    "",
    "7 7 7",
    "-7",
]


@pytest.mark.parametrize(("written", "line"), MEANT.items(), ids=MEANT)
def test_a_time_is_answered_with_its_cron_line(written: str, line: str) -> None:
    assert cron_of(written) == line
    assert CronSim(line, datetime(2026, 1, 1, tzinfo=UTC))
    with pytest.raises(PydanticCustomError) as refused:
        check_cron(written)
    assert f'"{line}"' in str((refused.value.context or {})["hint"])


@pytest.mark.parametrize("written", NOT_CLEAR)
def test_what_is_not_clear_is_answered_with_the_form(written: str) -> None:
    assert cron_of(written) == ""
    with pytest.raises(PydanticCustomError) as refused:
        check_cron(written)
    assert "Write minute, hour, day of month, month, weekday" in str((refused.value.context or {})["hint"])


@pytest.mark.parametrize("value", [7, 7.5, 19])
def test_a_number_is_no_cron_line(value: float) -> None:
    with pytest.raises(PydanticCustomError, match="a cron line has five fields"):
        check_cron(value)


@pytest.mark.parametrize("value", [None, True, ["0 7 * * *"], {}])
def test_what_is_no_text_is_left_to_the_type(value: Any) -> None:
    assert check_cron(value) == value
    assert check_zone(value) == value


ZONES = {
    "UTC+3": "Etc/GMT-3 for +3 h all year",
    "GMT-05:00": "Etc/GMT+5 for -5 h all year",
    "+0200": "Etc/GMT-2 for +2 h all year",
    3: "Etc/GMT-3 for +3 h all year",
    -5: "Etc/GMT+5 for -5 h all year",
    "UTC+05:30": "such as Asia/Kolkata.",
    "+5:45": "such as Asia/Kathmandu.",
    "-3:30": "such as America/St_Johns.",
    "MSK": "Europe/Moscow",
    "pst": "America/Los_Angeles",
    "CEST": "Europe/Berlin",
    "IST": "Asia/Kolkata, Asia/Jerusalem or Europe/Dublin",
    "Moscow": "Did you mean Europe/Moscow?",
    "europe/berlin": "Did you mean Europe/Berlin",
    "Mars/Olympus": "Write a zone such as",
}


@pytest.mark.parametrize(("written", "hint"), ZONES.items(), ids=map(str, ZONES))
def test_what_is_no_zone_is_answered_with_one(written: str | int, hint: str) -> None:
    with pytest.raises(PydanticCustomError) as refused:
        check_zone(written)
    said = str((refused.value.context or {})["hint"])
    assert hint in said
    for name in re.findall(r"[A-Z][a-z]+/[A-Za-z_]+(?:[+-]\d+)?", said):
        assert zoneinfo.ZoneInfo(name)


CHANNEL = "channels:\n  m: {type: email, host: m.example, from: a@b.example}\n"
LIST = "subscriptions:\n  - {id: a, watchlists: all, channels: [{channel: m, to: [d@example.org]}], cron: 0 7 * * *}\n"
KEYS = {
    "a heading of the list": ("watchlists/border.yaml", "watchlist: b\ntopic: []\n", "topic", "topics"),
    "a heading others refer to": ("monitor.yaml", CHANNEL.replace("channels", "chanels") + LIST, "chanels", "channels"),
    "another word for the address": ("feeds.yaml", "feeds:\n  - {link: https://a.example/}\n", "feeds[0].link", "url"),
    "of a server": ("monitor.yaml", CHANNEL.replace("host", "server") + LIST, "channels.m.server", "host"),
    "of a sender": ("monitor.yaml", CHANNEL.replace("from", "sender") + LIST, "channels.m.sender", "from"),
    "of a zone": (
        "monitor.yaml",
        CHANNEL + LIST.replace("id:", "timezone: UTC, id:"),
        "subscriptions[0].timezone",
        "zone",
    ),
    "of a time": ("monitor.yaml", CHANNEL + LIST.replace("cron:", "schedule:"), "subscriptions[0].schedule", "cron"),
    "of names": (
        "watchlists/border.yaml",
        "watchlist: b\ntopics:\n  - {id: a, name: A, kind: place, keywords: [Dorn]}\n",
        "topics[0].keywords",
        "names",
    ),
}


def problems_of(config: Path, env: Callable[[str], str | None]) -> list[str]:
    with pytest.raises(ConfigError) as refused:
        load_settings(config, env)
    return [str(one) for one in refused.value.problems]


@pytest.mark.parametrize(("file", "text", "key", "meant"), KEYS.values(), ids=KEYS)
def test_a_key_of_another_name_is_one_problem(
    config: Path, env: Callable[[str], str | None], file: str, text: str, key: str, meant: str
) -> None:
    (config / file).write_text(text)
    (told,) = (one for one in problems_of(config, env) if one.startswith(f"config/{file}"))
    assert f" {key}: there is no such key. Did you mean {meant}?" in told


BLANKS = {
    "before an item": "feeds:\n\u00a0 - url: https://a.example/\n",
    "behind a hyphen": "feeds:\n  -\u00a0url: https://a.example/\n",
    "behind a hyphen, an address": "feeds:\n  -\u00a0https://a.example/\n",
    "behind a colon": "feeds:\n  - url: https://a.example/\n    title:\u00a0River\n",
    "before a key": "feeds:\n  - url: https://a.example/\n\u3000   title: River\n",
    "in a key": "feeds:\n  - url: https://a.example/\n    \u200btitle: River\n",
    "behind a key": "feeds\u202f:\n  - url: https://a.example/\n",
    "before a value": "feeds:\n  - url: \u2009https://a.example/\n",
    "a mark of another kind": "feeds:\n  - url: https://a.example/\n    \ufefftitle: River\n",
    "in braces": "feeds:\n  - {url: https://a.example/,\u00a0title: River}\n",
}


@pytest.mark.parametrize("text", BLANKS.values(), ids=BLANKS)
def test_a_sign_that_cannot_be_seen_is_named(config: Path, env: Callable[[str], str | None], text: str) -> None:
    (config / "feeds.yaml").write_text(text, encoding="utf-8")
    (told,) = problems_of(config, env)
    line = next(number for number, one in enumerate(text.splitlines(), 1) if re.search("[^\x00-\x7f]", one))
    assert told.startswith(f"config/feeds.yaml:{line}: ")
    assert re.search(r"the invisible sign U\+[0-9A-F]{4} stands here", told)


def test_such_signs_may_stand_inside_a_value(config: Path, env: Callable[[str], str | None]) -> None:
    (config / "feeds.yaml").write_text(
        "feeds:\n  - url: https://a.example/\n    title: Le\u00a0Monde\n    publisher: 'ایران\u200cآنلاین'\n",
        encoding="utf-8",
    )
    (feed,) = load_settings(config, env).feeds
    assert feed.title == "Le\u00a0Monde"
