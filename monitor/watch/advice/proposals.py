"""What an edit of a topic could leave out so that rejected articles alert no more: tried by the matcher, never applied.

Words near rejected mentions and near no confirmed one are candidates for `excludes`; names that only rejected
articles have, for leaving out. A proposal is made only if under the changed list every confirmed article, every pin to
match and every example still comes out right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from monitor.errors import WatchError
from monitor.model.feedback.given import JudgedText, Said
from monitor.model.feedback.pins import Pin
from monitor.model.watch import Condition, Hit, MatchText, Scope, Strength, Topic, Watchlist
from monitor.records import dataclass
from monitor.watch.advice.canaries import LanguageOf, run_canaries
from monitor.watch.advice.pins import alerting_hits, broken_pins
from monitor.watch.match import Matcher, compile_watchlists
from monitor.watch.packs import pack_names
from monitor.watch.text import fold, is_frequent

_NEAR = 10
"""Words on either side, as an exclusion by default looks."""
_WORD = re.compile(r"[^\W\d_]+")
_LEAST, _LONGEST = 3, 24
_TRIED = 8
"""Words that are tried with the matcher."""
_MOST_WORDS = 3
"""Words of one proposal."""
_MOST = 3
"""Proposals for one topic."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """An edit of one topic that would silence rejected articles, and what else it would do."""

    watchlist: str
    topic: str
    edit: str
    """As it is written in the topic, `excludes: {any: [shrine]}`; or what is added to what is written there."""
    removes: tuple[JudgedText, ...]
    """Rejected articles that would alert no more."""
    left: int
    """Rejected ones that still would."""
    keeps: int
    """Confirmed ones; all of them alert as before."""
    others: tuple[JudgedText, ...]
    """Articles that nobody judged and that would alert no more either."""
    of_others: int
    """How many of these were tried."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What is known of a topic from people and from the archive."""

    judged: Sequence[JudgedText]
    """With those that nobody judged."""
    pins: Sequence[Pin]
    language_of: LanguageOf
    """For the examples of the list."""

    def texts(self, said: Said | None) -> list[JudgedText]:
        """Those of which that was said."""
        return [one for one in self.judged if one.said is said]


def proposals(watchlists: Sequence[Watchlist], watchlist: str, topic: str, evidence: Evidence) -> tuple[Proposal, ...]:
    """Proposals for a topic: those that remove most rejected articles first, of equals those that remove fewest others.

    Raises:
        WatchError: `watchlists` do not compile.
    """
    trial = _Trial(watchlists, watchlist, topic, evidence)
    if not trial.wrong:
        return ()
    found = [*_exclusions(trial), *_names(trial)]
    unique = {one.edit: one for one in found}.values()
    return tuple(sorted(unique, key=lambda one: (-len(one.removes), len(one.others), len(one.edit)))[:_MOST])


class _Trial:
    """A topic as it is, and changes of it tried on what is known."""

    def __init__(self, watchlists: Sequence[Watchlist], watchlist: str, topic: str, evidence: Evidence) -> None:
        self.watchlists, self.watchlist, self.topic_id = tuple(watchlists), watchlist, topic
        self.list = next(one for one in watchlists if one.id == watchlist)
        self.topic = next(one for one in self.list.topics if one.id == topic)
        self.evidence = evidence
        matcher = compile_watchlists(self.watchlists)
        self.wrong = self._alerting(matcher, evidence.texts(Said.NOT))
        self.right = self._alerting(matcher, evidence.texts(Said.YES))
        self.others = self._alerting(matcher, evidence.texts(None))
        self._broken = {one.pin.id for one in broken_pins(matcher, self.watchlists, evidence.pins)}

    def hits(self, matcher: Matcher, text: MatchText) -> tuple[Hit, ...]:
        return alerting_hits(matcher.match(text), self.watchlist, self.topic_id)

    def _alerting(self, matcher: Matcher, texts: Iterable[JudgedText]) -> list[tuple[JudgedText, tuple[Hit, ...]]]:
        return [(one, hits) for one in texts if (hits := self.hits(matcher, one.text))]

    def tried(self, changed: Topic, edit: str) -> Proposal | None:
        """The proposal, if under the changed topic nothing is lost that must be found, and something rejected goes."""
        one_list = replace(
            self.list, topics=tuple(changed if one.id == changed.id else one for one in self.list.topics), text=""
        )
        lists = tuple(one_list if one.id == one_list.id else one for one in self.watchlists)
        try:
            matcher = compile_watchlists(lists)
        except WatchError:
            return None
        removes = tuple(one for one, _ in self.wrong if not self.hits(matcher, one.text))
        if not removes or not all(self.hits(matcher, one.text) for one, _ in self.right):
            return None
        broken = broken_pins(matcher, lists, self.evidence.pins)
        of = self.evidence.language_of
        if any(one.pin.id not in self._broken for one in broken) or run_canaries(matcher, [one_list], of):
            return None
        return Proposal(
            watchlist=self.watchlist,
            topic=self.topic_id,
            edit=edit,
            removes=removes,
            left=len(self.wrong) - len(removes),
            keeps=len(self.right),
            others=tuple(one for one, _ in self.others if not self.hits(matcher, one.text)),
            of_others=len(self.others),
        )


def _exclusions(trial: _Trial) -> Iterator[Proposal]:
    """By words near the mention; where that removes nothing, for another mention stands elsewhere, by the article's."""
    before = trial.topic.excludes
    scopes = [Scope.MENTION, Scope.DOCUMENT] if before is None else [before.within]
    if before is not None and before.all:
        return  # a further word would make it exclude less
    words = _words(trial)
    for scope in scopes:
        found = list(_excluding(trial, words, scope))
        yield from found
        if found:
            return


def _excluding(trial: _Trial, words: Sequence[str], scope: Scope | int) -> Iterator[Proposal]:
    """By single words, and by those that together remove more."""
    known = trial.topic.excludes.words if trial.topic.excludes is not None else ()
    within = "" if scope is Scope.MENTION else f", within: {scope}"

    def written(words: Sequence[str]) -> str:
        listed = ", ".join(map(_written, words))
        return f"excludes: add [{listed}] to any" if known else f"excludes: {{any: [{listed}]{within}}}"

    def tried(words: Sequence[str]) -> Proposal | None:
        every = (*known, *words)
        changed = replace(trial.topic, excludes=Condition(words=every, within=scope))
        return trial.tried(changed, written(words))

    single = [(word, found) for word in words if (found := tried([word])) is not None]
    yield from (found for _, found in single)
    single.sort(key=lambda one: (-len(one[1].removes), len(one[1].others)))
    chosen: list[str] = []
    gone: set[int] = set()
    for word, found in single:
        fresh = {one.article_id for one in found.removes} - gone
        if fresh and len(chosen) < _MOST_WORDS:
            chosen.append(word)
            gone |= fresh
    if len(chosen) > 1 and (together := tried(chosen)) is not None:
        yield together


def _words(trial: _Trial) -> list[str]:
    """Words near rejected mentions and near no confirmed one: those of most articles, and of fewest others, first."""
    own = {fold(word) for name in trial.topic.names for word in _WORD.findall(name.text)}
    known = {fold(word) for one in (trial.topic.requires, trial.topic.excludes) if one for word in one.words}
    near = Counter(word for one, hits in trial.wrong for word in _near(one.text, hits))
    right = {word for one, hits in trial.right for word in _near(one.text, hits)}
    right |= {word for pin in trial.evidence.pins if pin.expected == "match" for word in _all_words(pin.match_text)}
    others = Counter(word for one, hits in trial.others for word in _near(one.text, hits))
    kept = [word for word in near if word not in right and word not in own | known]
    return sorted(kept, key=lambda word: (-near[word], others[word], -len(word), word))[:_TRIED]


def _near(text: MatchText, hits: Iterable[Hit]) -> set[str]:
    """The words within reach of mentions that may tell something, in small letters."""
    found: set[str] = set()
    for hit in hits:
        part = {"title": text.title, "text": text.text}.get(hit.field.value, "")
        before, after = _WORD.findall(part[: hit.start])[-_NEAR:], _WORD.findall(part[hit.end :])[:_NEAR]
        found |= _telling((*before, *after)) - _telling(_WORD.findall(hit.surface))
    return found


def _all_words(text: MatchText) -> set[str]:
    return _telling(_WORD.findall(f"{text.title} {text.text}"))


def _telling(words: Iterable[str]) -> set[str]:
    return {word.lower() for word in words if _LEAST <= len(word) <= _LONGEST and not is_frequent(fold(word))}


def _names(trial: _Trial) -> Iterator[Proposal]:
    """Names that rejected articles were met by, and no confirmed one."""
    met = Counter(hit.form for _, hits in trial.wrong for hit in hits if hit.strength is Strength.STRONG)
    right = {hit.form for _, hits in trial.right for hit in hits}
    lent = {name.text: pack for name, pack in pack_names(trial.topic, trial.list.packs)}
    for form in [form for form, _ in met.most_common() if form not in right][:_TRIED]:
        if form in lent:
            without = (*trial.topic.without, form)
            changed = replace(trial.topic, without=without)
            edit = f"without: [{', '.join(map(_written, without))}]"
        else:
            names = tuple(name for name in trial.topic.names if name.text != form)
            if not names or len(names) == len(trial.topic.names):
                continue
            changed, edit = replace(trial.topic, names=names), f"names: without {form}"
        if (found := trial.tried(changed, edit)) is not None:
            yield found


def _written(word: str) -> str:
    return word if re.fullmatch(r"[^\W\d_][\w .'’-]*", word) else f'"{word}"'
