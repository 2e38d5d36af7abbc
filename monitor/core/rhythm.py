"""When a feed is polled next: its own rhythm, what its server asks for, and patience with failures."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Final

from monitor.core.asked import open_from
from monitor.core.pace import Pace
from monitor.model.config import PollingSettings
from monitor.model.feeds import FeedSpec
from monitor.model.hearing.rhythm import NOTHING, Asked
from monitor.model.outcomes import FetchReason, ParseReason
from monitor.records import dataclass

DAY_S: Final = 86_400
_RETRY_AFTER_MOST_S = 30 * DAY_S
_HINT_MOST_INTERVALS = 4
"""A server may slow us down to so many intervals, where nothing else is configured."""
_JITTER = 0.1
_MOST_DOUBLINGS = 32.0
_POLLS_TO_JUDGE = 5
"""So many polls in a row tell our own outage from that of a few feeds."""
_SOFT = frozenset(
    {FetchReason.RATE_LIMITED, FetchReason.HTTP_SERVER_ERROR, FetchReason.DNS}
    | {reason for reason in ParseReason if reason.ours}
)


def weight_of(reason: FetchReason | ParseReason) -> float:
    """How much one failure counts: half for those that mend themselves (429, 5xx, DNS, our own parsers), else one."""
    return 0.5 if reason in _SOFT else 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """The rhythm of one feed. Times in seconds."""

    url: str
    interval_s: int
    min_s: int
    max_s: int
    heed_s: int
    """So long after a poll the next one may be put off by what the server asks; beyond that, alerts would come too
    late, and a feed that asks for silence would be silent."""

    @classmethod
    def of(cls, spec: FeedSpec, polling: PollingSettings) -> Rhythm:
        """The feed's own interval, else the default, within the configured bounds."""
        wanted = polling.interval_s if spec.interval_s is None else spec.interval_s
        least, most = polling.min_interval_s, max(polling.min_interval_s, polling.max_interval_s)
        interval_s = min(max(wanted, least), most)
        heed_s = polling.heed_s if spec.heed_s is None else spec.heed_s
        heed_s = min(_HINT_MOST_INTERVALS * interval_s if heed_s is None else heed_s, most)
        return cls(url=spec.url, interval_s=interval_s, min_s=least, max_s=most, heed_s=heed_s)

    def after_success(
        self,
        now: datetime,
        hint_s: int | None = None,
        pace: Pace | None = None,
        asked: Asked = NOTHING,
        patience_s: int = 0,
    ) -> datetime:
        """One interval on, spread by up to 10 % either way; by `pace` sooner at hours when the feed is lively, later
        when it never is.

        `hint_s`: how long the server says its answer lasts (max-age), `asked` what the feed's text says: waited for at
        least, but by default no longer than four intervals, and than the configured maximum. Hours and days at which
        nobody need come are let pass within the same bound. `patience_s`: so long others would tell; waited for at
        least, too.
        """
        hint = min(max(hint_s or 0, asked.interval_s, 0), self.heed_s)
        interval = self._spread(self.interval_s)
        wait = max(pace.wait_s(now, interval) if pace else interval, hint, self._spread(patience_s))
        planned = self._at(now, wait, self.max_s)
        opens = open_from(asked, planned)
        if opens == planned:
            return planned
        # Not all in the first second of the hour.
        later = opens + timedelta(seconds=_JITTER * self.share * self.interval_s)
        return max(planned, min(later, now + timedelta(seconds=self.heed_s)))

    def sooner(self, now: datetime) -> datetime:
        """Half an interval on: the feed may drop entries faster than we poll."""
        return self._at(now, self._spread(self.interval_s) / 2, self.max_s)

    def at_once(self, now: datetime) -> datetime:
        """As soon as politeness allows: the last answer held more than was taken."""
        return now + timedelta(seconds=self.min_s)

    def after_failure(self, now: datetime, failures: float, retry_after_s: int | None = None) -> datetime:
        """The interval doubled per failure in a row (`failures`, weighted), up to a day or the own interval if longer.

        `retry_after_s`: what the server asked for; waited for at least, within the minimum interval and 30 days.
        """
        doublings = min(max(failures, 0.0), _MOST_DOUBLINGS)
        most = max(min(DAY_S, self.max_s), self.interval_s)
        wait = min(self._spread(self.interval_s) * 2.0**doublings, most)
        if retry_after_s is not None:
            # Spread upwards only: never before the time that was asked for.
            wait = max(wait, max(retry_after_s, self.min_s) * (1 + _JITTER * self.share))
        return self._at(now, wait, _RETRY_AFTER_MOST_S)

    def _at(self, now: datetime, wait_s: float, most_s: int) -> datetime:
        return now + timedelta(seconds=min(max(wait_s, self.min_s), most_s))

    def _spread(self, wait_s: float) -> float:
        return wait_s * (1 - _JITTER + 2 * _JITTER * self.share)

    @property
    def share(self) -> float:
        """The feed's place among all, in [0, 1)."""
        return share_of(self.url)


def network_down(unreachable: Collection[bool]) -> bool:
    """Whether nothing at all can be reached; `unreachable` says of each of the latest polls whether it failed so."""
    return len(unreachable) >= _POLLS_TO_JUDGE and all(unreachable)


def share_of(url: str) -> float:
    """A fixed number in [0, 1) for a URL: spreads feeds over time without chance."""
    return int.from_bytes(hashlib.sha256(url.encode("utf-8", "surrogatepass")).digest()[:4], "big") / 2**32
