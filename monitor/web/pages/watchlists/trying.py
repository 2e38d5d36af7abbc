"""A draft as it is typed: what is wrong in it, what it does, and as a patch."""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from dataclasses import replace

from monitor.core.backtest.tally import readers_of
from monitor.errors import WatchError
from monitor.flow.archive.remembered import Remembered
from monitor.flow.archive.trying import Wanted, made_ready, tried
from monitor.flow.archive.weighing import weighed
from monitor.flow.desk.exampling import example_of
from monitor.model.desk.drafts import DraftTried
from monitor.model.desk.parts import Switch
from monitor.model.ids import ArticleId
from monitor.model.watch import Watchlist
from monitor.parse.language import guess_language
from monitor.settings import (
    Draft,
    patch_of_draft,
    read_list,
    try_draft,
    with_example,
)
from monitor.watch import closed_gaps, matcher_of, switched
from monitor.web.kit.asked import Asked
from monitor.web.pages.watchlists.drafts import draft_of_form
from monitor.web.pages.watchlists.views import (
    ListText,
    insist_on_shown,
    is_writable,
    problems_in,
    running_list,
    sample_ways,
    title_of,
    typed_text,
)

_SAID = {
    "match": "Put down as a text that must match",
    "ignore": "Put down as a text that must not match",
    "gap": "Put down as a known gap of",
}
"""By kind of example."""
_KEY = re.compile(r"[0-9a-f]{12}")
_WEIGH_S = 2.0
"""So long the parts of a list are weighed: the newest articles come first, and how many they were is told."""
_SOON_S, _WHOLE_S = 0.15, 20.0
"""So long an answer waits for counts: while somebody types, and for who pressed the button."""


async def try_text(asked: Asked) -> ListText:
    """What is wrong in what the form holds, else what it does, as far as that is known soon; or its patch."""
    view, draft = await drafted(asked)
    if asked.word("how") == "patch":
        file = await asked.services.call(read_list, asked.desk.place.config, view.name)
        patch = await asked.services.call(patch_of_draft, file, view.text)
        return replace(view, patch=patch, unwritable="" if patch else "The text is what the file holds.")
    return await _tried(asked, view, draft)


async def pin_example(asked: Asked) -> ListText:
    """The draft with an article as an example, and what that does; nothing is saved."""
    view, draft = await drafted(asked)
    article, _, kind = asked.word("pin").partition(" ")
    if draft.watchlist is None or not article.isdecimal() or kind not in _SAID:
        return replace(view, hindered="Mend what is wrong in the text first: nothing was put down.")
    services, running = asked.services, running_list(asked, view.name)
    number = ArticleId(int(article[:15]))
    found = await services.call(example_of, services.store, number, draft.watchlist, running)
    text = await services.call(with_example, view.file, view.text, found.topic, kind, found.text)
    file = await services.call(read_list, asked.desk.place.config, view.name)
    draft = await services.call(try_draft, file, text)
    said = (
        f"{_SAID[kind]} {found.topic}: {found.text}" if text != view.text else "That stands among its examples already."
    )
    view = replace(view, text=text, pinned=said, problems=tuple(problems_in(draft.problems, file, text)))
    return await _tried(asked, view, draft)


async def weigh_parts(asked: Asked) -> ListText:
    """What each name, condition and rule of the draft does, as they are switched; without scripts the whole page."""
    view, draft = await drafted(asked)
    if draft.watchlist is None:
        return view
    services, watchlist = asked.services, draft.watchlist
    begun, switches = services.clock.monotonic(), {key: Switch(how) for key, how in view.switches}

    def enough() -> bool:
        return services.clock.monotonic() - begun > _WEIGH_S

    try:
        told = await services.call(weighed, services.store, watchlist, switches, asked.now, enough)
    except WatchError as error:
        return replace(view, hindered=f"The list cannot be tried so: {error}")
    view = replace(view, weighed=told)
    return view if view.part else await _tried(asked, view, draft)


async def _tried(asked: Asked, view: ListText, draft: Draft) -> ListText:
    # Examples that come out wrong keep it from being saved, and nobody from seeing what else it does.
    if draft.watchlist is None or any(".examples" not in one.key for one in draft.problems):
        return view
    switches = {key: Switch(how) for key, how in view.switches}
    view = replace(view, closed=await asked.services.call(_closed, draft.watchlist))
    new = switched(draft.watchlist, switches)
    running = running_list(asked, view.name)
    if running is not None and running.id != new.id:
        running = None
    settings, store = asked.settings, asked.services.store
    # Drafts of one list, as it runs, have what it says in common.
    mark = f"{view.name}\n{running.text if running is not None else ''}"
    if running is not None and replace(running, text="", file="") == replace(new, text="", file=""):
        if view.part:  # Somebody begins to edit: what every draft needs of the list takes longest.
            asked.desk.trials.make_ready(mark, lambda kept: made_ready(store, running, asked.now, kept))
        return replace(view, same=True)
    wanted = Wanted(
        old=running,
        new=new,
        now=asked.now,
        readers=readers_of(settings.subscriptions, [one.id for one in settings.watchlists], new.id, new.priority.rank),
        pins=settings.pins,
    )

    def steps(kept: Remembered) -> Iterator[DraftTried]:
        return tried(store, wanted, kept)

    told, error = await asked.desk.trials.ask(
        view.page,
        view.number,
        (mark, f"{view.text}\0{view.switches}"),
        steps,
        wait_s=_SOON_S if view.part else _WHOLE_S,
        whole=not view.part,
    )
    return replace(view, trying=True, tried=told, hindered=error)


def _closed(watchlist: Watchlist) -> tuple[str, ...]:
    if not any(topic.gap_examples for topic in watchlist.topics):
        return ()
    return tuple(text for _, _, text in closed_gaps(matcher_of((watchlist,)), (watchlist,), guess_language))


def _switches(asked: Asked) -> Iterator[tuple[str, str]]:
    """As the form has them, with the one that was pressed now one further."""
    found = {name[5:]: how for name, how in asked.form.items() if name.startswith("part.")}
    key, _, how = asked.word("press").partition(" ")
    if key:
        found[key] = how
    for name, switch in found.items():
        if _KEY.fullmatch(name) and switch in (Switch.OFF.value, Switch.NOT.value):
            yield name, switch


async def drafted(asked: Asked) -> tuple[ListText, Draft]:
    """What the form holds, as a view, and its text tried as that file."""
    name, text = asked.word("name"), typed_text(asked)
    insist_on_shown(asked, name)
    file = await asked.services.call(read_list, asked.desk.place.config, name)
    draft = await asked.services.call(asked.desk.draft_of, file, text)
    insist_on_shown(asked, name, draft.watchlist)
    part = asked.word("part") == "1"
    view = ListText(
        name=name,
        file=file.path.as_posix(),
        version=asked.word("version"),
        base=asked.form.get("base", "").replace("\r\n", "\n"),
        text=text,
        title=title_of(draft.watchlist, name),
        page=asked.word("page")[:40] or secrets.token_hex(8),
        number=asked.number("number", 0, least=0),
        why=asked.word("why")[:500],
        switches=tuple(_switches(asked)),
        ways=() if part else sample_ways(asked, name),
        part=part,
        writable=is_writable(file),
        problems=tuple(problems_in(draft.problems, file, text)),
        draft=None if part else await draft_of_form(asked, name),
        kept=asked.form.get("kept", "").replace("\r\n", "\n"),
    )
    return view, draft
