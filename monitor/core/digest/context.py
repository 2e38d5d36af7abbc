"""What composing a digest knows beside the store's facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from monitor.core.digest.lines import CountPublishers
from monitor.core.health.feed_health import FeedFacts
from monitor.core.routing.fates import Rules
from monitor.core.routing.sorting import NOTHING
from monitor.core.trust.links import PUBLIC, Reach
from monitor.model.archive.audit import AuditMade
from monitor.model.config import PollingSettings, Subscription
from monitor.model.coverage import FeedTrouble, TopicSilence
from monitor.model.digests import Digest, Surge
from monitor.model.facts import SubscriptionState
from monitor.model.ids import StoryId
from monitor.model.linking.chains import Chained
from monitor.model.routing import Sorted
from monitor.model.watch import Watchlist
from monitor.records import dataclass

MOST_STORIES = 1_000
"""In one digest. More wait for the next: it takes a dozen mails to name so many."""

Divide = Callable[[Digest, str], Sequence[int]]
"""(digest, channel) to the number of stories in each message."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ComposeContext:
    """A subscription with its state and lists, and how its digest is counted, divided and linked."""

    subscription: Subscription
    state: SubscriptionState
    watchlists: tuple[Watchlist, ...]
    """Those of the subscription that pass its priority, in the order of the configuration."""
    count_publishers: CountPublishers
    """How many independent publishers these are."""
    divide: Divide
    """How many stories each message holds that a digest takes on a channel."""
    polling: PollingSettings
    revision: str
    revision_since: datetime | None
    config_error: str
    now: datetime
    most_stories: int = MOST_STORIES
    reach: Reach = PUBLIC
    """Which addresses may be links."""
    surges: tuple[Surge, ...] = ()
    """Topics of what is told that are told of much more than usual."""
    judged_by: FeedFacts | None = None
    """What feeds are judged by; None: by what is known of themselves alone."""
    silent: tuple[FeedTrouble, ...] = ()
    """Feeds that are silent, beside those that are `judged_by` this; so are `impaired`."""
    impaired: tuple[FeedTrouble, ...] = ()
    quiet: tuple[TopicSilence, ...] = ()
    """Silences on topics that tell something."""
    audits: tuple[AuditMade, ...] = ()
    """Of its watchlists, those that this window tells."""
    follows: tuple[tuple[StoryId, Chained], ...] = ()
    """(story, the earlier one that it continues)"""
    routed: Sorted = NOTHING
    """What of the subscription's alerts is held back, and what is set aside."""
    rules: Rules | None = None
    """By which that was decided; None if it is told everything."""
