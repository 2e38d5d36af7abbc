"""A name across scripts: phonetic keys, and transliteration between Latin, Cyrillic, Arabic and Hebrew letters.

In: folded words in one script. Out: keys, readings and their costs in another. Terms: docs/explanation/glossary.md.
"""

from monitor.watch.sounds.arabic_names import in_construct, is_arabic, spoken_otherwise
from monitor.watch.sounds.compound_names import parted
from monitor.watch.sounds.crossing import Crossing, Reach, keys_in_letters
from monitor.watch.sounds.east_asian_names import by_other_tables, in_cyrillic, is_korean
from monitor.watch.sounds.initials import Initials
from monitor.watch.sounds.likeness import distance_across, is_spelled_out, resemblance
from monitor.watch.sounds.orthographies import FROM_CYRILLIC, HYPOTHESES, hypotheses_in
from monitor.watch.sounds.other_scripts import is_romanised, latin_spelling
from monitor.watch.sounds.phonetic_key import (
    Skeleton,
    consonant_outline,
    is_heard,
    outlines,
    skeletons,
    skeletons_of,
    skeletons_of_names,
)
from monitor.watch.sounds.slavic_names import alternates, by_sound_of_w, is_slavic
from monitor.watch.sounds.spoken import CHINESE, JAPANESE, SpokenNames, is_sign_of_names, spoken_keys, writing_of
from monitor.watch.sounds.transliteration_samples import consonants_of, sample
from monitor.watch.sounds.transliteration_table import letter_key, letter_keys
from monitor.watch.sounds.vowel_distance import distance, limits

__all__ = [
    "CHINESE",
    "FROM_CYRILLIC",
    "HYPOTHESES",
    "JAPANESE",
    "Crossing",
    "Initials",
    "Reach",
    "Skeleton",
    "SpokenNames",
    "alternates",
    "by_other_tables",
    "by_sound_of_w",
    "consonant_outline",
    "consonants_of",
    "distance",
    "distance_across",
    "hypotheses_in",
    "in_construct",
    "in_cyrillic",
    "is_arabic",
    "is_heard",
    "is_korean",
    "is_romanised",
    "is_sign_of_names",
    "is_slavic",
    "is_spelled_out",
    "keys_in_letters",
    "latin_spelling",
    "letter_key",
    "letter_keys",
    "limits",
    "outlines",
    "parted",
    "resemblance",
    "sample",
    "skeletons",
    "skeletons_of",
    "skeletons_of_names",
    "spoken_keys",
    "spoken_otherwise",
    "writing_of",
]
