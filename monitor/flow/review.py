"""Review: look through articles from before a watchlist changed; what it finds in them is judged again."""

from __future__ import annotations

from datetime import timedelta

import structlog

from monitor.core.late import decide_review
from monitor.flow.services import Services
from monitor.model.articles import Article
from monitor.model.watch import MatchResult, MatchText
from monitor.watch import Matcher

log = structlog.get_logger("monitor.review")

BATCH = 50
"""Articles a tick: new ones must not wait for old ones."""


async def review_some(services: Services) -> int:
    """Look at the next articles; how many steps that was, 0 if there is nothing to do (now)."""
    if services.configuring:
        return 0
    config = services.config
    look_back = timedelta(seconds=config.settings.stories.look_back_s)
    review = await services.call(services.store.next_review, look_back, BATCH)
    if review is None or not (review.articles or review.ends):
        return 0
    results = [await _found(services, config.matcher, one) for one in review.articles]
    if services.config is not config:
        return 0
    intent = decide_review(review, results, services.clock.now())
    await services.call(services.store.save_review, intent)
    if intent.late:
        found = len(intent.late)
        log.info("articles from before are judged again", action="review", articles=found, watchlists=intent.lists)
    return len(review.articles) or 1


async def _found(services: Services, matcher: Matcher, article: Article) -> MatchResult:
    """What the lists find in an article; nothing where a bug is in the way of it: those behind it are looked at."""
    text = MatchText(title=article.title, text=article.text, language=article.language, source=article.publisher)
    try:
        return await services.call(matcher.match, text)
    except Exception:
        log.exception("internal error, the article is passed over", action="review", article=article.id)
        return MatchResult(hits=(), near=(), verdicts=())
