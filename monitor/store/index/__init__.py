"""What stories are found by: shingles, terms, sketches, links, members.

In: fingerprints and rows of one transaction. Out: candidates among stored stories; nothing is decided here.
Terms: docs/explanation/glossary.md.
"""

from monitor.store.index import archive, archive_asked, archive_fresh, following, notices
from monitor.store.index.chains import Chaining
from monitor.store.index.events import linked_to, oldest_of
from monitor.store.index.indexing import Indexing
from monitor.store.index.linking import Linking
from monitor.store.index.lookups import Lookups
from monitor.store.index.members import members
from monitor.store.index.pairs import MOST_STORIES, SHINGLES, TERMS
from monitor.store.index.sketches import save_sketch

__all__ = [
    "MOST_STORIES",
    "SHINGLES",
    "TERMS",
    "Chaining",
    "Indexing",
    "Linking",
    "Lookups",
    "archive",
    "archive_asked",
    "archive_fresh",
    "following",
    "linked_to",
    "members",
    "notices",
    "oldest_of",
    "save_sketch",
]
