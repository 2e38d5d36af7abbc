"""What a line of a digest says anew: each fact once, and which articles beside the one that is shown bring them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from itertools import islice

from monitor.core.digest.lines import Line
from monitor.core.digest.quote import marked_sentence, quotes
from monitor.core.text import direction_of, words_of
from monitor.core.urls import host_of
from monitor.model.articles import Article
from monitor.model.digests import NewFact, Quote, Report
from monitor.model.facts import PendingAlert
from monitor.model.ids import ArticleId
from monitor.model.outcomes import AlertReason
from monitor.model.stories import OF_ITEM, ON, Fact, FactKind
from monitor.model.watch import Hit

MAX_NEW_FACTS = 12
MAX_ITEMS = 40
"""Of a page of several things."""
_STEM, _LEAST_LETTERS = 5, 4
_TOLD, _BESIDE = "told:", "beside:"
_LOOKED_AT, _MOST_BESIDE = 40, 2
"""Sentences on what is watched that are looked at for something else in them, and those of them that are shown."""
_LEAST_WORDS, _LITTLE = 3, 1 / 3
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
_KINDS = (FactKind.TOPIC, FactKind.STATEMENT, FactKind.NUMBER, FactKind.PLACE, FactKind.PUBLISHER)


def own_items(line: Line) -> tuple[Quote, ...]:
    """What a story's article says of several things, or anew: to readers who do not know the story all is new.

    Marked is what is new in a sentence; where its words do not stand there as such, what was met.
    """
    if line.update:
        return ()
    lead, found = line.lead, dict[str, list[str]]()
    for fact in lead.facts:
        if fact.sentence.strip() and fact.sentence != lead.article.title and not _is_correction(fact, lead):
            found.setdefault(fact.sentence, []).extend(_words(fact, lead))
    met = [hit.surface for hit in lead.hits if hit.watchlist == lead.watchlist]
    quoted = (_marked(sentence, lead, words) for sentence, words in found.items())
    marked = (one if one is None or one.marks else _marked(one.text, lead, met) for one in quoted)
    return tuple(one for one in marked if one is not None)[:MAX_ITEMS]


def new_facts(line: Line) -> tuple[NewFact, ...]:
    """What the line's updates bring, each fact once and each sentence marked once with all that is new in it.

    Of each kind the newest first, `MAX_NEW_FACTS` of them: what the others say stands in the headlines of `reports`.
    """
    found: dict[tuple[FactKind, str], tuple[Fact, PendingAlert]] = {}
    words: dict[str, list[str]] = {}
    for fact, alert in _brought(line):
        if _is_headline(fact, alert, line.original):
            continue
        found.setdefault((fact.kind, fact.value), (fact, alert))
        words.setdefault(fact.sentence, []).extend(_words(fact, alert))
    ordered = sorted(found.values(), key=_rank)[:MAX_NEW_FACTS]
    return tuple(
        NewFact(
            kind=fact.kind,
            shown=fact.shown,
            sentence=_marked(fact.sentence, alert, words[fact.sentence]),
            earlier=_marked(fact.earlier, alert, ()),
        )
        for fact, alert in ordered
    )


def reports(line: Line) -> tuple[Report, ...]:
    """The articles beside the one that is shown which bring something new, the newest first; all of them.

    Who only tells the story as well is none: evidence counts publishers.
    """
    found: dict[ArticleId, tuple[Article, dict[tuple[str, str], None]]] = {}
    for fact, alert in _brought(line):
        article = alert.article
        if fact.kind is not FactKind.PUBLISHER and article.id != line.lead.article.id:
            found.setdefault(article.id, (article, {}))[1][fact.shown, fact.sentence] = None
    return tuple(report_of(article, tuple(says)) for article, says in found.values())


def report_of(article: Article, says: tuple[tuple[str, str], ...]) -> Report:
    """The article as a line of its own. `says`: what it brings, as `Report.says`."""
    url = article.final_url or article.canonical_url
    return Report(
        publisher=article.publisher,
        title=article.title or article.text[:80] or article.canonical_url,
        language=article.language,
        direction=direction_of(article.language, article.title or article.text),
        url=url,
        host=host_of(url),
        at=article.published_at or article.first_seen_at,
        says=says,
    )


def _is_headline(fact: Fact, alert: PendingAlert, original: PendingAlert | None) -> bool:
    """Whether it only tells of an article whose headline and sentence stand beside the one that is shown."""
    return original is not None and alert.article.id == original.article.id and fact.value.startswith(_TOLD)


def _brought(line: Line) -> Iterator[tuple[Fact, PendingAlert]]:
    """What readers learn from the line beside the article that is shown, that of the newest alert first."""
    for alert in sorted(line.alerts, key=lambda alert: (alert.created_at, alert.id), reverse=True):
        said = alert.facts or _coverage(line, alert)
        only_telling = line.update and all(fact.kind is FactKind.PUBLISHER or _is_coverage(fact) for fact in said)
        for fact in (*said, *_beside(alert)) if only_telling and said else said:
            if line.update or _is_more(fact, alert, line.lead):
                yield fact, alert


def _is_more(fact: Fact, alert: PendingAlert, lead: PendingAlert) -> bool:
    """Whether readers of a new story learn it from no other part of the line.

    Who else tells it stands in its evidence, and what its own article says is what is shown.
    """
    if fact.kind is FactKind.PUBLISHER:
        return False
    return alert.article.id != lead.article.id or _is_correction(fact, alert)


def _is_correction(fact: Fact, alert: PendingAlert) -> bool:
    return alert.reason is AlertReason.CORRECTION and fact.corrects(edited=alert.article.version > 1)


def _coverage(line: Line, alert: PendingAlert) -> tuple[Fact, ...]:
    """More coverage of a story that was told: who else tells it, by the sentence that was met.

    With its headline, if that says other words than the article that is shown, should the two not be one after all.
    """
    article = alert.article
    hits = _hits(alert)
    watched = " ".join(hit.surface for hit in hits)
    other = _tells_other(article, line.lead.article, watched)
    if alert.reason is not AlertReason.FIRST or not (line.update or other):
        return ()
    met = quotes(article.text, article.language, hits)
    sentence = met[0].text if met else article.title
    headline = Fact(kind=FactKind.STATEMENT, value=f"{_TOLD}{article.id}", shown=article.title, sentence=sentence)
    others = (one.telling for one in line.members if one.telling.article_id != article.id)
    if not line.update or article.publisher in {one.publisher for one in others}:
        # Who told it before confirms nothing: what is new stands in the headline.
        return (headline,)
    confirms = Fact(kind=FactKind.PUBLISHER, value=article.publisher, shown=article.publisher, sentence=sentence)
    return (confirms, headline) if other else (confirms,)


def _is_coverage(fact: Fact) -> bool:
    return fact.kind is FactKind.STATEMENT and fact.value.startswith(_TOLD)


def _beside(alert: PendingAlert) -> Iterator[Fact]:
    """Sentences on what is watched that have few words in common with the article's headline and its first such one.

    What only tells again what was told may say behind it that something else happened in the same town.
    """
    article, hits = alert.article, _hits(alert)
    first, *others = quotes(article.text, article.language, hits, limit=_LOOKED_AT) or (None,)
    if first is None:
        return
    named = _stems(" ".join(hit.surface for hit in hits)).keys()
    told = _stems(f"{article.title} {first.text}").keys()
    apart = (one for one in others if _has_little_of(told, _stems(one.text).keys() - named))
    for number, one in enumerate(islice(apart, _MOST_BESIDE)):
        surface = next((hit.surface for hit in hits if hit.surface in one.text), "")
        value = f"{_BESIDE}{article.id}:{number}"
        yield Fact(kind=FactKind.STATEMENT, value=value, shown=f"{ON}{surface}", sentence=one.text)


def _has_little_of(told: Set[str], own: Set[str]) -> bool:
    return len(own) >= _LEAST_WORDS and len(own & told) <= _LITTLE * len(own)


def _hits(alert: PendingAlert) -> tuple[Hit, ...]:
    return tuple(hit for hit in alert.hits if hit.watchlist == alert.watchlist)


def _tells_other(article: Article, lead: Article, watched: str) -> bool:
    """Whether a headline has a figure or a word that stands nowhere in the article that is shown.

    One word is enough, for the two may not be one after all: the bridge was sealed, and the library; it fell, and it
    was closed. What is `watched` in it says nothing of that: all that is told of one town names it.
    """
    if article.id == lead.id:
        return False
    shown = f"{lead.title} {lead.text}"
    if not _figures(article.title) <= _figures(shown):
        return True
    there, named = set(_stems(shown)), _stems(watched)
    said = {stem: word for stem, word in _stems(article.title).items() if stem not in named and not word.isdigit()}
    if not said:  # No long words, or a script that does not part them.
        return article.title.casefold() not in shown.casefold()
    return any(stem not in there for stem in said)


def _figures(text: str) -> set[str]:
    return set(_FIGURE.findall(text))


def _stems(text: str) -> dict[str, str]:
    """The beginnings of its longer words, with a word that begins so."""
    return {word.casefold()[:_STEM]: word for word in words_of(text) if len(word) >= _LEAST_LETTERS}


def _rank(found: tuple[Fact, PendingAlert]) -> tuple[bool, int]:
    """What is taken back first, then by kind."""
    fact, alert = found
    return not _is_correction(fact, alert), _KINDS.index(fact.kind)


def _marked(sentence: str, alert: PendingAlert, words: Sequence[str]) -> Quote | None:
    return marked_sentence(sentence, alert.article.language, words) if sentence.strip() else None


def _words(fact: Fact, alert: PendingAlert) -> list[str]:
    """What to mark of a fact in its sentence: a topic by what was met of it, others as they are shown."""
    if fact.kind is FactKind.TOPIC:
        met = [hit.surface for hit in alert.hits if f"{hit.watchlist}/{hit.topic}" == fact.value]
        return [*met, fact.shown]
    if fact.value.startswith(OF_ITEM):
        return [hit.surface for hit in alert.hits if hit.watchlist == alert.watchlist]
    # `14 (killed)`: the figure, and what it counts; `14 killed (was 9)`: not what it was.
    said, _, counted = fact.shown.partition(" (")
    found = [
        fact.shown,
        fact.shown.removeprefix(ON),
        said,
        "" if counted.startswith("was ") else counted.removesuffix(")"),
    ]
    figure = _FIGURE.match(said)
    if figure and said not in fact.sentence:
        found.append(figure.group())  # of `14 killed` in a sentence that has "14 drivers were killed"
    return found
