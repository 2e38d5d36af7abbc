"""What is kept of the work at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.desk.actions import DeskAction
from monitor.model.desk.devices import PushDevice
from monitor.model.desk.drafts import KeptDraft
from monitor.model.desk.visitors import Session


class Desk(Protocol):
    """The ledger of what people do by the pages, and who is logged in. A part of `Store`, by `Judged`."""

    def record_action(self, action: DeskAction) -> int:
        """Put an action into the ledger; its number there."""
        ...

    def action(self, number: int) -> DeskAction | None:
        """The action of that number; None if there is none."""
        ...

    def actions(self, *, kind: str = "", subject: str = "", most: int = 50, before: int = 0) -> Sequence[DeskAction]:
        """The newest actions, of one kind or done to one thing if asked for, those that were undone among them.

        `before`: only those with smaller numbers; 0 for all.
        """
        ...

    def undo_action(self, number: int, at: datetime, by: str) -> bool:
        """Mark an action as undone; False if there is none of that number, or it is undone already."""
        ...

    def keep_session(self, session: Session) -> None:
        """Remember a browser that somebody logged in with."""
        ...

    def session(self, mark: str) -> Session | None:
        """The session with that mark; whether it still lets in is for others to say."""
        ...

    def note_session(self, mark: str, at: datetime) -> None:
        """It was used at that time."""
        ...

    def end_session(self, mark: str) -> bool:
        """Forget a session; whether there was one."""
        ...

    def forget_sessions(self, began_before: datetime, seen_before: datetime) -> int:
        """Forget sessions that began or were used last before; how many."""
        ...

    def use_code(self, user: str, step: int) -> bool:
        """Take the code of an authenticator's time step for used; False if that one, or a later one, was before."""
        ...

    def push_key(self, fresh: bytes) -> bytes:
        """The private key that pushes are signed with: `fresh` from the first call on."""
        ...

    def keep_device(self, device: PushDevice) -> int:
        """Remember a browser that takes pushes; its id. One with the same address at its service takes its place."""
        ...

    def devices(self) -> Sequence[PushDevice]:
        """All of them, those that have ended too, the newest first."""
        ...

    def choose_device(self, number: int, subscriptions: Sequence[str]) -> bool:
        """Tell it of these subscriptions from now on; False if there is none of that number."""
        ...

    def end_device(self, number: int, at: datetime | None, why: str = "") -> bool:
        """Tell it nothing from `at` on, or again for None; False if there is none of that number."""
        ...

    def keep_draft(self, draft: KeptDraft) -> int:
        """Keep an edit of a watchlist; its number."""
        ...

    def change_draft(self, draft: KeptDraft) -> bool:
        """Keep its next edition: the text, what it began with, who and when. False, changing nothing, if it has ended,
        or somebody kept another one after `draft.edition`.
        """
        ...

    def kept_draft(self, number: int) -> KeptDraft | None:
        """The draft of that number, ended or not; None if there is none, or it was forgotten."""
        ...

    def kept_drafts(self, most: int = 500) -> Sequence[KeptDraft]:
        """Those that have not ended, the newest first, without their texts (`base` and `text` are empty)."""
        ...

    def end_draft(self, number: int, edition: int, at: datetime | None, by: str = "", how: str = "") -> bool:
        """It was saved or dropped, or is open again for None; False if it has another edition."""
        ...

    def forget_drafts(self, kept_before: datetime) -> int:
        """Forget those that nobody kept since then; how many."""
        ...
