"""`monitor stories group`: how texts become stories, tried on texts of your own."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.output import print_line, warn
from monitor.cli.place import place_of, read_input
from monitor.core.assess import Findings, decide_assess
from monitor.core.urls import canonical_url, url_key
from monitor.errors import ConfigError, StoreError, UsageError
from monitor.flow.configure import judging_of
from monitor.flow.judging import judge
from monitor.flow.linking import link_all
from monitor.flow.reading import Reading
from monitor.flow.services import Judging
from monitor.meaning import meaning_of
from monitor.model.articles import Article, ArticleClaim, ArticleDraft, AssessIntent, ExtractIntent
from monitor.model.feeds import EntryData, EntryIntent, FeedSpec, PollIntent
from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import ExtractOutcome, IntakeOutcome, PollOutcome, TextSource
from monitor.model.stories import CopyFinding
from monitor.model.watch import MatchResult, MatchText
from monitor.ports import Lookup, Meaning, Store
from monitor.records import dataclass
from monitor.store import open_store
from monitor.stories.copies import Text, compare
from monitor.stories.events.linking import together
from monitor.stories.fingerprint import content_key
from monitor.stories.placing import FoundCopy
from monitor.stories.publishers import independent
from monitor.watch import matcher_of

app = typer.Typer(
    help="How texts become stories. Example: monitor stories group --jsonl texts.jsonl", no_args_is_help=True
)

_LEASE = timedelta(days=1)
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)
"""Texts without a date all count as of one moment: nothing fades and nothing closes."""
Match = Callable[[MatchText], MatchResult]


@dataclass(frozen=True, slots=True)
class _Line:
    id: str
    title: str
    text: str
    language: str
    publisher: str
    url: str
    """Canonical, "" if none was given."""
    at: datetime


@app.command("group")
def group(
    context: typer.Context,
    jsonl: Annotated[Path, typer.Option(metavar="FILE", help="Lines in order of arrival; - reads standard input.")],
    watched: Annotated[
        bool, typer.Option("--watched", help="Also match the watchlists of config/: topics join languages.")
    ] = False,
) -> None:
    """Group texts into stories with the code of the bot, on a temporary store.

    Lines in: {id, title, text, language?, published_at?, publisher?, url?}. Lines out: {id, story, stored_as, label,
    of, shared, new_sentences, copies, publishers, evidence}. `story` is the oldest of the stories that were linked as
    one event, `stored_as` the one that the text joined or began when it came. `label` is `first`, `same_event`,
    `same_url` (the address of an earlier text with other words: an edit) or what the text is of the article `of`;
    `shared` is the share of the text that stands there; `copies` lists every earlier text with a good part in common;
    `publishers` counts those of the event that are independent of each other (families are those of
    config/publishers.yaml, if config/ can be read).

    Example: monitor stories group --jsonl texts.jsonl
    """
    judging, match = _configured(context, watched)
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(f"sqlite:///{folder}/stories.db")
        try:
            for line in _Grouping(store, judging, match, meaning_of()).run(list(_lines(jsonl))):
                print_line(line)
        finally:
            store.close()


def _configured(context: typer.Context, watched: bool) -> tuple[Judging, Match]:
    try:
        settings = place_of(context).load()
    except ConfigError:
        if watched:
            raise
        warn("config/ cannot be read (see `monitor check`): publishers of one house count apart")
        return Judging(), _unmatched
    return judging_of(settings), matcher_of(settings.watchlists).match if watched else _unmatched


def _unmatched(_text: MatchText) -> MatchResult:
    return MatchResult(hits=(), near=(), verdicts=())


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
        url=canonical_url(str(data.get("url") or "")),
        at=at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC),
    )


class _Grouping:
    """One run: the store, and which article each line became."""

    def __init__(self, store: Store, judging: Judging, match: Match, meaning: Meaning) -> None:
        self._store, self._judging, self._match = store, judging, match
        self._meaning = meaning
        self._names: dict[ArticleId, str] = {}
        self._by_url: dict[str, ArticleId] = {}

    def run(self, lines: list[_Line]) -> Iterator[dict[str, Any]]:
        """The report on each line, in order. Which stories tell one event is told when all have come."""
        now = max((line.at for line in lines), default=_UNDATED)
        feed = FeedSpec(url="https://stories.invalid/", title="", publisher="", language="")
        self._store.sync_config([feed], [], ("", "{}"), now)
        _intake(self._store, _with_address_of_their_own(lines), now)
        reports = [self._read(line, now) for line in lines]
        events = self._events({report["stored_as"] for report in reports})
        firsts: dict[StoryId, str] = {}
        for report in reports:
            event = events[report["stored_as"]]
            first = firsts.setdefault(event, report["id"])
            if report["label"] == "first" and first != report["id"]:
                report |= {"label": "same_event", "of": first}
            members = self._store.members(event)
            publishers = independent((one.telling for one in members), self._judging.families)
            yield {"id": report["id"], "story": event, **report, "publishers": publishers}

    def _events(self, stories: set[StoryId]) -> dict[StoryId, StoryId]:
        """The oldest story of its event, for each story; linked as the bot links the stories of a digest."""
        if self._judging.settings.events:
            sketches = self._store.look(lambda stored: [stored.sketch(story_id) for story_id in sorted(stories)])
            how = self._judging.settings
            meaning = self._meaning if how.meaning else None
            link_all(self._store, [sketch for sketch in sketches if sketch], meaning, how.languages)
        records = (self._store.story(story_id) for story_id in sorted(stories))
        found = together(link for record in records if record for link in record.links)
        return {story_id: found.get(story_id, story_id) for story_id in stories}

    def _read(self, line: _Line, now: datetime) -> dict[str, Any]:
        if line.url and (known := self._by_url.get(url_key(line.url))):
            return self._seen_before(line, known)
        claim = _article(self._store, line, now)
        article = claim.article
        self._names[article.id] = line.id
        self._by_url[url_key(line.url)] = article.id
        text = MatchText(title=line.title, text=line.text, language=line.language, source=line.publisher)
        reading = Reading.of(article, self._match(text), everything=True)
        judged: list[tuple[Findings, tuple[FoundCopy, ...]]] = []

        def decide(stored: Lookup) -> AssessIntent:
            judged.append(judge(stored, reading, self._judging))
            return decide_assess(claim, reading.result, judged[-1][0], "", now)

        self._store.assess(claim, decide)
        return self._placed(line, self._stored(article.id), *judged[-1])

    def _stored(self, article_id: ArticleId) -> Article:
        found = self._store.article(article_id)
        if found is None or found.story_id is None:
            raise StoreError(f"article {article_id} was given no story on a store of its own")
        return found

    def _seen_before(self, line: _Line, known: ArticleId) -> dict[str, Any]:
        """The bot keeps one article for an address; another text there is an edit of it."""
        earlier = self._stored(known)
        finding = compare(Text.of(line.text or line.title), Text.of(earlier.text or earlier.title))
        return {
            "id": line.id,
            "stored_as": earlier.story_id,
            "label": finding.label.value if finding else "same_url",
            "of": self._names[known],
            **_shared(finding),
            "copies": [],
            "evidence": f"the address of article {known}",
        }

    def _placed(
        self, line: _Line, article: Article, findings: Findings, copies: tuple[FoundCopy, ...]
    ) -> dict[str, Any]:
        found = [
            {
                "of": self._names[one.article.id],
                "label": one.finding.label.value,
                "shared": one.finding.of_new,
                "covers": one.finding.of_old,
            }
            for one in copies
        ]
        closest, story = copies[0].finding if copies else None, findings.story
        return {
            "id": line.id,
            "stored_as": article.story_id,
            "label": closest.label.value if closest else "same_event" if story else "first",
            "of": found[0]["of"] if found else self._names[story.lead_article_id] if story else None,
            **_shared(closest),
            "copies": found,
            "evidence": findings.evidence,
        }


def _with_address_of_their_own(lines: list[_Line]) -> list[_Line]:
    """Without those that come under the address of an earlier one."""
    first: dict[str, _Line] = {}
    for number, line in enumerate(lines):
        first.setdefault(url_key(line.url) or f"line {number}", line)
    return list(first.values())


def _shared(finding: CopyFinding | None) -> dict[str, Any]:
    sentences = list(finding.new_sentences) if finding else []
    return {"shared": finding.of_new if finding else 0.0, "new_sentences": sentences}


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
    url = line.url or claim.canonical_url
    draft = ArticleDraft(
        url_key=url_key(url) if line.url else hashlib.sha256(url.encode()).hexdigest(),
        canonical_url=url,
        final_url=url,
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
