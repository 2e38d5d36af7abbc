"""Which articles somebody should look at because they may be misses, and what follows from the answers.

Of five lines one stands by words alone, the others by all that speaks for them: words, a rare word spelled like a
watched name, a story that has finds. How much was found is reckoned by capture and recapture: the names are one way
to find, the words with names left out another. Of what words find the share that names found as well is what names
find of all (F. C. Lincoln 1930, C. J. Petersen 1896), if the two ways are independent; its bounds are exact. Words
find what is more like the finds than any article that nobody judged, so each answer lets them find more. Stories are
counted, each by its first article.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest

from monitor.core.audit.chances import at_most, share_between
from monitor.core.audit.likeness import WHOLE_LIST, Alike, Seen, Texts, likeness
from monitor.model.archive.audit import Audit, AuditLine, Recall, Stratum, StratumFigures
from monitor.model.ids import ArticleId, StoryId
from monitor.records import dataclass

LINES, SAMPLE = 100, 5
"""Articles to look at, and of each stratum."""
LOOKED_AT = 600
"""Articles that read most alike, of which the words are looked at one by one."""
_STRATA = ((Stratum.MUCH, 0.5), (Stratum.SOME, 0.1), (Stratum.LITTLE, 0.0))
_NEIGHBOUR = 0.5
_LEAST_FOUND = 5

Spelled = tuple[str, str, float]
"""A word, the name that it may be, how likely."""
NO_SPELLING: Spelled = ("", "", 0.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """An article with how much it reads like the finds."""

    seen: Seen
    alike: Alike
    neighbour: bool

    @property
    def order(self) -> tuple[float, float]:
        """By words alone."""
        return (self.alike.share, self.alike.strength)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlacedTexts:
    """All articles, those that were found apart."""

    finds: tuple[Placed, ...]
    others: tuple[Placed, ...]
    """The likeliest misses first, by words alone."""

    def looked_at(self) -> tuple[Placed, ...]:
        """Those whose words are worth a look one by one: they read alike, or their story has finds."""
        near = [one for one in self.others[LOOKED_AT:] if one.neighbour]
        return (*self.others[:LOOKED_AT], *near[:LOOKED_AT])


def placed(texts: Texts, names: Iterable[str]) -> PlacedTexts:
    """Each article by how much it reads like the finds; `names`: words of the watchlist's names."""
    stories = {one.story for one in texts.seen if one.topics}
    every = [
        Placed(seen=one, alike=alike, neighbour=one.story in stories)
        for one, alike in likeness(texts, frozenset(names))
    ]
    others = sorted(
        (one for one in every if not one.seen.topics), key=lambda one: (one.order, one.seen.id), reverse=True
    )
    return PlacedTexts(finds=tuple(one for one in every if one.seen.topics), others=tuple(others))


def audit_of(
    watchlist: str,
    texts: PlacedTexts,
    spelled: Mapping[ArticleId, Spelled],
    answers: Mapping[ArticleId, bool],
    words: Callable[[Placed], tuple[str, ...]],
    week: str,
) -> Audit:
    """The lines to look at, a sample, and the estimate; `answers`: whether an article is a miss; `week` draws."""
    open_ = [one for one in texts.others if one.seen.id not in answers]
    lines = list(_lines(open_, spelled))
    shown = {article for line in lines for article in (line[0].seen.id, *line[1])}
    left = [one for one in texts.others if one.seen.id not in shown]
    sample = [(one, stratum) for stratum, some in _strata(left) for one in _drawn(some, answers, week)]
    return Audit(
        watchlist=watchlist,
        articles=len(texts.finds) + len(texts.others),
        lines=tuple(_line(one, others, spelled, words(one)) for one, others in lines),
        sample=tuple(_line(one, (), spelled, words(one), stratum) for one, stratum in sample),
        recall=recall_of(texts, answers),
        strata=tuple(_figures(stratum, some, answers) for stratum, some in _strata(left)),
        blind=_blind(texts),
    )


def recall_of(texts: PlacedTexts, answers: Mapping[ArticleId, bool]) -> Recall:
    """What share was found."""
    finds = _firsts(one for one in texts.finds if answers.get(one.seen.id, True))
    others = [one for one in texts.others if one.seen.story not in finds]
    unknown = max((one.order for one in others if one.seen.id not in answers), default=(-1.0, 0.0))
    missed = _firsts(one for one in others if answers.get(one.seen.id, False))
    alike = sum(one.order > unknown for one in finds.values())
    misses = sum(one.order > unknown for one in missed.values())
    low, high = share_between(alike, alike + misses) if alike + misses else (0.0, 1.0)
    share = alike / (alike + misses) if alike + misses >= _LEAST_FOUND else None
    return Recall(found=len(finds), alike=alike, misses=misses, share=share, low=low, high=high)


def _firsts(some: Iterable[Placed]) -> dict[StoryId, Placed]:
    found: dict[StoryId, Placed] = {}
    for one in sorted(some, key=lambda one: one.seen.id):
        found.setdefault(one.seen.story, one)
    return found


def _lines(
    others: Sequence[Placed], spelled: Mapping[ArticleId, Spelled]
) -> Iterator[tuple[Placed, tuple[ArticleId, ...]]]:
    """The articles of the lines, each with those of its story."""
    stories: defaultdict[StoryId, list[ArticleId]] = defaultdict(list)
    for one in others:
        stories[one.seen.story].append(one.seen.id)

    def evidence(one: Placed) -> tuple[float, float]:
        known = spelled.get(one.seen.id, NO_SPELLING)[2]
        return (one.alike.share + known + _NEIGHBOUR * one.neighbour, one.alike.strength)

    looked = [one for one in others if one.alike.share > 0 or one.neighbour or one.seen.id in spelled]
    every, alone = iter(sorted(looked, key=evidence, reverse=True)), iter(looked)
    queues = [every, every, every, every, alone]
    told: set[StoryId] = set()
    turn = 0
    while len(told) < LINES and queues:
        following = next((one for one in queues[turn % len(queues)] if one.seen.story not in told), None)
        if following is None:
            del queues[turn % len(queues)]
            continue
        one = following
        told.add(one.seen.story)
        turn += 1
        yield one, tuple(article for article in stories[one.seen.story] if article != one.seen.id)


def _line(
    one: Placed,
    others: tuple[ArticleId, ...],
    spelled: Mapping[ArticleId, Spelled],
    words: tuple[str, ...],
    stratum: Stratum | None = None,
) -> AuditLine:
    spelling, name, likely = spelled.get(one.seen.id, NO_SPELLING)
    return AuditLine(
        article=one.seen.id,
        others=others,
        topic="" if one.alike.topic == WHOLE_LIST else one.alike.topic,
        alike=one.alike.share,
        words=words,
        spelling=spelling,
        name=name,
        spelled=likely,
        neighbour=one.neighbour,
        stratum=stratum,
    )


def _strata(others: Sequence[Placed]) -> Iterator[tuple[Stratum, list[Placed]]]:
    above = 2.0
    for stratum, least in _STRATA:
        yield stratum, [one for one in others if least <= one.alike.share < above]
        above = least


def _drawn(some: Sequence[Placed], answers: Collection[ArticleId], week: str) -> list[Placed]:
    """By chance, and the same ones all week."""
    open_ = (one for one in some if one.seen.id not in answers)
    return nsmallest(SAMPLE, open_, key=lambda one: _lot(week, one.seen.id))


def _lot(week: str, article: ArticleId) -> bytes:
    return hashlib.blake2b(f"{week} {article}".encode(), digest_size=8).digest()


def _figures(stratum: Stratum, some: Sequence[Placed], answers: Mapping[ArticleId, bool]) -> StratumFigures:
    known = [answers[one.seen.id] for one in some if one.seen.id in answers]
    misses = sum(known)
    share = at_most(misses, len(known)) if known else 1.0
    return StratumFigures(
        stratum=stratum,
        articles=len(some),
        answered=len(known),
        misses=misses,
        at_most=round(share * len(some)),
    )


def _blind(texts: PlacedTexts) -> tuple[tuple[str, int], ...]:
    found = {one.seen.language for one in texts.finds}
    others = Counter(one.seen.language for one in texts.others if one.seen.language not in found)
    return tuple(sorted(others.items(), key=lambda one: (-one[1], one[0])))
