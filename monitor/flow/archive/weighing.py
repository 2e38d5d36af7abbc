"""What each part of a list does in the newest articles that may mention it: its names, conditions and rules."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime

from monitor.flow.archive.backtesting import Trial, candidates
from monitor.flow.archive.trying import BACK
from monitor.model.articles import Article
from monitor.model.desk.parts import Part, PartCounts, PartKind, Switch, Weighed, WeighedPart, WeighedTopic
from monitor.model.ids import ArticleId
from monitor.model.watch import MatchResult, MatchText, Strength, Watchlist
from monitor.ports import Store
from monitor.records import dataclass
from monitor.watch import Edit, Matcher, compile_watchlists, parts_of, switched

MOST = 1_000
"""Articles that are looked at."""
_LOT, _ASIDE_LOT = 100, 25
_MOST_NAMES = 60
"""Names of one topic that are told of; those that do most first, and those that do nothing."""
Switches = Mapping[str, Switch]
_NAMES = (PartKind.NAME, PartKind.PACK)


@dataclass(slots=True)
class _Counts:
    """What was counted of one list."""

    hits: Counter[tuple[str, str]]
    """By topic and name, or by "" and rule."""
    alone: dict[tuple[str, str], list[Article]]
    """The articles in which that name alone counts, or that rule alone fires: another one may stand in for it."""
    silent: dict[str, list[Article]]
    """By topic the articles in which something of it was met, and none of that counts."""
    strong: Counter[str]
    """By topic the articles in which it surely is met."""


def weighed(
    store: Store, watchlist: Watchlist, switches: Switches, now: datetime, enough: Callable[[], bool]
) -> Weighed:
    """What the parts of the list do as they stand; ends when all that is looked at was, or when it is `enough`.

    Raises:
        WatchError: it cannot be compiled.
    """
    listed = switched(watchlist, switches)
    edit = Edit(listed.id, (), (listed,))
    found = candidates(store, Trial(edit=edit, since=now - BACK, until=now), whole=True)
    counts = _Counts(Counter(), defaultdict(list), defaultdict(list), Counter())
    looked = 0
    for lot in _lots(found.ids[:MOST]):
        articles = [article for article, _ in store.archived(lot) if article.first_seen_at >= now - BACK]
        for article, result in zip(
            articles, found.matchers.after.match_all([_text(one) for one in articles]), strict=True
        ):
            _count(counts, article, result)
        looked += len(lot)
        if enough():
            break
    parts = parts_of(watchlist)
    kept_out = _without(watchlist, switches, parts, counts, enough)
    return Weighed(
        topics=tuple(_topics(watchlist, parts, switches, (counts, kept_out))), articles=looked, of=len(found.ids)
    )


def _lots(ids: Sequence[ArticleId]) -> Iterator[Sequence[ArticleId]]:
    return (ids[at : at + _LOT] for at in range(0, len(ids), _LOT))


def _text(article: Article) -> MatchText:
    return MatchText(title=article.title, text=article.text, language=article.language, source=article.publisher)


def _count(counts: _Counts, article: Article, result: MatchResult) -> None:
    strong = {(one.topic, one.form) for one in result.hits if one.strength is Strength.STRONG}
    counts.hits.update(strong)
    topics = {topic for topic, _ in strong}
    counts.strong.update(topics)
    for one in {one.topic for one in result.near} - topics:
        counts.silent[one].append(article)
    verdict = next((one for one in result.verdicts if one.fires and one.strength is Strength.STRONG), None)
    if verdict is None:
        return
    if len(strong) == 1:
        counts.alone[next(iter(strong))].append(article)
    rules = [("", one) for one in verdict.rules]
    counts.hits.update(rules)
    if len(rules) == 1:
        counts.alone[rules[0]].append(article)


def _without(
    watchlist: Watchlist, switches: Switches, parts: Sequence[Part], counts: _Counts, enough: Callable[[], bool]
) -> Mapping[str, int]:
    """By part how many articles are otherwise without it: of a name those in which its topic is met no more, of a
    condition those in which it is met then. What there was no time for is not in it.
    """
    found: dict[str, int] = {}
    for part in sorted(parts, key=lambda one: -len(_concerned(one, counts))):
        if switches.get(part.key, Switch.ON) is not Switch.ON:
            continue
        mine = _concerned(part, counts)
        if not mine or part.kind is PartKind.RULE:
            found[part.key] = len(mine)
        elif not enough():
            listed = switched(watchlist, {**switches, part.key: Switch.OFF})
            matcher = compile_watchlists([_alone(listed, part.topic)])
            met = sum(_met(matcher, part.topic, lot) for lot in _articles(mine))
            found[part.key] = len(mine) - met if part.kind in _NAMES else met
    return found


def _concerned(part: Part, counts: _Counts) -> Sequence[Article]:
    """The articles that may be otherwise without it."""
    if part.kind in (*_NAMES, PartKind.RULE):
        return counts.alone.get((part.topic, part.text), ())
    return counts.silent.get(part.topic, ())


def _articles(silent: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (silent[at : at + _ASIDE_LOT] for at in range(0, len(silent), _ASIDE_LOT))


def _alone(watchlist: Watchlist, topic: str) -> Watchlist:
    """The topic by itself."""
    return Watchlist(
        id=watchlist.id,
        title=watchlist.title,
        priority=watchlist.priority,
        topics=tuple(one for one in watchlist.topics if one.id == topic),
        packs=watchlist.packs,
    )


def _met(matcher: Matcher, topic: str, articles: Sequence[Article]) -> int:
    results = matcher.match_all([_text(one) for one in articles])
    return sum(any(hit.topic == topic and hit.strength is Strength.STRONG for hit in one.hits) for one in results)


def _topics(
    watchlist: Watchlist, parts: Sequence[Part], switches: Switches, found: tuple[_Counts, Mapping[str, int]]
) -> Iterator[WeighedTopic]:
    counts, without = found

    def line(part: Part) -> WeighedPart:
        how = switches.get(part.key, Switch.ON)
        if how not in part.switches:
            how = Switch.ON
        plain = part.kind in (*_NAMES, PartKind.RULE)
        hits = counts.hits[part.topic, part.text] if plain else counts.strong[part.topic]
        told = PartCounts(hits=hits, sole=without.get(part.key))
        return WeighedPart(part=part, switch=how, counts=told if how is Switch.ON else None)

    titles = {one.id: one.name for one in watchlist.topics}
    for topic in (*titles, ""):
        mine = [line(part) for part in parts if part.topic == topic]
        names = [one for one in mine if one.part.kind in _NAMES]
        shown = _worth(names)
        rest = [one for one in mine if one.part.kind not in _NAMES]
        if mine:
            yield WeighedTopic(
                topic=topic, title=titles.get(topic, "Rules"), parts=(*shown, *rest), more=len(names) - len(shown)
            )


def _worth(names: Sequence[WeighedPart]) -> Sequence[WeighedPart]:
    """In the order of the list; where there are too many, what is switched, the list's own, and what does most."""
    if len(names) <= _MOST_NAMES:
        return names

    def first(at: int) -> tuple[bool, bool, int]:
        one = names[at]
        return one.switch is Switch.ON, one.part.kind is PartKind.PACK, -(one.counts.hits if one.counts else 0)

    kept = set(sorted(range(len(names)), key=first)[:_MOST_NAMES])
    return [one for at, one in enumerate(names) if at in kept]
