"""What CLD3 hears in a text: the identifier that Chromium was built with."""

from __future__ import annotations

from functools import cache
from typing import Any, Final, NamedTuple

SAMPLE: Final = 4_000
"""Code points of a text that are looked at."""
_FIRM: Final = 70
"""Percent of a text in a language, from which it is that against a claim."""


class Heard(NamedTuple):
    """A language as a BCP 47 code ("" for none), how many percent of a text tell it, and whether that is enough."""

    language: str
    percent: int
    firm: bool


def heard_in(sample: str) -> Heard:
    """What CLD3 says of a text."""
    found = _identifier().FindLanguage(sample)
    language = found.language.split("-")[0]
    if language == "und":
        return Heard("", 0, firm=False)
    percent = round(100 * found.probability)
    language = {"iw": "he", "fil": "tl"}.get(language, language)
    return Heard(language, percent, firm=bool(found.is_reliable) and percent >= _FIRM)


@cache
def _identifier() -> Any:
    import gcld3  # noqa: PLC0415 - not for who only wants a tag made normal

    return gcld3.NNetLanguageIdentifier(0, SAMPLE)
