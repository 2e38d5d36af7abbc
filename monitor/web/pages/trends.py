"""Trends: how often topics are met, what surges, and which sources fell silent."""

from __future__ import annotations

from monitor.flow.desk.trends import SPANS, TrendsAsked, TrendsView, view_of
from monitor.model.archive.trends import By
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import Page, Param, Room

_USUAL_SPAN = 28


async def _trends(asked: Asked) -> TrendsView:
    span = asked.number("span", _USUAL_SPAN)
    by = next((one for one in By if one.value == asked.word("by")), By.TOPIC)
    silent = await asked.desk.feeds.page(q="", kind="silent", number=1)
    return await asked.services.call(
        view_of,
        asked.services.store,
        asked.settings,
        asked.now,
        TrendsAsked(span=span if span in SPANS else _USUAL_SPAN, by=by, watchlist=asked.word("list")),
        silent.lines if silent.kind == "silent" else (),
    )


ROOM = Room(
    pages=(
        Page(
            path="/trends",
            by_list=True,
            title="Trends",
            menu="Trends",
            summary="Stories a day by topic, publisher or language: what is usual, surges, silences of sources.",
            template="trends.html",
            read=_trends,
            shape=TrendsView,
            params=(
                Param(name="span", words="Days that are shown: 14, 28, 90 or 365."),
                Param(name="by", words="What each line is: topic, publisher or language."),
                Param(name="list", words="Id of a watchlist; all of them if absent."),
            ),
        ),
    ),
)
