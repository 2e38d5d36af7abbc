"""Watchlists: which there are, and one as text with what an edit of it does; saved as a file, or taken as a patch.

In: what was asked. Out: views of files in config/, and edits of them. Terms: docs/explanation/glossary.md.
"""

from __future__ import annotations

from monitor.web.kit.page import Action, Page, Param, Room
from monitor.web.pages.watchlists.keeping import drop, keep, one_draft, undrop, unkeep
from monitor.web.pages.watchlists.keys import Keys, all_keys
from monitor.web.pages.watchlists.reading import all_lists, new_list, one_list
from monitor.web.pages.watchlists.sampling import mail_sample
from monitor.web.pages.watchlists.saving import save_text, unsave
from monitor.web.pages.watchlists.spellings import accept, reject
from monitor.web.pages.watchlists.trying import pin_example, try_text, weigh_parts
from monitor.web.pages.watchlists.views import Lists, ListText

_NAME = Param(name="name", words="Name of its file, without .yaml.", required=True)
_EDIT = (
    _NAME,
    Param(name="version", words="`version` as it was read; empty for a new list.", required=True),
    Param(name="base", words="`text` as it was read, for putting two edits together.", required=True),
    Param(name="text", words="The whole file as it is to be.", required=True),
)
_DRAFT = (
    Param(name="draft", words="Number of the draft that is edited; empty for none yet."),
    Param(name="edition", words="`draft.edition` as it was read."),
    Param(name="kept", words="`kept` as it was read, for putting two edits of one draft together."),
)
_SPELLING = (
    _NAME,
    Param(name="topic", words="Id of the topic.", required=True),
    Param(name="text", words="The spelling.", required=True),
)

ROOM = Room(
    pages=(
        Page(
            path="/watchlists",
            by_list=True,
            title="Watchlists",
            menu="Watchlists",
            summary="All watchlists, sound or not.",
            template="watchlists.html",
            read=all_lists,
            shape=Lists,
            params=(Param(name="q", words="Only those with this in the title, the id or the name of the file."),),
        ),
        Page(
            path="/watchlists/{name}",
            by_list=True,
            title="Watchlist",
            summary="One watchlist as text, with what is wrong in it and what may be added to it.",
            template="watchlist.html",
            read=one_list,
            shape=ListText,
        ),
        Page(
            path="/watchlist/keys",
            by_list=True,
            title="What may be written",
            summary="Every key of a watchlist with its meaning, by the place where it may stand.",
            template="keys.html",
            read=all_keys,
            shape=Keys,
        ),
        Page(
            path="/watchlist/new",
            title="A new watchlist",
            summary="The text that a new watchlist begins with.",
            template="watchlist.html",
            read=new_list,
            shape=ListText,
            params=(Param(name="name", words="As the name of its file."),),
            role="analyst",
        ),
        Page(
            path="/watchlist/draft/{draft}",
            by_list=True,
            title="Draft",
            summary="An edit of a watchlist that was kept, and is not saved.",
            template="watchlist.html",
            read=one_draft,
            shape=ListText,
            role="analyst",
        ),
        Page(
            path="/watchlist/try",
            by_list=True,
            title="Watchlist",
            summary="What a draft does to the newest articles, or the draft as a patch.",
            template="watchlist.html",
            read=try_text,
            shape=ListText,
            role="analyst",
            posted=True,
        ),
        Page(
            path="/watchlist/parts",
            by_list=True,
            title="Watchlist",
            summary="What each name, condition and rule of a draft does, as they are switched.",
            template="watchlist.html",
            read=weigh_parts,
            shape=ListText,
            params=(
                Param(name="press", words="Key of a part, a space, and on, off or not: how it is to stand."),
                Param(name="part.KEY", words="off or not: how a part stands already."),
            ),
            role="analyst",
            posted=True,
        ),
        Page(
            path="/watchlist/sample",
            by_list=True,
            title="Watchlist",
            summary="Mail a sample of the digest that a draft would make of the last seven days; it counts nowhere.",
            template="watchlist.html",
            read=mail_sample,
            shape=ListText,
            params=(Param(name="way", words="A channel, a space, and one of the addresses on offer.", required=True),),
            role="analyst",
            posted=True,
        ),
        Page(
            path="/watchlist/pin",
            by_list=True,
            title="Watchlist",
            summary="A draft with a result put down among its examples: must match, must not, or a known gap.",
            template="watchlist.html",
            read=pin_example,
            shape=ListText,
            params=(
                Param(name="pin", words="Number of the article, a space, and match, ignore or gap.", required=True),
            ),
            role="analyst",
            posted=True,
        ),
    ),
    actions=(
        Action(
            name="watchlist.save",
            by_list=True,
            summary="Save a watchlist, unless somebody else saved it meanwhile, or something would break.",
            do=save_text,
            undo=unsave,
            fields=(*_EDIT, *_DRAFT, Param(name="anyway", words="1: though pins break by it.")),
        ),
        Action(
            name="watchlist.keep",
            by_list=True,
            summary="Keep an edit as a draft with an address of its own, unless somebody else kept it meanwhile.",
            do=keep,
            undo=unkeep,
            fields=(*_EDIT, *_DRAFT),
        ),
        Action(
            name="watchlist.drop",
            by_list=True,
            summary="End a draft without saving it.",
            do=drop,
            undo=undrop,
            fields=(
                Param(name="draft", words="Its number.", required=True),
                Param(name="edition", words="`edition` as it was read; without it the newest."),
            ),
        ),
        Action(
            name="watchlist.accept",
            by_list=True,
            summary="Take a spelling up among the names of a topic.",
            do=accept,
            undo=unsave,
            fields=(*_SPELLING, Param(name="language", words="As a short tag, where names stand by language.")),
        ),
        Action(
            name="watchlist.reject",
            by_list=True,
            summary="Put down that a spelling is something else.",
            do=reject,
            undo=unsave,
            fields=_SPELLING,
        ),
    ),
)
