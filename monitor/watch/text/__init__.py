"""A text made readable: cleaned of damage, split into words and zones, each word folded to one written form.

In: raw text. Out: words with their places in the original, and what kinds of match there are. Knows no watchlist.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.text.ambiguous import is_ambiguous
from monitor.watch.text.capitals import is_caseless
from monitor.watch.text.clean import Cleaned, clean, cut_words, handles, is_unspaced, rows
from monitor.watch.text.common import COMMON_WORDS, NAME_PARTICLES, guess_habit, looks_turkish, tells_habit
from monitor.watch.text.fold import (
    APOSTROPHES,
    Script,
    bare,
    exact_key,
    fold,
    fold_once,
    listed,
    look_alike,
    once,
    script_of,
    unmixed,
    without_variant,
)
from monitor.watch.text.frequent_words import COMMONEST, LATIN, ORDINARY, frequent_words, is_frequent, is_rare, rank
from monitor.watch.text.given_names import is_given_name, other_given_names
from monitor.watch.text.handles import tag_text
from monitor.watch.text.kind_words import (
    CREEDS,
    DEMONYMS,
    FACILITY_WORDS,
    FUNCTION_WORDS,
    GENERAL,
    KIND_BY_WORD,
    ORGANISATION_WORDS,
    PERSON_WORDS,
    SETTLEMENT_WORDS,
    TIMES,
    UNIT_WORDS,
)
from monitor.watch.text.match_kinds import Reading, Variant, Way
from monitor.watch.text.ordinals import figures_of, ordinal_key, ordinal_words, roman_number, roman_numerals
from monitor.watch.text.tokens import (
    COMMAS,
    Span,
    one_phrase,
    paragraph_starts,
    seam,
    sentence_starts,
    spans,
    trimmed,
    words,
)
from monitor.watch.text.unspaced import LEAST_UNSPACED, ROW_ARTICLES, RowNames, is_edge
from monitor.watch.text.zones import Zone, zone_at, zones

__all__ = [
    "APOSTROPHES",
    "COMMAS",
    "COMMONEST",
    "COMMON_WORDS",
    "CREEDS",
    "DEMONYMS",
    "FACILITY_WORDS",
    "FUNCTION_WORDS",
    "GENERAL",
    "KIND_BY_WORD",
    "LATIN",
    "LEAST_UNSPACED",
    "NAME_PARTICLES",
    "ORDINARY",
    "ORGANISATION_WORDS",
    "PERSON_WORDS",
    "ROW_ARTICLES",
    "SETTLEMENT_WORDS",
    "TIMES",
    "UNIT_WORDS",
    "Cleaned",
    "Reading",
    "RowNames",
    "Script",
    "Span",
    "Variant",
    "Way",
    "Zone",
    "bare",
    "clean",
    "cut_words",
    "exact_key",
    "figures_of",
    "fold",
    "fold_once",
    "frequent_words",
    "guess_habit",
    "handles",
    "is_ambiguous",
    "is_caseless",
    "is_edge",
    "is_frequent",
    "is_given_name",
    "is_rare",
    "is_unspaced",
    "listed",
    "look_alike",
    "looks_turkish",
    "once",
    "one_phrase",
    "ordinal_key",
    "ordinal_words",
    "other_given_names",
    "paragraph_starts",
    "rank",
    "roman_number",
    "roman_numerals",
    "rows",
    "script_of",
    "seam",
    "sentence_starts",
    "spans",
    "tag_text",
    "tells_habit",
    "trimmed",
    "unmixed",
    "without_variant",
    "words",
    "zone_at",
    "zones",
]
