"""Search: stored articles, by the language of rules."""

from __future__ import annotations

from monitor.flow.desk.search import RANKED, SearchAsked, SearchView, answered
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import Page, Param, Room


async def _search(asked: Asked) -> SearchView:
    question = SearchAsked(
        typed=asked.word("q"),
        best=asked.word("sort") == "best",
        before=asked.number("before", 0, most=10**15),
        shown=asked.who.watchlists,
    )
    return await asked.services.call(answered, asked.services.store, question, asked.settings.watchlists, asked.now)


ROOM = Room(
    pages=(
        Page(
            path="/search",
            by_list=True,
            title="Search",
            menu="Search",
            summary="Stored articles that hold words, phrases, names as the matcher knows them, or a whole rule.",
            template="search.html",
            read=_search,
            shape=SearchView,
            params=(
                Param(name="q", words="As `monitor search` takes it."),
                Param(name="sort", words=f"best: the best of the newest {RANKED}; else the newest first."),
                Param(name="before", words="`more` of the page before."),
            ),
        ),
    ),
)
