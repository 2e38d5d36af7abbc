"""`monitor story`: what one story is made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import Annotated

import typer

from monitor.cli.output import NOT_WELL, counted, print_json, say, stamp
from monitor.cli.place import opened_store, place_of
from monitor.core.digest.lines import told_in
from monitor.core.trust.links import unlinked
from monitor.errors import UsageError
from monitor.flow.desk.closest import closest_sentences
from monitor.flow.desk.event import event_of
from monitor.meaning import meaning_of
from monitor.model.articles import Article, StoryKnown
from monitor.model.feedback.given import Feedback
from monitor.model.ids import ArticleId, StoryId
from monitor.model.linking.chains import UNCHAINED, Chains
from monitor.model.stories import ClosestSentences, CopyRow, StoryLink, StoryRecord
from monitor.stories.publishers import independent


def story(
    context: typer.Context,
    story_id: Annotated[str, typer.Argument(metavar="ID", help="As digests show it, e.g. 4f2a.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """The articles of one story: who told it first, what is a copy of what, what readers were told. Status 1 if none.

    Example: monitor story 4f2a
    """
    try:
        number = StoryId(int(story_id, 16))
    except ValueError as error:
        raise UsageError(f"{story_id!r} is no story; give the short id that a digest or `monitor why` shows") from error
    families = place_of(context).families()
    with opened_store(context) as store:
        known, records = store.look(lambda stored: stored.story_by_id(number)), event_of(store, number)
        articles = [one for record in records for one in store.story_articles(record.id)]
        members = store.members(number)
        publishers = independent((one.telling for one in members), families)
        languages = told_in(members, partial(independent, families=families))
        ids = {record.id for record in records}
        chains = store.chains([number]).get(number, UNCHAINED)
        judged = [one for one in store.feedback() if one.story_id in ids]
        closest = closest_sentences(store, meaning_of(), _links(records))
    if known is None or not records:
        say(f"There is no story {story_id}.")
        raise typer.Exit(NOT_WELL)
    if as_json:
        found = {"stories": records, "publishers": publishers, "articles": articles, "closest": closest}
        said = {"told": sorted(known.told), "judged": judged, "told_in": dict(languages), "chains": chains}
        print_json({**found, **said})
        return
    shown = _lines(records, known, articles, (publishers, languages), closest)
    for line in (*shown, *chained(chains), *_judged(judged)):
        say(line)


def told(link: StoryLink, closest: Iterable[ClosestSentences] = ()) -> Iterator[str]:
    """What makes two stories one event, in words; `closest`: sentences of linked stories, of which its own are told."""
    yield f"stories {link.other_id:04x} and {link.story_id:04x} are one event: {link.evidence}"
    for one in closest:
        if (one.other_id, one.story_id) == (link.other_id, link.story_id):
            yield f"  closest sentences, {one.cosine:.2f} alike in meaning:"
            yield f"    {one.other_id:04x}: {unlinked(one.other_sentence)}"
            yield f"    {one.story_id:04x}: {unlinked(one.sentence)}"


def chained(chains: Chains) -> Iterator[str]:
    """What a story continues, and what continues it, a line each."""
    ends = [("follows", chains.follows)] if chains.follows is not None else []
    for label, one in (*ends, *(("followed by", later) for later in chains.followed_by)):
        yield f"  {label} [{one.ref}] {unlinked(one.title)} ({stamp(one.at)}): {one.evidence}"


def _lines(
    records: list[StoryRecord],
    known: StoryKnown,
    articles: list[Article],
    tellers: tuple[int, Sequence[tuple[str, int]]],
    closest: Sequence[ClosestSentences],
) -> Iterator[str]:
    """`tellers`: independent publishers, and how many tell it in each language."""
    publishers, languages = tellers
    count = f"{counted(len(articles), 'article')}, {counted(publishers, 'independent publisher')}"
    first = min(record.first_seen_at for record in records)
    yield f"story {records[0].id:04x}: {count}, first seen {stamp(first)} UTC"
    if languages:
        from monitor.deliver.render.telling import told_in as in_languages  # noqa: PLC0415 - loads all of rendering

        yield f"  {in_languages(languages)}"
    copies = {one.article_id: one for record in records for one in record.copies}
    for article in sorted(articles, key=lambda one: (one.first_seen_at, one.id)):
        yield from _article(article, copies)
    for watchlist, kind, values in _told(known):
        yield f"  readers of {watchlist} were told, {kind}: {', '.join(values)}"
    for link in _links(records):
        yield from (f"  {line}" for line in told(link, closest))


def _links(records: Iterable[StoryRecord]) -> Iterable[StoryLink]:
    return dict.fromkeys(link for record in records for link in record.links)


def _judged(entries: Sequence[Feedback]) -> Iterator[str]:
    """What people said of its alerts: `monitor not` and `monitor yes`."""
    for one in entries:
        why = f": {one.why}" if one.why else ""
        yield f"  alert {one.alert_id}, {one.topic}: {one.said.past} by {one.by}, {stamp(one.at)}{why}"


def _article(article: Article, copies: Mapping[ArticleId, CopyRow]) -> Iterator[str]:
    agency = f" ({article.agency})" if article.agency else ""
    yield f"  {article.id:>6}  {stamp(article.first_seen_at)}  {article.publisher}{agency}: {unlinked(article.title)}"
    yield f"          {unlinked(article.final_url or article.canonical_url)}"
    if copy := copies.get(article.id):
        label = copy.finding.label.value.replace("_", " ")
        yield f"          {label} of {copy.of_article_id}: {copy.finding.of_new:.0%} of its text stands there"
    if article.version > 1:
        yield f"          version {article.version}, edited {counted(article.version - 1, 'time')}"


def _told(known: StoryKnown) -> Iterator[tuple[str, str, list[str]]]:
    by_kind: dict[tuple[str, str], list[str]] = {}
    for watchlist, kind, value in sorted(known.told):
        by_kind.setdefault((watchlist, kind.value), []).append(value.removeprefix(f"{watchlist}/"))
    for (watchlist, named), values in by_kind.items():
        yield watchlist, named, values
