"""The ledger: who did what at the desk, when and why, and what was taken back."""

from __future__ import annotations

from datetime import datetime

from monitor.model.desk.actions import DeskAction
from monitor.records import dataclass
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import UNDO_S, Page, Param, Room

_A_PAGE = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One thing that was done. What undoing it needs is not shown: files as they were, and addresses of browsers."""

    id: int
    at: datetime
    by: str
    kind: str
    subject: str
    page: str
    """Where that is shown; "" if it has no page."""
    said: str
    why: str
    undone_at: datetime | None
    undone_by: str
    undo: bool
    """Whether it can still be taken back by whoever asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ledger:
    """What was done, the newest first."""

    entries: tuple[Entry, ...]
    before: int
    older: int
    """Number from which on the next page goes back; 0 if there is none."""


async def _ledger(asked: Asked) -> Ledger:
    before, store = asked.number("before", 0, most=10**15), asked.services.store
    found = await asked.services.call(lambda: store.actions(most=_A_PAGE + 1, before=before))
    shown = found[:_A_PAGE]
    older = shown[-1].id if len(found) > _A_PAGE else 0
    return Ledger(entries=tuple(_entry(asked, one) for one in shown), before=before, older=older)


def _entry(asked: Asked, one: DeskAction) -> Entry:
    mine = one.by == asked.who.name and (asked.now - one.at).total_seconds() < UNDO_S
    return Entry(
        id=one.id,
        at=one.at,
        by=one.by,
        kind=one.kind,
        subject=one.subject,
        page=_page_of(one.subject),
        said=str(one.detail.get("said", "")),
        why=one.why,
        undone_at=one.undone_at,
        undone_by=one.undone_by,
        undo=mine and bool(one.detail.get("undo")) and one.undone_at is None,
    )


def _page_of(subject: str) -> str:
    folder, _, name = subject.partition("/")
    if folder == "watchlists" and name.endswith(".yaml"):
        return f"/watchlists/{name.removesuffix('.yaml')}"
    return f"/story/{name}" if folder == "story" else ""


ROOM = Room(
    pages=(
        Page(
            path="/ledger",
            title="What was done",
            foot="What was done",
            summary="Who did what at the desk, when and why, and what was taken back; the newest first.",
            template="ledger.html",
            read=_ledger,
            shape=Ledger,
            params=(Param(name="before", words="Only what has a smaller number."),),
            role="analyst",
        ),
    ),
)
