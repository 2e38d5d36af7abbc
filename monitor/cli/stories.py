"""`monitor stories group` and `monitor story`: how texts become stories, and what one story is made of."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.output import NOT_WELL, print_json, print_line, say, stamp
from monitor.cli.place import opened, read_input
from monitor.core.assess import decide_assess
from monitor.errors import UsageError
from monitor.flow.placing import find_place
from monitor.model.articles import ArticleClaim, ArticleDraft, ExtractIntent, StoryKnown
from monitor.model.feeds import EntryData, EntryIntent, FeedSpec, PollIntent
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import ExtractOutcome, IntakeOutcome, PollOutcome, TextSource
from monitor.model.watch import MatchResult
from monitor.ports import Store
from monitor.store import open_store
from monitor.stories.fingerprint import content_key
from monitor.stories.placing import FoundCopy

app = typer.Typer(
    help="How texts become stories. Example: monitor stories group --jsonl texts.jsonl", no_args_is_help=True
)

_LEASE = timedelta(days=1)
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Texts without a date all count as of one moment: nothing fades and nothing closes."""


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    title: str
    text: str
    language: str
    publisher: str
    at: datetime


@app.command("group")
def group(
    jsonl: Annotated[Path, typer.Option(metavar="FILE", help="Lines in order of arrival; - reads standard input.")],
) -> None:
    """Group texts into stories with the code of the bot, on a temporary store.

    The bot folds copies only: a text in its own words gets a story there that is linked to that of its event.

    Lines in: {id, title, text, language?, published_at?, publisher?, url?}. Lines out: {id, story, label, of, shared,
    new_sentences, copies}. `label` is `first`, `same_event` or what the text is of the article `of`; `shared` is the
    share of the text that stands there; `copies` lists every earlier text with a good part in common.

    Example: monitor stories group --jsonl texts.jsonl
    """
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/stories.db")
        try:
            for line in _grouped(store, list(_lines(jsonl))):
                print_line(line)
        finally:
            store.close()


def story(
    context: typer.Context,
    story_id: Annotated[str, typer.Argument(metavar="ID", help="As digests show it, e.g. 4f2a.")],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """The articles of one story: who told it first, what is a copy of what. Status 1 if there is none.

    Example: monitor story 4f2a
    """
    try:
        number = StoryId(int(story_id, 16))
    except ValueError as error:
        raise UsageError(f"{story_id!r} is no story; give the short id that a digest or `monitor why` shows") from error
    with opened(context) as (_settings, store):
        record, articles = store.story(number), store.story_articles(number)
    if record is None:
        say(f"There is no story {story_id}.")
        raise typer.Exit(NOT_WELL)
    if as_json:
        print_json({"story": record, "articles": articles})
        return
    findings = {one.article_id: one for one in record.copies}
    say(f"story {number:04x}: {len(articles)} articles, first seen {stamp(record.first_seen_at)} UTC")
    for article in articles:
        say(f"  {article.id:>6}  {stamp(article.first_seen_at)}  {article.publisher}: {article.title}")
        say(f"          {article.final_url or article.canonical_url}")
        if copy := findings.get(article.id):
            say(f"          {copy.finding.label.value} of {copy.of_article_id}, {copy.finding.of_new:.2f} shared")
    for link in record.links:
        other = link.other_id if link.story_id == number else link.story_id
        say(f"  same event as story {other:04x}: {link.evidence}")


def _lines(path: Path) -> Iterator[_Line]:
    for number, raw in enumerate(read_input(str(path)).decode("utf-8", "replace").splitlines(), 1):
        if not raw.strip():
            continue
        try:
            yield _line(json.loads(raw))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(f"{path}, line {number}: not an object with `id` and `text` ({error})") from error


def _line(data: Mapping[str, Any]) -> _Line:
    stated = data.get("published_at")
    at = datetime.fromisoformat(stated) if stated else _UNDATED
    return _Line(
        id=str(data["id"]),
        title=str(data.get("title") or ""),
        text=str(data["text"] or ""),
        language=str(data.get("language") or ""),
        publisher=str(data.get("publisher") or ""),
        at=at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC),
    )


def _grouped(store: Store, lines: list[_Line]) -> Iterator[dict[str, Any]]:
    now = max((line.at for line in lines), default=_UNDATED)
    store.sync_config(
        [FeedSpec(url="https://stories.invalid/", title="", publisher="", language="")], [], ("", ""), now
    )
    _intake(store, lines, now)
    names: dict[ArticleId, str] = {}
    for line in lines:
        claim = _article(store, line, now)
        names[claim.article.id] = line.id
        place, copies = find_place(store, claim.article, ())
        known = None if place.story_id is None else store.story_by_id(place.story_id)
        nothing = MatchResult(hits=(), near=(), verdicts=())
        store.save_assess(decide_assess(claim, nothing, known, "", now, place.placement))
        saved = store.article(claim.article.id)
        yield _report(line, saved.story_id if saved else None, known, copies, names)


def _intake(store: Store, lines: list[_Line], now: datetime) -> None:
    (feed,) = store.claim_feeds(now, now + _LEASE, 1)
    entries = tuple(
        EntryIntent(
            data=EntryData(guid=f"{n}", url="", title="", summary="", content="", published_at=line.at),
            keys=(f"{n}",),
            canonical_url=f"https://stories.invalid/{n}",
            outcome=IntakeOutcome.NEW,
        )
        for n, line in enumerate(lines)
    )
    store.save_poll(
        PollIntent(
            feed_id=feed.feed.id,
            token=feed.token,
            started_at=now,
            finished_at=now,
            outcome=PollOutcome.READ,
            detail="",
            next_poll_at=now + _LEASE,
            failures=0.0,
            entries=entries,
        )
    )


def _article(store: Store, line: _Line, now: datetime) -> ArticleClaim:
    (claim,) = store.claim_entries(now, now + _LEASE, 1)
    draft = ArticleDraft(
        url_key=hashlib.sha256(claim.canonical_url.encode()).hexdigest(),
        canonical_url=claim.canonical_url,
        final_url=claim.canonical_url,
        title=line.title,
        text=line.text,
        language=line.language,
        published_at=line.at,
        first_seen_at=line.at,
        fetched_at=now,
        source=TextSource.PAGE,
        content_key=content_key(line.title, line.text),
        feed_id=claim.feed_id,
        publisher=line.publisher,
    )
    store.save_extract(
        ExtractIntent(
            entry_id=claim.id, token=claim.token, at=now, outcome=ExtractOutcome.PAGE, detail="", article=draft
        )
    )
    (article,) = store.claim_articles(now, now + _LEASE, 1)
    return article


def _report(
    line: _Line,
    story_id: StoryId | None,
    known: StoryKnown | None,
    copies: tuple[FoundCopy, ...],
    names: Mapping[ArticleId, str],
) -> dict[str, Any]:
    found = [
        {
            "of": names[one.article.id],
            "label": one.finding.label.value,
            "shared": one.finding.of_new,
            "covers": one.finding.of_old,
        }
        for one in copies
    ]
    closest = copies[0].finding if copies else None
    return {
        "id": line.id,
        "story": story_id,
        "label": closest.label.value if closest else "same_event" if known else "first",
        "of": found[0]["of"] if found else names[known.lead_article_id] if known else None,
        "shared": closest.of_new if closest else 0.0,
        "new_sentences": list(closest.new_sentences) if closest else [],
        "copies": found,
    }
