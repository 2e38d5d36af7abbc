"""Which articles somebody should look at because they may be misses, and what follows from the answers.

What speaks for a miss is how much it reads like the finds, a rare word spelled like a watched name, and a story that
has finds. Each is worth the logarithm of how rare it is among what was not found, and these are added up (as R. A.
Fisher combines tests, "Statistical Methods for Research Workers", 1925). Of five lines four stand by the sum, one by
words alone; a story takes one line, and so do articles with the same unknown spelling.

How much was found is reckoned by capture and recapture: the names are one way to find, the words with names left out
another. Of what words find the share that names found as well is what names find of all (F. C. Lincoln 1930, C. J.
Petersen 1896), if the two ways are independent; its bounds are exact. Words find what is more like the finds than any
article of a story that nobody judged, so each answer lets them find more. Stories are counted, each by its first
article.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from heapq import nsmallest
from math import log

from monitor.core.audit.chances import at_most, share_between
from monitor.core.audit.likeness import WHOLE_LIST, Alike, Seen, Texts, likeness
from monitor.model.archive.audit import Audit, AuditLine, Recall, Stratum, StratumFigures
from monitor.model.ids import ArticleId, StoryId
from monitor.records import dataclass

LINES, SAMPLE = 100, 5
"""Articles to look at, and of each stratum."""
LOOKED_AT = 2000
"""Articles that read most alike, of which the words are looked at one by one."""
_STRATA = ((Stratum.MUCH, 0.5), (Stratum.SOME, 0.1), (Stratum.LITTLE, 0.0))
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
        return (self.alike.rarity, self.alike.strength)


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
    judged = _stories_of(texts.others, answers)
    open_ = [one for one in texts.others if one.seen.story not in judged]
    refused = _refused(spelled, answers)
    hints = {article: one for article, one in spelled.items() if one[0].casefold() not in refused}
    lines = list(_lines(open_, hints, len(texts.looked_at())))
    shown = {article for line in lines for article in (line.lead.seen.id, *line.story, *line.spelling)}
    left = [one for one in texts.others if one.seen.id not in shown]
    sample = [(one, stratum) for stratum, some in _strata(left) for one in _drawn(some, answers, week)]
    return Audit(
        watchlist=watchlist,
        articles=len(texts.finds) + len(texts.others),
        lines=tuple(_line(one, hints, words(one.lead)) for one in lines),
        sample=tuple(_line(_Line(one), hints, words(one), stratum) for one, stratum in sample),
        recall=recall_of(texts, answers),
        strata=tuple(_figures(stratum, some, answers) for stratum, some in _strata(left)),
        blind=_blind(texts),
    )


def recall_of(texts: PlacedTexts, answers: Mapping[ArticleId, bool]) -> Recall:
    """What share was found."""
    finds = _firsts(one for one in texts.finds if answers.get(one.seen.id, True))
    others = [one for one in texts.others if one.seen.story not in finds]
    judged = _stories_of(others, answers)
    unknown = max((one.order for one in others if one.seen.story not in judged), default=(-1.0, 0.0))
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


def _stories_of(some: Iterable[Placed], answers: Collection[ArticleId]) -> frozenset[StoryId]:
    """Of which an article was answered: its copies are not asked about again."""
    return frozenset(one.seen.story for one in some if one.seen.id in answers)


def _refused(spelled: Mapping[ArticleId, Spelled], answers: Mapping[ArticleId, bool]) -> frozenset[str]:
    """Spellings of which somebody only said that they are something else."""
    told = [(answers[article], word.casefold()) for article, (word, *_) in spelled.items() if article in answers]
    return frozenset(word for miss, word in told if not miss) - {word for miss, word in told if miss}


@dataclass(frozen=True, slots=True)
class _Line:
    """An article, the others of its story, and those of other stories with the same unknown spelling."""

    lead: Placed
    story: tuple[ArticleId, ...] = ()
    spelling: tuple[ArticleId, ...] = ()


def _lines(others: Sequence[Placed], spelled: Mapping[ArticleId, Spelled], looked_at: int) -> Iterator[_Line]:
    stories: defaultdict[StoryId, list[ArticleId]] = defaultdict(list)
    spellings: defaultdict[str, dict[StoryId, ArticleId]] = defaultdict(dict)
    for one in others:
        stories[one.seen.story].append(one.seen.id)
        if one.seen.id in spelled:
            spellings[spelled[one.seen.id][0].casefold()].setdefault(one.seen.story, one.seen.id)
    heard = _rarity({article: one[2] for article, one in spelled.items()}, looked_at)
    beside = _rarity({one.seen.id: 1.0 for one in others if one.neighbour}, len(others))

    def evidence(one: Placed) -> tuple[float, float]:
        article = one.seen.id
        return (one.alike.rarity + heard.get(article, 0.0) + beside.get(article, 0.0), one.alike.strength)

    looked = [one for one in others if one.alike.share > 0 or one.neighbour or one.seen.id in spelled]
    every, alone = iter(sorted(looked, key=evidence, reverse=True)), iter(looked)
    queues = [every, every, every, every, alone]
    told: set[StoryId] = set()
    turn = lines = 0
    while lines < LINES and queues:
        lead = next((one for one in queues[turn % len(queues)] if one.seen.story not in told), None)
        if lead is None:
            del queues[turn % len(queues)]
            continue
        turn += 1
        lines += 1
        told.add(lead.seen.story)
        same = spellings.get(spelled.get(lead.seen.id, NO_SPELLING)[0].casefold(), {})
        others_so_spelled = {story: article for story, article in same.items() if story not in told}
        told.update(others_so_spelled)
        copies = tuple(article for article in stories[lead.seen.story] if article != lead.seen.id)
        yield _Line(lead, copies, tuple(others_so_spelled.values()))


def _rarity(values: Mapping[ArticleId, float], every: int) -> dict[ArticleId, float]:
    """-ln of the share of all that have so high a value, for each that has one."""
    ordered = sorted(values.values())
    return {
        article: log(max(every, len(ordered)) / (len(ordered) - bisect_left(ordered, value)))
        for article, value in values.items()
    }


def _line(
    line: _Line, spelled: Mapping[ArticleId, Spelled], words: tuple[str, ...], stratum: Stratum | None = None
) -> AuditLine:
    one = line.lead
    spelling, name, likely = spelled.get(one.seen.id, NO_SPELLING)
    return AuditLine(
        article=one.seen.id,
        others=line.story,
        same_spelling=line.spelling,
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
