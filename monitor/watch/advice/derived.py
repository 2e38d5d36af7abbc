"""What is found in a language without its being written down: its endings, and names given in Latin letters."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.records import dataclass
from monitor.watch.languages import endings, unlisted
from monitor.watch.text import listed

_OWN_RULES = frozenset({"ar", "de", "en", "es", "fa", "fr", "he", "ru", "tr"})
_WITHOUT_ENDINGS = frozenset({"hi", "ja", "km", "lo", "my", "pa", "th", "ur", "vi", "zh"})
_OF_A_SCRIPT = frozenset(listed("el hy ka mr ne bn as gu or ta te kn ml si am ko"))
_BY_SOUND = _OF_A_SCRIPT | frozenset(listed("hi pa ru uk be bg mk sr kk ky tt mn tg ti ba cv ce os sah udm th"))
_BY_LETTERS = frozenset({"ar", "ckb", "fa", "he", "ps", "sd", "ug", "ur", "yi"})
_NOT_COMPARED = frozenset({"ja", "km", "lo", "my", "zh", "dv", "bo"})


@dataclass(frozen=True, slots=True)
class Derived:
    """What names need no writing down in one language."""

    language: str
    """Primary code."""
    endings: str
    from_latin: str


def derived_in(languages: Iterable[str]) -> tuple[Derived, ...]:
    """What is derived for texts in each of these languages, in the order of their codes."""
    primary = sorted({language.lower().replace("_", "-").split("-", maxsplit=1)[0] for language in languages} - {""})
    return tuple(Derived(language, _endings(language), _from_latin(language)) for language in primary)


def _endings(language: str) -> str:
    if language in _OWN_RULES:
        return "own rules"
    if language in _WITHOUT_ENDINGS:
        return "takes none"
    if language in endings.tabled() or language in _OF_A_SCRIPT:
        return "taken off"
    if unlisted.has_endings(language):
        return "short ones, of rare names"
    return "only plural and genitive -s"


def _from_latin(language: str) -> str:
    if language in _BY_LETTERS:
        return "found, letter by letter"
    if language in _BY_SOUND:
        return "found, by sound"
    if language in _NOT_COMPARED:
        return "not found: add a name in it"
    return "the same letters"
