"""What two aligned sentences say differently, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from monitor.stories.statements.align import ALIGNED, Pair, contrary
from monitor.stories.statements.amounts import number_change
from monitor.stories.statements.kinds import Difference, DifferenceKind
from monitor.stories.statements.known import Known
from monitor.stories.statements.limits import has_exception
from monitor.stories.statements.others import other_actor
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.statements.roles import swapped
from monitor.stories.statements.tenses import became_done, was_planned
from monitor.stories.words.actors import actors
from monitor.stories.words.lexicon import Lexicon

EQUAL = 0.6
"""Share of words from which what differs is read as the statement's change."""
CLOSE = 0.75
"""The same where small words decide."""
GRAVE = frozenset({"life", "custody", "deal"})
"""States that speak although nothing contrary was told."""
_OUTCOMES = GRAVE | {"gate", "verdict", "guilt", "fight", "plan", "control", "law", "strike", "win", "begin"}
"""States that may have become of what was planned."""
_LEAST_NAME = 4
_FEW = 2
"""Words that differ where "not open" has become "closed"; where more do, more is said."""
_NEARLY = 0.7
"""Share from which two other words in a row are somebody or something else, in all languages."""
_WITHOUT_CAPITALS = ("ar", "fa", "he", "de")
"""Languages whose names have no capitals, or whose other nouns have them too."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How the later text stands to the earlier one."""

    lexicon: Lexicon
    next_of_series: bool
    """Same publisher, another address: what is other there is another thing."""
    same_publisher: bool
    now: frozenset[str] = frozenset()
    """Words of the later text."""


Said = tuple[DifferenceKind, str]


def changes(pair: Pair, known: Known, setting: Setting) -> Iterator[Difference]:
    """The differences that are news; one of kind `WORDING` that is none, if only words differ."""
    new, old = pair.new.shown, pair.old.shown
    found = tuple(_Changes(pair, known, setting).found())
    for kind, what in found:
        yield Difference(kind=kind, speaks=True, what=what, later=new, earlier=old)
    if not found and (pair.added or pair.gone):
        what = arrow(pair.gone, pair.added)
        yield Difference(kind=DifferenceKind.WORDING, speaks=False, what=what, later=new, earlier=old)


def arrow(gone: tuple[str, ...], added: tuple[str, ...]) -> str:
    """What stood there, and what stands there now."""
    sides = (" ".join(one.lstrip("#") for one in side) or "nothing" for side in (gone, added))
    return " → ".join(sides)


class _Changes:
    def __init__(self, pair: Pair, known: Known, setting: Setting) -> None:
        self._pair, self._known, self._setting = pair, known, setting
        self._new, self._old, self._lexicon = pair.new, pair.old, setting.lexicon

    def found(self) -> Iterator[Said]:
        """Each kind once."""
        kinds = (
            (DifferenceKind.NEGATION, self._negation),
            (DifferenceKind.DENIAL, self._denial),
            (DifferenceKind.RETRACTION, self._retraction),
            (DifferenceKind.STATE, self._state),
            (DifferenceKind.PLAN, self._plan),
            (DifferenceKind.NUMBER, self._number),
            (DifferenceKind.DAY, self._day),
            (DifferenceKind.NAME, self._name),
            (DifferenceKind.ACTOR, self._actor),
            (DifferenceKind.WATCHED, self._watched),
            (DifferenceKind.ROLES, self._roles),
        )
        any_found = False
        opposite = self._says_it_by_its_opposite()
        for kind, says in kinds:
            if opposite and kind in (DifferenceKind.NEGATION, DifferenceKind.STATE):
                continue
            if what := says():
                any_found = True
                yield kind, what
        if not any_found and self._setting.next_of_series and (what := self._object()):
            yield DifferenceKind.OBJECT, what

    def _flips(self, cue: str, share: float) -> bool:
        return (cue in self._new.cues) != (cue in self._old.cues) and self._pair.share >= share

    def _says_it_by_its_opposite(self) -> bool:
        """ "Not open" is "closed": a negation that comes or goes with a contrary state changes nothing."""
        pair, states = self._pair, self._lexicon.states
        if abs(pair.new.negations - pair.old.negations) != 1 or max(len(pair.added), len(pair.gone)) > _FEW:
            return False
        return any(contrary(one, two, self._lexicon) for one in pair.added if states(one) for two in pair.gone)

    def _negation(self) -> str:
        new, old = self._new.negations, self._old.negations
        if new != old and self._pair.share >= EQUAL:
            return "now negated" if new > old else "no longer negated"
        if self._flips("against", CLOSE):
            return "now against" if "against" in self._new.cues else "no longer against"
        excepts = has_exception(self._new, self._lexicon)
        if excepts != has_exception(self._old, self._lexicon) and self._pair.share >= EQUAL:
            return "now with an exception" if excepts else "no longer with an exception"
        return ""

    def _denial(self) -> str:
        if not self._flips("denial", EQUAL):
            return ""
        return "now denied" if "denial" in self._new.cues else "no longer denied"

    def _retraction(self) -> str:
        fresh = "retraction" in self._new.cues and "retraction" not in self._known.cues
        return "taken back or corrected" if fresh else ""

    def _state(self) -> str:
        pair, states = self._pair, self._lexicon.states
        fresh, lost = _left(pair.new, pair.old, pair.added), _left(pair.old, pair.new, pair.gone)
        had = {state for word in lost for state in states(word)}
        for word in fresh:
            for axis, pole in sorted(states(word) - had):
                was = next((one for one in lost if any(at == axis and was != pole for at, was in states(one))), "")
                if was and (pair.share >= CLOSE or word in pair.added or was in pair.gone):
                    return f"{was} → {word}"
        for word in pair.added:
            grave = {one for one in states(word) if one[0] in GRAVE} - self._known.states
            if grave and pair.share >= ALIGNED:
                return f"{word}, not told before"
        return self._turned_off()

    def _turned_off(self) -> str:
        """ "Called a strike", "called off the strike": a small word behind the same verb makes it the contrary."""
        new, old = self._pair.new.words, self._pair.old.words
        if self._pair.share < ALIGNED or not self._lexicon.words("turns"):
            return ""
        had = set(pairwise(old))
        for verb, small in pairwise(new):
            if self._lexicon.begins("turned", verb) and self._lexicon.has("turns", small) and (verb, small) not in had:
                said = next((one for one in old if self._lexicon.begins("turned", one)), "")
                return f"{said} → {verb} {small}" if said and small not in old else ""
        return ""

    def _plan(self) -> str:
        setting = self._setting
        if self._pair.share < (ALIGNED if setting.same_publisher and not setting.next_of_series else EQUAL):
            return ""  # An edit of a sentence is told in other words more often than a sentence of another text.
        if became_done(self._pair, self._lexicon, same_publisher=self._setting.same_publisher):
            return "planned → done"
        if not was_planned(self._pair, self._lexicon):
            return ""
        fresh = (word for word in self._pair.added if self._is_outcome(word))
        return next((f"planned → {word}" for word in fresh), "")

    def _is_outcome(self, word: str) -> bool:
        states = self._lexicon.states(word)
        return any(axis in _OUTCOMES for axis, _ in states) and self._known.states.isdisjoint(states)

    def _number(self) -> str:
        return number_change(self._pair, self._known, self._lexicon)

    def _day(self) -> str:
        new, old = self._new, self._old
        other_day = new.days - old.days and old.days - new.days
        other_date = new.dates and old.dates and not new.dates & old.dates
        if other_day or other_date:
            return "another day"
        other_hours = new.hours and old.hours and new.hours.isdisjoint(old.hours)
        return "other hours" if other_hours and self._pair.share >= EQUAL else ""

    def _name(self) -> str:
        pair = self._pair
        fresh = [word for word in pair.added if word in pair.new.names and self._is_new_name(word)]
        if fresh and (any(word in pair.old.names for word in pair.gone) or pair.new.watched):
            return " ".join(fresh)
        if somebody := self._somebody_known():
            return somebody
        run = self._run(pair.new, pair.added, self._known.vocabulary)
        return " ".join(run) if run and self._run(pair.old, pair.gone, frozenset()) else ""

    def _somebody_known(self) -> str:
        """Whom readers know from elsewhere, and who has done to them now what was told of another."""
        pair = self._pair
        fresh, lost = self._only_named(pair.added, pair.new), self._only_named(pair.gone, pair.old)
        if not fresh or not lost or not self._known.vocabulary.issuperset(fresh):
            return ""
        if self._known.together(fresh, lost) or self._is_part_of_name(fresh):
            return ""
        states = frozenset(state for word in pair.new.content for state in self._lexicon.states(word))
        return "" if self._known.says_of(fresh, pair.new, states) else " ".join(fresh)

    def _only_named(self, words: tuple[str, ...], one: Statement) -> list[str]:
        """The names among words that are nothing but somebody's name and what he is; empty if they are more."""
        names = [word for word in words if word in one.names]
        person = actors(self._lexicon.language).person
        if any(word not in one.names and not person(word) for word in words):
            return []
        return names if any(len(word) >= _LEAST_NAME for word in names) else []

    def _is_part_of_name(self, fresh: Sequence[str]) -> bool:
        """Whether beside what was exchanged stands the rest of the name, as it stood: another spelling of it."""
        new = self._pair.new
        stays = (new.names & self._pair.old.names) - {part for one in new.watched for part in one.split()}
        return any(len({*both} & stays) == len({*both} & {*fresh}) == 1 for both in pairwise(new.words))

    def _is_new_name(self, word: str) -> bool:
        if len(word) < _LEAST_NAME or self._lexicon.has("title", word):
            return False
        return not self._known.has_name(word)

    def _run(self, one: Statement, changed: tuple[str, ...], known: frozenset[str]) -> list[str]:
        """Two changed words in a row: a name, where capitals do not tell names."""
        near = self._setting.same_publisher and one.watched and self._pair.share >= _NEARLY
        if self._lexicon.language not in _WITHOUT_CAPITALS and not near:
            return []
        told_apart = actors(self._lexicon.language)
        for both in pairwise(one.words):
            if not all(word in changed and word[0] != "#" and not self._lexicon.states(word) for word in both):
                continue
            if any(told_apart.lists(word) or self._is_verb(word) for word in both):
                continue  # Who acts is told by what they are; beside such a word the other may be the verb.
            if known.isdisjoint(both) and (self._lexicon.language != "de" or _both_capital(one.shown, both)):
                return list(both)
        return []

    def _is_verb(self, word: str) -> bool:
        """Persian: in Arabic and Hebrew a tense is no sure sign of one."""
        return self._lexicon.language == "fa" and bool(self._lexicon.tenses(word))

    def _actor(self) -> str:
        if self._pair.share < EQUAL:
            return ""
        return other_actor(self._pair, self._lexicon.language, self._known.vocabulary, self._setting.now)

    def _watched(self) -> str:
        return ", ".join(self._known.unknown(self._new.watched - self._old.watched))

    def _roles(self) -> str:
        return swapped(self._pair, self._lexicon)

    def _object(self) -> str:
        """Another thing: only where publishers do not merely choose other words."""
        pair, states = self._pair, self._lexicon.states
        had = frozenset(state for word in pair.gone for state in states(word))
        fresh = tuple(
            word
            for word in pair.added
            if word not in self._known.vocabulary and word[0] != "#" and had.isdisjoint(states(word))
        )
        says = fresh and pair.gone and pair.share >= EQUAL and pair.new.watched
        return arrow(pair.gone, fresh) if says else ""


def _left(one: Statement, other: Statement, content: tuple[str, ...]) -> list[str]:
    """The words of a side without a counterpart, small ones ("on", "off", "before") among them."""
    small = Counter(one.words) - Counter(other.words)
    return [*content, *(word for word in small if word not in one.counts)]


def _both_capital(shown: str, both: tuple[str, str]) -> bool:
    words = shown.replace(",", " ").replace(".", " ").split()
    return any(
        one[0].isupper() and two[0].isupper() and (one[0].casefold(), two[0].casefold()) == (both[0][0], both[1][0])
        for one, two in pairwise(words)
    )
