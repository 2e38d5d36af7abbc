"""How often cycles are looked for among objects: rarely while all is loaded, as usual where a program stays."""

from __future__ import annotations

import gc

_RARELY = 500_000
"""Objects made between two looks: loading makes many, and none of them garbage."""
_USUALLY = gc.get_threshold()


def look_rarely() -> None:
    """For a command's whole life, and for a bot's until it is loaded, of which it took a fifth."""
    gc.set_threshold(_RARELY)


def look_as_usual() -> None:
    """For who stays; what was loaded so far is old at once, or the next look would go through all of it."""
    gc.freeze()
    gc.unfreeze()
    gc.set_threshold(*_USUALLY)
