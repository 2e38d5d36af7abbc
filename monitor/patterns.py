"""Regular expressions that are compiled when they are first used: long lists of words take tens of milliseconds."""

from __future__ import annotations

import re
from typing import cast


def late(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """As `re.compile`, for patterns that not every command uses. What is wrong with one shows at its first use.

    It is no `re.Pattern` itself: use its methods and attributes; functions of `re` do not take it.
    """
    return cast("re.Pattern[str]", _Late(pattern, flags))


class _Late:
    def __init__(self, pattern: str, flags: int) -> None:
        self._pattern, self._flags = pattern, flags

    def __getattr__(self, name: str) -> object:
        if name.startswith("__"):
            raise AttributeError(name)  # Copies and pickles ask for what they may do.
        compiled = vars(self).get("_compiled")
        if compiled is None:
            compiled = self._compiled = re.compile(self._pattern, self._flags)
        value: object = getattr(compiled, name)
        setattr(self, name, value)  # The next use finds it without asking here.
        return value
