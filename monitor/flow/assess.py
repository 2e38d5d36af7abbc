"""Assess: match an article, then find its story and save matches, alerts and outcome in one transaction."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import structlog

from monitor.core.assess import Findings, assess_failed, decide_assess, is_last_try, uncompared
from monitor.core.late import as_late
from monitor.core.outside import LOOKED_AT, REST_KEPT, Elsewhere, lines_met, only_outside, with_outside
from monitor.errors import EngineError, StoreError
from monitor.flow.evidence.keeping import sealed
from monitor.flow.items import judged_lines
from monitor.flow.judging import judge
from monitor.flow.reading import Reading
from monitor.flow.services import Config, Judging, Services
from monitor.model.articles import ArticleClaim, AssessIntent
from monitor.model.outcomes import AssessOutcome, Step
from monitor.model.watch import MatchResult, MatchText
from monitor.ports import Lookup
from monitor.watch import Matcher

log = structlog.get_logger("monitor.assess")

T = TypeVar("T")


async def assess_articles(services: Services, claims: Sequence[ArticleClaim]) -> list[AssessOutcome | None]:
    """Leased articles in their order, saved together. None: the claim was lost. What one raises leaves all undone."""
    clock, config = services.clock.monotonic(), services.config
    judgements = [(claim, await _judgement(services, config, claim)) for claim in claims]
    intents = await services.insist(services.store.assess_all, judgements)
    seconds = (services.clock.monotonic() - clock) / len(claims)
    return [_noted(services, claim, intent, seconds) for claim, intent in zip(claims, intents, strict=True)]


async def _judgement(services: Services, config: Config, claim: ArticleClaim) -> Callable[[Lookup], AssessIntent]:
    """What is to be asked of the store; all that can be known without it is worked out before."""
    article = claim.article
    text = MatchText(title=article.title, text=article.text, language=article.language, source=article.publisher)
    result = await services.call(config.matcher.match, text)
    if claim.outside:
        result = await _or(claim, result, _looked_outside(services, config.matcher, claim, result))
    reading = await _or(claim, None, services.call(Reading.of, article, result))

    def judged(stored: Lookup) -> AssessIntent:
        findings = _findings(stored, claim, reading, config.judging)
        intent = decide_assess(claim, result, findings, config.settings.revision, services.clock.now())
        if claim.late is not None and claim.late.version == article.version:
            intent = as_late(intent, claim.late, stored.alerted_lists(article.id, article.version))
        return sealed(intent, claim, config.lists)

    return judged


async def _or(claim: ArticleClaim, otherwise: T, found: Awaitable[T]) -> T:
    """What is found; at the last try, where a bug is in the way of it, what is known without."""
    try:
        return await found
    except StoreError:
        raise
    except Exception:
        if not is_last_try(claim):
            raise
        log.exception("internal error, the article is judged all the same", action="assess", article=claim.article.id)
        return otherwise


def _findings(stored: Lookup, claim: ArticleClaim, reading: Reading | None, judging: Judging) -> Findings:
    """What is known of the article beside its matches; at the last try also where a bug is in the way of knowing it."""
    article = claim.article
    # Of an edited article the readers know something.
    if not is_last_try(claim) or article.story_id is not None:
        return _compared(stored, reading, judging)
    try:
        return stored.apart(lambda beside: _compared(beside, reading, judging))
    except Exception as error:
        if isinstance(error, StoreError) or stored.hinders_all(error):
            raise
        log.exception("the article is not compared, and judged all the same", action="assess", article=article.id)
        return uncompared(stored.story_by_content(article.content_key), type(error).__name__)


def _compared(stored: Lookup, reading: Reading | None, judging: Judging) -> Findings:
    if reading is None:
        raise EngineError("it could not be taken apart")
    return judge(stored, reading, judging)[0]


async def _looked_outside(
    services: Services, matcher: Matcher, claim: ArticleClaim, result: MatchResult
) -> MatchResult:
    """The result, with what lists that find nothing in the article find beside it."""
    article = claim.article
    text = MatchText(title="", text=claim.outside, language=article.language, source=article.publisher)
    found = await services.call(matcher.match, text)
    if not (lists := only_outside(result, found)):
        return result
    lines, since = lines_met(found, claim.outside, lists), article.first_seen_at - REST_KEPT
    elsewhere = Elsewhere(
        rests=await services.insist(services.store.rests, article.feed_id, article.id, LOOKED_AT),
        judged=await services.insist(services.store.look, lambda stored: judged_lines(stored, article, lines, since)),
    )
    return with_outside(result, found, claim.outside, elsewhere)


async def assess_broke(services: Services, claim: ArticleClaim, error: Exception) -> None:
    """A bug met while assessing: tried again, then parked."""
    revision = services.config.settings.revision
    failed = assess_failed(claim, type(error).__name__, revision, services.clock.now())
    intent = await services.insist(services.store.assess, claim, lambda _: failed)
    _noted(services, claim, intent, 0.0)


def _noted(
    services: Services, claim: ArticleClaim, intent: AssessIntent | None, seconds: float
) -> AssessOutcome | None:
    if intent is None:
        log.debug("claim lost", action="assess", article=claim.article.id)
        return None
    services.meter.outcome(Step.ASSESS, intent.outcome)
    services.meter.took(Step.ASSESS, seconds)
    if intent.outcome is AssessOutcome.ALERTED:
        lists = [match.watchlist for match in intent.matches if match.alert]
        log.info("alert", action="assess", article=claim.article.title, watchlists=lists)
    elif intent.outcome is AssessOutcome.PARKED:
        log.error("article parked", action="assess", article=claim.article.id, why=intent.detail)
    return intent.outcome
