"""All words of all lists, and how a word of a text is found among them fast.

In: names and conditions to add, words of a text to look up. Out: sequences of words met in a text.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.lexicon.designations import is_a_word
from monitor.watch.lexicon.family_names import Family, families
from monitor.watch.lexicon.habits import habit_of, habits
from monitor.watch.lexicon.lexicon import Lexicon
from monitor.watch.lexicon.modes import ARTICLES, Mode
from monitor.watch.lexicon.name_orders import orders
from monitor.watch.lexicon.names import MOST_WORDS, parse_name, unmarked
from monitor.watch.lexicon.organisation_names import OTHER_FORM, said_words
from monitor.watch.lexicon.organisation_words import LINKS
from monitor.watch.lexicon.person_names import SONS, TITLES, Order, fills
from monitor.watch.lexicon.pieces import Piece, Sequence, piece, stem
from monitor.watch.lexicon.reach import (
    doubled_sequences,
    heard_sequences,
    language_of,
    parted_sequences,
    reach_of,
    reach_of_name,
    romanised_sequence,
    script_of_name,
    sequences_by_kind,
    small_sequences,
)
from monitor.watch.lexicon.scan import Manner, Scan, is_article, speaks_alone
from monitor.watch.lexicon.screening import ALWAYS, SIGNS, Heads, heads, needed, read_lettered
from monitor.watch.lexicon.trie import Entry, Found, Trie, View, goes_on
from monitor.watch.lexicon.vocabulary import GLUE, LANGUAGES, compounds_in, forms_meaning, languages_of, vocabulary
from monitor.watch.lexicon.word_forms import cores, forms_of
from monitor.watch.lexicon.word_memory import How, Memory, WordsMet

__all__ = [
    "ALWAYS",
    "ARTICLES",
    "GLUE",
    "LANGUAGES",
    "LINKS",
    "MOST_WORDS",
    "OTHER_FORM",
    "SIGNS",
    "SONS",
    "TITLES",
    "Entry",
    "Family",
    "Found",
    "Heads",
    "How",
    "Lexicon",
    "Manner",
    "Memory",
    "Mode",
    "Order",
    "Piece",
    "Scan",
    "Sequence",
    "Trie",
    "View",
    "WordsMet",
    "compounds_in",
    "cores",
    "doubled_sequences",
    "families",
    "fills",
    "forms_meaning",
    "forms_of",
    "goes_on",
    "habit_of",
    "habits",
    "heads",
    "heard_sequences",
    "is_a_word",
    "is_article",
    "language_of",
    "languages_of",
    "needed",
    "orders",
    "parse_name",
    "parted_sequences",
    "piece",
    "reach_of",
    "reach_of_name",
    "read_lettered",
    "romanised_sequence",
    "said_words",
    "script_of_name",
    "sequences_by_kind",
    "small_sequences",
    "speaks_alone",
    "stem",
    "unmarked",
    "vocabulary",
]
