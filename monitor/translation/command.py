"""A command: the text on its standard input, the translation on its standard output, once for each text."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence

from monitor.errors import TranslationError

FROM, TO = "{from}", "{to}"
"""Stand for the languages in the words of a command."""

Runner = Callable[[Sequence[str], bytes], Awaitable[tuple[bytes, str]]]
"""Runs words with an input: what the command wrote, and why it failed ("" if it did not)."""


class CommandTranslator:
    """Runs the command without a shell; what it gets in its words are short tags of languages, never text of others."""

    most = 1

    def __init__(self, words: Sequence[str], run: Runner) -> None:
        self._words, self._run = words, run

    async def translate(self, texts: Sequence[str], language: str, to: str) -> Sequence[str]:
        """As `Translator`."""
        words = [word.replace(FROM, language).replace(TO, to) for word in self._words]
        return [await self._one(words, text) for text in texts]

    async def _one(self, words: Sequence[str], text: str) -> str:
        said, fault = await self._run(words, f"{text}\n".encode("utf-8", "replace"))
        if fault:
            raise TranslationError(fault)
        if not said.strip():
            raise TranslationError(f"{words[0]} wrote nothing")
        return said.decode("utf-8", "replace")
