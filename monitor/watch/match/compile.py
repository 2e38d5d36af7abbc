"""Watchlists turned into one lexicon, one trie of names and one of context phrases."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from monitor.model.watch import Kind, Name, Topic, Watchlist
from monitor.watch.lexicon import (
    Lexicon,
    Mode,
    Piece,
    Trie,
    doubled_sequences,
    heard_sequences,
    language_of,
    orders,
    parse_name,
    parted_sequences,
    reach_of,
    reach_of_name,
    romanised_sequence,
    sequences_by_kind,
    small_sequences,
)
from monitor.watch.match.compiled import Compiled, CompiledTopic, CompiledWatchlist
from monitor.watch.match.guards import Guards, either
from monitor.watch.match.name_refs import ORGANISED, NameRef, hypotheses_of, name_ref
from monitor.watch.match.people import FamilyNames
from monitor.watch.match.rejected import rejected_spellings
from monitor.watch.match.rule_trees import checked_rule
from monitor.watch.match.translation import Translations
from monitor.watch.packs import pack_names
from monitor.watch.query import (
    Phrase,
    Query,
    leaves,
    parse_phrase,
)
from monitor.watch.sounds import Reach, by_newsrooms, plain_latin, romanised_otherwise
from monitor.watch.text import Script

_SILENT_H = re.compile("h[aeiou][a-z]{4,}")
"""How a place begins that French, Spanish, Italian, Polish and Russian may write without: Ormuz, Ормузский."""
_Met = dict[tuple[tuple[int, ...], tuple[bool, bool, bool, str, frozenset[str]]], int]
"""By sequence of words and how it must be written: the number of the name of one topic that it stands for."""


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
        self._phrase_ids: dict[tuple[str, bool], int] = {}
        self._families = FamilyNames()
        self._guards = Guards(self._phrase, partial(self._phrase, exact=True))

    def compiled(self, watchlists: Sequence[Watchlist]) -> Compiled:
        """All of `watchlists`; WatchError for the first text that cannot be compiled."""
        lists = tuple(self._watchlist(index, watchlist) for index, watchlist in enumerate(watchlists))
        lexicon = self._lexicon
        self._translations.finish()
        lexicon.defer(self._names, self._phrases, self._translations.pairs())
        return Compiled(
            lists,
            tuple(self._topics),
            tuple(self._refs),
            lexicon,
            Trie(lexicon, self._names),
            Trie(lexicon, self._phrases),
            self._translations,
            {text: number for (text, exact), number in self._phrase_ids.items() if not exact},
            self._families,
            tuple(self._guards.all),
            frozenset().union(*(name.seams for name in self._refs)),
        )

    def add_phrases(self, query: Query) -> None:
        """Have the phrases of a query looked for that is no rule of a watchlist."""
        for leaf in leaves(query):
            if isinstance(leaf, Phrase):
                self._phrase(leaf.text)

    @property
    def sequences(self) -> tuple[tuple[tuple[int, ...], int], ...]:
        """What is looked for: sequences of words with the number of the name each stands for."""
        return tuple(self._names)

    @property
    def phrases(self) -> tuple[tuple[tuple[int, ...], int], ...]:
        """The same for phrases of conditions and rules, by the numbers in `phrase_ids`."""
        return tuple(self._phrases)

    def _watchlist(self, index: int, watchlist: Watchlist) -> CompiledWatchlist:
        for topic in watchlist.topics:
            self._topic(index, topic, watchlist.packs)
        topics = {topic.id for topic in watchlist.topics}
        return CompiledWatchlist(
            watchlist.id, tuple((rule.id, self._rule(rule.query, topics)) for rule in watchlist.rules)
        )

    def _topic(self, watchlist: int, topic: Topic, packs: tuple[str, ...]) -> None:
        number = len(self._topics)
        rejected = rejected_spellings(topic.rejected)
        self._topics.append(CompiledTopic(watchlist, topic, self._guards.of_topic(topic), rejected))
        added = pack_names(topic, packs)
        reach = reach_of(topic, [name for name, _ in added])
        met: _Met = {}
        for name in topic.names:
            own = reach_of_name(name, topic, reach)
            self._name(name, self._referred(name, "", number, own), own, met)
        for name, pack in added:
            self._name(name, self._referred(name, pack, number, reach), None, met)
        self._names += [(tokens, payload) for (tokens, _), payload in met.items()]

    def _name(self, name: Name, reference: NameRef, reach: Reach | None, met: _Met) -> None:
        parsed = parse_name(name.text)
        hypotheses = hypotheses_of(name)
        payload = len(self._refs)
        reference = reference._replace(seams=parsed.seams)
        self._refs.append(reference)
        look = (reference.capital, reference.shouted, reference.apostrophe, reference.habit, reference.seams)
        sequences = parsed.sequences
        if reach is not None and reach.source is Script.LATIN:
            sequences += parted_sequences(sequences[0])
            sequences += small_sequences(sequences[0]) if reference.small else ()
        ids = self._ids(hypotheses)
        if reach is not None and self._topics[reference.topic].topic.kind is Kind.PLACE:
            sequences += sequences_by_kind(sequences[0], ids, self._lexicon)
        written = [(pieces, payload) for pieces in sequences]
        self._spelled_otherwise(name, reference, sequences[0], ids)
        written += self._in_other_orders(sequences[0], reference, payload, ids)
        written += self._doubled(name, sequences[0], payload, ids) if reach is not None else ()
        if reach is not None and reach.source is None:
            written += self._in_letters(name, sequences[0], payload, reach, ids)
        for pieces, stands_for in written:
            tokens = tuple(map(ids, pieces))
            known = met.setdefault((tokens, look), stands_for)
            if known != stands_for:
                met[tokens, look] = self._of_equals(known, stands_for)
            if reach is not None:
                for word, token in zip(pieces, tokens, strict=True):
                    if word.mode is Mode.NAME:
                        self._lexicon.crossing.add(token, word.surface, reach)
        if reach is not None and len(sequences[0]) > 1:
            language = language_of(name)
            if reach.languages is None or language in reach.languages:
                self._translations.add(sequences[0], tuple(map(ids, sequences[0])), payload, language)

    def _spelled_otherwise(
        self, name: Name, reference: NameRef, pieces: tuple[Piece, ...], ids: Callable[[Piece], int]
    ) -> None:
        kind = self._topics[reference.topic].topic.kind
        if reference.person or kind in ORGANISED:
            self._other_romanisations(pieces, ids, person=reference.person)
            self._families.learn(reference.topic, name.text, pieces, ids)
        if reference.person or kind is Kind.PLACE:
            self._newsrooms(pieces, ids, place=not reference.person)

    def _in_letters(
        self, name: Name, pieces: tuple[Piece, ...], payload: int, reach: Reach, ids: Callable[[Piece], int]
    ) -> Iterator[tuple[tuple[Piece, ...], int]]:
        """The sequences in letters of a name given in other letters or signs alone: it is romanised, or heard."""
        latin = romanised_sequence(name, reach, ids, self._lexicon)
        if latin:
            self._refs.append(self._refs[payload]._replace(capital=True, namesake=len(latin) == 1))
            yield latin, len(self._refs) - 1
        person = self._refs[payload].person
        yield from ((found, payload) for found in heard_sequences(name, pieces, ids, self._lexicon, person))

    def _doubled(
        self, name: Name, pieces: tuple[Piece, ...], payload: int, ids: Callable[[Piece], int]
    ) -> Iterator[tuple[tuple[Piece, ...], int]]:
        """What a place of Ukraine is called in its other language; a word that is more often another proves little."""
        doubtful = 0
        if self._refs[payload].person:
            return
        for found, doubt in doubled_sequences(name, pieces):
            if doubt and not doubtful:
                doubtful = len(self._refs)
                self._refs.append(self._refs[payload]._replace(namesake=True))
            self._newsrooms(found, ids, place=True)
            yield found, doubtful if doubt else payload

    def _in_other_orders(
        self, pieces: tuple[Piece, ...], name: NameRef, payload: int, ids: Callable[[Piece], int]
    ) -> list[tuple[tuple[Piece, ...], int]]:
        """The sequences of a name in its other orders, with the numbers of the names they stand for."""
        found: list[tuple[tuple[Piece, ...], int]] = []
        refs: dict[NameRef, int] = {name: payload}
        for order in orders(self._topics[name.topic].topic.kind, name.text, pieces):
            unsaid = tuple(map(ids, order.unsaid))
            ref = name._replace(
                inverted=order.inverted,
                unsaid=unsaid,
                shortened=order.shortened,
                namesake=order.namesake,
                linked=order.linked,
                formed=order.formed,
                tradition=order.tradition,
            )
            if ref not in refs:
                refs[ref] = len(self._refs)
                self._refs.append(ref)
            found += [(each, refs[ref]) for each in (order.pieces, *parted_sequences(order.pieces))]
        return found

    def _other_romanisations(self, pieces: Sequence[Piece], ids: Callable[[Piece], int], *, person: bool) -> None:
        """A name of a country with several languages, dialects or tables is written from each of them."""
        spelled = romanised_otherwise([plain_latin(word.folded) for word in pieces], person=person)
        for word, others in zip(pieces, spelled, strict=True):
            if word.mode is Mode.NAME and others:
                self._lexicon.also(ids(word), others)

    def _newsrooms(self, pieces: Sequence[Piece], ids: Callable[[Piece], int], *, place: bool) -> None:
        """A person or place whose name comes from Cyrillic is written as newsrooms of other languages romanise it."""
        respellings = by_newsrooms([plain_latin(word.folded) for word in pieces], place=place)
        for word, respelled in zip(pieces, respellings, strict=True):
            if word.mode is Mode.NAME:
                unheard = {word.folded[1:]} if place and _SILENT_H.fullmatch(word.folded) else set()
                self._lexicon.also(ids(word), {*respelled.english, *unheard}, respelled.abroad)

    def _referred(self, name: Name, pack: str, topic: int, reach: Reach) -> NameRef:
        of = self._topics[topic]
        return name_ref(name, pack, topic, of.topic, of.watchlist, reach)._replace(
            guards=self._guards.of_name(of.topic, name)
        )

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

    def _rank(self, payload: int) -> tuple[bool, int, bool, bool, bool, str, int]:
        """Of names of a topic for which one sequence stands in the same way, the one ranked first is told.

        "Fifth Corps" and "5e corps" are one sequence: the one in words tells the reader more.
        """
        name = self._refs[payload]
        return (
            bool(name.unsaid) or name.namesake,
            abs(name.formed),
            not name.linked,
            bool(name.pack),
            any(c.isdigit() for c in name.text),
            name.text,
            payload,
        )

    def _phrase(self, text: str, *, exact: bool = False) -> int:
        """The number of a context phrase; `exact` as what speaks against a name is read, so that it hits no name."""
        number = self._phrase_ids.get((text, exact))
        if number is None:
            number = self._phrase_ids[text, exact] = len(self._phrase_ids)
            for pieces in parse_phrase(text, exact=exact):
                self._phrases[tuple(map(self._ids(("en",)), pieces)), number] = None
        return number

    def _ids(self, hypotheses: tuple[str, ...]) -> Callable[[Piece], int]:
        """Gives words, new or known, their ids; `hypotheses` say how Latin letters may sound."""
        tokens = self._tokens.get(hypotheses)
        if tokens is None:
            tokens = self._tokens[hypotheses] = _Tokens(self._lexicon, hypotheses)
        return tokens.__getitem__

    def _rule(self, source: str, topics: set[str]) -> Query:
        query = checked_rule(source, topics)
        self.add_phrases(query)
        return query


class _Tokens(dict[Piece, int]):
    """The ids of words whose Latin letters may sound in certain ways; new words are added to the lexicon."""

    def __init__(self, lexicon: Lexicon, hypotheses: tuple[str, ...]) -> None:
        self._lexicon, self._hypotheses = lexicon, hypotheses

    def __missing__(self, word: Piece) -> int:
        token = self[word] = self._lexicon.add(word.surface, word.folded, word.mode, self._hypotheses)
        return token
