"""How often cycles are looked for among objects: rarely while all is loaded, at times where a program stays."""

from __future__ import annotations

import gc

_RARELY = 500_000
"""Objects made between two looks: loading makes many, and none of them garbage."""
_AT_TIMES = 10_000
"""The same for who stays: garbage must not pile up for days, nor be looked for while a page is answered.

With Python's 700 what one question makes is old before it is answered; then all that was ever loaded is gone through.
"""


def look_rarely() -> None:
    """For a command's whole life, and for a bot's until it is loaded, of which it took a fifth."""
    gc.set_threshold(_RARELY)


def look_at_times() -> None:
    """For who stays; what was loaded so far is old at once, or the next look would go through all of it."""
    gc.freeze()
    gc.unfreeze()
    gc.set_threshold(_AT_TIMES)
