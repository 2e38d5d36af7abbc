"""The first visit: feeds, a watchlist drafted from pasted articles, a try, a subscription, done. Files are the truth.

What is done already is told from the configuration itself: the page can be left at any step and opened again.
In: what was asked. Out: how far it is; lines in config/. Terms: docs/explanation/glossary.md.
"""

from __future__ import annotations

from monitor.web.kit.page import Action, Page, Param, Room
from monitor.web.pages.first_visit.doing import (
    add_feeds,
    save,
    subscribe,
    take_feeds_out,
    unsave,
    unsubscribe,
)
from monitor.web.pages.first_visit.reading import draft, start, try_text
from monitor.web.pages.first_visit.views import DraftView, StartView, TryView

_NAME = Param(name="name", words="Its name; small Latin letters of it make the id.", required=True)

ROOM = Room(
    pages=(
        Page(
            path="/start",
            title="First steps",
            summary="Five steps to the first alert, and which are done.",
            template="start.html",
            read=start,
            shape=StartView,
            role="admin",
        ),
        Page(
            path="/start/draft",
            title="A watchlist from what you pasted",
            summary="A watchlist drafted from articles.",
            template="start_draft.html",
            read=draft,
            shape=DraftView,
            params=(_NAME, Param(name="articles", words="Texts, a line of --- between two.", required=True)),
            role="admin",
            posted=True,
        ),
        Page(
            path="/start/try",
            title="What would be found",
            summary="What the watchlists find in a text.",
            template="start_try.html",
            read=try_text,
            shape=TryView,
            params=(Param(name="text", words="An article or a sentence.", required=True),),
            role="admin",
            posted=True,
        ),
    ),
    actions=(
        Action(
            name="start.feeds",
            summary="Add feeds by their addresses, or by those of their sites.",
            do=add_feeds,
            undo=take_feeds_out,
            role="admin",
            fields=(Param(name="addresses", words="One on each line.", required=True),),
        ),
        Action(
            name="start.watchlist",
            summary="Save a drafted watchlist; the untouched example goes.",
            do=save,
            undo=unsave,
            role="admin",
            fields=(_NAME, Param(name="text", words="The whole file.", required=True)),
        ),
        Action(
            name="start.subscribe",
            summary="Add a subscription.",
            do=subscribe,
            undo=unsubscribe,
            role="admin",
            fields=(
                _NAME,
                Param(name="watchlists", words="Ids, between commas; all if absent."),
                Param(name="channel", words="Name of a channel.", required=True),
                Param(name="to", words="Mail addresses, for a channel of mail."),
                Param(name="when", words="`at once`, or absent for a digest a day."),
                Param(name="at", words="Time of the digest: 07:00."),
                Param(name="zone", words="Time zone of that time."),
            ),
        ),
    ),
)
