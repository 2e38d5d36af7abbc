"""What an edit of a watchlist does to one article."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from monitor.core.searching import snippet
from monitor.model.archive.backtest import Effect, Example, Said
from monitor.model.archive.search import Sighting, Spotted
from monitor.model.articles import Article
from monitor.model.watch import Field, Hit, MatchResult, NearMiss, Strength

_MOST_WHY = 300
"""Letters of a reason."""


NOTHING_SAID = Said(alerts=False, verdict=None, forms=(), failed=(), sighting=Sighting(spots=()))


def said(result: MatchResult, watchlist: str) -> Said:
    """What one watchlist says of an article."""
    verdict = next((one for one in result.verdicts if one.watchlist == watchlist), None)
    alerts = verdict is not None and verdict.fires and verdict.strength is Strength.STRONG
    hits = [one for one in result.hits if one.watchlist == watchlist]
    near = [one for one in result.near if one.watchlist == watchlist]
    shown: Sequence[Hit | NearMiss] = [one for one in hits if one.strength is Strength.STRONG] if alerts else []
    shown = shown or [*near, *hits]
    return Said(
        alerts=alerts,
        verdict=verdict,
        forms=tuple(dict.fromkeys((one.topic, one.form) for one in shown)),
        failed=tuple(dict.fromkeys([*(one.failed for one in near), *_unsure(hits)])) if not alerts else (),
        sighting=_sighting(shown),
    )


def _unsure(hits: Sequence[Hit]) -> list[str]:
    return [f"{one.strength.value}: {one.reason}" for one in hits if one.strength is not Strength.STRONG]


def _sighting(shown: Sequence[Hit | NearMiss]) -> Sighting:
    fields = list(Field)
    spots: list[Spotted] = []
    for one in sorted(shown, key=lambda one: (fields.index(one.field), one.start, -one.end)):
        if not spots or spots[-1].field is not one.field or spots[-1].end <= one.start:
            spots.append(
                Spotted(
                    field=one.field, start=one.start, end=one.end, surface=one.surface, term=one.form, form=one.form
                )
            )
    return Sighting(spots=tuple(spots))


def effect_of(before: Said, after: Said, changed: Collection[str]) -> Effect | None:
    """What the edit does; None: neither before nor after does the article have to do with a topic that was changed."""
    if before.alerts or after.alerts:
        if before.alerts and after.alerts:
            return Effect.UNCHANGED
        return Effect.GAINED if after.alerts else Effect.LOST
    return Effect.NEARLY if touched(after, changed) else None


def touched(of: Said, changed: Collection[str]) -> tuple[tuple[str, str], ...]:
    """The names of changed topics that were met."""
    return tuple(one for one in of.forms if one[0] in changed)


def example(article: Article, effect: Effect, before: Said, after: Said) -> Example:
    """The article, with the stretch of it that shows what the edit does."""
    shown = before if effect is Effect.LOST else after
    found = snippet(article.title, article.text, shown.sighting)
    return Example(
        article_id=article.id,
        story_id=article.story_id,
        url=article.canonical_url or article.final_url,
        title=article.title,
        publisher=article.publisher,
        language=article.language,
        first_seen_at=article.first_seen_at,
        sentence=found.text,
        marks=found.marks,
        why=_cut(_why(effect, after)),
        names=shown.forms,
    )


def _why(effect: Effect, after: Said) -> str:
    if effect is Effect.LOST and not after.forms:
        return "no name of the list stands there now"
    if after.failed:
        return after.failed[0]
    return after.verdict.reason if after.verdict is not None else ""


def _cut(text: str) -> str:
    return text if len(text) <= _MOST_WHY else f"{text[: _MOST_WHY - 1]}…"
