"""Latin names by their sounds in Hangul, kana, ideographs, Greek, Armenian, Georgian, Indic and Ethiopic letters.

In: folded words. Out: readings as words of names, by their sounds.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.sounds.spoken.han_signs import is_sign_of_names, is_sound_of_names, with_its_kind
from monitor.watch.sounds.spoken.sign_sounds import CHINESE, JAPANESE, sounds, writing_of
from monitor.watch.sounds.spoken.signed_names import FROM_LETTERS, FROM_SIGNS, SignedNames, parts_of_signs
from monitor.watch.sounds.spoken.spoken_names import SpokenNames, is_as_it_sounds, spoken_keys
from monitor.watch.sounds.spoken.spoken_rows import SpokenRows, Stretch, is_heard_in_rows

__all__ = [
    "CHINESE",
    "FROM_LETTERS",
    "FROM_SIGNS",
    "JAPANESE",
    "SignedNames",
    "SpokenNames",
    "SpokenRows",
    "Stretch",
    "is_as_it_sounds",
    "is_heard_in_rows",
    "is_sign_of_names",
    "is_sound_of_names",
    "parts_of_signs",
    "sounds",
    "spoken_keys",
    "with_its_kind",
    "writing_of",
]
