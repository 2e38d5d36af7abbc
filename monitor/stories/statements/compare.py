"""What a later text says that readers were not told, statement by statement, against what they were told last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.stories.statements.comparing import Comparing
from monitor.stories.statements.kinds import Comparison, Difference
from monitor.stories.statements.other_day import is_of_one_day, of_told_days, on_other_days
from monitor.stories.statements.reading.lines import Line
from monitor.stories.statements.reading.text import ReadText, Told, Watch, language_of, read_text, watch_of
from monitor.stories.statements.retelling.covered import Covering
from monitor.stories.statements.retelling.frame import says_it_goes_on
from monitor.stories.words.lexicon import lexicon

MOST_TOLD = 4
"""Texts told of one story that a later one is compared with: the last of them."""
_GLANCE = 0.4
"""Share of a sentence's words that must begin as words that were told do; others may be said in other words."""
_NOTHING: frozenset[str] = frozenset()


def differences(earlier: Told, later: Told) -> tuple[Difference, ...]:
    """What `later` says otherwise than `earlier`, in reading order; `speaking` chooses what is news.

    Two texts of one publisher at one address (or with none known) are versions of one; at two addresses the later is
    taken for the next of a series where its things differ. Pure: the same texts give the same differences.
    """
    return compared((earlier,), later).differences


def speaking(found: Sequence[Difference]) -> tuple[Difference, ...]:
    """Those differences that are news."""
    return tuple(one for one in found if one.speaks)


def share_of(earlier: Told, later: Told) -> float:
    """The share of the later text's words that stand in the earlier one, word for word but for inflection and slips."""
    return compared((earlier,), later).share


def is_all_told(told: Sequence[Told], later: Told, surfaces: Sequence[str]) -> bool:
    """Whether all that the main statements of `later` say was told, in whatever sentences.

    Main statements are its first sentence, its headline if it names what is watched or has to do with the rest, and
    the sentences that name what is watched. `told`: texts of one event, in the order in which they were told.
    """
    words = lexicon(language_of(later))
    readable = [read_text(one) for one in told if language_of(one) == language_of(later)]
    new = read_text(later)
    main = _main(new, watch_of(tuple(surfaces), words))
    begins = frozenset().union(*(line.keys for text in readable for line in text.lines))
    if not main or not readable or not all(_may_be_told(one.keys, begins) for one, _ in main):
        return False
    said = {line: replace(line.statement, watched=held) for line, held in main if line.statement is not None}
    if not any(says_it_goes_on(one, words) for one in said.values()) and not is_of_one_day(
        told, later, [one for one, _ in main]
    ):
        return False
    of_told_day = of_told_days(tuple(said), told, (later, new), words)
    return Covering(readable, words, of_told_day=of_told_day).has_all(said.values())


def tells_nothing_of_its_own(told: Sequence[Told], later: Told, surfaces: Sequence[str]) -> bool:
    """Whether all that the main statements of `later` say was told, and all hard facts of the others.

    Newsrooms write each other's news in their own words: such a text is no second witness.
    """
    if not is_all_told(told, later, surfaces):
        return False
    words, new = lexicon(language_of(later)), read_text(later)
    watch = watch_of(tuple(surfaces), words)
    main = {line for line, _ in _main(new, watch)}
    rest = (line.statement for line in new.body(new.watched(watch)) if line not in main)
    covering = Covering([read_text(one) for one in told if language_of(one) == language_of(later)], words)
    return all(covering.has_facts_of(one) for one in rest if one is not None)


def _main(text: ReadText, watch: Watch) -> list[tuple[Line, frozenset[str]]]:
    watched = text.watched(watch)
    body = text.body(watched)
    held = [(one, watched.get(one, _NOTHING)) for at, one in enumerate(body) if not at or one in watched]
    head = text.headline
    if head is None:
        return held
    begins = frozenset().union(*(one.keys for one, _ in held))
    named = watched.get(None, _NOTHING)
    return [(head, named), *held] if named or not head.keys.isdisjoint(begins) else held


def _may_be_told(keys: frozenset[str], told: frozenset[str]) -> bool:
    """As far as a glance tells, which is much cheaper than reading closely."""
    return len(keys & told) >= _GLANCE * len(keys)


def unshared(told: Sequence[Told], later: Told) -> str:
    """The sentences of `later` that go back to none of what was told, a line each."""
    return "\n".join(Comparing(told[-MOST_TOLD:], later).unshared())


def repeated(earlier: Told, later: Told) -> set[str]:
    """The sentences of `later`, its headline among them, that say nothing otherwise than their counterparts before."""
    if language_of(earlier) != language_of(later):
        return set()
    return Comparing([earlier], later).unchanged()


def compared(
    told: Sequence[Told], later: Told, *, former: Told | None = None, elsewhere: Sequence[Told] = ()
) -> Comparison:
    """`later` against what was told, the texts in the order in which they were told.

    `former`: its own version before this one; then only what this version changed or added speaks, for all else was
    judged before. `elsewhere`: texts on other events that were judged for the same readers; what stands there word for
    word is no news, unless what was told says it otherwise.
    """
    language = language_of(later)
    readable = [one for one in told if language_of(one) == language][-MOST_TOLD:]
    if not readable:
        return Comparison(differences=(), share=0.0, equal=0, sentences=0)
    comparing = Comparing(readable, later)
    if former is not None:
        comparing.edits, comparing.stood = True, repeated(former, later)
    again = on_other_days(elsewhere, later)
    comparing.elsewhere = {one.words for text in elsewhere for one in read_text(text).every if one.shown not in again}
    return comparing.found()
