"""Where an entry's text comes from: its page, else the feed, and an article never without a reason."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from monitor.core.edits import REREAD_EVERY, is_another_text, is_retitled, reason_to_keep, wording_key
from monitor.core.entries.article_text import (
    FULL_WORDS,
    THIN_WORDS,
    ChosenText,
    PageResult,
    Visit,
    below_news,
    beside,
    chosen_text,
    date_of,
    title_of,
    trouble_of,
    visit,
)
from monitor.core.entries.identity import title_key
from monitor.core.entries.latest import ANOTHER, ANOTHER_WAITS, shows_another
from monitor.core.entries.notices import may_come, read_again_at
from monitor.core.entries.unfinished import asked_again_while_it_grows
from monitor.core.following import Look, next_look
from monitor.core.pages import page_identity
from monitor.core.text import count_words
from monitor.core.transfers import asked_for, may_go_better
from monitor.core.urls import url_key
from monitor.model.articles import ArticleDraft, EntryClaim, ExtractedPage, ExtractIntent, KnownArticle
from monitor.model.feeds import FetchFailure, ParseFailure
from monitor.model.ids import ArticleId
from monitor.model.outcomes import ExtractOutcome, FetchReason, ParseReason, TextSource
from monitor.records import dataclass

MAX_ATTEMPTS: Final = 3
_RETRY_DELAYS = (timedelta(minutes=2), timedelta(minutes=10))
_WAIT_MOST = timedelta(hours=1)
"""Who asks for no requests for longer would hold up what the feed itself says."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleIdentity:
    """Which article an entry is a sighting of."""

    canonical_url: str
    """"" if the entry has no link of its own."""
    url_key: str
    """Never ""."""


def decide_park(claim: EntryClaim, now: datetime) -> ExtractIntent | None:
    """Give up an entry that was claimed more than three times without an end; ask this before fetching its page."""
    if claim.attempts <= MAX_ATTEMPTS:
        return None
    return _end(claim, now, ExtractOutcome.PARKED, f"given up after {MAX_ATTEMPTS} tries that did not come to an end")


def decide_rested(claim: EntryClaim, now: datetime) -> ExtractIntent | None:
    """Leave an article that another entry had looked at since this one changed; ask this before fetching its page.

    A change is noted only when the last look was long enough ago: if that is recent now, it came after the change. Of
    an article without a whole text from its page, the entry's own words may be what changed, or the rest may be had.
    """
    before = claim.article
    if before is None or before.notice or now - before.read_at >= REREAD_EVERY:
        return None
    whole = before.source.of_page and before.source is not TextSource.PAGE_PART
    if before.own and (not whole or _shows_another_title(claim, before)):
        return None
    end = _end(claim, now, ExtractOutcome.UNCHANGED, "another entry had the article looked at meanwhile")
    return _followed(end, claim, None, now)


def extract_failed(claim: EntryClaim, error: str, now: datetime) -> ExtractIntent:
    """A bug (class name `error`) met while extracting: tried again after 2 and 10 minutes, then parked."""
    detail = f"could not be extracted ({error}), try {claim.attempts} of {MAX_ATTEMPTS}"
    if claim.attempts >= MAX_ATTEMPTS:
        return _end(claim, now, ExtractOutcome.PARKED, detail)
    return replace(_end(claim, now, ExtractOutcome.RETRY, detail), next_try_at=now + _delay(claim))


def bug_on_page(error: str) -> ParseFailure:
    """What became of a page that a bug (class name `error`) of the program keeps from being read."""
    return ParseFailure(reason=ParseReason.PARSER_CRASH, detail=f"internal error ({error}), see the log")


def article_identity(claim: EntryClaim, page: PageResult, final_url: str) -> ArticleIdentity:
    """The article's canonical URL and key; `final_url` is the page's address after redirects, "" if it was not had.

    An entry without a link of its own is an article of its own: its key is made from feed, link, title, text and date;
    the same warning on another day is another one.
    """
    rel = page.canonical_url if isinstance(page, ExtractedPage) else ""
    if not isinstance(page, ExtractedPage) or page.doubt is not None:
        # The hop that failed, or one page to which many links lead: a notice, maybe.
        final_url, rel = "", ""
    canonical = page_identity(claim.canonical_url, final_url, rel) if claim.canonical_url else ""
    if canonical:
        return ArticleIdentity(canonical_url=canonical, url_key=url_key(canonical))
    date = claim.published_at.isoformat() if claim.published_at else ""
    told = "\0".join((claim.feed_url, claim.url, title_key(claim.title), claim.content or claim.summary, date))
    key = hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()[:32]
    return ArticleIdentity(canonical_url="", url_key=key)


def decide_extract(
    claim: EntryClaim,
    page: PageResult,
    *,
    final_url: str,
    existing: ArticleId | None,
    content_key: Callable[[str, str], str],
    now: datetime,
) -> ExtractIntent:
    """What extracting one entry changes.

    Args:
        claim: the entry.
        page: what became of its page.
        final_url: the page's address after redirects, "" if it was not had.
        existing: the article at `article_identity(claim, page, final_url).url_key`. For an entry with an article it
            tells whether the link leads to another one now.
        content_key: (title, text) -> key, equal for exact copies.
        now: aware UTC.
    """
    early = decide_park(claim, now) or _another_sighting(claim, existing, now) or _retry(claim, page, now)
    if early is not None:
        return early
    seen = visit(_teller(claim), page, final_url)
    if shows_another(claim, seen):
        return replace(_end(claim, now, ExtractOutcome.RETRY, ANOTHER), next_try_at=now + ANOTHER_WAITS)
    intent = _read(claim, existing, seen, article_identity(claim, page, final_url), content_key, now)
    if isinstance(page, ExtractedPage):
        intent = replace(intent, doubt=page.doubt)
    intent = _followed(intent, claim, page, now)
    if may_come(page, at_a_door=seen.at_a_door):
        return _read_again(intent, claim, page, now)
    return asked_again_while_it_grows(intent, claim, page, now) if isinstance(page, ExtractedPage) else intent


def _read(
    claim: EntryClaim,
    existing: ArticleId | None,
    seen: Visit,
    identity: ArticleIdentity,
    content_key: Callable[[str, str], str],
    now: datetime,
) -> ExtractIntent:
    before, teller = claim.article, _teller(claim)
    text = chosen_text(teller, seen)
    if before is not None and (unfit := _unfit(before, existing, seen, text)):
        return _kept(claim, before, unfit, now)
    if text is None:
        return _end(claim, now, ExtractOutcome.NO_TEXT, f"{seen.trouble}; the feed gave neither title nor text")
    key = content_key(title_of(teller, seen), text.text)
    article = _draft(teller, seen, text, identity, key, now)
    if before is None:
        return replace(_end(claim, now, ExtractOutcome(text.source.value), text.detail), article=article)
    taken_back = seen.page is not None and seen.page.withdrawn
    shown = seen.page.text if seen.page and text.source is TextSource.PAGE else ""
    moved_on = taken_back or is_another_text(before, article.title, shown)
    because, detail = "" if moved_on else reason_to_keep(before, article, content_key), text.detail
    if because and not is_retitled(before, article):
        return _kept(claim, before, "; ".join(part for part in (seen.trouble, because) if part), now)
    if because:
        kept = below_news(teller, seen, before.text)
        same = "the same text" if kept == before.text else "what the feed says now and the same text"
        key, detail = content_key(article.title, kept), f"another headline over {same} ({because})"
        article = replace(article, text=kept, source=before.source, content_key=key)
    end = _end(claim, now, ExtractOutcome.EDITED, f"{detail}; version {before.version + 1}")
    return replace(end, article=article, joins=before.id, replaces=before.version)


def _shows_another_title(claim: EntryClaim, before: KnownArticle) -> bool:
    return bool(claim.title) and wording_key(claim.title, "") != wording_key(before.title, "")


def _followed(intent: ExtractIntent, claim: EntryClaim, page: PageResult, now: datetime) -> ExtractIntent:
    """When an article that a watchlist matched is looked at again, or why no more."""
    before = claim.article
    if before is None or not before.followed or intent.outcome is ExtractOutcome.RETRY:
        return intent
    trouble = page.detail if isinstance(page, FetchFailure) and not page.reason.transient else ""
    changed_at = now if intent.outcome is ExtractOutcome.EDITED else before.changed_at or before.read_at
    look = next_look(claim.first_seen_at, changed_at, now, trouble)
    if isinstance(page, FetchFailure) and page.reason is FetchReason.GONE:
        look = Look(at=None, ends=f"its page is gone ({page.detail})")
    if not look.ends:
        said = f"{intent.detail}; looked at again from {look.at:%d %b %H:%M} UTC"
        return replace(intent, next_try_at=look.at, detail=said)
    return replace(intent, unfollow=look.ends, detail=f"{intent.detail}; no longer followed: {look.ends}")


def _read_again(intent: ExtractIntent, claim: EntryClaim, page: PageResult, now: datetime) -> ExtractIntent:
    """The page is asked for again, a few times, as long as the article's text is the feed's."""
    source = intent.article.source if intent.article else claim.article.source if claim.article else None
    cut = isinstance(page, ExtractedPage) and bool(page.cut)
    if intent.outcome is ExtractOutcome.RETRY or not (cut or source is TextSource.SUMMARY_ONLY):
        return intent
    at = read_again_at(claim, now)
    if cut and claim.article is None:
        at = now + _RETRY_DELAYS[0]
    said = "the page is not asked for again" if at is None else f"the page is asked for again from {at:%d %b %H:%M} UTC"
    return replace(intent, next_try_at=at, detail=f"{intent.detail}; {said}")


def _another_sighting(claim: EntryClaim, existing: ArticleId | None, now: datetime) -> ExtractIntent | None:
    """The end of an entry that is new and leads to an article we have."""
    if claim.article is not None or existing is None:
        return None
    return replace(_end(claim, now, ExtractOutcome.SAME_URL, "another entry led to this page before"), joins=existing)


def _teller(claim: EntryClaim) -> EntryClaim:
    """The entry, without its words if its article is another entry's: they would edit it in turns."""
    before = claim.article
    return claim if before is None or before.own else replace(claim, title=before.title, summary="", content="")


def _unfit(before: KnownArticle, existing: ArticleId | None, seen: Visit, text: ChosenText | None) -> str:
    """Why what was found says nothing about the article, "" if it does."""
    if existing not in (None, before.id):
        return "the link leads to another article now"
    if text is None:
        return seen.trouble
    if before.own or (seen.page and count_words(seen.page.text) >= THIN_WORDS):
        return ""
    # With a thin page the words of the feed that made the article are kept, and they are not known here.
    return seen.trouble or "the page has little text"


def _kept(claim: EntryClaim, before: KnownArticle, because: str, now: datetime) -> ExtractIntent:
    end = _end(
        claim, now, ExtractOutcome.UNCHANGED, f"{because}; version {before.version} stays ({before.source.value})"
    )
    return replace(end, joins=before.id)


def _retry(claim: EntryClaim, page: PageResult, now: datetime) -> ExtractIntent | None:
    """Another try, if the page may well come later and the feed does not carry the whole text anyway."""
    if not isinstance(page, FetchFailure | ParseFailure) or claim.attempts >= MAX_ATTEMPTS:
        return None
    if not may_go_better(page):
        return None
    before = claim.article.source if claim.article else None
    if count_words(claim.content) >= FULL_WORDS and (before is None or not before.of_page):
        return None
    if before is TextSource.SUMMARY_ONLY and read_again_at(claim, now) is not None:
        return None
    asked = asked_for(page)
    if asked > _WAIT_MOST:
        return None  # the feed's words now, and the page later
    next_try_at = now + max(_delay(claim), asked)
    return replace(_end(claim, now, ExtractOutcome.RETRY, trouble_of(page)), next_try_at=next_try_at)


def _delay(claim: EntryClaim) -> timedelta:
    return _RETRY_DELAYS[0] if claim.attempts <= 1 else _RETRY_DELAYS[1]


def _draft(
    claim: EntryClaim, seen: Visit, text: ChosenText, identity: ArticleIdentity, content_key: str, now: datetime
) -> ArticleDraft:
    page = seen.page
    return ArticleDraft(
        url_key=identity.url_key,
        canonical_url=identity.canonical_url,
        final_url=seen.url,
        title=title_of(claim, seen),
        text=text.text,
        language=(page.language if page else "") or claim.language,
        published_at=date_of(claim, seen, now),
        first_seen_at=claim.first_seen_at,
        fetched_at=now,
        source=text.source,
        content_key=content_key,
        feed_id=claim.feed_id,
        publisher=claim.publisher,
        author=page.author if page else "",
        outside=beside(claim, seen, text.text),
    )


def _end(claim: EntryClaim, now: datetime, outcome: ExtractOutcome, detail: str) -> ExtractIntent:
    return ExtractIntent(entry_id=claim.id, token=claim.token, at=now, outcome=outcome, detail=detail)
