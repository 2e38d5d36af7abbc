"""How much articles read like those that a watchlist found, with the names that it goes by left out.

Each topic's finds say which words tell them apart, by the relevance weights of S. E. Robertson and K. Spärck Jones,
"Relevance weighting of search terms" (Journal of the American Society for Information Science 27, 1976); those that
say most are taken (Robertson, "On term selection for query expansion", Journal of Documentation 46, 1990), and long
articles are held back as Robertson and S. Walker do (BM25, "Okapi at TREC-3", 1994). An article is placed among the
finds: alike is the share of them that reads less like the others. It is placed among all that was not found as well:
rarity is how few of those read as much alike. A find is placed as if its story were none, and so is whatever else that
story has, so that a find has no advantage over a miss.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from heapq import nlargest
from math import log

from monitor.model.archive.audit import AuditText
from monitor.model.ids import ArticleId, StoryId
from monitor.records import dataclass

WHOLE_LIST = ""
"""In the place of a topic: all finds of the list."""
_WORD = re.compile(r"[^\W\d_]{2,30}")
_LETTERS = 4_000
"""Of a text: its beginning says what it is about."""
_LEAST_STORIES, _MOST_WORDS, _MOST_GROUPS = 5, 150, 300
_LENGTH = 0.75
"""How much of an article's length is held against it; of what is given to short ones the rest is kept back, for by
length alone three words would read more alike than any article."""
_Group = tuple[str, str]
"""A topic, "" for the whole list, and a language, "" for any."""
_SIGNS = "\u3040"
"""From here on letters are written without spaces: two in a row are taken for a word."""


def terms_of(title: str, text: str) -> frozenset[str]:
    """The words of an article, folded."""
    found = _WORD.findall(f"{title}\n{text[:_LETTERS]}".casefold())
    return frozenset(part for word in found for part in _parts(word))


def _parts(word: str) -> Iterable[str]:
    if word[0] < _SIGNS or len(word) == 2:
        return (word,)
    return (word[at : at + 2] for at in range(len(word) - 1))


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """An article in numbers."""

    id: ArticleId
    story: StoryId
    language: str
    topics: tuple[str, ...]
    terms: array[int]


@dataclass(slots=True)
class Texts:
    """All articles that are looked at, in numbers."""

    numbers: dict[str, int] = field(default_factory=dict)
    counts: list[int] = field(default_factory=list)
    """Articles that have a word."""
    seen: list[Seen] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    """Words of names as they were met."""

    def add(self, one: AuditText) -> None:
        """Look at one more."""
        terms = array("i")
        for term in terms_of(one.title, one.text):
            number = self.numbers.setdefault(term, len(self.counts))
            if number == len(self.counts):
                self.counts.append(0)
            self.counts[number] += 1
            terms.append(number)
        self.names |= terms_of(" ".join(one.met), "")
        self.seen.append(
            Seen(
                id=one.id,
                story=one.story,
                language=one.language.partition("-")[0],
                topics=one.topics,
                terms=terms,
            )
        )

    def how_many(self, term: str) -> int:
        """Articles that have that word."""
        number = self.numbers.get(term)
        return 0 if number is None else self.counts[number]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """How much one article reads like the finds of a topic."""

    topic: str
    share: float
    """0 to 1."""
    strength: float
    """What tells apart those of one share."""
    rarity: float = 0.0
    """-ln of the share of articles that were not found and read as much like the finds; comparable among topics."""


@dataclass(frozen=True, slots=True)
class _Profile:
    """Words by which finds are told, each with its weight, and with its weight if one story less had it."""

    weights: Mapping[int, tuple[float, float]]
    stories: Mapping[StoryId, frozenset[int]]


@dataclass(frozen=True, slots=True)
class _Placed:
    """Scores of the finds of a group, and of the articles that were not found; both in order."""

    finds: Sequence[float]
    others: Sequence[float]
    every: int
    """Articles that were not found, those without a score as well."""

    def share(self, mine: float) -> float:
        return bisect_right(self.finds, mine) / len(self.finds)

    def rarity(self, mine: float) -> float:
        above = len(self.others) - bisect_left(self.others, mine)
        return log((self.every + 1) / (above + 1))


def likeness(texts: Texts, names: Iterable[str]) -> Iterator[tuple[Seen, Alike]]:
    """Each article with the topic whose finds it reads like most; `names`: more words that are left out."""
    hidden = _hidden(texts, names)
    profiles = {group: _profile(texts, group, hidden) for group in _groups(texts)}
    by_word: defaultdict[int, list[tuple[_Group, float, float]]] = defaultdict(list)
    for group, profile in profiles.items():
        for term, (whole, less) in profile.weights.items():
            by_word[term].append((group, whole, less))
    average = sum(len(one.terms) for one in texts.seen) / max(1, len(texts.seen))
    scores = [_scores(one, by_word, profiles, average) for one in texts.seen]
    finds: defaultdict[_Group, list[float]] = defaultdict(list)
    others: defaultdict[_Group, list[float]] = defaultdict(list)
    for one, score in zip(texts.seen, scores, strict=True):
        for group in _groups_of(one):
            if group in profiles:
                finds[group].append(score.get(group, 0.0))
        for group, value in score.items() if not one.topics else ():
            if group[1] in {"", one.language}:
                others[group].append(value)
    apart = Counter(one.language for one in texts.seen if not one.topics)
    placed = {
        group: _Placed(sorted(values), sorted(others[group]), apart[group[1]] if group[1] else apart.total())
        for group, values in finds.items()
    }
    for one, score in zip(texts.seen, scores, strict=True):
        yield one, _most_alike(score, placed, one.language)


def telling_words(texts: Texts, names: Iterable[str], most: int) -> Callable[[Seen, str], tuple[str, ...]]:
    """What says of an article and a topic which words speak most for that topic."""
    hidden, written = _hidden(texts, names), list(texts.numbers)
    known: dict[str, Mapping[int, tuple[float, float]]] = {}

    def words(one: Seen, topic: str) -> tuple[str, ...]:
        if topic not in known:
            known[topic] = _profile(texts, (topic, ""), hidden).weights
        mine = (term for term in one.terms if term in known[topic])
        return tuple(written[term] for term in nlargest(most, mine, key=lambda term: known[topic][term][0]))

    return words


def _hidden(texts: Texts, names: Iterable[str]) -> set[int]:
    return {texts.numbers[one] for one in texts.names | set(names) if one in texts.numbers}


def _groups_of(one: Seen) -> Iterator[_Group]:
    """Those that an article is a find of."""
    for topic in (*one.topics, WHOLE_LIST) if one.topics else ():
        yield (topic, "")
        yield (topic, one.language)


def _groups(texts: Texts) -> list[_Group]:
    """Those with enough finds to be told by words; the others are told by those of the whole list."""
    stories: defaultdict[_Group, set[StoryId]] = defaultdict(set)
    for one in texts.seen:
        for group in _groups_of(one):
            stories[group].add(one.story)
    known = sorted((one for one in stories if len(stories[one]) >= _LEAST_STORIES), key=lambda one: -len(stories[one]))
    return list(dict.fromkeys([(WHOLE_LIST, ""), *known[:_MOST_GROUPS]])) if stories else []


def _profile(texts: Texts, group: _Group, hidden: set[int]) -> _Profile:
    # A story counts once, however many copies it has: its first article stands for it.
    stories: dict[StoryId, frozenset[int]] = {}
    language = group[1]
    background = texts.counts
    every = len(texts.seen)
    for one in texts.seen:
        if one.story not in stories and group in _groups_of(one):
            stories[one.story] = frozenset(one.terms)
    if language:
        # Against articles of that language, else its commonest words would tell its finds.
        every = sum(one.language == language for one in texts.seen)
    having = Counter(term for terms in stories.values() for term in terms if term not in hidden)
    found = len(stories)
    worth = {
        term: (count, weight)
        for term, count in having.items()
        if count >= min(2, found) and (weight := _weight(count, found, background[term], every)) > 0
    }
    ordered = sorted(worth, key=lambda term: -worth[term][0] * worth[term][1])
    best, beyond = ordered[:_MOST_WORDS], ordered[_MOST_WORDS:]
    least = worth[beyond[0]][0] * worth[beyond[0]][1] if beyond else 0.0

    def without_one(term: int) -> float:
        """Its weight if one story less had it; none if it then were not among the best: it stands there by that one."""
        count = worth[term][0] - 1
        weight = _weight(count, found - 1, background[term] - 1, every - 1)
        return weight if count >= min(2, found - 1) and weight > 0 and count * weight >= least else 0.0

    return _Profile({term: (worth[term][1], without_one(term)) for term in best}, stories)


def _weight(with_it: int, found: int, having: int, every: int) -> float:
    """Relevance weight of a word: `with_it` of `found` have it, `having` of `every`."""
    rest = max(0, having - with_it)
    others = max(1, every - found)
    return log((with_it + 0.5) / (found - with_it + 0.5)) - log((rest + 0.5) / (max(0, others - rest) + 0.5))


def _scores(
    one: Seen,
    by_word: Mapping[int, Sequence[tuple[_Group, float, float]]],
    profiles: Mapping[_Group, _Profile],
    average: float,
) -> dict[_Group, float]:
    score: defaultdict[_Group, float] = defaultdict(float)
    for term in one.terms:
        for group, whole, less in by_word.get(term, ()):
            own = profiles[group].stories.get(one.story)
            score[group] += less if own is not None and term in own else whole
    damp = 1 - _LENGTH + _LENGTH * len(one.terms) / average
    return {group: value / damp for group, value in score.items()}


def _most_alike(score: Mapping[_Group, float], placed: Mapping[_Group, _Placed], language: str) -> Alike:
    best, rarest = Alike(topic=WHOLE_LIST, share=0.0, strength=0.0), 0.0
    for group, among in placed.items():
        mine = score.get(group, 0.0)
        if mine <= 0 or group[1] not in {"", language}:
            continue
        share = among.share(mine)
        rarest = max(rarest, among.rarity(mine))
        # Of topics that it is equally like the named one.
        if (share, group[0] != WHOLE_LIST, mine) > (best.share, best.topic != WHOLE_LIST, best.strength):
            best = Alike(topic=group[0], share=share, strength=mine)
    return replace(best, rarity=rarest)
