"""Looking through stored articles: what an index keeps of each, what a question needs of it, and the answer for one.

In: articles, and a query in the language of rules. Out: terms for an index, and where in an article the query holds.
Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.watch.search.asked import Asked as Asked
    from monitor.watch.search.asked import parse_search as parse_search
    from monitor.watch.search.edits import Edit as Edit
    from monitor.watch.search.edits import Matchers as Matchers
    from monitor.watch.search.needs import simplified as simplified
    from monitor.watch.search.seeker import Seeker as Seeker
    from monitor.watch.search.terms import ARCHIVE_VERSION as ARCHIVE_VERSION
    from monitor.watch.search.terms import about_terms as about_terms
    from monitor.watch.search.terms import archive_terms as archive_terms
    from monitor.watch.search.terms import days as days
    from monitor.watch.search.terms import heads_of as heads_of
    from monitor.watch.search.terms import publisher_term as publisher_term
    from monitor.watch.search.twins import Twin as Twin

__getattr__ = lazy_face(
    __name__,
    {
        "ARCHIVE_VERSION": "terms",
        "about_terms": "terms",
        "archive_terms": "terms",
        "days": "terms",
        "heads_of": "terms",
        "publisher_term": "terms",
        "Asked": "asked",
        "parse_search": "asked",
        "Edit": "edits",
        "Matchers": "edits",
        "simplified": "needs",
        "Seeker": "seeker",
        "Twin": "twins",
    },
)
