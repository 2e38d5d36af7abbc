"""Subject, preview and the lines that come first: fixed patterns over stored facts, so each can be replayed.

A subject runs in one direction: a headline from right to left stands last, with no figure after it.
"""

from __future__ import annotations

from monitor.deliver.render.at_once import age, flood_subject, is_at_once
from monitor.deliver.render.bidi import has_rtl
from monitor.deliver.render.clean import clean, shorten
from monitor.deliver.render.telling import evidence, first_news, news_of
from monitor.deliver.render.words import LocalTime, count, listing, new_and_updates
from monitor.model.alerting import DigestKind
from monitor.model.coverage import Coverage, CoverageForm
from monitor.model.digests import WHOLE, Digest, DigestStory, Part
from monitor.model.ids import Direction

SUBJECT_LIMIT = 70
_TOPIC_LIMIT = 24
_NEWS_SHOWN = 3


def subject(digest: Digest, part: Part = WHOLE) -> str:
    """At most 70 characters, the news within the first 35, no line breaks and no bidi controls; `Late: ` before it.

    The subject of a part says which it is: `(2 of 3)` at the end, but before a headline from right to left.
    """
    return f"Late: {_subject(digest, part)}" if digest.late else _subject(digest, part)


def _subject(digest: Digest, part: Part) -> str:
    if not digest.stories:
        return shorten(f"Quiet: {_nothing(digest.coverage)}, {_feeds(digest.coverage)}", SUBJECT_LIMIT)
    if digest.kind is DigestKind.FLOOD:
        tail = f" ({part.number:,} of {part.of:,})" if part.of > 1 else ""
        return shorten(flood_subject(digest), SUBJECT_LIMIT - len(tail)) + tail
    top = digest.stories[0]
    title = clean(top.title, 200) or "story without headline"
    which = f"({part.number:,} of {part.of:,})" if part.of > 1 else ""
    if has_rtl(title):
        before = f"{which} " if which else ""
        rest = SUBJECT_LIMIT - len(before)
        plain = digest.direction is Direction.RTL
        return before + (shorten(title, rest) if plain else _rtl_last(top, title, _others(digest), rest))
    tail = f", {count(top.publishers, 'publisher')}" if top.publishers > 1 and not top.update else ""
    tail += "".join(f" {one}" for one in (_others(digest), which) if one)
    head = _update_head(top, title) if top.update else _with_topic(top, title)
    return shorten(head, SUBJECT_LIMIT - len(tail)) + tail


def late_line(digest: Digest) -> str:
    """When a digest was due that is told long after."""
    due = LocalTime(digest.zone, digest.window_to).full(digest.window_to)
    return f"This digest was due on {due}. It could not be delivered then; what came later is in other digests."


def of_part(digest: Digest, part: Part) -> str:
    """`Mail 1 of 3, stories 1 to 96 of 300; the others follow in mails 2 and 3, a line each.`"""
    total = len(digest.stories)
    last = total if part.last is None else part.last
    here = f"Mail {part.number:,} of {part.of:,}, {_numbers(part.first + 1, last)} of {total:,}"
    if part.number > 1:
        return here
    others = "mail 2" if part.of == 2 else f"mails 2 {'and' if part.of == 3 else 'to'} {part.of:,}"
    return f"{here}; the others follow in {others}, a line each."


def _numbers(first: int, last: int) -> str:
    return f"story {last:,}" if first == last else f"stories {first:,} to {last:,}"


def waiting(digest: Digest) -> str:
    """What is due and not told yet; "" if nothing is."""
    more = digest.coverage.more
    if not more:
        return ""
    if not digest.max_stories:
        return f"And {count(more, 'more story', 'more stories')} beyond this digest's limit, each judged and kept."
    wait = f"{count(more, 'more story', 'more stories')} {'waits' if more == 1 else 'wait'} for the next digest"
    return f"{wait}: {len(digest.stories):,} are as many as one tells."


def preview(digest: Digest, part: Part = WHOLE) -> str:
    """The hidden line that mail lists show after the subject: what the subject does not say."""
    if part.number > 1:
        first = digest.stories[part.first : part.first + 2]
        return " / ".join(clean(story.title, 80) for story in first)
    if is_at_once(digest):
        return f"{age(digest)[:1].upper()}{age(digest)[1:]} {evidence(digest.stories[0])}."
    coverage = digest.coverage
    label, sentence = not_seen(coverage)
    unread = f"{label}: {sentence}"
    if not digest.stories:
        return f"{count(coverage.articles, 'article')} looked at. {unread}"
    change = changed(digest)
    said = (news(digest), about(digest), f"Changed: {change}" if change else "", unread)
    return " ".join(part for part in said if part)


def verdict(digest: Digest) -> str:
    """The first heading: the top story's own headline, or that there is none."""
    if not digest.stories:
        return f"Quiet: {_nothing(digest.coverage)}"
    return clean(digest.stories[0].title, 200) or "Story without headline"


def verdict_at_once(digest: Digest) -> str:
    """The first heading in our words: a flood says that it is one, an update what is new; "" where the headline is it.

    Neither is repeated: the subject has the headline, and so has the story right below.
    """
    if digest.kind is DigestKind.FLOOD:
        return flood_subject(digest)
    said = changed(digest).removesuffix(".") if digest.kind is DigestKind.ALERT else ""
    return "" if has_rtl(said) else said


def news(digest: Digest) -> str:
    """`6 stories in 9 outlets.`, or `2 new, 1 update in 9 outlets.`"""
    stories = digest.stories
    total = count(len(stories), "story", "stories")
    if any(story.update for story in stories):
        total = new_and_updates(stories)
    outlets = {name for story in stories for name in (story.publisher, *(copy.publisher for copy in story.copies))}
    return f"{total} in {count(len(outlets), 'outlet')}."


def about(digest: Digest) -> str:
    """`About Albu Kamal, IRGC and 2 more topics.`; "" without topics."""
    met = dict.fromkeys(topic for story in digest.stories for topic in story.topics)
    topics = [clean(topic, 60) for topic in met]
    return f"About {listing(topics, 4, 'topic')}." if topics else ""


def changed(digest: Digest) -> str:
    """What the first update brings: `Imam Ali base: 14 wounded (was 9), publisher AFP.`; "" if there is none."""
    for story in digest.stories:
        if story.update and (said := news_of(story, _NEWS_SHOWN)):
            topic = clean(story.topics[0], 60) if story.topics else ""
            return (f"{topic}: " if topic else "") + f"{said}."
    return ""


def quiet_line(digest: Digest) -> str:
    """What was read although nothing is shown."""
    coverage = digest.coverage
    lists = listing([clean(title, 60) for title in digest.lists], 4, "list")
    looked = f"{count(coverage.articles, 'article')} compared with {lists or 'no list'}"
    if not coverage.matched:
        return f"{looked}; none matched."
    return f"{looked}; {coverage.matched:,} matched, none of them a new story."


def not_seen(coverage: Coverage) -> tuple[str, str]:
    """(label, sentence): `Not seen`, `2 of 120 feeds (SANA, Enab Baladi).`, or that all were read; in every mail."""
    missing = coverage.feeds - coverage.feeds_read
    if not coverage.feeds:
        return "Not seen", "anything: no feeds are configured."
    if missing <= 0:
        return "Seen", f"{_whole(coverage.feeds)}."
    if coverage.feeds_not_due >= coverage.feeds:
        return "Not seen", f"{_whole(coverage.feeds)}, not due in this time."
    names = listing([clean(trouble.title, 40) for trouble in coverage.failing], 3)
    not_due = f"{coverage.feeds_not_due:,} not due in this time" if coverage.feeds_not_due else ""
    which = "; ".join(part for part in (names, not_due) if part)
    return "Not seen", f"{missing:,} of {count(coverage.feeds, 'feed')}" + (f" ({which})." if which else ".")


def _whole(feeds: int) -> str:
    return "the only feed" if feeds == 1 else f"all {feeds:,} feeds"


def attention(digest: Digest) -> str:
    """What the operator should know before anything else; "" on good days."""
    coverage = digest.coverage
    wants: list[str] = []
    if coverage.config_error:
        wants.append("the newest edit of config/ was refused")
    if coverage.undelivered:
        wants.append(f"{count(coverage.undelivered, 'delivery', 'deliveries')} not made")
    if coverage.orphans:
        wants.append(f"{count(coverage.orphans, 'alert')} told by no subscription any more")
    sentence = listing(wants, 3)
    where = "below" if digest.coverage_form is CoverageForm.FULL and not is_at_once(digest) else "monitor health"
    return f"{sentence[0].upper()}{sentence[1:]}; see {where}." if sentence else ""


def held_back(coverage: Coverage) -> str:
    """`5 stories, see below.`; "" if nothing is."""
    stories = sum(one.stories for one in coverage.holds)
    return f"{count(stories, 'story', 'stories')}, told later; see below." if stories else ""


def _nothing(coverage: Coverage) -> str:
    return "no new story" if coverage.matched else "no story matched"


def _feeds(coverage: Coverage) -> str:
    return f"{coverage.feeds_read:,} of {count(coverage.feeds, 'feed')} read"


def _topic(story: DigestStory) -> str:
    topic = shorten(clean(story.topics[0], 60), _TOPIC_LIMIT) if story.topics else ""
    return "" if has_rtl(topic) else topic


def _with_topic(story: DigestStory, title: str) -> str:
    topic = _topic(story)
    if not topic or topic.casefold() in title[:50].casefold():
        return title
    return f"{topic}: {title}"


def _others(digest: Digest) -> str:
    """`+5 stories`, or `+1 new, 2 updates` if there are updates among them."""
    others = digest.stories[1:]
    if not any(story.update for story in others):
        return f"+{count(len(others), 'story', 'stories')}" if others else ""
    return f"+{new_and_updates(others)}"


def _update_head(story: DigestStory, title: str) -> str:
    """`UPDATE Imam Ali base: 14 wounded (was 9): <headline>`: the news within the first 35 characters."""
    news = first_news(story)
    parts = (_update_of(story), "" if has_rtl(news) else shorten(news, _TOPIC_LIMIT), title)
    return ": ".join(part for part in parts if part)


def _update_of(story: DigestStory) -> str:
    return f"{'CORRECTION' if story.correction else 'UPDATE'} {_topic(story)}".rstrip()


def _rtl_last(story: DigestStory, title: str, others: str, limit: int) -> str:
    parts = (
        "" if story.update else _topic(story),
        count(story.publishers, "publisher") if story.publishers > 1 else "",
        others,
    )
    head = ", ".join(part for part in parts if part)
    if story.update:
        head = ": ".join(part for part in (_update_of(story), head) if part)
    return shorten(f"{head}: {title}" if head else title, limit)
