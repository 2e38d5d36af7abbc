"""How many mails a digest takes: as few as there can be, each under the size at which mail sites cut."""

from __future__ import annotations

from collections.abc import Callable

from monitor.deliver.render.digest import fits, ladder, print_part
from monitor.deliver.render.pages import OURS, Printing
from monitor.deliver.render.stories import Limits
from monitor.model.digests import WHOLE, Digest, Part

_MANY = 99
"""Mails, while it is not known how many there will be: no smaller number takes more room in a subject."""
_SPARE = 100
"""Bytes: another number may break lines elsewhere, as they are sent."""
_GUESS = 120
"""Lines that usually go into a mail."""


def mail_parts(digest: Digest, printing: Printing = OURS) -> tuple[int, ...]:
    """How many stories each mail tells: all of them in one if lines instead of details can do it, else in several.

    The first mail then has the details, and lines as far as there is room; the others have lines only. A mail tells one
    story at least, whatever its size.
    """
    total = len(digest.stories)
    if any(fits(print_part(digest, WHOLE, limits, printing)) for limits in _whole(digest, printing)):
        return (total,)
    sizes: list[int] = []
    while (first := sum(sizes)) < total:
        sizes.append(_next_size(digest, len(sizes) + 1, first, printing))
    return tuple(sizes)


def _whole(digest: Digest, printing: Printing) -> tuple[Limits, ...]:
    """The ladder; where lines only would be too much for one mail, none of it."""
    lines = Part(number=2, of=2)
    return ladder(digest, WHOLE) if fits(print_part(digest, lines, Limits(0, 0, 0), printing)) else ()


def _next_size(digest: Digest, number: int, first: int, printing: Printing) -> int:
    left = len(digest.stories) - first
    for limits in ladder(digest, Part(number=number)):

        def fit(size: int, limits: Limits = limits) -> bool:
            part = Part(number=number, of=_MANY, first=first, last=first + size)
            return fits(print_part(digest, part, limits, printing), _SPARE)

        least = min(max(limits.brief - first, 1), left)
        if fit(least):
            return _most(fit, least, left)
    return 1


def filled(total: int, fit: Callable[[int, int, int], bool]) -> tuple[int, ...]:
    """How many of `total` stories each message tells: as many as `fit` (number, first, last) takes, one at least.

    Without any story it is one message all the same.
    """
    sizes: list[int] = []
    while (first := sum(sizes)) < total:
        number = len(sizes) + 1

        def room(size: int, number: int = number, first: int = first) -> bool:
            return fit(number, first, first + size)

        sizes.append(_most(room, 1, total - first))
    return tuple(sizes) or (0,)


def _most(fit: Callable[[int], bool], least: int, most: int) -> int:
    """The greatest number up to `most` that fits; `least` does, and what fits is never more than what does not."""
    low, high = least, most + 1
    probe = low + _GUESS
    while high - low > 1:
        if not low < probe < high:
            probe = (low + high) // 2
        if fit(probe):
            low, probe = probe, probe + _GUESS // 4
        else:
            high, probe = probe, 0
    return low
