"""The tables, a module for each kind of thing. `migrations/` builds them; a test keeps both equal.

In: nothing. Out: each table by its name, in one metadata. Terms: docs/explanation/glossary.md.

Queue columns, the same in every table that is a queue: `due_at` (when the row may be claimed; NULL = nothing to do;
while it is leased, the end of the lease), `token` (the fencing token of the holder, NULL = free), `attempts`. So a
lease that ran out and a retry whose time has come are one and the same indexed query.

Ids are never reused (`AUTOINCREMENT`): a subscription remembers the last match it accounted for by its id, and an id
that came back after pruning would hide a match for ever.
"""

from monitor.store.schema.tables.articles import (
    article,
    article_version,
    entry,
    entry_key,
    followed_article,
    page_body,
    page_rest,
)
from monitor.store.schema.tables.desk import (
    desk_action,
    desk_code,
    desk_session,
    feedback,
    list_draft,
    push_device,
    story_done,
)
from monitor.store.schema.tables.evidence import chain, evidence_blob, evidence_use, evidence_waiting, push
from monitor.store.schema.tables.feeds import (
    feed,
    feed_asked,
    feed_clock,
    feed_shown,
    feed_week,
    hub_subscription,
    poll,
)
from monitor.store.schema.tables.fleet import host_turn, worker
from monitor.store.schema.tables.receivers import bounce, bounce_mailbox, recipient, suppression
from monitor.store.schema.tables.stories import (
    article_copy,
    shingle,
    story,
    story_fact,
    story_key,
    story_link,
    story_meaning,
    story_sketch,
    story_term,
    story_trace,
)
from monitor.store.schema.tables.telling import (
    alert_adopted,
    alert_aside,
    attempt,
    digest,
    digest_alert,
    outbox,
    subscription,
    subscription_list,
    translation,
)
from monitor.store.schema.tables.upkeep import counter, outcome, revision, secret
from monitor.store.schema.tables.watching import (
    alert,
    audit_answer,
    audit_made,
    match,
    mention,
    mention_teller,
    mention_topic,
    spelling_use,
    watchlist,
)

__all__ = [
    "alert",
    "alert_adopted",
    "alert_aside",
    "article",
    "article_copy",
    "article_version",
    "attempt",
    "audit_answer",
    "audit_made",
    "bounce",
    "bounce_mailbox",
    "chain",
    "counter",
    "desk_action",
    "desk_code",
    "desk_session",
    "digest",
    "digest_alert",
    "entry",
    "entry_key",
    "evidence_blob",
    "evidence_use",
    "evidence_waiting",
    "feed",
    "feed_asked",
    "feed_clock",
    "feed_shown",
    "feed_week",
    "feedback",
    "followed_article",
    "host_turn",
    "hub_subscription",
    "list_draft",
    "match",
    "mention",
    "mention_teller",
    "mention_topic",
    "outbox",
    "outcome",
    "page_body",
    "page_rest",
    "poll",
    "push",
    "push_device",
    "recipient",
    "revision",
    "secret",
    "shingle",
    "spelling_use",
    "story",
    "story_done",
    "story_fact",
    "story_key",
    "story_link",
    "story_meaning",
    "story_sketch",
    "story_term",
    "story_trace",
    "subscription",
    "subscription_list",
    "suppression",
    "translation",
    "watchlist",
    "worker",
]
