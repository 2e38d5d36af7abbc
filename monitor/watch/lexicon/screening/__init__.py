"""Which words of a text are worth a look, told for many at once without taking them apart.

In: the words of a text. Out: those that can stand for something, and what those may be that are compared later.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.lexicon.screening.asked_words import AskedWords
from monitor.watch.lexicon.screening.deferred import Deferred
from monitor.watch.lexicon.screening.heads import ALWAYS, SIGNS, Heads, heads, needed
from monitor.watch.lexicon.screening.lettered import read_lettered
from monitor.watch.lexicon.screening.neighbours import REACH, Neighbours
from monitor.watch.lexicon.screening.screen import Contents, Screen

__all__ = [
    "ALWAYS",
    "REACH",
    "SIGNS",
    "AskedWords",
    "Contents",
    "Deferred",
    "Heads",
    "Neighbours",
    "Screen",
    "heads",
    "needed",
    "read_lettered",
]
