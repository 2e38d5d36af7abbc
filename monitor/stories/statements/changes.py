"""What two aligned sentences say differently, by kind."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from monitor.stories.statements.added import more_said
from monitor.stories.statements.align import ALIGNED, Pair, contrary
from monitor.stories.statements.amounts import ALL, number_change
from monitor.stories.statements.kinds import Difference, DifferenceKind, arrow
from monitor.stories.statements.known import Known
from monitor.stories.statements.limits import limit_change
from monitor.stories.statements.modality import certainty_change
from monitor.stories.statements.names import other_name
from monitor.stories.statements.others import other_actor
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.statements.retelling.frame import says_it_goes_on
from monitor.stories.statements.roles import swapped
from monitor.stories.statements.setting import CLOSE, EQUAL, Setting
from monitor.stories.statements.swaps.objects import other_object
from monitor.stories.statements.tenses import was_planned
from monitor.stories.words.lexicon import Lexicon
from monitor.stories.words.stems import State

GRAVE = frozenset({"life", "custody", "deal", "grave"})
"""States that speak although nothing contrary was told."""
_OUTCOMES = GRAVE | {"gate", "verdict", "guilt", "fight", "plan", "control", "law", "strike", "win", "begin"}
"""States that may have become of what was planned."""
_TERMS = frozenset({"term", "month"})
_REFUSED: State = ("verdict", 1)
_OFF = frozenset[State]({("fate", 2), _REFUSED})
"""Where what was to come and does not stands, and what was asked for and not given."""
_TOLD_BY_THE_OPPOSITE = frozenset({DifferenceKind.NEGATION, DifferenceKind.STATE, DifferenceKind.PLAN})
_FEW = 2
"""Words that differ where "not open" has become "closed"; where more do, more is said."""
_SAME_VERB = 3
"""Letters that a verb and its negation begin with."""


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
            if opposite and kind in _TOLD_BY_THE_OPPOSITE:
                continue
            if what := says():
                any_found = True
                yield kind, what
        if any_found or opposite:
            return
        pair = self._pair
        if what := other_object(pair, self._known, self._setting):
            yield DifferenceKind.OBJECT, what
        elif pair.share < EQUAL and (what := more_said(pair, self._known, self._lexicon)):
            yield DifferenceKind.ADDED, what

    def _flips(self, cue: str, share: float) -> bool:
        return (cue in self._new.cues) != (cue in self._old.cues) and self._pair.share >= share

    def _says_it_by_its_opposite(self) -> bool:
        """ "Not open" is "closed": a negation that comes or goes with a contrary state changes nothing."""
        pair, states = self._pair, self._lexicon.states
        refused = any(_REFUSED in states(word) for word in (*pair.added, *pair.gone))
        if refused and self._flips("against", 0):
            return True  # Who voted something down voted against it.
        most = max(len(pair.added), len(pair.gone))
        if abs(pair.new.negations - pair.old.negations) != 1 or most > _FEW + 1:
            return False
        apart = (contrary(one, two, self._lexicon) for one in pair.added if states(one) for two in pair.gone)
        if any(axis and axis != ALL[0] for axis in apart):  # "Nobody" is a "not" and an amount in one.
            return True
        off = [any(states(word) & _OFF for word in side) for side in (pair.added, pair.gone)]
        if off == [pair.new.negations < pair.old.negations, pair.old.negations < pair.new.negations]:
            return True  # "Will not come" is "cancelled the visit", "no strike" is "called off the strike".
        if most > _FEW:
            return False
        # "Yapılmayacak" is "iptal": the word negates what it says; "açılmadı" is no "açıldı".
        more, less = (pair.added, pair.gone) if pair.new.negations > pair.old.negations else (pair.gone, pair.added)
        negating = (word for word in more if "negation" in self._lexicon.cues(word))
        return any(
            states(one) & states(two) and one[:_SAME_VERB] != two[:_SAME_VERB] for one in negating for two in less
        )

    def _negation(self) -> str:
        new, old = self._new.negations, self._old.negations
        if new != old and self._pair.share >= EQUAL:
            return "now negated" if new > old else "no longer negated"
        if self._flips("against", CLOSE):
            return "now against" if "against" in self._new.cues else "no longer against"
        same = self._setting.same_publisher
        return limit_change(self._pair, self._lexicon, same_publisher=same) if self._pair.share >= EQUAL else ""

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
            for axis, _ in sorted(states(word) - had):
                was = next((one for one in lost if _is_contrary(states(one), states(word), axis)), "")
                if was and (pair.share >= CLOSE or word in pair.added or was in pair.gone):
                    return f"{was} → {word}"
        for word in pair.added:
            grave = {one for one in states(word) if one[0] in GRAVE} - self._known.states
            if grave and pair.share >= ALIGNED and had.isdisjoint(states(word)):
                return f"{word}, not told before"
        return self._turned_off()

    def _turned_off(self) -> str:
        """ "Called a strike", "called off the strike": a small word behind the same verb makes it the contrary."""
        new, old = _apart(self._pair.new.words), _apart(self._pair.old.words)
        if self._pair.share < ALIGNED or not self._lexicon.words("turns"):
            return ""
        had = set(pairwise(old))
        for verb, small in pairwise(new):
            if self._lexicon.begins("turned", verb) and self._lexicon.has("turns", small) and (verb, small) not in had:
                said = next((one for one in old if self._lexicon.begins("turned", one)), "")
                return f"{said} → {verb} {small}" if said and small not in old else ""
        return ""

    def _plan(self) -> str:
        setting, share = self._setting, self._pair.share
        if share < (ALIGNED if setting.same_publisher and not setting.next_of_series else EQUAL):
            return ""  # What became of a plan is told in other words; an edit tells of the same plan all the same.
        turned = certainty_change(self._pair, self._lexicon, same_publisher=setting.same_publisher)
        if turned and share >= EQUAL:
            return turned
        if not was_planned(self._pair, self._lexicon) or self._new.negations > self._old.negations:
            return ""  # What is said not to have come about is told by the "not".
        fresh = (word for word in self._pair.added if self._is_outcome(word))
        return next((f"planned → {word}" for word in fresh), "")

    def _is_outcome(self, word: str) -> bool:
        states = self._lexicon.states(word)
        if not any(axis in _OUTCOMES for axis, _ in states):
            return False
        watched = {part for name in self._new.watched for part in name.split()}
        return self._known.states_beside(self._new.counts - watched - {word}).isdisjoint(states)

    def _number(self) -> str:
        return number_change(self._pair, self._known, self._lexicon)

    def _day(self) -> str:
        new, old = self._new, self._old
        if self._goes_on():
            return ""
        other_day = new.days - old.days and old.days - new.days
        other_date = new.dates and old.dates and not new.dates & old.dates
        if self._setting.other_day or other_day or other_date or self._other_term():
            return "another day"
        other_hours = new.hours and old.hours and new.hours.isdisjoint(old.hours)
        return "other hours" if other_hours and self._pair.share >= EQUAL else ""

    def _goes_on(self) -> bool:
        """ "Still closed on Tuesday": another day of the same state is none; until when it holds is."""
        until = any(self._lexicon.has("until", word) and word not in self._old.tokens for word in self._new.tokens)
        return not until and says_it_goes_on(self._new, self._lexicon)

    def _other_term(self) -> bool:
        """Whether a weekday has become a season or the end of a month, or the other way round."""
        pair = self._pair
        if not self._setting.same_publisher or len(pair.added) + len(pair.gone) > _FEW + 1 or pair.share < EQUAL:
            return False
        added, gone = (any(_names_term(word, self._lexicon) for word in side) for side in (pair.added, pair.gone))
        days, before = pair.new.days or pair.new.dates, pair.old.days or pair.old.dates
        return (added and bool(before) and not days) or (gone and bool(days) and not before)

    def _name(self) -> str:
        return other_name(self._pair, self._known, self._lexicon, same_publisher=self._setting.same_publisher)

    def _actor(self) -> str:
        if self._pair.share < EQUAL:
            return ""
        return other_actor(self._pair, self._lexicon.language, self._known.vocabulary, self._setting.now)

    def _watched(self) -> str:
        return ", ".join(self._known.unknown(self._new.watched - self._old.watched))

    def _roles(self) -> str:
        return swapped(self._pair, self._lexicon)


def _apart(words: tuple[str, ...]) -> list[str]:
    """The words, those that were read as one among them."""
    return [part for word in words for part in word.split("_")]


def _left(one: Statement, other: Statement, content: tuple[str, ...]) -> list[str]:
    """The words of a side without a counterpart, small ones ("on", "off", "before") among them."""
    small = Counter(one.words) - Counter(other.words)
    return [*content, *(word for word in small if word not in one.counts)]


def _is_contrary(mine: frozenset[State], theirs: frozenset[State], axis: str) -> bool:
    """Whether two words stand at other poles of an axis, and at none that is the same."""
    poles, others = ({pole for at, pole in one if at == axis} for one in (mine, theirs))
    return bool(poles) and poles.isdisjoint(others)


def _names_term(word: str, lexicon: Lexicon) -> bool:
    return any(field in _TERMS for field, _ in lexicon.things(word))
