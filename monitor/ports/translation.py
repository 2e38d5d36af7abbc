"""Machine translation: who makes one, and where it is kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol


class Translator(Protocol):
    """Translates single lines of text into one language, by a command or service of the user's choice."""

    most: int
    """So many texts may be asked for at once."""

    async def translate(self, texts: Sequence[str], language: str, to: str) -> Sequence[str]:
        """The translations of these texts of one language, in order; "" where there is none.

        `language`, `to`: short tags. At most as long as it was told to take; what it started ends with it.

        Raises:
            TranslationError: there are none; the message says why, and names no secret.
        """
        ...


class Translations(Protocol):
    """Translations that were made once."""

    def translations(self, translator: str, texts: Sequence[tuple[str, str]], at: datetime) -> dict[str, str]:
        """Those of these texts, given as (language, text), that this translator made: text to translation.

        They count as used at `at`.
        """
        ...

    def keep_translations(self, translator: str, made: Mapping[tuple[str, str], str], at: datetime) -> None:
        """Keep what this translator made of (language, text)."""
        ...

    def forget_translations(self, before: datetime) -> int:
        """Forget those that were not used since; how many that were."""
        ...
