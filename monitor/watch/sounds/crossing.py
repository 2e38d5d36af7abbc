"""The words of names that are looked for in the letters of another script.

An index of consonant classes and beginnings says what a word may be; what it is, a comparison of letter groups. With
words that are nothing alone it is put off until a word beside them may be the next of the same name.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import product
from threading import Lock

from monitor.records import dataclass
from monitor.watch.sounds.transliteration import LONGEST, apart, cheapest, limit_of, romanised
from monitor.watch.sounds.transliteration_edges import EdgeLetters, Edges
from monitor.watch.sounds.transliteration_index import BothEdges, Candidate, Forms, Spelled, Spellings
from monitor.watch.sounds.transliteration_steps import first_letters, inserted_in, steps_of
from monitor.watch.sounds.transliteration_table import FINAL_YA, latin_keys, letter_key
from monitor.watch.text import Reading, Script, Variant, Way, bare, fold, script_of

LETTERS = {Script.ARABIC: "Arabic", Script.HEBREW: "Hebrew", Script.LATIN: "Latin", Script.CYRILLIC: "Cyrillic"}
"""What people call the letters of a script."""
_ABJADS = (Script.ARABIC, Script.HEBREW)
_ALPHABETS = (Script.LATIN, Script.CYRILLIC)
_SURE = 0.15
"""Up to which another spelling is hardly one: the limit of a word that stands alone and has few consonants."""
_LONE_CONSONANTS = 3
_ROUNDING = 1e-6
MANY = 2_000
"""Words of names from which on many words of a text are asked about at once."""


@dataclass(frozen=True, slots=True)
class Reach:
    """How far the names of one topic are looked for."""

    given: frozenset[Script]
    """Scripts in which the topic has names: there a lone word in another spelling is another word."""
    spelled: frozenset[Script]
    """Scripts in which a pack spells it: there nothing is guessed."""
    source: Script | None
    """The alphabet whose names are compared with words in Arabic and Hebrew letters; None if there is none."""
    languages: frozenset[str] | None
    """The languages whose names are translated; None for all."""


class Crossing:
    """The words of names that are looked for in other scripts."""

    def __init__(self) -> None:
        self._ready: dict[tuple[Spelled, Script], Candidate] = {}
        edges = {
            script: BothEdges(Edges(script, backwards=False), Edges(script, backwards=True), Lock())
            for script in _ABJADS
        }
        self._spelled = Spellings(self._made_ready, edges)
        self._deferred = Spellings(self._made_ready, edges)
        """Words that are compared only if they are asked for by their numbers."""
        self._letters_at = {
            script: (EdgeLetters(script, backwards=False), EdgeLetters(script, backwards=True)) for script in _ABJADS
        }
        self._lettered: dict[str, list[tuple[int, str, Script]]] = defaultdict(list)
        self._known: set[tuple[int, str]] = set()
        self._heard: set[int] = set()

    def add(self, token: int, surface: str, reach: Reach) -> None:
        """Look for the word `surface`, number `token`, beyond its script as far as `reach` says."""
        script = script_of(surface)
        if script is not reach.source and (reach.source is not None or script not in _ABJADS):
            return
        if (token, surface) in self._known:
            return
        self._known.add((token, surface))
        if script is Script.CYRILLIC:
            self._heard.add(token)
        if script in _ABJADS:
            folded = bare(fold(surface))
            # A last ى says a or i: folded into ي alone it would be no الهوى for al-Hawa.
            for written in dict.fromkeys((folded, _ending_in(surface[-1:], folded))):
                self._lettered[letter_key(written)].append((token, written, script))
        elif not reach.spelled.issuperset(_ABJADS) and (source := romanised(surface)):
            self._spelled.add(tuple(latin_keys(source)), Spelled(token, source, reach.spelled))

    def defer(self, tokens: Collection[int]) -> None:
        """Compare words in Arabic and Hebrew letters with these words of names only when asked for them."""
        self._deferred, self._spelled = self._spelled.parted(tokens)

    def make_ready(self) -> None:
        """Make what the first texts would make; nothing is added from now on."""
        # All tables before any of arrays: they share the rows of edges.
        spellings = (self._spelled, self._deferred)
        for of, script in product(spellings, _ABJADS):
            of.written(script)
        for of, script in product(spellings, _ABJADS):
            if len(of) >= MANY:
                of.many(script)

    @property
    def letter_keys(self) -> Collection[str]:
        """The `letter_key` of every word in Arabic or Hebrew letters that is compared with a name in an alphabet."""
        return self._spelled.keys

    @property
    def deferred_keys(self) -> Collection[str]:
        """The same of words that are compared when asked for."""
        return self._deferred.keys

    @property
    def in_letters(self) -> Mapping[str, Collection[tuple[str, Script]]]:
        """The words of names given in Arabic or Hebrew letters, with which words in alphabets are compared, by key."""
        return {key: tuple((folded, script) for _, folded, script in words) for key, words in self._lettered.items()}

    @property
    def lettered(self) -> Mapping[str, frozenset[int]]:
        """The words of names given in Arabic or Hebrew letters, by what `keys_in_letters` says of words."""
        return {key: frozenset(token for token, _, _ in words) for key, words in self._lettered.items()}

    @property
    def lettered_first(self) -> Mapping[str, frozenset[str]]:
        """With which letters those begin that may be them, romanised, by the same keys."""
        return {
            key: frozenset().union(*(first_letters(written, script) for _, written, script in words))
            for key, words in self._lettered.items()
        }

    def heard(self, token: int) -> bool:
        """Whether the Cyrillic word `token` is looked for in Latin letters: its topic has no Latin name."""
        return token in self._heard

    def readings(self, surface: str, forms: Sequence[Variant], script: Script) -> Iterator[Reading]:
        """What a word of a text can stand for if the name was given in another script, deferred words apart."""
        if script in _ABJADS:
            if self._spelled.keys:
                for form, inside in _compared_forms(forms, surface):
                    candidates = self._spelled.candidates(letter_key(form), form, script)
                    yield from _spelled_as(candidates, form, script, inside=inside)
        elif self._lettered and script in _ALPHABETS and any(c.isupper() for c in surface):
            yield from self._by_letters(forms, script)

    def readings_as(self, token: int, surface: str, forms: Sequence[Variant], script: Script) -> Iterator[Reading]:
        """How a word of a text can stand for this deferred word."""
        if script in _ABJADS:
            known = list(self._deferred.of(token, script))
            for form, inside in _compared_forms(forms, surface):
                written = letter_key(form)
                alike = [candidate for key, candidate in known if key == written]
                yield from _spelled_as(alike, form, script, inside=inside)

    def spelled(self, forms: Forms, owners: Sequence[int], known: Collection[int]) -> set[int]:
        """The owners of forms that are words of names, some `known` ones apart; those of words that are compared when
        asked for apart."""
        found: set[int] = set()
        for at, one in self._alike(self._spelled, forms):
            owner = owners[at % forms.cores]
            if owner not in found and owner not in known:
                _, _, limit, steps, inserted = self._made_ready(one, forms.script)
                if any(cheapest(steps, inserted, word, limit) <= limit for word in _written(forms.spelled[at])):
                    found.add(owner)
        return found

    def perhaps(self, forms: Forms, owners: Sequence[int]) -> dict[int, bytes]:
        """The numbers of the deferred words that the owners of forms may be, as `row_of` keeps them."""
        if len(self._deferred) >= MANY and forms.spelled:
            from monitor.watch.sounds.written_many import token_rows  # noqa: PLC0415 - for long lists only

            return token_rows(self._deferred.many(forms.script), forms.many, owners)
        found: dict[int, set[int]] = defaultdict(set)
        for at, one in self._alike(self._deferred, forms):
            found[owners[at % forms.cores]].add(one.token)
        return {owner: row_of(tokens) for owner, tokens in found.items()}

    def _alike(self, spellings: Spellings, forms: Forms) -> Iterator[tuple[int, Spelled]]:
        """Forms by their numbers, and the words of names that each may be."""
        if len(spellings) < MANY:
            yield from spellings.written(forms.script).alike_all(forms)
        elif forms.spelled:
            many = spellings.many(forms.script)
            of, words = many.alike(forms.many)
            for at, word in zip(of.tolist(), words.tolist(), strict=True):
                yield at, many.spelled[word]

    def _made_ready(self, spelled: Spelled, script: Script) -> Candidate:
        known = self._ready.get((spelled, script))
        if known is None:
            token, source, _ = spelled
            count, limit = limit_of(source)
            known = self._ready[spelled, script] = Candidate(
                token,
                count,
                limit,
                steps_of(source, script, limit),
                inserted_in(script, limit),
            )
        return known

    def _by_letters(self, forms: Iterable[Variant], script: Script) -> Iterator[Reading]:
        for source in _romanised_forms(forms):
            alike = [one for key in latin_keys(source) for one in self._lettered.get(key, ())]
            if alike:
                count, limit = limit_of(source)
                for token, folded, given in alike:
                    # Most words part at the first or the last letter; nothing is cheaper to know.
                    first, last = self._letters_at[given]
                    most = limit + _ROUNDING
                    if first.cost(source, folded[0]) <= most and last.cost(source, folded[-1]) <= most:
                        yield from _judged(token, apart(source, folded, given, limit), limit, count, LETTERS[script])


def consonant_keys(word: str) -> set[str]:
    """The classes of the consonants of a folded word in each reading; none in letters that are not compared."""
    if word and script_of(word) in _ABJADS:
        return {letter_key(word)}
    source = romanised(word) if word else ""
    return latin_keys(source) if source else set()


def keys_in_letters(forms: Iterable[Variant]) -> set[str]:
    """By what a word in an alphabet, in the folded forms it may come from, is looked for among names in an abjad."""
    return {key for source in _romanised_forms(forms) for key in latin_keys(source)}


def _romanised_forms(forms: Iterable[Variant]) -> Iterable[str]:
    return dict.fromkeys(source for form, way, _ in forms if way <= Way.ARTICLE and (source := romanised(form)))


def _compared_forms(forms: Iterable[Variant], surface: str) -> Iterator[tuple[str, bool]]:
    """The forms of a word that are compared, and whether only the words beside it can prove one.

    With the last letter as written, because folding takes three letters that end names for one.
    """
    compared: set[str] = set()
    for form, way, _ in forms:
        inside = way is Way.PREFIX_SHORT
        if (way <= Way.ARTICLE or inside) and form not in compared and len(form) <= LONGEST:
            compared.add(form)
            yield _ending_in(surface[-1:], form), inside


def _spelled_as(
    candidates: Sequence[Candidate], form: str, script: Script, *, inside: bool = False
) -> Iterator[Reading]:
    for token, count, limit, steps, inserted, *_ in candidates:
        cost = cheapest(steps, inserted, form, limit)
        for reading in _judged(token, cost, limit, count, LETTERS[script]):
            yield reading._replace(way=Way.SCRIPT_LOOSE) if inside else reading


def row_of(tokens: Iterable[int]) -> bytes:
    """Numbers of words of names as one value that takes little memory."""
    return array("i", tokens).tobytes()


def tokens_of(row: bytes) -> Sequence[int]:
    """The numbers that `row_of` made a row of."""
    return memoryview(row).cast("i")


def _written(form: str) -> tuple[str, ...]:
    """A folded form as it may be written."""
    return (form, *(_ending_in(last, form) for last in FINAL_YA)) if form.endswith("ي") else (form,)


def _ending_in(last: str, form: str) -> str:
    """A folded form with its last letter as written where that tells how it is read: ى and ی are folded to ي."""
    return form[:-1] + last if last in FINAL_YA and form.endswith("ي") else form


def _judged(token: int, cost: float, limit: float, count: int, written: str) -> Iterator[Reading]:
    if cost <= limit:
        loose = count < _LONE_CONSONANTS and cost > _SURE
        yield Reading(token, Way.SCRIPT_LOOSE if loose else Way.SCRIPT, written, count, cost <= _SURE)
