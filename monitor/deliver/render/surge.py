"""Topics told of more than usual: a line that comes first, and bars with their figures at the end."""

from __future__ import annotations

from monitor.deliver.render.bidi import has_rtl
from monitor.deliver.render.clean import clean
from monitor.deliver.render.view import BarView, ChartView
from monitor.deliver.render.words import count
from monitor.model.digests import Digest, Surge

_BARS = 9
"""Weeks shown; as many as a narrow phone has room for."""
_HEIGHT = 40
_SIGNS = "▁▂▃▄▅▆▇"
"""Without the full block and the blank: both stand out of the line in many fonts."""


def surge_line(digest: Digest) -> str:
    """`Albu Kamal: 14 stories this week, usually 3; IRGC: 22, usually 9.`; names from right to left stand last."""
    ordered = sorted(digest.surges, key=lambda surge: has_rtl(surge.topic))
    said = [_said(surge, first=place == 0) for place, surge in enumerate(ordered)]
    return f"{'; '.join(said)}." if said else ""


def _said(surge: Surge, *, first: bool) -> str:
    name, number, usual = _figures(surge)
    figures = f"{count(number, 'story', 'stories')} this week" if first else f"{number:,}"
    figures += f", usually {usual}"
    return f"{figures}: {name}" if has_rtl(name) else f"{name}: {figures}"


def _figures(surge: Surge) -> tuple[str, int, str]:
    return clean(surge.topic, 60), surge.weeks[-1], f"{surge.usual:,}" if surge.usual else "none"


def charts(digest: Digest) -> tuple[ChartView, ...]:
    """The last weeks of each surge."""
    return tuple(map(_chart, digest.surges))


def _chart(surge: Surge) -> ChartView:
    name, number, usual = _figures(surge)
    weeks = surge.weeks[-_BARS:]
    most = max(*weeks, 1)
    bars = [BarView(height=max(1, _HEIGHT * week // most), figure=f"{week:,}") for week in weeks]
    signs = "".join(_SIGNS[(len(_SIGNS) - 1) * week // most] for week in weeks)
    return ChartView(
        topic=name,
        said=f"{number:,} this week, usually {usual}",
        bars=tuple(bars),
        signs=f"{signs}  {' '.join(bar.figure for bar in bars)}",
    )
