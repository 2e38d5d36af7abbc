"""Slips of the pen: each is answered once, with what was meant."""

from __future__ import annotations

import json
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


NAMES = {
    "Dorn OR Mirvand": "Write [Dorn, Mirvand].",
    "Dorn|Mirvand": "Write [Dorn, Mirvand].",
    "Dorn AND port": "Write [Dorn, port].",
    "/Dorn.*/": "Write Dorn: endings",
    "Dorn*": "",
    "*vand": "Write vand: endings",
    "Fifth * Corps": "Write Fifth Corps: endings",
    "Dorn AND Mirvand OR the port": "Write [Dorn, Mirvand, the port].",
    "M*A*S*H": "",
    "Yes?Valley": "",
    "Who Cares?": "",
    "Dorn Export AND Import Company": "",
    "Bank of Dorn and Mirvand": "",
    "TRUTH OR DARE": "",
    "Acme and Sons": "",
    "Black or White": "",
    '"E*Trade"!': "",
    '"This OR That"!': "",
    "OR Tambo": "",
}
"""What is written as one name, and what is said of it; names that only look like rules are taken."""


@pytest.mark.parametrize(("name", "hint"), NAMES.items(), ids=NAMES)
def test_a_name_that_would_find_nothing_is_refused(
    config: Path, env: Callable[[str], str | None], name: str, hint: str
) -> None:
    topic = {"id": "a", "name": "A", "kind": "place", "names": [name]}
    (config / "watchlists/border.yaml").write_text(json.dumps({"watchlist": "border", "topics": [topic]}))
    if not hint:
        assert load_settings(config, env).watchlists[0].topics[0].names[0].text
        return
    (told,) = problems_of(config, env)
    assert hint in told


MAIL = "channels:\n  m: {type: email, host: m.example, from: a@b.example}\n"
MEANT_VALUES = {
    "channels as a list": ("monitor.yaml", "channels: [m]\n" + LIST, "Write the name of each channel"),
    "channels with names": ("monitor.yaml", "channels:\n  - {name: m, type: file}\n" + LIST, "files: {type: file}."),
    "subscriptions by name": ("monitor.yaml", MAIL + "subscriptions:\n  daily: {cron: x}\n", "- id: daily."),
    "a forgotten hyphen": ("monitor.yaml", MAIL + "subscriptions:\n  id: daily\n", "Begin each with a hyphen"),
    "recipients of a channel": ("monitor.yaml", MAIL.replace("from:", "to: x, from:") + LIST, "Recipients stand in"),
    "a server with its port": ("monitor.yaml", MAIL.replace("m.example,", "'m.example:25',") + LIST, "and port: 25."),
    "a server with a scheme": ("monitor.yaml", MAIL.replace("m.example,", "smtp://m.example,") + LIST, "m.example."),
    "another word for TLS": ("monitor.yaml", MAIL.replace("from:", "tls: ssl, from:") + LIST, "Did you mean tls?"),
    "another word for mail": ("monitor.yaml", MAIL.replace("email", "smtp") + LIST, "Did you mean email?"),
    "no blank": ("monitor.yaml", "channels:\n  m:\n    type:file\n" + LIST, "Write type: file, with a blank"),
    "an equals sign": ("monitor.yaml", "channels:\n  m:\n    type = file\n" + LIST, "Write type: file, with a blank"),
    "a comment of another language": ("monitor.yaml", "// mine\n" + MAIL + LIST, "A comment begins with #"),
    "one channel": ("monitor.yaml", MAIL + LIST.replace("[{channel: m, to: [d@example.org]}]", "m"), "Write [m],"),
    "a year": ("monitor.yaml", MAIL + LIST + "storage: {keep_articles: 2 years}\n", "perhaps 730d"),
    "quiet in a word": ("monitor.yaml", MAIL + LIST.replace("id:", "quiet: no, id:"), "Did you mean skip?"),
    "a language in words": ("feeds.yaml", "feeds:\n  - {url: https://a.example/, language: Arabic}\n", "Write ar."),
    "one tag": ("feeds.yaml", "feeds:\n  - {url: https://a.example/, tags: world}\n", "Write [world],"),
    "a bare name": ("watchlists/border.yaml", "watchlist: border\ntopics: [Dorn]\n", "{id: dorn, name: Dorn,"),
}


@pytest.mark.parametrize(("file", "text", "hint"), MEANT_VALUES.values(), ids=MEANT_VALUES)
def test_a_value_of_another_shape_is_one_problem(
    config: Path, env: Callable[[str], str | None], file: str, text: str, hint: str
) -> None:
    (config / file).write_text(text)
    (told,) = (one for one in problems_of(config, env) if one.startswith(f"config/{file}"))
    assert hint in told


def test_a_secret_in_the_wrong_place_is_not_repeated(config: Path, env: Callable[[str], str | None]) -> None:
    (config / "monitor.yaml").write_text("channels:\n  m: password:hunter2\n" + LIST)
    assert "hunter2" not in "".join(problems_of(config, env))


@pytest.mark.parametrize(("zone", "city"), [("EST", "America/New_York"), ("MST", "America/Denver"), ("CET", "")])
def test_a_zone_without_summer_time_is_taken_with_a_warning(
    config: Path, env: Callable[[str], str | None], zone: str, city: str
) -> None:
    (config / "monitor.yaml").write_text(MAIL + LIST.replace("id:", f"zone: {zone}, id:"))
    told = [one for one in load_settings(config, env).warnings if "summer time" in one]
    assert [city in one for one in told] == ([True] if city else [])
