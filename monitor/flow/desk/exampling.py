"""A stored article as an example of a draft: of which topic, and which of its words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from monitor.core.feedback.exampling import example_text
from monitor.errors import UsageError
from monitor.model.articles import Article
from monitor.model.ids import ArticleId
from monitor.model.watch import Hit, MatchResult, MatchText, NearMiss, Strength, Watchlist
from monitor.parse.language import guess_language
from monitor.ports import Store
from monitor.watch import Matcher, matcher_of

_Spots = Sequence[Hit | NearMiss]


class Exampled(NamedTuple):
    """An example that is to be."""

    topic: str
    text: str


def example_of(store: Store, article_id: ArticleId, draft: Watchlist, running: Watchlist | None) -> Exampled:
    """What of the article the draft finds, else what the running list does, else what nearly counts in the draft.

    Raises:
        UsageError: there is no such article, or nothing of a topic of the draft in it.
        WatchError: the draft cannot be compiled.
    """
    article = store.article(article_id)
    if article is None:
        raise UsageError(f"Article {article_id} is not stored any more.")
    topics = {one.id for one in draft.topics}
    looks: list[tuple[Watchlist, Callable[[MatchResult], _Spots]]] = [(draft, _strong)]
    looks += [] if running is None else [(running, _strong)]
    for listed, of in (*looks, (draft, _near), (draft, _any)):
        matcher = matcher_of((listed,))
        spots = [one for one in of(matcher.match(_whole(article))) if one.topic in topics]
        if spots:
            topic = spots[0].topic
            mine = [one for one in spots if one.topic == topic]
            return Exampled(topic, example_text(article, mine, lambda text: _found(matcher, text, topic, of)))  # noqa: B023 - asked at once
    raise UsageError("Nothing of a topic of this list stands in that article, so it is no example of one.")


def _found(matcher: Matcher, text: str, topic: str, of: Callable[[MatchResult], _Spots]) -> bool:
    found = of(matcher.match(MatchText(title="", text=text, language=guess_language(text))))
    return any(one.topic == topic for one in found)


def _whole(article: Article) -> MatchText:
    return MatchText(title=article.title, text=article.text, language=article.language, source=article.publisher)


def _strong(result: MatchResult) -> _Spots:
    return [one for one in result.hits if one.strength is Strength.STRONG]


def _near(result: MatchResult) -> _Spots:
    return result.near


def _any(result: MatchResult) -> _Spots:
    return result.hits
