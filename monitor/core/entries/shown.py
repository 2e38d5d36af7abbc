"""What a feed showed last and nothing is left to decide about: as long as it is written as it was, it is passed over.

Most of a feed stands in it for days. An entry counts as settled once the store holds it under all its keys and with the
text that it shows; whatever comes beside it and shares none of its keys cannot change that.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import field
from datetime import UTC, datetime, timedelta
from typing import Final

from monitor.model.feeds import FeedState, ParsedFeed
from monitor.records import dataclass

WHOLE_EVERY: Final = timedelta(days=1)
"""A feed is read whole this often at least, whatever is known of it."""

_EPOCH: Final = datetime.fromtimestamp(0, UTC)
_Dates = dict[str, datetime | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What is known of a feed's last answer."""

    whole_at: datetime
    """When it was read whole last."""
    dates: _Dates = field(default_factory=dict)
    """When each settled entry was published, as the feed says, by its imprint."""

    def known(self, now: datetime) -> frozenset[str]:
        """The imprints that may be passed over at this time."""
        fresh = timedelta() <= now - self.whole_at < WHOLE_EVERY
        return frozenset(self.dates) if fresh else frozenset()

    def newest(self, imprints: Iterable[str]) -> datetime | None:
        """The latest date among these, None if none is dated."""
        dates = (self.dates.get(one) for one in imprints)
        return max((date for date in dates if date is not None), default=None)

    def after(self, parsed: ParsedFeed, settled: Iterable[int], now: datetime) -> Shown:
        """What is known once `parsed` is stored, of which the entries at these places are `settled`."""
        dates = {one: self.dates.get(one) for one in parsed.passed}
        if parsed.imprints:
            dates |= {parsed.imprints[place]: parsed.entries[place].published_at for place in settled}
        return Shown(whole_at=self.whole_at if parsed.passed else now, dates=dates)

    @property
    def text(self) -> str:
        """As it is stored, "" if there is nothing to pass over."""
        dates = {one: None if date is None else date.timestamp() for one, date in self.dates.items()}
        return json.dumps([self.whole_at.timestamp(), dates], separators=(",", ":")) if dates else ""


def shown_by(feed: FeedState) -> Shown:
    """What is known of this feed; nothing where what is stored cannot be understood: then all of it is read."""
    try:
        whole_at, dates = json.loads(feed.shown or "[0,{}]")
        known = {one: None if at is None else _time(at) for one, at in dates.items()}
        return Shown(whole_at=_time(whole_at), dates=known)
    except (ValueError, TypeError, AttributeError, OverflowError):
        return Shown(whole_at=_time(0))


def _time(seconds: float) -> datetime:
    return _EPOCH + timedelta(seconds=seconds)
