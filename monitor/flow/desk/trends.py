"""How often topics were met, day by day: surges first, and the sources that fell silent."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from monitor.core.trends.trends import strongest
from monitor.flow.archive.trends import names_of, trends, zone_of
from monitor.flow.desk.feeds import FeedLine
from monitor.model.archive.trends import By, Together, Trend
from monitor.model.config import Settings
from monitor.ports import Store
from monitor.records import dataclass

MOST_LINES = 60
SPANS = (14, 28, 90, 365)
"""Days that may be shown."""
_MOST_DRAWN, _MOST_SURGES = 5, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnSeries:
    """One line of a chart."""

    name: str
    values: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """A chart, which is a table as well."""

    title: str
    days: tuple[date, ...]
    series: tuple[DrawnSeries, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendsView:
    """The trends of some days."""

    zone: str
    span: int
    by: str
    watchlist: str
    lists: tuple[tuple[str, str], ...]
    """Id and title of each that may be chosen."""
    days: tuple[date, ...]
    lines: tuple[Trend, ...]
    more: int
    """Lines that are not shown."""
    charts: tuple[Chart, ...]
    together: tuple[tuple[str, str, Together], ...]
    """Topics met in the same stories, with their names."""
    waiting: int
    """Matches that are not counted yet."""
    silent: tuple[FeedLine, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TrendsAsked:
    """Which trends are asked for."""

    span: int
    """The last so many days."""
    by: By
    watchlist: str
    """Its id; "" for all."""


def view_of(
    store: Store, settings: Settings, now: datetime, asked: TrendsAsked, silent: Sequence[FeedLine]
) -> TrendsView:
    """What is shown of them; `silent`: the sources that are."""
    span, by, watchlist = asked.span, asked.by, asked.watchlist
    lists = [one for one in settings.watchlists if not watchlist or one.id == watchlist]
    zone = zone_of(settings.subscriptions, [one.id for one in lists])
    found = trends(store, lists, zone, now, span, by)
    names = names_of(lists)
    met = strongest(found.together)
    return TrendsView(
        zone=zone,
        span=span,
        by=by.value,
        watchlist=watchlist,
        lists=tuple((one.id, one.title) for one in settings.watchlists),
        days=found.days,
        lines=found.trends[:MOST_LINES],
        more=max(0, len(found.trends) - MOST_LINES),
        charts=tuple(_charts(found.days, found.trends, silent)),
        together=tuple((names.get(one.topics[0], ""), names.get(one.topics[1], ""), one) for one in met),
        waiting=store.mentions_waiting(),
        silent=tuple(silent),
    )


def _charts(days: tuple[date, ...], lines: Sequence[Trend], silent: Sequence[FeedLine]) -> list[Chart]:
    most = sorted(lines, key=lambda one: -one.stories)[:_MOST_DRAWN]
    charts = []
    if most:
        series = tuple(DrawnSeries(name=name_of(one), values=one.days) for one in most)
        charts.append(Chart(title="Mentions: stories a day", days=days, series=series))
    for one in [line for line in lines if line.rise is not None][:_MOST_SURGES]:
        usual = round((one.usual or 0) / 7, 2)
        series = (
            DrawnSeries(name="stories", values=one.days),
            DrawnSeries(name="usual", values=(usual,) * len(days)),
        )
        charts.append(Chart(title=f"Surge: {name_of(one)}", days=days, series=series))
    if silent:
        series = tuple(
            DrawnSeries(name=line.health.title, values=tuple(day.new for day in line.strip))
            for line in silent[:_MOST_DRAWN]
        )
        charts.append(
            Chart(title="Silences: new entries a day", days=tuple(day.day for day in silent[0].strip), series=series)
        )
    return charts


def name_of(line: Trend) -> str:
    """Of its topic, with the publisher or language whose line it is."""
    teller = line.publisher or line.language
    return f"{line.name}, {teller}" if teller else line.name
