"""A draft saved, or why not yet; and taken back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from monitor.errors import UsageError
from monitor.flow.archive.backtesting import broken_by
from monitor.model.archive.backtest import BrokenPin
from monitor.model.watch import Watchlist
from monitor.settings import (
    SaveEnd,
    Saving,
    save_draft,
    take_back,
)
from monitor.watch import Edit
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import Done, Shown
from monitor.web.pages.watchlists.keeping import changes, reopen, with_theirs
from monitor.web.pages.watchlists.trying import drafted
from monitor.web.pages.watchlists.views import (
    Clash,
    ListText,
    problems_in,
    running_list,
    subject_of,
)


async def save_text(asked: Asked) -> Done | Shown:
    """Save what the form holds, or show it again with what is in the way."""
    view, draft = await drafted(asked)
    theirs = await with_theirs(asked, view)
    if theirs.clash is not None:
        return _shown(theirs)
    if not draft.problems and not asked.word("anyway"):
        pins = await asked.services.call(_breaks, asked, view.name, draft.watchlist)
        if pins:
            return _shown(replace(view, pins=pins))
    place = asked.desk.place
    read = (view.name, view.version, view.base)
    found: Saving = await asked.services.call(save_draft, place.config, place.env, read, view.text, data_dir=place.data)
    match found.end:
        case SaveEnd.REFUSED:
            return _shown(replace(view, problems=tuple(problems_in(found.problems, found.now, view.text))))
        case SaveEnd.CONFLICT:
            return _shown(_clashing(view, found))
        case SaveEnd.UNWRITABLE:
            return _shown(replace(view, patch=found.patch, unwritable=found.why))
        case SaveEnd.UNCHANGED:
            ended = await _ended(asked, view)
            said = f" Draft {ended['draft']} has ended." if ended else ""
            return Done(said=f"{view.name}.yaml says that already.{said}", to=f"/watchlists/{view.name}")
    ended = await _ended(asked, view)
    which = f"draft {ended['draft']} as " if ended else ""
    return Done(
        said=f"Saved {which}{view.name}.yaml. The bot takes it up within ten seconds.",
        subject=subject_of(view.name),
        undo={"name": view.name, "version": found.now.version, "before": found.before, **ended},
        detail={"changed": list(changes(found.before or "", found.now.text))[:200]},
        to=f"/watchlists/{view.name}",
    )


async def _ended(asked: Asked, view: ListText) -> dict[str, int]:
    """End the draft that was saved; its number and edition, nothing if somebody kept it once more meanwhile."""
    line = view.draft
    if line is None or line.ended_at is not None:
        return {}
    end = asked.services.store.end_draft
    if not await asked.services.call(end, line.number, line.edition, asked.now, asked.who.name, "saved"):
        return {}
    return {"draft": line.number, "edition": line.edition}


def _shown(view: ListText) -> Shown:
    return Shown(template="watchlist.html", title=f"{view.title}: not saved", view=view)


def _breaks(asked: Asked, name: str, new: Watchlist | None) -> tuple[BrokenPin, ...]:
    old = running_list(asked, name)
    if new is None or not any(one.watchlist == new.id for one in asked.settings.pins):
        return ()
    return broken_by(Edit(new.id, () if old is None else (old,), (new,)), asked.settings.pins)


def _clashing(view: ListText, found: Saving) -> ListText:
    """Both edits in the editor, from what the file is now."""
    theirs = found.now.text.replace("\r\n", "\n")
    both = found.merged
    return replace(
        view,
        version=found.now.version,
        base=theirs,
        text=both.text if both is not None else view.text,
        clash=Clash(
            theirs=tuple(changes(view.base, theirs)),
            mine=tuple(changes(view.base, view.text)),
            clashes=both.clashes if both is not None else 0,
        ),
    )


async def unsave(asked: Asked, undo: Mapping[str, Any]) -> str:
    """Give the file back what it held, unless it was saved once more since then."""
    name = str(undo["name"])
    root = asked.desk.place.config
    if not await asked.services.call(take_back, root, name, str(undo["version"]), undo["before"]):
        raise UsageError(f"{name}.yaml was saved once more since then; it stays as it is.")
    told = f"{name}.yaml is as it was before." if undo["before"] is not None else f"{name}.yaml is gone again."
    return f"{told} {await reopen(asked, undo['draft'], undo['edition'])}" if "draft" in undo else told
