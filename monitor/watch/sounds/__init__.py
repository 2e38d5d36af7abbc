"""A name across scripts: phonetic keys, and transliteration between Latin, Cyrillic, Arabic and Hebrew letters.

In: folded words in one script. Out: keys, readings and their costs in another. Terms: docs/explanation/glossary.md.
"""

from monitor.watch.sounds.compound_names import parted
from monitor.watch.sounds.crossing import (
    Crossing,
    Reach,
    consonant_keys,
    keys_in_letters,
    row_of,
    tokens_of,
)
from monitor.watch.sounds.east_asian_names import in_cyrillic
from monitor.watch.sounds.initials import Initials
from monitor.watch.sounds.likeness import distance_across, is_spelled_out, resemblance, spelled_alike
from monitor.watch.sounds.orthographies import FROM_CYRILLIC, HYPOTHESES, hypotheses_in
from monitor.watch.sounds.other_romanisations import romanised_otherwise
from monitor.watch.sounds.other_scripts import by_letters, is_romanised, spelled_out
from monitor.watch.sounds.phonetic_key import (
    Skeleton,
    consonant_outline,
    is_heard,
    outlines,
    skeletons,
    skeletons_of,
    skeletons_of_names,
)
from monitor.watch.sounds.place_doublets import doubled
from monitor.watch.sounds.slavic_names import by_newsrooms, with_glides
from monitor.watch.sounds.spoken import (
    CHINESE,
    FROM_LETTERS,
    FROM_SIGNS,
    JAPANESE,
    SignedNames,
    SpokenNames,
    SpokenRows,
    Stretch,
    is_as_it_sounds,
    is_heard_in_rows,
    is_sign_of_names,
    is_sound_of_names,
    parts_of_signs,
    spoken_keys,
    with_its_kind,
    writing_of,
)
from monitor.watch.sounds.transliteration import apart, first_letter, limit_of, marked, plain_latin, romanised_lines
from monitor.watch.sounds.transliteration_edges import EdgeLetters
from monitor.watch.sounds.transliteration_index import Forms
from monitor.watch.sounds.transliteration_samples import consonants_of, sample
from monitor.watch.sounds.transliteration_table import GROUP_CLASSES, letter_key, letter_keys
from monitor.watch.sounds.vowel_distance import distance, limits

__all__ = [
    "CHINESE",
    "FROM_CYRILLIC",
    "FROM_LETTERS",
    "FROM_SIGNS",
    "GROUP_CLASSES",
    "HYPOTHESES",
    "JAPANESE",
    "Crossing",
    "EdgeLetters",
    "Forms",
    "Initials",
    "Reach",
    "SignedNames",
    "Skeleton",
    "SpokenNames",
    "SpokenRows",
    "Stretch",
    "apart",
    "by_letters",
    "by_newsrooms",
    "consonant_keys",
    "consonant_outline",
    "consonants_of",
    "distance",
    "distance_across",
    "doubled",
    "first_letter",
    "hypotheses_in",
    "in_cyrillic",
    "is_as_it_sounds",
    "is_heard",
    "is_heard_in_rows",
    "is_romanised",
    "is_sign_of_names",
    "is_sound_of_names",
    "is_spelled_out",
    "keys_in_letters",
    "letter_key",
    "letter_keys",
    "limit_of",
    "limits",
    "marked",
    "outlines",
    "parted",
    "parts_of_signs",
    "plain_latin",
    "resemblance",
    "romanised_lines",
    "romanised_otherwise",
    "row_of",
    "sample",
    "skeletons",
    "skeletons_of",
    "skeletons_of_names",
    "spelled_alike",
    "spelled_out",
    "spoken_keys",
    "tokens_of",
    "with_glides",
    "with_its_kind",
    "writing_of",
]
