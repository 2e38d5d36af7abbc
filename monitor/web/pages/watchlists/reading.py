"""All watchlists, and one of them as text."""

from __future__ import annotations

import os
import secrets
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from monitor.flow.desk.spellings import queue_in
from monitor.model.desk.actions import DeskAction
from monitor.model.watch import Watchlist
from monitor.settings import (
    ListFile,
    list_names,
    read_list,
    try_draft,
)
from monitor.web.doors.who import may
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import NotFoundError
from monitor.web.pages.watchlists.drafts import DraftLine, open_drafts
from monitor.web.pages.watchlists.views import (
    ListLine,
    Lists,
    ListText,
    insist_on_shown,
    is_writable,
    problems_in,
    running_list,
    sample_ways,
    subject_of,
    title_of,
)

_MOST_QUEUED = 20
_NEW = "watchlist: {name}\ntitle: \npriority: normal\ntopics:\n  - id: \n    name: \n    kind: place\n    names: []\n"


async def all_lists(asked: Asked) -> Lists:
    """All files of watchlists, with what the bot runs of each."""
    root = asked.desk.place.config
    running = {Path(one.file).stem: one for one in asked.settings.watchlists if one.file}
    names = await asked.services.call(list_names, root)
    if asked.who.watchlists is not None:
        names = tuple(name for name in names if name in running)
    drafts = await open_drafts(asked, None if asked.who.watchlists is None else names)
    if not may(asked.who, "analyst"):
        drafts = ()
    lines = [_line(name, running.get(name), tuple(one for one in drafts if one.name == name)) for name in names]
    q = asked.word("q")[:200]
    return Lists(
        lists=tuple(one for one in lines if q.casefold() in f"{one.title}\n{one.id}\n{one.name}".casefold()),
        all=len(lines),
        q=q,
        drafts=tuple(one for one in drafts if one.name not in names),
        folder=(root / "watchlists").as_posix(),
        writable=os.access(root / "watchlists", os.W_OK),
        error=asked.services.config.error if asked.who.watchlists is None else "",
    )


def _line(name: str, one: Watchlist | None, drafts: tuple[DraftLine, ...]) -> ListLine:
    if one is None:
        return ListLine(name=name, id="", title=name, priority="", topics=0, names=0, in_force=False, drafts=drafts)
    return ListLine(
        name=name,
        id=one.id,
        title=one.title,
        priority=one.priority.value,
        topics=len(one.topics),
        names=sum(len(topic.names) for topic in one.topics),
        in_force=True,
        drafts=drafts,
    )


async def one_list(asked: Asked) -> ListText:
    """One file as text; raises NotFoundError where there is none."""
    name = asked.places["name"]
    insist_on_shown(asked, name)
    file = await asked.services.call(read_list, asked.desk.place.config, name)
    if file.content is None:
        raise NotFoundError(f"There is no watchlist {name}. Go back to the watchlists to make one.")
    text = file.text
    draft = await asked.services.call(try_draft, file, text)
    view = replace(_begun(file, text), title=title_of(draft.watchlist, name), ways=sample_ways(asked, name))
    history = await asked.services.call(_history, asked, name)
    drafts = await open_drafts(asked, (name,)) if may(asked.who, "analyst") else ()
    problems = tuple(problems_in(draft.problems, file, text))
    view = replace(view, problems=problems, history=tuple(history), drafts=drafts)
    return await _with_queue(asked, view, draft.watchlist)


async def new_list(asked: Asked) -> ListText:
    """A list that is to be made; one of that name as it is, if there is one."""
    name = asked.word("name").removesuffix(".yaml").replace(" ", "-") or "new-list"
    file = await asked.services.call(read_list, asked.desk.place.config, name)
    return _begun(file, _NEW.format(name=name) if file.content is None else file.text)


def _begun(file: ListFile, text: str) -> ListText:
    return ListText(
        name=file.name,
        file=file.path.as_posix(),
        version=file.version,
        base=file.text,
        text=text,
        title=file.name,
        page=secrets.token_hex(8),
        number=0,
        writable=is_writable(file),
    )


async def _with_queue(asked: Asked, view: ListText, watchlist: Watchlist | None) -> ListText:
    running = running_list(asked, view.name)
    if running is None or watchlist is None:
        return view
    found = await asked.services.call(asked.services.store.candidates, running.id, "")
    queue = [one for one in await asked.services.call(queue_in, watchlist, _known(watchlist, found)) if one.likely]
    return replace(view, queue=tuple(queue[:_MOST_QUEUED]), queued=len(queue))


def _known(watchlist: Watchlist, found: Sequence[Any]) -> list[Any]:
    """Of topics that the list still has."""
    topics = {topic.id for topic in watchlist.topics}
    return [one for one in found if one.hit.topic in topics]


def _history(asked: Asked, name: str) -> Sequence[DeskAction]:
    return asked.services.store.actions(subject=subject_of(name), most=10)
