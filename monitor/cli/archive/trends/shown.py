"""Trends for people and as JSON."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from monitor.cli.output import counted, print_table, say
from monitor.model.archive.trends import By, Rise, Span, Together, TopicKey, Trend, Trends

_BARS, _PLAIN = "▁▂▃▄▅▆▇█", "_.-=+*#@"
_WIDEST = 42
"""Signs of a sparkline; of more days some are one sign."""
MOST_LINES = 60
_SPANS = {Span.TODAY: "today", Span.YESTERDAY: "yesterday", Span.WEEK: "in 7 days"}


def print_trends(found: Trends, by: By) -> None:
    """The days that are told of, and a line for each trend."""
    say(f"Stories a day, {_day(found.days[0])} to {_day(found.days[-1])}, the last day so far ({found.zone}).")
    rows = [_row(one, by) for one in found.trends[:MOST_LINES]]
    say("")
    columns = ("TOPIC", *(() if by is By.TOPIC else (by.value.upper(),)), "DAYS", "STORIES", "TODAY")
    print_table((*columns, "7 DAYS", "USUAL", "PUBLISHERS", ""), rows, "No topic was surely met in these days.")
    if (more := len(found.trends) - MOST_LINES) > 0:
        say(f"\n{more} more: --json has them all.")


def _row(one: Trend, by: By) -> tuple[str, ...]:
    teller = () if by is By.TOPIC else ((one.publisher if by is By.PUBLISHER else one.language) or "unknown",)
    usual = "?" if one.usual is None else figure(one.usual)
    figures = (str(one.stories), str(one.days[-1]), str(one.week), usual, str(one.publishers))
    return (f"{one.watchlist}/{one.topic}", *teller, sparkline(one.days), *figures, _said(one.rise))


def _said(rise: Rise | None) -> str:
    if rise is None:
        return ""
    return f"SURGE: {counted(rise.stories, 'story')} {_SPANS[rise.span]}, usually {figure(rise.usual)}"


def print_together(found: Sequence[Together], of: TopicKey | None, names: Mapping[TopicKey, str]) -> None:
    """Topics that are met in the same stories."""
    if not found:
        return
    say("\nIn the same stories" + ("" if of is None else f" as {names.get(of, of[1])}") + ":")
    for one in found:
        others = [topic for topic in one.topics if topic != of]
        said = " and ".join(names.get(topic, topic[1]) for topic in others)
        say(f"  {said}: {one.stories}, by chance {figure(one.by_chance)}")


def figure(value: float) -> str:
    """`12`, `3.4`, `0.06`: as many digits as say something."""
    if value >= 10:
        return f"{value:.0f}"
    return f"{value:.1f}" if value >= 0.1 else f"{value:.2f}"


def sparkline(days: Sequence[int]) -> str:
    """A sign for each day, or for some days together; the highest of them is the most there was."""
    group = max(1, -(-len(days) // _WIDEST))
    # The last signs are of whole groups, so that the newest days are never the odd ones.
    first = len(days) % group
    sums = [sum(days[:first])] if first else []
    sums += [sum(days[at : at + group]) for at in range(first, len(days), group)]
    signs = _BARS if (sys.stdout.encoding or "").lower().replace("-", "") == "utf8" else _PLAIN
    highest = max(sums, default=0)
    # What is not nothing is never the lowest sign.
    return "".join(signs[-(-value * (len(signs) - 1) // highest)] if highest else signs[0] for value in sums)


def _day(day: date) -> str:
    return f"{day:%a} {day.day} {day:%b %Y}"


def plain_trends(found: Trends) -> dict[str, Any]:
    """What `--json` prints."""
    return {
        "zone": found.zone,
        "days": [one.isoformat() for one in found.days],
        "trends": [_plain(one) for one in found.trends],
        "together": [
            {
                "topics": [{"watchlist": key[0], "topic": key[1]} for key in one.topics],
                "stories": one.stories,
                "by_chance": round(one.by_chance, 2),
            }
            for one in found.together
        ],
    }


def _plain(one: Trend) -> dict[str, Any]:
    rise = one.rise
    surge = rise and {
        "span": rise.span,
        "stories": rise.stories,
        "usual": round(rise.usual, 2),
        "chance": float(f"{rise.chance:.2g}"),
    }
    return {
        "watchlist": one.watchlist,
        "topic": one.topic,
        "name": one.name,
        "publisher": one.publisher or None,
        "language": one.language or None,
        "days": list(one.days),
        "stories": one.stories,
        "week": one.week,
        "usual_week": None if one.usual is None else round(one.usual, 2),
        "publishers": one.publishers,
        "surge": surge,
    }
