"""Turkish: the suffixes that follow a name, after an apostrophe or bare. All in folded letters (ı = i, ü = u)."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.watch.text import Variant, Way, listed

SUFFIXES = frozenset(
    listed(
        "de da den dan te ta ten tan e a ye ya in un nin nun i u yi yu la le yla yle ki deki daki teki taki "
        "ne na nde nda nden ndan ni nu li lu ler lar leri lari nca nce ca ce si su ndeki ndaki ine una lerin larin "
        "lerine larina lerinin larinin lerini larini"
    )
)
"""What may follow an apostrophe, and without one the name."""
_CASES = ("", *listed("i in e a u un ye ya yi yu de da den dan te ta ten tan le la nin nun ni na ne"))
CHAINS = SUFFIXES | {
    derived + plural + case
    for derived in listed("li lu ci cu deki daki teki taki ndeki ndaki inki unki ninki nunki")
    for plural in ("", "ler", "lar")
    for case in _CASES
}
"""What may follow an apostrophe: people and things of a name, in any number and case (PKK'lıların)."""
_LEAST = 4
_LONGEST = 7


_TAILS = tuple(suffix for suffix in SUFFIXES if len(suffix) > 1)


def is_bare_suffix(detail: str) -> bool:
    """Whether an ending taken off a word is a suffix that `variants` takes off."""
    return len(detail) > 1 and detail in SUFFIXES


def may_end(surface: str) -> bool:
    """Whether a word, as written, may end in a bare suffix."""
    return surface.isalpha() and surface.lower().replace("ı", "i").replace("ü", "u").endswith(_TAILS)


def variants(word: str) -> Iterator[Variant]:
    """What a folded Latin word may be a form of if its end is a bare Turkish suffix of two letters or more."""
    for cut in range(2, min(_LONGEST, len(word) - _LEAST) + 1):
        if word[-cut:] in SUFFIXES:
            yield Variant(word[:-cut], Way.ENDING, word[-cut:])
