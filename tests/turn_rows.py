"""The hosts' turns as they should be, in memory: what the database is compared with, and what pacers are tried on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from monitor.model.fleet.turns import TurnAnswer, TurnAsked, TurnEnded

DAY_S = 86_400.0


@dataclass
class _Row:
    holder: str = ""
    free_at: float = 0.0
    delay_s: float = 0.0
    delay_at: float = 0.0


@dataclass
class TurnRows:
    """`now` is the only clock there is, in seconds."""

    now: Callable[[], float]
    rows: dict[str, _Row] = field(default_factory=dict)
    closed_until: dict[str, float] = field(default_factory=dict)

    def take(self, asked: TurnAsked) -> TurnAnswer:
        """Whether it may begin; `wait_s` only if it may not."""
        now = self.now()
        closed_s = max(self.closed_until.get(name, 0.0) - now for name in (asked.host, asked.authority))
        row = self.rows.get(asked.host)
        if row is None:
            row = self.rows[asked.host] = _Row(delay_at=now)
        elif now < row.free_at and row.holder != asked.holder:
            return TurnAnswer(granted=False, wait_s=row.free_at - now, closed_s=max(closed_s, 0.0))
        row.holder, row.free_at = asked.holder, now + max(asked.hold_s, row.delay_s)
        return TurnAnswer(granted=True, closed_s=max(closed_s, 0.0))

    def end(self, ended: TurnEnded) -> None:
        """The host rests, if it was whose request it says."""
        now, row = self.now(), self.rows.get(ended.host)
        if row is not None and row.holder == ended.holder:
            if ended.rest_s >= row.delay_s or row.delay_at < now - DAY_S:
                row.delay_s, row.delay_at = ended.rest_s, now
            row.holder, row.free_at = "", now + row.delay_s
        if ended.closed_s > 0:
            self.rows.setdefault(ended.authority, _Row(free_at=now, delay_at=now))
            self.closed_until[ended.authority] = max(now + ended.closed_s, self.closed_until.get(ended.authority, 0.0))
