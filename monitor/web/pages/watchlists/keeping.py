"""A draft kept under an address of its own: for a colleague to look at, to go on with, or to save."""

from __future__ import annotations

import difflib
import secrets
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from monitor.errors import UsageError
from monitor.model.desk.drafts import DRAFTS_KEPT, KeptDraft
from monitor.settings import merged, read_list, try_draft
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import Done, NotFoundError, Shown
from monitor.web.pages.watchlists.drafts import draft_by, line_of
from monitor.web.pages.watchlists.trying import drafted
from monitor.web.pages.watchlists.views import (
    Clash,
    ListText,
    insist_on_shown,
    is_writable,
    problems_in,
    sample_ways,
    subject_of,
    title_of,
)

_MOST_OPEN = 500
_CONTENT = ("version", "base", "text", "why")
"""What another edition may have otherwise."""


async def one_draft(asked: Asked) -> ListText:
    """A draft as text; raises NotFoundError where there is none, or its list is not shown to whoever asks."""
    known = await draft_by(asked, asked.places["draft"])
    if known is None:
        raise NotFoundError(
            f"There is no draft of that number. They are forgotten when nobody kept them for {DRAFTS_KEPT.days} days. "
            "Go back to the watchlists."
        )
    name = known.name
    insist_on_shown(asked, name)
    file = await asked.services.call(read_list, asked.desk.place.config, name)
    draft = await asked.services.call(try_draft, file, known.text)
    insist_on_shown(asked, name, draft.watchlist)
    return ListText(
        name=name,
        file=file.path.as_posix(),
        version=known.version,
        base=known.base,
        text=known.text,
        title=title_of(draft.watchlist, name),
        page=secrets.token_hex(8),
        number=0,
        why=known.why,
        problems=tuple(problems_in(draft.problems, file, known.text)),
        ways=sample_ways(asked, name),
        draft=line_of(known),
        kept=known.text,
        moved=file.version != known.version,
        writable=is_writable(file),
    )


async def keep(asked: Asked) -> Done | Shown:
    """Keep what the form holds, as the next edition of its draft or as a new one; nothing is saved.

    If somebody else kept the draft meanwhile, it is shown again with both edits.
    """
    view, _ = await drafted(asked)
    known = None if view.draft is None else await draft_by(asked, str(view.draft.number))
    if view.text == view.base and known is None:
        raise UsageError(f"There is nothing to keep: the text is what {view.name}.yaml held.")
    mine = KeptDraft(
        name=view.name,
        version=view.version,
        base=view.base,
        text=view.text,
        why=view.why,
        begun_by=asked.who.name,
        begun_at=asked.now,
        kept_by=asked.who.name,
        kept_at=asked.now,
    )
    if known is None or known.ended_at is not None or view.draft is None:
        return await _begun(asked, mine, known)
    if all(getattr(known, one) == getattr(mine, one) for one in _CONTENT):
        return Done(said=f"Draft {known.id} says that already.", to=address_of(known.id))
    changed = replace(mine, id=known.id, edition=view.draft.edition)
    if not await asked.services.call(asked.services.store.change_draft, changed):
        return Shown(template="watchlist.html", title=f"{view.title}: not kept", view=await with_theirs(asked, view))
    before = {one: getattr(known, one) for one in _CONTENT}
    return Done(
        said=f"Kept draft {known.id} of {view.name}.yaml. Nothing is saved yet.",
        subject=subject_of(view.name),
        undo={"number": known.id, "edition": changed.edition + 1, "before": before},
        detail={"changed": list(changes(known.text, view.text))[:200]},
        to=address_of(known.id),
    )


async def _begun(asked: Asked, mine: KeptDraft, ended: KeptDraft | None) -> Done:
    store = asked.services.store
    if len(await asked.services.call(store.kept_drafts, _MOST_OPEN)) >= _MOST_OPEN:
        raise UsageError(f"There are {_MOST_OPEN} drafts already. Save some, or drop some, under Watchlists.")
    number = await asked.services.call(store.keep_draft, mine)
    instead = f"Draft {ended.id} was {ended.ended_how} by {ended.ended_by} meanwhile. " if ended is not None else ""
    return Done(
        said=f"{instead}Kept as draft {number} of {mine.name}.yaml, for {DRAFTS_KEPT.days} days. Nothing is saved yet: "
        "any analyst can look at it, go on with it, or save it by the address of this page.",
        subject=subject_of(mine.name),
        undo={"number": number, "edition": 1},
        detail={"changed": list(changes(mine.base, mine.text))[:200]},
        to=address_of(number),
    )


async def unkeep(asked: Asked, undo: Mapping[str, Any]) -> str:
    """Give the draft what it held before, or drop it, unless somebody kept it once more since then."""
    number, edition, before = int(undo["number"]), int(undo["edition"]), undo.get("before")
    known = await draft_by(asked, str(number))
    store, done = asked.services.store, False
    if before is None:
        done = await asked.services.call(store.end_draft, number, edition, asked.now, asked.who.name, "dropped")
    elif known is not None:
        earlier = {one: before[one] for one in _CONTENT}
        again = replace(known, edition=edition, kept_by=asked.who.name, kept_at=asked.now, **earlier)
        done = await asked.services.call(store.change_draft, again)
    if not done:
        raise UsageError(f"Draft {number} was kept once more, or ended, since then; it stays as it is.")
    return f"Draft {number} is dropped." if before is None else f"Draft {number} holds what it held before."


async def drop(asked: Asked) -> Done:
    """End a draft without saving it."""
    known = await draft_by(asked, asked.word("draft"))
    if known is None:
        raise NotFoundError("There is no draft of that number any more.")
    insist_on_shown(asked, known.name)
    edition = asked.number("edition", known.edition)
    if known.ended_at is not None:
        raise UsageError(f"Draft {known.id} was {known.ended_how} by {known.ended_by} already.")
    store = asked.services.store
    if not await asked.services.call(store.end_draft, known.id, edition, asked.now, asked.who.name, "dropped"):
        raise UsageError(f"{known.kept_by} kept draft {known.id} meanwhile: look at it before you drop it.")
    return Done(
        said=f"Dropped draft {known.id} of {known.name}.yaml.",
        subject=subject_of(known.name),
        undo={"number": known.id, "edition": edition},
        to="/watchlists",
    )


async def undrop(asked: Asked, undo: Mapping[str, Any]) -> str:
    """The draft is open again."""
    return await reopen(asked, int(undo["number"]), int(undo["edition"]))


async def reopen(asked: Asked, number: int, edition: int) -> str:
    """Raises UsageError if it is forgotten."""
    if not await asked.services.call(asked.services.store.end_draft, number, edition, None):
        raise UsageError(f"There is no draft {number} any more.")
    return f"Draft {number} is open again."


async def with_theirs(asked: Asked, view: ListText) -> ListText:
    """Both edits in the editor, if the form's draft was kept by somebody else since it was read; else as it is."""
    line = view.draft
    known = None if line is None else await draft_by(asked, str(line.number))
    if line is None or known is None or known.ended_at is not None or known.edition == line.edition:
        return view
    both = await asked.services.call(merged, view.kept, view.text, known.text)
    clash = Clash(
        theirs=tuple(changes(view.kept, known.text)),
        mine=tuple(changes(view.kept, view.text)),
        clashes=both.clashes,
        draft=known.id,
        by=known.kept_by,
    )
    # Their edition may rest on a newer file, and the text that is put together holds theirs.
    return replace(
        view,
        version=known.version,
        base=known.base,
        text=both.text,
        kept=known.text,
        draft=line_of(known),
        clash=clash,
    )


def address_of(number: int) -> str:
    """Of a draft."""
    return f"/watchlist/draft/{number}"


def changes(before: str, after: str) -> Iterator[str]:
    """Lines of a difference, `+` and `-` first."""
    found = difflib.unified_diff(before.splitlines(), after.splitlines(), n=1, lineterm="")
    return (line for number, line in enumerate(found) if number > 1)
