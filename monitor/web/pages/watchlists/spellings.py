"""A possible new spelling taken up into a list, or put down as something else."""

from __future__ import annotations

from typing import Any

from monitor.errors import UsageError
from monitor.flow.desk.spellings import insist_on_name, language_for
from monitor.model.watch import Topic, Watchlist
from monitor.settings import (
    ListFile,
    add_name,
    read_list,
    reject_spelling,
    try_draft,
)
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import Done
from monitor.web.pages.watchlists.views import (
    insist_on_shown,
    subject_of,
)


async def accept(asked: Asked) -> Done:
    """Take a spelling up among the names of a topic; comments and all else stay."""
    listed, topic, file = await _asked_topic(asked)
    text = asked.word("text")
    language = language_for(topic, asked.word("language"))
    await asked.services.call(insist_on_name, listed, topic, text, language)
    return await _written(asked, file, f"{text} is a name of {topic.id} now", add_name, topic.id, text, language)


async def reject(asked: Asked) -> Done:
    """Put down that a spelling is something else: it is asked about no more."""
    _, topic, file = await _asked_topic(asked)
    text = asked.word("text")
    if text in {name.text for name in topic.names}:
        raise UsageError(f"{text} is a name of {topic.id}. Take it out of its names first.")
    said = f"{text} is put down as something else than {topic.id}"
    return await _written(asked, file, said, reject_spelling, topic.id, text)


async def _asked_topic(asked: Asked) -> tuple[Watchlist, Topic, ListFile]:
    """The list as its file is now, and the topic that is meant."""
    insist_on_shown(asked, asked.word("name"))
    file = await asked.services.call(read_list, asked.desk.place.config, asked.word("name"))
    draft = await asked.services.call(try_draft, file, file.text)
    topics = draft.watchlist.topics if draft.watchlist is not None else ()
    topic = next((one for one in topics if one.id == asked.word("topic")), None)
    if draft.watchlist is None or topic is None or not asked.word("text"):
        raise UsageError(f"{file.path} has no topic {asked.word('topic')!r} that a spelling could go to.")
    return draft.watchlist, topic, file


async def _written(asked: Asked, file: ListFile, said: str, write: Any, *what: str) -> Done:
    new = await asked.services.call(write, file.path, *what)
    now = await asked.services.call(read_list, asked.desk.place.config, file.name)
    before = file.content.decode() if file.content is not None else None
    undo = {"name": file.name, "version": now.version, "before": before} if new else {}
    return Done(
        said=f"{said}." if new else f"{said}, as before.",
        subject=subject_of(file.name),
        undo=undo,
        to=f"/watchlists/{file.name}",
    )
