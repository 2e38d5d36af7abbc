"""What is kept of the work at the desk."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from monitor.model.desk.actions import DeskAction


class Desk(Protocol):
    """The ledger of what people do by the pages. A part of `Store`, by `Judged`."""

    def record_action(self, action: DeskAction) -> int:
        """Put an action into the ledger; its number there."""
        ...

    def action(self, number: int) -> DeskAction | None:
        """The action of that number; None if there is none."""
        ...

    def actions(self, *, kind: str = "", subject: str = "", most: int = 50) -> Sequence[DeskAction]:
        """The newest actions, of one kind or done to one thing if asked for, those that were undone among them."""
        ...

    def undo_action(self, number: int, at: datetime, by: str) -> bool:
        """Mark an action as undone; False if there is none of that number, or it is undone already."""
        ...
