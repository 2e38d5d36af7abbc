"""The tables. `migrations/` builds them; a test keeps both equal.

Queue columns, the same in every table that is a queue: `due_at` (when the row may be claimed; NULL = nothing to do;
while it is leased, the end of the lease), `token` (the fencing token of the holder, NULL = free), `attempts`. So a
lease that ran out and a retry whose time has come are one and the same indexed query.

Ids are never reused (`AUTOINCREMENT`): a subscription remembers the last match it accounted for by its id, and an id
that came back after pruning would hide a match for ever.
"""

from __future__ import annotations

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    Table,
    UniqueConstraint,
)

from monitor.store.schema.columns import id_column, metadata, new_table, queue, ref, text_column
from monitor.store.schema.types import CleanText, Instant, JsonText, RowId, Terms, UtcTime

counter = new_table("counter", Column("name", CleanText, primary_key=True), Column("value", RowId, nullable=False))

revision = new_table(
    "revision",
    Column("hash", CleanText, primary_key=True),
    text_column("watchlists"),
    Column("first_seen_at", UtcTime, nullable=False),
)

feed = new_table(
    "feed",
    id_column(),
    text_column("url", unique=True),
    text_column("title"),
    text_column("publisher"),
    text_column("language"),
    Column("tags", JsonText, nullable=False),
    text_column("spec"),
    Column("active", Boolean, nullable=False),
    Column("disabled", Boolean, nullable=False),
    text_column("etag"),
    text_column("last_modified"),
    text_column("validated_url", server_default=""),
    text_column("body_hash"),
    text_column("moved_to", server_default=""),
    Column("moved_since", UtcTime),
    Column("baseline_at", UtcTime),
    Column("failures", Float, nullable=False),
    Column("failing_since", UtcTime),
    # Since when somebody wants it not to be polled; then it is `disabled`.
    Column("paused_since", UtcTime),
    Column("last_outcome", CleanText),
    text_column("last_detail"),
    Column("last_new_at", UtcTime),
    Column("entries_seen", Integer, nullable=False),
    Column("largest_answer", Integer, nullable=False),
)

# What changes with each poll of a feed, in a row as short as can be: a hundred stand on a page, and no index has to
# follow. `quiet_*`: the polls since the last row in `poll` that told the same as it does, since when, and how long they
# took together, in seconds.
feed_clock = new_table(
    "feed_clock",
    Column("feed_id", RowId, ForeignKey("feed.id"), primary_key=True),
    Column("next_poll_at", Instant, nullable=False),
    Column("lease_until", Instant),
    Column("token", RowId),
    Column("last_polled_at", Instant),
    Column("last_good_at", Instant),
    Column("quiet_polls", Integer, nullable=False),
    Column("quiet_since", Instant),
    Column("quiet_s", Float, nullable=False),
)

# What a feed showed last and nothing is left to decide about; apart, for it is long and changes only with news.
feed_shown = new_table(
    "feed_shown", Column("feed_id", RowId, ForeignKey("feed.id"), primary_key=True), text_column("entries")
)

# What a feed's own text asks of its readers: seconds between two polls, and as bits the hours of the day and the days
# of the week at which nobody need come.
feed_asked = new_table(
    "feed_asked",
    Column("feed_id", RowId, ForeignKey("feed.id"), primary_key=True),
    Column("interval_s", RowId, nullable=False),
    Column("hours", RowId, nullable=False),
    Column("days", RowId, nullable=False),
)

# Subscriptions of feeds at hubs (WebSub); each is known by the path that its hub calls.
hub_subscription = new_table(
    "hub_subscription",
    Column("path", CleanText, primary_key=True),
    ref("feed_id", "feed.id"),
    text_column("topic"),
    Column("hubs", JsonText, nullable=False),
    Column("turn", Integer, nullable=False),
    text_column("callback"),
    text_column("secret"),
    text_column("state"),
    Column("failures", Integer, nullable=False),
    text_column("detail"),
    Column("changed_at", UtcTime, nullable=False),
    Column("due_at", UtcTime, nullable=False),
    *(
        Column(name, UtcTime)
        for name in ("asked_at", "confirmed_at", "lease_until", "pushed_at", "answered_at", "missed_at")
    ),
)

# How lively a feed is at each hour of the week, as it was learnt last, for the interval that it had then.
feed_week = new_table(
    "feed_week",
    Column("feed_id", RowId, ForeignKey("feed.id"), primary_key=True),
    text_column("week"),
    Column("interval_s", RowId, nullable=False),
    Column("learnt_at", UtcTime, nullable=False),
)

poll = new_table(
    "poll",
    id_column(),
    ref("feed_id", "feed.id"),
    Column("started_at", UtcTime, nullable=False),
    Column("finished_at", UtcTime, nullable=False, index=True),
    text_column("outcome"),
    text_column("detail"),
    Column("status", Integer),
    Column("size", RowId, nullable=False),
    Column("entries_seen", Integer, nullable=False),
    Column("overlap", Integer, nullable=False),
    Column("entries_new", Integer, nullable=False),
    # How many polls it stands for, which told the same, and how long they took together, in seconds; NULL if it is one.
    Column("times", Integer, nullable=False, server_default="1"),
    Column("took_s", Float),
    Index(None, "feed_id", "finished_at"),
)

story = new_table(
    "story",
    id_column(),
    # No foreign key: article.story_id points here, and a circle of two keys would need deferred constraints.
    Column("lead_article_id", RowId, nullable=False),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("last_seen_at", UtcTime, nullable=False, index=True),
    # The story that began the series which this one is the next of; no foreign key, for that one may be pruned.
    Column("series_of", RowId, index=True),
)

story_key = new_table(
    "story_key", Column("content_key", CleanText, primary_key=True), ref("story_id", "story.id", index=True)
)

article = new_table(
    "article",
    id_column(),
    text_column("url_key", unique=True),
    text_column("canonical_url", index=True),
    text_column("final_url", index=True),
    text_column("title"),
    text_column("text"),
    text_column("language"),
    Column("published_at", UtcTime),
    Column("first_seen_at", UtcTime, nullable=False),
    Column("fetched_at", UtcTime, nullable=False),
    # When the article was last looked at again, edited or not; NULL if only at `fetched_at`.
    Column("checked_at", UtcTime),
    text_column("source"),
    text_column("content_key"),
    ref("feed_id", "feed.id"),
    text_column("publisher"),
    text_column("author"),
    # Grows with every edit that was read; earlier texts are in `article_version`.
    Column("version", Integer, nullable=False, server_default="1"),
    # News agency whose text it is, "" if none is named.
    text_column("agency", server_default=""),
    ref("story_id", "story.id", nullable=True, index=True),
    Column("near", JsonText, nullable=False),
    Column("assessed_at", UtcTime, index=True),
    # The watchlists for which the article is judged again, and the version that is; NULL if it is judged as a whole.
    Column("late", JsonText),
    *queue(),
)

article_version = new_table(
    "article_version",
    Column("article_id", RowId, ForeignKey("article.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    text_column("title"),
    text_column("text"),
    text_column("source"),
    text_column("content_key"),
    Column("fetched_at", UtcTime, nullable=False),
)

# Articles that a watchlist matched, looked at as long as they change.
followed_article = new_table(
    "followed_article",
    Column("article_id", RowId, ForeignKey("article.id"), primary_key=True),
    Column("since", UtcTime, nullable=False),
    Column("ended_at", UtcTime, index=True),
    # Why it ended, in words.
    text_column("reason"),
)

# What an article's page and feed show beside its text, for a few days.
page_rest = new_table(
    "page_rest",
    Column("article_id", RowId, ForeignKey("article.id"), primary_key=True),
    text_column("text"),
    Column("read_at", UtcTime, nullable=False, index=True),
)

# Page texts that say nothing of their titles, by their marks: what stands under several titles is a notice.
# `article_id` is set while the text is stored for that article; no foreign key: the memory outlives the article.
page_body = new_table(
    "page_body",
    Column("mark", CleanText, primary_key=True),
    Column("publisher", CleanText, primary_key=True),
    Column("page_key", CleanText, primary_key=True),
    text_column("title_key"),
    text_column("feed_key"),
    Column("named", Boolean, nullable=False),
    Column("article_id", RowId, index=True),
    Column("seen_at", UtcTime, nullable=False, index=True),
)

entry = new_table(
    "entry",
    id_column(),
    ref("feed_id", "feed.id"),
    text_column("key"),
    # No foreign key: polls are pruned long before entries.
    Column("poll_id", RowId, nullable=False),
    Column("guid", CleanText),
    text_column("url", index=True),
    text_column("canonical_url", index=True),
    text_column("title"),
    text_column("summary"),
    text_column("content"),
    text_column("author"),
    text_column("publisher", server_default=""),
    text_column("language"),
    Column("published_at", UtcTime),
    Column("first_seen_at", UtcTime, nullable=False),
    ref("article_id", "article.id", nullable=True, index=True),
    *queue(),
    Index(None, "feed_id", "first_seen_at"),
)

entry_key = new_table(
    "entry_key",
    Column("feed_id", RowId, ForeignKey("feed.id"), primary_key=True),
    Column("key", CleanText, primary_key=True),
    ref("entry_id", "entry.id", index=True),
)

match = new_table(
    "match",
    id_column(),
    text_column("watchlist"),
    ref("article_id", "article.id", index=True),
    ref("story_id", "story.id", index=True),
    text_column("strength"),
    Column("alerted", Boolean, nullable=False),
    Column("verdict", JsonText, nullable=False),
    Column("hits", JsonText, nullable=False),
    Column("at", UtcTime, nullable=False),
    # Of the article: an edited one is matched anew.
    Column("version", Integer, nullable=False, server_default="1"),
    UniqueConstraint("watchlist", "article_id", "version"),
)

alert = new_table(
    "alert",
    id_column(),
    text_column("watchlist"),
    ref("story_id", "story.id", index=True),
    ref("match_id", "match.id", index=True),
    text_column("reason"),
    Column("created_at", UtcTime, nullable=False),
    # 1 is the first; of two workers that find the same news at once, the second finds its number taken.
    Column("number", Integer, nullable=False, server_default="1"),
    # What was new, if it is not the first.
    Column("facts", JsonText, nullable=False, server_default="[]"),
    # When the watchlist changed that found it in an article from before; NULL if it was found when it came.
    Column("late_at", UtcTime),
    UniqueConstraint("watchlist", "story_id", "number"),
)

subscription = new_table(
    "subscription",
    Column("name", CleanText, primary_key=True),
    text_column("title"),
    text_column("schedule"),
    Column("active", Boolean, nullable=False),
    Column("next_due_at", UtcTime, nullable=False, index=True),
    Column("last_match_id", RowId, nullable=False),
    Column("window_from", UtcTime, nullable=False),
    Column("digests", Integer, nullable=False),
    # A mark of its `match`: when that changes, what was set aside under the one before is looked at anew.
    text_column("route", server_default=""),
)

subscription_list = new_table(
    "subscription_list",
    Column("subscription", CleanText, ForeignKey("subscription.name"), primary_key=True),
    Column("watchlist", CleanText, primary_key=True),
    Column("active", Boolean, nullable=False),
    # Alerts up to this id are older than the subscription's interest in the watchlist: history, not news.
    Column("after_alert_id", RowId, nullable=False),
    # The newest alert when the interest ended: what came later is nobody's loss. NULL while it lasts.
    Column("until_alert_id", RowId),
)

# Since when a watchlist is as it is, and how far the articles from before were looked through for it: those with ids
# above `after_id` up to `until_id` are still to be looked at; both NULL before it began.
watchlist = new_table(
    "watchlist",
    Column("name", CleanText, primary_key=True),
    text_column("fingerprint"),
    Column("active", Boolean, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    Column("reviewed", Boolean, nullable=False),
    Column("after_id", RowId),
    Column("until_id", RowId),
)

# Alerts that a subscription tells though none of its watchlists says so: nobody else would, and it was asked to.
alert_adopted = new_table(
    "alert_adopted",
    Column("subscription", CleanText, ForeignKey("subscription.name"), primary_key=True),
    Column("alert_id", RowId, ForeignKey("alert.id"), primary_key=True),
    # Somebody asked for it, so its route does not count; False: it came with the name of a subscription.
    Column("by_hand", Boolean, nullable=False, server_default="1"),
    Index(None, "alert_id"),
)

# Alerts that a subscription does not tell by its own rules, and by which.
alert_aside = new_table(
    "alert_aside",
    Column("subscription", CleanText, ForeignKey("subscription.name"), primary_key=True),
    Column("alert_id", RowId, ForeignKey("alert.id"), primary_key=True),
    text_column("rule"),
    text_column("why"),
    Column("at", UtcTime, nullable=False),
    Index(None, "alert_id"),
)

digest = new_table(
    "digest",
    id_column(),
    Column("subscription", CleanText, ForeignKey("subscription.name"), nullable=False),
    text_column("slot_date"),
    text_column("slot"),
    Column("key", CleanText, unique=True),
    text_column("outcome"),
    Column("at", UtcTime, nullable=False, index=True),
    Column("body", JsonText),
    UniqueConstraint("subscription", "slot_date", "slot"),
)

digest_alert = new_table(
    "digest_alert",
    Column("subscription", CleanText, ForeignKey("subscription.name"), primary_key=True),
    Column("alert_id", RowId, ForeignKey("alert.id"), primary_key=True),
    # NULL once the digest was pruned: the alert stays accounted for.
    ref("digest_id", "digest.id", nullable=True, index=True),
    Index(None, "alert_id"),
)

outbox = new_table(
    "outbox",
    id_column(),
    text_column("dedupe_key", unique=True),
    ref("digest_id", "digest.id", index=True),
    # Which stories of the digest this message tells.
    Column("part", JsonText, nullable=False, server_default="{}"),
    text_column("channel"),
    text_column("recipient"),
    text_column("state", index=True),
    Column("created_at", UtcTime, nullable=False),
    Column("changed_at", UtcTime, nullable=False),
    # The first try since it was made or taken up again by hand.
    Column("tried_since", UtcTime),
    # How often it was taken up again after it had been given up, because its receiver takes messages again.
    Column("late", Integer, nullable=False, server_default="0"),
    Column("sent_at", UtcTime),
    # By which its channel finds the thread of this message again.
    text_column("posted", server_default=""),
    text_column("detail"),
    # When somebody took this one for seen that was given up; NULL if nobody did, or only with all others.
    Column("acknowledged_at", UtcTime),
    *queue(),
)

secret = new_table(
    "secret",
    # What it is for.
    Column("name", CleanText, primary_key=True),
    text_column("value"),
)

# What is known of an address on a channel since it last took a message.
recipient = new_table(
    "recipient",
    Column("channel", CleanText, primary_key=True),
    # In the form in which addresses are compared.
    Column("address", CleanText, primary_key=True),
    Column("accepted_at", UtcTime),
    Column("refusals", Integer, nullable=False),
    Column("refused_since", UtcTime),
)

# The ledger of what nothing is sent to: entries are lifted, never removed.
suppression = new_table(
    "suppression",
    id_column(),
    text_column("channel"),
    text_column("address"),
    # "" for all subscriptions.
    text_column("subscription"),
    text_column("reason"),
    text_column("why"),
    Column("at", UtcTime, nullable=False),
    text_column("by"),
    Column("lifted_at", UtcTime),
    text_column("lifted_by", server_default=""),
    text_column("lifted_why", server_default=""),
    Index(None, "channel", "address"),
)

# Mail that came back, a row for each report that is about a mail of ours.
bounce = new_table(
    "bounce",
    id_column(),
    text_column("channel"),
    # The same for each copy of a report.
    text_column("key"),
    text_column("address"),
    # Which mail it was, if the report proves it. Not a reference: the mail may be pruned.
    Column("outbox_id", BigInteger),
    text_column("action"),
    text_column("fault"),
    text_column("said"),
    Column("at", UtcTime, nullable=False),
    UniqueConstraint("channel", "key"),
    Index(None, "channel", "address"),
)

# How far the mailbox is read that undeliverable mail of a channel comes back to.
bounce_mailbox = new_table(
    "bounce_mailbox",
    Column("channel", CleanText, primary_key=True),
    text_column("mailbox"),
    Column("validity", BigInteger, nullable=False),
    Column("uid", BigInteger, nullable=False),
    Column("read_at", UtcTime, nullable=False),
)

attempt = new_table(
    "attempt",
    Column("outbox_id", RowId, ForeignKey("outbox.id"), primary_key=True),
    Column("number", Integer, primary_key=True),
    Column("started_at", UtcTime, nullable=False),
    Column("ended_at", UtcTime),
    text_column("result"),
    text_column("detail"),
)

outcome = new_table(
    "outcome",
    Column("subject", CleanText, primary_key=True),
    Column("subject_id", RowId, primary_key=True),
    Column("step", CleanText, primary_key=True),
    text_column("outcome"),
    text_column("detail"),
    Column("at", UtcTime, nullable=False),
    text_column("revision"),
    Index(None, "outcome", "at"),
)

# The chain of records (`monitor.core.evidence.chain`): numbered without a gap; a body goes, its record stays.
chain = new_table(
    "chain",
    Column("number", RowId, primary_key=True, autoincrement=False),
    text_column("kind"),
    Column("subject", RowId, nullable=False),
    Column("at", UtcTime, nullable=False),
    Column("body", CleanText),
    text_column("content"),
    text_column("hash"),
    Index(None, "kind", "subject"),
)

# Bytes that prove alerts, packed with zstd, each once: pages, texts as they were matched, watchlists as they stood.
evidence_blob = new_table(
    "evidence_blob",
    # Of the bytes before they were packed.
    Column("hash", CleanText, primary_key=True),
    text_column("kind"),
    Column("size", RowId, nullable=False),
    Column("packed", RowId, nullable=False),
    # The hash of the row as it is written, packed bytes included.
    text_column("seal"),
    # Last, so that nobody who asks for the others reads through it.
    Column("data", LargeBinary, nullable=False),
)

# Which records name which of them.
evidence_use = new_table(
    "evidence_use",
    Column("number", RowId, ForeignKey("chain.number"), primary_key=True),
    Column("hash", CleanText, primary_key=True),
    Index(None, "hash"),
)

# Pages of articles that nobody judged yet: kept if the judgement is an alert, else forgotten.
evidence_waiting = new_table(
    "evidence_waiting",
    Column("article_id", RowId, ForeignKey("article.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    # An article may go on over several pages.
    Column("place", Integer, primary_key=True),
    Column("head", JsonText, nullable=False),
    text_column("hash"),
    Column("size", RowId, nullable=False),
    Column("packed", RowId, nullable=False),
    Column("read_at", UtcTime, nullable=False),
    Column("data", LargeBinary, nullable=False),
)

# Addresses of alerts that are handed to a web archive of the user's choice, behind the news; each once.
push = new_table(
    "push",
    Column("url", CleanText, primary_key=True),
    # Of the first alert that had it. Not a reference: the alert may be pruned.
    Column("alert_id", RowId, nullable=False),
    Column("tries", Integer, nullable=False),
    # NULL if it is not tried again.
    Column("due_at", UtcTime, index=True),
    Column("queued_at", UtcTime, nullable=False),
    Column("tried_at", UtcTime),
    # Why it was not taken the last time; "" if it was, or was not tried yet.
    text_column("fault"),
)

# The ledger of what people say of alerts: entries are lifted, never removed. No foreign keys: it outlives its alerts.
feedback = new_table(
    "feedback",
    id_column(),
    # yes or not.
    text_column("said"),
    Column("alert_id", RowId, nullable=False, index=True),
    Column("story_id", RowId, nullable=False),
    Column("article_id", RowId, nullable=False),
    text_column("watchlist"),
    text_column("topic"),
    # The names that were surely met, and the rules that fired.
    Column("forms", JsonText, nullable=False),
    Column("rules", JsonText, nullable=False),
    text_column("pin"),
    text_column("title"),
    text_column("url"),
    text_column("by"),
    text_column("why"),
    Column("at", UtcTime, nullable=False),
    Column("lifted_at", UtcTime),
    text_column("lifted_by"),
)

# The ledger of what people do by the desk: actions are undone, never removed.
desk_action = new_table(
    "desk_action",
    id_column(),
    Column("at", UtcTime, nullable=False),
    text_column("by"),
    text_column("kind"),
    text_column("subject"),
    text_column("why"),
    Column("detail", JsonText, nullable=False),
    Column("undone_at", UtcTime),
    text_column("undone_by"),
    Index(None, "subject"),
)

# Browsers that somebody logged in with, and the newest code of an authenticator that each used.
desk_session = new_table(
    "desk_session",
    Column("mark", CleanText, primary_key=True),
    text_column("user"),
    text_column("stamp"),
    Column("began_at", UtcTime, nullable=False),
    Column("seen_at", UtcTime, nullable=False),
)
desk_code = new_table("desk_code", Column("user", CleanText, primary_key=True), Column("step", RowId, nullable=False))

# Up to which of its alerts somebody has looked at a story.
story_done = new_table(
    "story_done",
    Column("story_id", RowId, ForeignKey("story.id"), primary_key=True),
    Column("alert_id", RowId, nullable=False),
    Column("at", UtcTime, nullable=False),
    # Of `desk_action`.
    Column("action_id", RowId, nullable=False),
)

# How often each name of a topic, or each rule (then `topic` is ""), was met: made from `match` beside the news, up to
# the one that `counter` names.
spelling_use = new_table(
    "spelling_use",
    Column("watchlist", CleanText, primary_key=True),
    Column("topic", CleanText, primary_key=True),
    Column("form", CleanText, primary_key=True),
    Column("hits", Integer, nullable=False),
    Column("first_at", UtcTime, nullable=False),
    Column("last_at", UtcTime, nullable=False),
    # Names of the topic that were met whenever it was.
    Column("together", JsonText, nullable=False),
)

# Whether an article that a watchlist did not find is a miss, as somebody said who looked at it.
audit_answer = new_table(
    "audit_answer",
    Column("watchlist", CleanText, primary_key=True),
    # No foreign key: what was answered outlives the article.
    Column("article_id", RowId, primary_key=True, autoincrement=False),
    Column("miss", Boolean, nullable=False),
    Column("at", UtcTime, nullable=False),
)

# The last audit that the bot made of each watchlist by itself.
audit_made = new_table(
    "audit_made",
    Column("watchlist", CleanText, primary_key=True),
    Column("at", UtcTime, nullable=False),
    Column("found", JsonText, nullable=False),
)

# What follows is the index of stories. `shingle` and `story_term` are large: no surplus key, no row id, and no foreign
# key, which would want an index of its own. Rows of articles and stories that are gone are passed over and trimmed.

shingle = Table(
    "shingle",
    metadata,
    Column("hash", BigInteger, primary_key=True, autoincrement=False),
    Column("article_id", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

story_term = Table(
    "story_term",
    metadata,
    Column("term", BigInteger, primary_key=True, autoincrement=False),
    Column("story_id", BigInteger, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)

# Which topics were surely met in which stories, by whom, and when that one told it first: a few bytes for each, kept
# when the articles are gone. Counted from `match`, behind the news; no foreign keys, as above.

mention_topic = new_table(
    "mention_topic", id_column(), text_column("watchlist"), text_column("topic"), UniqueConstraint("watchlist", "topic")
)

mention_teller = new_table(
    "mention_teller",
    id_column(),
    text_column("publisher"),
    text_column("language"),
    UniqueConstraint("publisher", "language"),
)

mention = Table(
    "mention",
    metadata,
    Column("story_id", BigInteger, primary_key=True, autoincrement=False),
    Column("topic_id", BigInteger, primary_key=True, autoincrement=False),
    Column("teller_id", BigInteger, primary_key=True, autoincrement=False),
    Column("at", Instant, nullable=False, index=True),
    sqlite_with_rowid=False,
)

story_sketch = new_table(
    "story_sketch",
    Column("story_id", RowId, ForeignKey("story.id"), primary_key=True),
    Column("articles", Integer, nullable=False),
    Column("words", Terms, nullable=False),
    Column("names", Terms, nullable=False),
    Column("numbers", Terms, nullable=False),
    Column("topics", JsonText, nullable=False),
    Column("languages", JsonText, nullable=False),
)

story_link = new_table(
    "story_link",
    Column("story_id", RowId, ForeignKey("story.id"), primary_key=True),
    Column("other_id", RowId, ForeignKey("story.id"), primary_key=True),
    text_column("evidence"),
    Index(None, "other_id"),
)

# What readers of a watchlist were told of a story.
story_fact = new_table(
    "story_fact",
    Column("story_id", RowId, ForeignKey("story.id"), primary_key=True),
    Column("watchlist", CleanText, primary_key=True),
    Column("kind", CleanText, primary_key=True),
    Column("value", CleanText, primary_key=True),
    Column("article_id", RowId, nullable=False),
)

# `of_article_id` has no foreign key: the earlier text may be pruned first.
article_copy = new_table(
    "article_copy",
    Column("article_id", RowId, ForeignKey("article.id"), primary_key=True),
    Column("of_article_id", RowId, nullable=False),
    Column("finding", JsonText, nullable=False),
    Index(None, "of_article_id"),
)
