"""What a text means, as a vector that texts in other words and languages can be compared by."""

from __future__ import annotations

from typing import Protocol


class Meaning(Protocol):
    """Texts to vectors. Two of one model are the closer in direction the more alike their texts are in meaning."""

    @property
    def model(self) -> str:
        """The name that vectors are kept under; "" where no text has one. Those of two models cannot be compared."""
        ...

    def of(self, title: str, text: str, language: str) -> bytes:
        """The vector of an article: little-endian 16-bit floats of length 1 together, b"" if there is none for it.

        What all texts of its language have in common is taken off. Blocks for about 15 ms; any thread may call.
        """
        ...
