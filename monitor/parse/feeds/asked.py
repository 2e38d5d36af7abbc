"""What a feed asks of its readers: `ttl`, the syndication module, `skipHours` and `skipDays` of RSS."""

from __future__ import annotations

import re

from monitor.model.hearing.rhythm import Asked
from monitor.parse.feeds.reader import Group

_PERIODS = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000, "yearly": 31_536_000}
_SMALL_NUMBER = re.compile(r"\s*(\d{1,7})\s*")
_HOUR = re.compile(r"<(?:[\w.-]+:)?hour\s*>\s*(?:<!\[CDATA\[\s*)?(\d{1,3})\s*(?=[<\]])", re.IGNORECASE)
_DAY = re.compile(r"<(?:[\w.-]+:)?day\s*>\s*(?:<!\[CDATA\[\s*)?([a-z]{3})[a-z.]*\s*(?=[<\]])", re.IGNORECASE)
_DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_MOST = 2_000
"""Letters looked at for hours or days: all of them, each written at length."""


def asked_by(feed: Group) -> Asked:
    """Of what a feed's head says; what is no hour, no day or no figure is passed over.

    Midnight is hour 0 (RSS 2.0) or 24 (0.91). Who asks for every hour or every day asks for nothing that can be meant.
    """
    hours = frozenset(int(one) % 24 for one in _HOUR.findall(_raw(feed, "skiphours")) if int(one) <= 24)
    days = frozenset(_DAYS.index(one.lower()) for one in _DAY.findall(_raw(feed, "skipdays")) if one.lower() in _DAYS)
    return Asked(
        interval_s=_interval(feed),
        hours=hours if len(hours) < 24 else frozenset(),
        days=days if len(days) < 7 else frozenset(),
    )


def _interval(feed: Group) -> int:
    """The longer of `ttl` and the syndication module's update period."""
    ttl = _small_number(feed.value("ttl")) * 60
    period = _PERIODS.get(feed.value("sy:updateperiod").strip().lower(), 0)
    frequency = max(1, _small_number(feed.value("sy:updatefrequency")))
    return max(ttl, period // frequency)


def _raw(feed: Group, name: str) -> str:
    return " ".join(node.raw[:_MOST] for node in feed.all(name)[:2])


def _small_number(value: str) -> int:
    match = _SMALL_NUMBER.fullmatch(value)
    return int(match[1]) if match else 0
