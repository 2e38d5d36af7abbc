"""Extract: from an entry to an article: the linked page's text, else what the feed gave, said so."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urldefrag

import structlog

from monitor.core.entries.article_text import THIN_WORDS, PageResult
from monitor.core.entries.asking import is_of_all, own_place, wants_metadata, wants_page
from monitor.core.entries.notices import body_of, doubt_of, doubted
from monitor.core.entries.twins import is_another_item
from monitor.core.extract import (
    article_identity,
    bug_on_page,
    decide_extract,
    decide_park,
    decide_rested,
    extract_failed,
)
from monitor.core.further import MOST_PAGES, amp_page, continued, fuller, next_page, without_next
from monitor.core.text import count_words
from monitor.core.transfers import as_far_as_it_came, request_for_page
from monitor.errors import StoreError
from monitor.flow.evidence.keeping import with_pages
from monitor.flow.services import Services
from monitor.model.articles import EntryClaim, ExtractedPage, ExtractIntent
from monitor.model.bodies import Body
from monitor.model.feeds import FetchFailure, FetchResult, ParseFailure
from monitor.model.ids import ArticleId
from monitor.model.outcomes import ExtractOutcome, Step
from monitor.model.watch import MatchText
from monitor.parse.language import guess_language
from monitor.stories.fingerprint import content_key
from monitor.stories.news.corrections import is_withdrawn
from monitor.stories.notices import notice_marks, own_text, says_nothing_of
from monitor.watch import Matcher

log = structlog.get_logger("monitor.extract")


async def extract_entry(services: Services, claim: EntryClaim) -> ExtractOutcome | None:
    """One leased entry: an article, a link to an existing one, another try, or the named end. None: claim lost.

    If it has an article already, that is looked at again: edited, or unchanged.
    """
    clock, now = services.clock.monotonic(), services.clock.now()
    intent = decide_park(claim, now) or decide_rested(claim, now) or await _read(services, claim)
    return await _save(services, claim, intent, services.clock.monotonic() - clock)


async def _read(services: Services, claim: EntryClaim) -> ExtractIntent:
    """Look for an article at the entry's own address (unless it is to be looked at again), then at its page's."""
    page, final_url = None, ""
    answers: list[FetchResult] = []
    existing = await _existing(services, claim, None, "") if claim.article is None else None
    if existing is None:
        page, final_url = await _page(services, claim, answers)
        existing = await _existing(services, claim, page, final_url)
    if claim.article is None and existing is not None and await _is_another(services, claim, existing):
        claim, page, final_url = replace(claim, canonical_url=""), None, ""
        existing = await _existing(services, claim, None, "")
    kept = services.config.settings.evidence

    def decided() -> ExtractIntent:
        now = services.clock.now()
        intent = decide_extract(claim, page, final_url=final_url, existing=existing, content_key=content_key, now=now)
        intent = _heard(intent)
        return with_pages(intent, answers, kept) if answers and kept.enabled else intent

    # In a thread, all in one turn: the fingerprint of a very long text takes most of a second.
    return await services.call(decided)


def _heard(intent: ExtractIntent) -> ExtractIntent:
    """The article in the language of its text also where no page was read: a feed often claims its system's."""
    told = intent.article
    if told is None or told.source.of_page:
        return intent
    language = guess_language(f"{told.title}\n{told.text}", told.language)
    if language in ("", told.language.split("-")[0]):
        return intent
    return replace(intent, article=replace(told, language=language))


async def _existing(services: Services, claim: EntryClaim, page: PageResult, final_url: str) -> ArticleId | None:
    return await services.insist(services.store.article_by_url, article_identity(claim, page, final_url).url_key)


async def _is_another(services: Services, claim: EntryClaim, existing: ArticleId) -> bool:
    article = await services.insist(services.store.article, existing)
    return article is not None and is_another_item(claim, article)


async def extract_broke(services: Services, claim: EntryClaim, error: Exception) -> None:
    """A bug met while extracting: tried again, then the feed's own words are taken, or else it is parked."""
    intent = extract_failed(claim, type(error).__name__, services.clock.now())
    if intent.outcome is ExtractOutcome.PARKED and claim.article is None:
        intent = await _of_feed(services, claim, type(error).__name__) or intent
    await _save(services, claim, intent, 0.0)


async def _of_feed(services: Services, claim: EntryClaim, error: str) -> ExtractIntent | None:
    """The entry by what its feed says alone; None if that is nothing, or the bug is in the way of it as well."""
    try:
        existing = await _existing(services, claim, None, "")
        page = bug_on_page(error)
        intent = decide_extract(
            claim, page, final_url="", existing=existing, content_key=content_key, now=services.clock.now()
        )
        intent = _heard(intent)
    except StoreError:
        raise
    except Exception:
        log.exception("internal error, with the words of the feed alone", action="extract", entry=claim.id)
        return None
    return None if intent.outcome is ExtractOutcome.NO_TEXT else intent


async def _fetched(services: Services, url: str, answers: list[FetchResult]) -> FetchResult | FetchFailure:
    """The answer, which joins `answers` if there is one."""
    settings = services.config.settings
    answer = await services.fetcher.fetch(request_for_page(url, settings.fetch, keep_head=settings.evidence.enabled))
    if isinstance(answer, FetchResult):
        answers.append(answer)
    return answer


async def _page(services: Services, claim: EntryClaim, answers: list[FetchResult]) -> tuple[PageResult, str]:
    """The linked page's text and the URL it was found at; (None, "") for an entry without a page of its own."""
    if not wants_page(claim):
        return None, ""
    answer = await _fetched(services, claim.url, answers)
    if isinstance(answer, FetchFailure):
        return answer, answer.url
    where = urldefrag(answer.url).url
    if place := own_place(claim):
        where = f"{where}#{place}"
    page = await services.sandbox.extract(
        answer.body,
        answer.content_type,
        where,
        metadata=wants_metadata(claim),
        language=claim.language,
        attempt=claim.attempts,
    )
    found = as_far_as_it_came(page, answer)
    if is_of_all(claim, found):
        return None, ""
    if isinstance(found, ExtractedPage) and not found.section:
        found = await _whole(services, claim, found, answer.url, answers)
    return (await _compared(services, claim, found) if isinstance(found, ExtractedPage) else found), answer.url


async def _whole(
    services: Services, claim: EntryClaim, page: ExtractedPage, url: str, answers: list[FetchResult]
) -> ExtractedPage:
    """The page with what its AMP form or its next pages say beyond it."""
    amp = amp_page(page, url)
    if amp and isinstance(other := await _another(services, claim, amp, answers), ExtractedPage):
        page = fuller(page, other)
    asked = {url}
    while len(asked) <= MOST_PAGES and (further := next_page(page, url, asked)):
        asked.add(further)
        other = await _another(services, claim, further, answers)
        if not isinstance(other, ExtractedPage):
            return without_next(page, other, len(asked))
        page = continued(page, other)
    return page


async def _another(
    services: Services, claim: EntryClaim, url: str, answers: list[FetchResult]
) -> ExtractedPage | ParseFailure | FetchFailure:
    answer = await _fetched(services, url, answers)
    if isinstance(answer, FetchFailure):
        return answer
    return await services.sandbox.extract(
        answer.body, answer.content_type, answer.url, metadata=False, language=claim.language, attempt=claim.attempts
    )


async def _compared(services: Services, claim: EntryClaim, page: ExtractedPage) -> ExtractedPage:
    """The page, with the doubt that its text is no article where it says nothing of what the feed announces."""
    if count_words(page.text) < THIN_WORDS and await services.call(_is_withdrawn, claim, page):
        return replace(page, withdrawn=True)
    body = await services.call(_suspicious, services.config.matcher, claim, page)
    if body is None:
        return page
    others = await services.insist(services.store.bodies, body.marks)
    return doubted(page, doubt_of(body, others, page.text, claim.content or claim.summary))


def _is_withdrawn(claim: EntryClaim, page: ExtractedPage) -> bool:
    own = own_text(page.text, (), "")
    related = not says_nothing_of(own, claim.title, claim.content or claim.summary)
    return is_withdrawn(page.text, page.language or claim.language, related=related)


def _suspicious(matcher: Matcher, claim: EntryClaim, page: ExtractedPage) -> Body | None:
    feed_text = claim.content or claim.summary
    own = own_text(page.text, (claim.title, page.title), feed_text)
    if not claim.title.strip() or not says_nothing_of(own, claim.title, feed_text):
        return None
    marks = notice_marks(own)
    if not marks:
        return None
    found = matcher.match(MatchText(title="", text=own.text, language=page.language, source=claim.publisher))
    key = article_identity(claim, None, "").url_key
    named = any(one.fires for one in found.verdicts)
    return body_of(claim, key, marks, repeats_feed=own.repeats_feed, named=named)


async def _save(services: Services, claim: EntryClaim, intent: ExtractIntent, seconds: float) -> ExtractOutcome | None:
    if not await services.insist(services.store.save_extract, intent):
        log.info("claim lost", action="extract", entry=claim.id)
        return None
    services.meter.outcome(Step.EXTRACT, intent.outcome)
    services.meter.took(Step.EXTRACT, seconds)
    if intent.outcome is ExtractOutcome.PARKED:
        log.error("entry parked", action="extract", entry=claim.id, why=intent.detail)
    return intent.outcome
