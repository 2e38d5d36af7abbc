"""Statements: what a later text says otherwise than an earlier one, by kind, and which of it is news.

In: a text and those that readers were told. Out: differences, and which of them speak.
Terms: docs/explanation/glossary.md.
"""

from monitor.stories.statements.compare import (
    MOST_TOLD,
    compared,
    differences,
    is_all_told,
    repeated,
    share_of,
    speaking,
    tells_nothing_of_its_own,
    unshared,
)
from monitor.stories.statements.kinds import Comparison, Difference, DifferenceKind
from monitor.stories.statements.news import explain, is_next_of_series, statement_facts, with_units
from monitor.stories.statements.other_day import on_other_days
from monitor.stories.statements.reading.text import Told

__all__ = [
    "MOST_TOLD",
    "Comparison",
    "Difference",
    "DifferenceKind",
    "Told",
    "compared",
    "differences",
    "explain",
    "is_all_told",
    "is_next_of_series",
    "on_other_days",
    "repeated",
    "share_of",
    "speaking",
    "statement_facts",
    "tells_nothing_of_its_own",
    "unshared",
    "with_units",
]
