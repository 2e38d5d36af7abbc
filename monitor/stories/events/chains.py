"""Whether a story continues an earlier one: what became of it, told back to the day, the names and the kind of event.

A wrong "follows" is a small lie in each digest, a missing one costs nothing: all of it must hold.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from itertools import chain, pairwise
from typing import Final

from monitor.model.linking.chains import ChainLink, Trace, Traced
from monitor.records import dataclass

FOLLOWS_WITHIN: Final = timedelta(days=30)
"""Between an event and what became of it."""
TRIED_WITHIN: Final = timedelta(days=400)
"""The same where courts or inquiries have it."""
_SOONEST = timedelta(hours=2)
"""Sooner it is the same news."""
_IN_COURT = frozenset({"charged", "trial", "verdict", "inquiry"})
_CRIMES = frozenset(
    {"fire", "blast", "shooting", "stabbing", "assault", "murder", "kidnap", "robbery", "escape", "graft", "hack"}
)
_MISHAPS = frozenset({"crash", "collapse", "trapped", "sinking", "spill", "derail", "poisoning", "accident", "flood"})
_HURTING = frozenset({"fire", "blast", "shooting", "stabbing", "assault", "quake", "slide", "flood"}) | _MISHAPS
_TRIED = _CRIMES | _MISHAPS | {"detention", "missing"}
_AFTER: Final[dict[str, frozenset[str]]] = {
    "died": _HURTING | {"murder"},
    "found": _MISHAPS | {"missing", "kidnap", "slide", "robbery", "quake"},
    "freed": _MISHAPS | {"kidnap", "detention", "slide"},
    "caught": _TRIED - {"detention", "flood"},
    "charged": _TRIED,
    "trial": _TRIED,
    "verdict": _TRIED,
    "inquiry": _MISHAPS | {"fire", "blast", "missing"},
    "reopened": _MISHAPS | {"fire", "blast", "flood", "slide", "quake", "closure", "strike", "hack"},
    "ended": frozenset({"strike", "kidnap", "fire", "evacuation", "closure"}),
    "returned": frozenset({"evacuation", "fire", "flood", "quake", "slide", "strike", "kidnap"}),
    "recovered": frozenset({"robbery"}),
    "discharged": _HURTING,
    "buried": _HURTING | {"murder", "missing"},
    "claimed": frozenset({"blast", "shooting", "assault", "murder", "kidnap", "stabbing"}),
}
"""What may become of which kinds of events."""
_WIDER: Final[dict[str, frozenset[str]]] = {
    "accident": _MISHAPS | {"slide", "blast"},
    "assault": frozenset({"shooting", "stabbing", "blast", "robbery"}),
    "murder": frozenset({"shooting", "stabbing", "assault"}),
    "kidnap": frozenset({"robbery"}),
}
"""Kinds that a word for a wider one may stand for."""
_BURYING = frozenset({"collapse", "slide"})
"""Kinds of events by which people are trapped: that is no second kind beside them."""
_MOST_POINTS_OF_NAMES = 2
_WORDS_SHARED, _OF_WORDS = 4, 0.3
"""Words in common, and their share of the fewer, from which two texts in one language tell of one thing."""
_WORDS_DATED, _OF_WORDS_DATED = 2, 0.12
"""The same where the day is said."""
_TELLING_NUMBER = 10
"""From here two texts hardly have a number in common by chance."""
_NEEDED = 3
_TOLD_WITHIN = 3
"""Days after an event within which it is told."""
_OF_DAY, _OF_TIME = 2, 1
"""Points for the day, and for a week or a month."""
_PRECISE = 12
"""Days of the span that "last week" is."""
_WITHOUT_CAPITALS = frozenset({"ar", "fa", "he"})
_KEY = 5
"""Letters by which a trace keeps its words."""
_BEGINNING = 4
"""Letters that one name has in common in two languages."""


def may_follow(trace: Trace) -> bool:
    """Whether a text may tell what became of something: most do not, and for them nothing is looked for."""
    return bool(trace.after) and any(one.kinds for one in trace.references)


def reaches_back(trace: Trace) -> timedelta:
    """How old what it follows may be."""
    return TRIED_WITHIN if _IN_COURT.intersection(trace.after) else FOLLOWS_WITHIN


def follows(later: Traced, earlier: Iterable[Traced]) -> ChainLink | None:
    """The one of the earlier stories that a later one continues; None if none does, or two may be it. Pure."""
    if not may_follow(later.trace):
        return None
    found = [(weighed, one) for one in earlier if (weighed := _weigh(later, one)) is not None]
    if not found:
        return None
    most = max(weighed.points for weighed, _ in found)
    best = [(weighed, one) for weighed, one in found if weighed.points == most]
    if len({one.begins or one.event for _, one in best}) > 1:
        return None
    # What goes on in steps follows the last of them.
    weighed, one = max(best, key=lambda pair: (pair[1].trace.at, -pair[1].story_id))
    return ChainLink(story_id=later.story_id, follows=one.story_id, evidence=weighed.evidence)


@dataclass(frozen=True, slots=True)
class _Weighed:
    points: int
    evidence: str


def _weigh(later: Traced, earlier: Traced) -> _Weighed | None:
    """What speaks for it; None if something speaks against it, or too little for it."""
    now, then = later.trace, earlier.trace
    between = now.at - then.at
    if later.event == earlier.event or not _SOONEST <= between <= reaches_back(now):
        return None
    if later.topics.isdisjoint(earlier.topics) or now.another or _is_series(now, then):
        return None
    kinds = _same_kinds(now, then)
    became = [one for one in now.after if one not in then.after and not kinds.isdisjoint(_AFTER[one])]
    if between > FOLLOWS_WITHIN:
        became = [one for one in became if one in _IN_COURT]
    if not became:
        return None
    days = _days(now, then, kinds)
    if days < 0:
        return None
    names, numbers = _names(now, then), _numbers(now, then, least=_TELLING_NUMBER if days < _OF_DAY else 2)
    alike = _alike(now, then, dated=days > 0)
    own = kinds - _WIDER.keys() - {"detention"} - ({"trapped"} if kinds & _BURYING else set())
    both = int(len(own) > 1)
    if now.language == then.language == "de":
        names = min(names, 1)  # All nouns have capitals there.
    # Who stands before a court is named in full, months later too.
    named = int(names >= _MOST_POINTS_OF_NAMES and became[0] in _IN_COURT and not kinds.isdisjoint(_CRIMES))
    points = days + min(names + numbers, _MOST_POINTS_OF_NAMES) + alike + both + named
    if points < _NEEDED:
        return None
    shown = ", ".join(sorted(kinds))
    parts = [f"{shown} of {then.at.day} {then.at:%B}, now {became[0]}"]
    parts += ["it says the day"] if days else []
    parts += [f"{names} names in common"] if names else []
    parts += [f"{numbers} numbers in common"] if numbers else []
    parts += ["much the same words"] if alike else []
    return _Weighed(points, "; ".join(parts))


def _is_series(now: Trace, then: Trace) -> bool:
    return bool(now.publisher) and now.publisher == then.publisher and now.form == then.form


def _same_kinds(now: Trace, then: Trace) -> frozenset[str]:
    """Kinds of what the earlier text tells of which the later one speaks."""
    said = set(chain.from_iterable(one.kinds for one in now.references))
    return frozenset(one for one in then.events if any(_is_kind(word, one) for word in said))


def _is_kind(said: str, kind: str) -> bool:
    return said == kind or kind in _WIDER.get(said, ()) or said in _WIDER.get(kind, ())


def _days(now: Trace, then: Trace, kinds: frozenset[str]) -> int:
    """`_OF_DAY` if a sentence of the later text on such an event says its day, -1 if all that say one say another."""
    days = _days_of(then)
    about = [one for one in now.references if any(_is_kind(said, kind) for said in one.kinds for kind in kinds)]
    spans = list(chain.from_iterable(one.days for one in about))
    said = [last - first for first, last in spans if any(first <= day <= last for day in days)]
    if said:
        return _OF_DAY if min(said) <= _PRECISE else _OF_TIME
    # What was yesterday is mostly what became of it, not what it was.
    return -1 if any(last < now.at.date().toordinal() - 1 for _, last in spans) else 0


def _days_of(then: Trace) -> frozenset[int]:
    """Days on which what a text tells may have been: when it was told, the day before, or those that it names."""
    told = then.at.date().toordinal()
    named = (last for one in then.references for _, last in one.days if told - _TOLD_WITHIN <= last <= told)
    return frozenset({told, told - 1, *named})


def _names(now: Trace, then: Trace) -> int:
    if now.language != then.language:
        return sum(any(_alike_names(one, other) for other in then.names) for one in now.names)
    if now.language in _WITHOUT_CAPITALS:
        # Two rare words in a row are a name as well as one can tell.
        return len(set(pairwise(now.words)) & set(pairwise(then.words)))
    same = set(now.names) & set(then.names)
    # A name that begins a sentence is a word like others there.
    begins = {one for one in then.names if one[:_KEY] in now.words} | {
        one for one in now.names if one[:_KEY] in then.words
    }
    return len(same | begins)


def _alike_names(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) > _BEGINNING and one[:_BEGINNING] == other[:_BEGINNING])


def _numbers(now: Trace, then: Trace, *, least: int) -> int:
    return sum(int(one) >= least for one in set(now.numbers) & set(then.numbers))


def _alike(now: Trace, then: Trace, *, dated: bool) -> int:
    if now.language != then.language:
        return 0
    common = len(set(now.words) & set(then.words))
    least, share = (_WORDS_DATED, _OF_WORDS_DATED) if dated else (_WORDS_SHARED, _OF_WORDS)
    return int(common >= least and common >= share * min(len(now.words), len(then.words)))
