"""Looking through stored articles: what an index keeps of each, what a question needs of it, and the answer for one.

In: articles, and a query in the language of rules. Out: terms for an index, and where in an article the query holds.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.search.archive_terms import (
    ARCHIVE_VERSION,
    about_terms,
    archive_terms,
    days,
    heads_of,
    publisher_term,
)
from monitor.watch.search.asked import Asked, parse_search
from monitor.watch.search.edits import Edit, Matchers
from monitor.watch.search.needs import simplified
from monitor.watch.search.seeker import Seeker

__all__ = [
    "ARCHIVE_VERSION",
    "Asked",
    "Edit",
    "Matchers",
    "Seeker",
    "about_terms",
    "archive_terms",
    "days",
    "heads_of",
    "parse_search",
    "publisher_term",
    "simplified",
]
