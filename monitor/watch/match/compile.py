"""Watchlists turned into one lexicon, one trie of names and one of context phrases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from monitor.errors import WatchError
from monitor.model.watch import Kind, Name, Topic, Watchlist
from monitor.watch.lexicon import Lexicon, Mode, Piece, Trie, language_of, parse_name, parted_sequences, reach_of
from monitor.watch.match.guards import Guards, either
from monitor.watch.match.mentions import NameRef
from monitor.watch.match.translated import Translations
from monitor.watch.packs import pack_names
from monitor.watch.query import (
    Guard,
    Phrase,
    Query,
    TopicRef,
    leaves,
    parse_phrase,
    parse_query,
    wanted_topics,
)
from monitor.watch.sounds import HYPOTHESES, Reach, alternates, is_slavic
from monitor.watch.text import APOSTROPHES, Script, bare, fold

_Met = dict[tuple[tuple[int, ...], tuple[bool, bool, bool, str]], int]
"""By sequence of words and how it must be written: the number of the name of one topic that it stands for."""
_SIGNS = frozenset(APOSTROPHES)
_TURKISH_LETTERS = frozenset("şğıçŞĞİÇ")
_SHORT_ACRONYM = 3
_TOLD_BY_APOSTROPHE = 6
"""Letters from which on a name is known without its apostrophe."""
_FRENCH_LETTERS = frozenset("éèêïëâÉ")


@dataclass(frozen=True, slots=True)
class CompiledTopic:
    """A topic ready to be weighed."""

    watchlist: int
    topic: Topic
    guard: Guard
    """What holds for all of its names."""


@dataclass(frozen=True, slots=True)
class CompiledWatchlist:
    """A watchlist's id and the trees of its rules."""

    id: str
    rules: tuple[tuple[str, Query], ...]


@dataclass(frozen=True, slots=True)
class Compiled:
    """Everything a matcher works with."""

    watchlists: tuple[CompiledWatchlist, ...]
    topics: tuple[CompiledTopic, ...]
    refs: tuple[NameRef, ...]
    lexicon: Lexicon
    names: Trie
    phrases: Trie
    translations: Translations
    phrase_ids: dict[str, int]
    guards: tuple[Guard, ...]
    """What holds for some names only, by number."""


class Compiler:
    """Collects words and sequences of any number of watchlists."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        self._translations = Translations()
        self._lexicon.translated = self._translations.readings
        self._lexicon.translatable = self._translations.readable
        self._topics: list[CompiledTopic] = []
        self._refs: list[NameRef] = []
        self._tokens: dict[tuple[str, ...], _Tokens] = {}
        self._names: list[tuple[tuple[int, ...], int]] = []
        self._phrases: dict[tuple[tuple[int, ...], int], None] = {}
        self._phrase_ids: dict[str, int] = {}
        self._guards = Guards(self._phrase)

    def compiled(self, watchlists: Sequence[Watchlist]) -> Compiled:
        """All of `watchlists`; WatchError for the first text that cannot be compiled."""
        lists = tuple(self._watchlist(index, watchlist) for index, watchlist in enumerate(watchlists))
        lexicon = self._lexicon
        self._translations.finish()
        return Compiled(
            lists,
            tuple(self._topics),
            tuple(self._refs),
            lexicon,
            Trie(lexicon, self._names),
            Trie(lexicon, self._phrases),
            self._translations,
            self._phrase_ids,
            tuple(self._guards.all),
        )

    @property
    def sequences(self) -> tuple[tuple[tuple[int, ...], int], ...]:
        """What is looked for: sequences of words with the number of the name each stands for."""
        return tuple(self._names)

    def _watchlist(self, index: int, watchlist: Watchlist) -> CompiledWatchlist:
        for topic in watchlist.topics:
            self._topic(index, topic, watchlist.packs)
        topics = {topic.id for topic in watchlist.topics}
        return CompiledWatchlist(
            watchlist.id, tuple((rule.id, self._rule(rule.query, topics)) for rule in watchlist.rules)
        )

    def _topic(self, watchlist: int, topic: Topic, packs: tuple[str, ...]) -> None:
        number = len(self._topics)
        self._topics.append(CompiledTopic(watchlist, topic, self._guards.of_topic(topic)))
        added = pack_names(topic, packs)
        reach = reach_of(topic, [name for name, _ in added])
        met: _Met = {}
        for name in topic.names:
            self._name(name, self._referred(name, "", number, reach), reach, met)
        for name, pack in added:
            self._name(name, self._referred(name, pack, number, reach), None, met)
        self._names += [(tokens, payload) for (tokens, _), payload in met.items()]

    def _name(self, name: Name, reference: NameRef, reach: Reach | None, met: _Met) -> None:
        parsed = parse_name(name.text)
        hypotheses = _hypotheses(name)
        payload = len(self._refs)
        self._refs.append(reference)
        look = (reference.capital, reference.shouted, reference.apostrophe, reference.habit)
        sequences = parsed.sequences
        if reach is not None and reach.source is Script.LATIN:
            sequences += parted_sequences(sequences[0])
        ids = self._ids(hypotheses)
        if self._topics[reference.topic].topic.kind is Kind.PERSON:
            self._other_romanisations(sequences[0], ids)
        for pieces in sequences:
            tokens = tuple(map(ids, pieces))
            known = met.setdefault((tokens, look), payload)
            if known != payload:
                met[tokens, look] = self._of_equals(known, payload)
            if reach is not None:
                for word, token in zip(pieces, tokens, strict=True):
                    if word.mode is Mode.NAME:
                        self._lexicon.crossing.add(token, word.surface, reach)
        if reach is not None and len(sequences[0]) > 1:
            language = language_of(name)
            if reach.languages is None or language in reach.languages:
                self._translations.add(sequences[0], tuple(map(ids, sequences[0])), payload, language)

    def _other_romanisations(self, pieces: Sequence[Piece], ids: Callable[[Piece], int]) -> None:
        """A person of a country with several languages is written from each of them."""
        if is_slavic([word.folded for word in pieces]):
            for word in pieces:
                if word.mode is Mode.NAME and word.folded.isascii():
                    self._lexicon.also(ids(word), alternates(word.folded))

    def _referred(self, name: Name, pack: str, topic: int, reach: Reach) -> NameRef:
        of = self._topics[topic]
        return _reference(name, pack, topic, of.watchlist, reach)._replace(guards=self._guards.of_name(of.topic, name))

    def _of_equals(self, one: int, other: int) -> int:
        """Of two names that are written alike the one that is told, under the conditions of either.

        A name of the watchlist's own stands under its own conditions, whatever a pack spells in the same way.
        """
        told, covered = sorted((one, other), key=self._rank)
        name, same = self._refs[told], self._refs[covered]
        guards = either(name.guards, same.guards)
        if guards == name.guards or bool(name.pack) != bool(same.pack):
            return told
        self._refs.append(name._replace(guards=guards))
        return len(self._refs) - 1

    def _rank(self, payload: int) -> tuple[bool, bool, str, int]:
        """Of names of a topic for which one sequence stands in the same way, the one ranked first is told.

        "Fifth Corps" and "5e corps" are one sequence: the one in words tells the reader more.
        """
        name = self._refs[payload]
        return bool(name.pack), any(c.isdigit() for c in name.text), name.text, payload

    def _phrase(self, text: str) -> int:
        if text not in self._phrase_ids:
            parsed = parse_phrase(text)
            self._phrase_ids[text] = len(self._phrase_ids)
            for pieces in parsed:
                self._phrases[tuple(map(self._ids(("en",)), pieces)), self._phrase_ids[text]] = None
        return self._phrase_ids[text]

    def _ids(self, hypotheses: tuple[str, ...]) -> Callable[[Piece], int]:
        """Gives words, new or known, their ids; `hypotheses` say how Latin letters may sound."""
        tokens = self._tokens.get(hypotheses)
        if tokens is None:
            tokens = self._tokens[hypotheses] = _Tokens(self._lexicon, hypotheses)
        return tokens.__getitem__

    def _rule(self, source: str, topics: set[str]) -> Query:
        query = checked_rule(source, topics)
        for leaf in leaves(query):
            if isinstance(leaf, Phrase):
                self._phrase(leaf.text)
        return query


class _Tokens(dict[Piece, int]):
    """The ids of words whose Latin letters may sound in certain ways; new words are added to the lexicon."""

    def __init__(self, lexicon: Lexicon, hypotheses: tuple[str, ...]) -> None:
        self._lexicon, self._hypotheses = lexicon, hypotheses

    def __missing__(self, word: Piece) -> int:
        token = self[word] = self._lexicon.add(word.surface, word.folded, word.mode, self._hypotheses)
        return token


def _reference(name: Name, pack: str, topic: int, watchlist: int, reach: Reach) -> NameRef:
    plain = name.text.strip('="!')
    shouted = plain.isupper()
    acronym = shouted and plain.isalpha() and len(plain) <= _SHORT_ACRONYM
    return NameRef(
        topic,
        watchlist,
        name.text,
        pack,
        given=reach.given,
        capital=shouted or _has_capital(plain),
        shouted=shouted,
        apostrophe=not _SIGNS.isdisjoint(plain) and _told_by_apostrophe(fold(plain)),
        habit=name.language if pack and acronym and name.language in HYPOTHESES and name.language != "en" else "",
    )


def _has_capital(text: str) -> bool:
    if text.isascii():
        return text.lower() != text
    return not text.islower() and any(map(str.isupper, text))


def _told_by_apostrophe(folded: str) -> bool:
    return "'" in folded.strip("'") and len(bare(folded)) < _TOLD_BY_APOSTROPHE


def checked_rule(source: str, topics: set[str]) -> Query:
    """The tree of a rule whose references all exist.

    Raises:
        WatchError: the query cannot be parsed, names a topic that is not there, or names none.
    """
    query = parse_query(source)
    for leaf in leaves(query):
        if isinstance(leaf, TopicRef) and leaf.topic not in topics:
            raise WatchError(
                f"there is no topic {leaf.topic!r} in this watchlist",
                source=source,
                position=leaf.position,
                hint=_suggestion(leaf.topic, topics),
            )
    if not any(wanted_topics(query)):
        raise WatchError(
            "a rule needs at least one @topic, not behind NOT",
            source=source,
            position=0,
            hint="Make a topic of what is watched.",
        )
    return query


def _suggestion(wrong: str, topics: set[str]) -> str:
    close = get_close_matches(wrong, sorted(topics), n=1)
    if close:
        return f"Did you mean @{close[0]}?"
    return f"The topics are: {', '.join('@' + topic for topic in sorted(topics))}."


def _hypotheses(name: Name) -> tuple[str, ...]:
    """How the Latin letters of a name may sound, by its language or its letters."""
    language = name.language.split("-", maxsplit=1)[0].lower()
    text = name.text
    if language == "tr" or not _TURKISH_LETTERS.isdisjoint(text):
        return ("tr", "tr-glide")
    lowered = text.lower()
    if language == "de" or "sch" in lowered:
        return ("de",)
    if language == "fr":
        return ("fr",)
    if "ou" in lowered or not _FRENCH_LETTERS.isdisjoint(text):
        return ("en", "fr")
    return ("en", "persian")
