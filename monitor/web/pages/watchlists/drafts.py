"""Drafts that were kept: which there are, and which one a form goes on with."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from monitor.model.desk.drafts import DRAFTS_KEPT, KeptDraft
from monitor.records import dataclass
from monitor.web.kit.asked import Asked


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftLine:
    """A draft among others."""

    number: int
    """Also in its address."""
    edition: int
    name: str
    """Of the list's file, without .yaml."""
    begun_by: str
    begun_at: datetime
    kept_by: str
    """Who kept it last."""
    kept_at: datetime
    until: datetime
    """When it is forgotten, if nobody keeps it once more."""
    why: str
    ended_by: str
    ended_at: datetime | None
    ended_how: str
    """`saved` or `dropped`; "" for one that is open."""


async def open_drafts(asked: Asked, names: Collection[str] | None = None) -> tuple[DraftLine, ...]:
    """Those that have not ended, the newest first; of lists with these names alone, unless that is None."""
    found = await asked.services.call(asked.services.store.kept_drafts)
    return tuple(line_of(one) for one in found if names is None or one.name in names)


async def draft_of_form(asked: Asked, name: str) -> DraftLine | None:
    """The draft of that list that the form goes on with, in the edition that it was read in."""
    known = await draft_by(asked, asked.word("draft"))
    if known is None or known.name != name:
        return None
    return line_of(known, asked.number("edition", known.edition))


async def draft_by(asked: Asked, number: str) -> KeptDraft | None:
    """The draft of that number, ended or not; None if there is none."""
    if not (number.isascii() and number.isdecimal() and len(number) < 16):
        return None
    return await asked.services.call(asked.services.store.kept_draft, int(number))


def line_of(draft: KeptDraft, edition: int = 0) -> DraftLine:
    """`edition`: the one that somebody has before the eyes, 0 for the newest."""
    return DraftLine(
        number=draft.id,
        edition=edition or draft.edition,
        name=draft.name,
        begun_by=draft.begun_by,
        begun_at=draft.begun_at,
        kept_by=draft.kept_by,
        kept_at=draft.kept_at,
        until=draft.kept_at + DRAFTS_KEPT,
        why=draft.why,
        ended_by=draft.ended_by,
        ended_at=draft.ended_at,
        ended_how=draft.ended_how,
    )
