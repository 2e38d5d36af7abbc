"""What a later text says that readers were not told, statement by statement, against what they were told last."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.stories.statements.comparing import Comparing
from monitor.stories.statements.kinds import Comparison, Difference
from monitor.stories.statements.other_day import on_other_days
from monitor.stories.statements.reading.text import Told, language_of, read_text

MOST_TOLD = 4
"""Texts told of one story that a later one is compared with: the last of them."""


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
    comparing.elsewhere = {one.words for text in elsewhere for one in read_text(text).lines if one.shown not in again}
    return comparing.found()
