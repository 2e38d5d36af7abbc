"""An article as the lists in force read it: what was met, in which sentence, and what each list says of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from monitor.core.digest.quote import quotes
from monitor.core.text import direction_of
from monitor.model.articles import Article
from monitor.model.desk.story import ListSays, MetWords, ReadNow
from monitor.model.digests import Quote
from monitor.model.ids import ArticleId
from monitor.model.watch import Field, Hit, MatchResult, MatchText, Strength, Watchlist
from monitor.ports import Store
from monitor.watch import Matcher

_MOST_MET, _MOST_WHY = 40, 3


def read_now(store: Store, matcher: Matcher, watchlists: Sequence[Watchlist], article_id: ArticleId) -> ReadNow | None:
    """None where the article is not stored any more."""
    article = store.article(article_id)
    if article is None:
        return None
    text = MatchText(title=article.title, text=article.text, language=article.language, source=article.publisher)
    result = matcher.match(text)
    says = tuple(_says(one, result) for one in watchlists)
    return ReadNow(
        article=article.id,
        letters=len(article.text),
        language=article.language,
        met=tuple(_met(article, result, {one.id for one in watchlists})),
        says=tuple(one for one in says if one is not None),
        others=sum(one is None for one in says),
    )


def _met(article: Article, result: MatchResult, shown: set[str]) -> Iterator[MetWords]:
    """Each word that was met once, with the first sentence in which it stands."""
    found: dict[tuple[str, str, str, str], list[Hit]] = {}
    for hit in result.hits:
        if hit.watchlist in shown:
            found.setdefault((hit.watchlist, hit.topic, hit.surface, hit.reason), []).append(hit)
    for (watchlist, topic, surface, reason), hits in list(found.items())[:_MOST_MET]:
        sentence = _sentence(article, hits)
        yield MetWords(
            watchlist=watchlist,
            topic=topic,
            surface=surface,
            times=len(hits),
            strength=hits[0].strength,
            reason=reason,
            sentence=sentence.text,
            marks=sentence.marks,
        )


def _sentence(article: Article, hits: Sequence[Hit]) -> Quote:
    title = next((one for one in hits if one.field is Field.TITLE), None)
    found = quotes(article.text, article.language, hits[:1] if title is None else hits)
    if found and found[0].marks:
        return found[0]
    marks = () if title is None else ((title.start, title.end),)
    shown = "" if title is None else article.title
    return Quote(text=shown, marks=marks, language=article.language, direction=direction_of(article.language, shown))


def _says(watchlist: Watchlist, result: MatchResult) -> ListSays | None:
    """None where nothing of the list stands in the article."""
    verdict = next((one for one in result.verdicts if one.watchlist == watchlist.id), None)
    alerts = verdict is not None and verdict.fires and verdict.strength is Strength.STRONG
    near = [one for one in result.near if one.watchlist == watchlist.id]
    if verdict is None and not near:
        return None
    why = dict.fromkeys(f"{one.surface}: {one.failed}" for one in near) if not alerts else {}
    reasons = list(why)[:_MOST_WHY] or ([verdict.reason] if verdict is not None else [])
    return ListSays(watchlist=watchlist.id, title=watchlist.title, alerts=alerts, why=tuple(reasons))
