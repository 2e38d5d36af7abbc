"""A line of a digest as its reader gets it: what is new, who tells the story, how it grew, and why it is there."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from monitor.core.digest.line_news import new_facts, own_items, report_of, reports
from monitor.core.digest.lines import CountPublishers, Line
from monitor.core.digest.quote import quotes
from monitor.core.digest.reasons import chain, not_plain
from monitor.core.text import direction_of
from monitor.core.urls import host_of
from monitor.model.digests import SAME_EVENT, Copy, DigestStory, Followed, Growth, Quote
from monitor.model.facts import PendingAlert, StoryArticle
from monitor.model.linking.chains import Chained
from monitor.model.watch import Watchlist


def story_line(
    line: Line,
    watchlists: Sequence[Watchlist],
    count_publishers: CountPublishers,
    *,
    weak: bool = False,
    follows: Chained | None = None,
) -> DigestStory:
    """What the digest freezes of a line. `follows`: the earlier story that it continues."""
    article = line.lead.article
    url = article.final_url or article.canonical_url
    hits = tuple(hit for hit in line.lead.hits if hit.watchlist == line.lead.watchlist)
    names = _names(line, watchlists)
    topics = (names[alert.watchlist, one] for alert in (line.lead, *line.alerts) for one in alert.verdict.topics)
    return DigestStory(
        story_id=line.lead.story_id,
        ref=f"{line.lead.story_id:04x}",
        state="correction" if line.correction else "update" if line.update else "new",
        topics=tuple(dict.fromkeys(topics)),
        title=article.title or article.text[:80] or article.canonical_url,
        language=article.language,
        direction=direction_of(article.language, article.title or article.text),
        url=url,
        host=host_of(url),
        publisher=article.publisher,
        published_at=article.published_at,
        first_seen_at=line.first_seen_at,
        source=article.source,
        publishers=line.publishers,
        copies=_copies(
            member for member in line.members if member.telling.article_id != article.id and member.url != url
        ),
        quotes=own_items(line) or quotes(article.text, article.language, hits, article.title),
        also_in=_also_in(line, watchlists),
        why=chain(line.lead, names),
        not_plain=not_plain(line.lead, names),
        weak=weak,
        new_facts=new_facts(line),
        reports=reports(line),
        told=line.told,
        first_publisher=line.members[0].publisher if line.members else article.publisher,
        late_at=line.late_at,
        held=line.held,
        original=None if line.original is None else report_of(line.original.article, ()),
        original_quotes=() if line.original is None else _sentences(line.original),
        told_in=line.told_in,
        growth=growth(line.members, count_publishers),
        follows=None if follows is None else followed(follows),
    )


def followed(earlier: Chained) -> Followed:
    """An earlier story as a line names it."""
    return Followed(
        story_id=earlier.story_id,
        ref=earlier.ref,
        title=earlier.title,
        language=earlier.language,
        direction=direction_of(earlier.language, earlier.title),
        at=earlier.at,
    )


def _sentences(original: PendingAlert) -> tuple[Quote, ...]:
    """Of an article that alerted the sentence that holds what was met."""
    article = original.article
    hits = tuple(hit for hit in original.hits if hit.watchlist == original.watchlist)
    return quotes(article.text, article.language, hits, article.title)


def _copies(others: Iterable[StoryArticle]) -> tuple[Copy, ...]:
    copies = (
        Copy(
            publisher=one.publisher,
            url=one.url,
            title=one.title,
            first_seen_at=one.first_seen_at,
            label=SAME_EVENT if one.copy is None else one.copy.value,
            agency=one.telling.agency,
        )
        for one in others
    )
    return tuple(sorted(copies, key=lambda copy: (not copy.own_words, copy.first_seen_at)))


def growth(members: Sequence[StoryArticle], count_publishers: CountPublishers, points: int = 3) -> tuple[Growth, ...]:
    """The story at its first article, with all, and at some moments between; `members` by first sighting.

    `points`: at most so many moments.
    """
    if len(members) < 2:
        return ()
    last = len(members) - 1
    found: dict[object, Growth] = {}
    for place in sorted({last * step // (points - 1) for step in range(points)}):
        at = members[place].first_seen_at
        until = [member for member in members if member.first_seen_at <= at]
        publishers = count_publishers(member.telling for member in until)
        found[at] = Growth(at=at, publishers=publishers, articles=len(until))
    return tuple(found.values())


def _names(line: Line, watchlists: Sequence[Watchlist]) -> dict[tuple[str, str], str]:
    """(watchlist, topic) to the topic's name; a topic that left the configuration keeps its id."""
    known = {(one.id, topic.id): topic.name for one in watchlists for topic in one.topics}
    met = [(alert.watchlist, topic) for alert in (line.lead, *line.alerts) for topic in alert.verdict.topics]
    return {key: known.get(key, key[1]) for key in met}


def _also_in(line: Line, watchlists: Sequence[Watchlist]) -> tuple[str, ...]:
    titles = {watchlist.id: watchlist.title for watchlist in watchlists}
    others = dict.fromkeys(alert.watchlist for alert in line.alerts if alert.watchlist != line.lead.watchlist)
    return tuple(titles.get(name, name) for name in others)
