"""The watchlist language: folding, spellings, queries, the matcher and its evidence spans.

Pure: no network, database, clock or environment. Its only file access is reading the alias packs that ship inside the
package, once per process. Compile watchlists with `compile_watchlists`, then ask the `Matcher`; `check` lists
everything wrong with a watchlist without raising; `run_canaries` proves a watchlist on its own examples.

In: watchlists, then texts. Out: hits with their reasons, and advice for the lists' authors.
Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.watch.advice import Accident as Accident
    from monitor.watch.advice import Books as Books
    from monitor.watch.advice import CanaryFailure as CanaryFailure
    from monitor.watch.advice import Evidence as Evidence
    from monitor.watch.advice import LintFinding as LintFinding
    from monitor.watch.advice import NewSpelling as NewSpelling
    from monitor.watch.advice import Proposal as Proposal
    from monitor.watch.advice import SeenAs as SeenAs
    from monitor.watch.advice import Spelling as Spelling
    from monitor.watch.advice import SpellingRow as SpellingRow
    from monitor.watch.advice import UnknownNames as UnknownNames
    from monitor.watch.advice import WatchFault as WatchFault
    from monitor.watch.advice import accident_findings as accident_findings
    from monitor.watch.advice import accidents as accidents
    from monitor.watch.advice import alerting_hits as alerting_hits
    from monitor.watch.advice import bookkeeping as bookkeeping
    from monitor.watch.advice import broken_pins as broken_pins
    from monitor.watch.advice import check as check
    from monitor.watch.advice import closed_gaps as closed_gaps
    from monitor.watch.advice import derived_in as derived_in
    from monitor.watch.advice import likelihood as likelihood
    from monitor.watch.advice import lint as lint
    from monitor.watch.advice import new_spellings as new_spellings
    from monitor.watch.advice import parts_of as parts_of
    from monitor.watch.advice import pin_findings as pin_findings
    from monitor.watch.advice import proposals as proposals
    from monitor.watch.advice import run_canaries as run_canaries
    from monitor.watch.advice import spellings as spellings
    from monitor.watch.advice import switched as switched
    from monitor.watch.draft import draft_yaml as draft_yaml
    from monitor.watch.draft import suggest as suggest
    from monitor.watch.match import Matcher as Matcher
    from monitor.watch.match import compile_watchlists as compile_watchlists
    from monitor.watch.match import is_rejected as is_rejected
    from monitor.watch.match import matcher_of as matcher_of
    from monitor.watch.match import rejected_spellings as rejected_spellings
    from monitor.watch.packs import gazetteer as gazetteer
    from monitor.watch.packs import known_packs as known_packs
    from monitor.watch.packs import pack_names as pack_names
    from monitor.watch.search import ARCHIVE_VERSION as ARCHIVE_VERSION
    from monitor.watch.search import Asked as Asked
    from monitor.watch.search import Edit as Edit
    from monitor.watch.search import Matchers as Matchers
    from monitor.watch.search import Seeker as Seeker
    from monitor.watch.search import Twin as Twin
    from monitor.watch.search import about_terms as about_terms
    from monitor.watch.search import archive_terms as archive_terms
    from monitor.watch.search import days as days
    from monitor.watch.search import heads_of as heads_of
    from monitor.watch.search import parse_search as parse_search
    from monitor.watch.search import publisher_term as publisher_term
    from monitor.watch.search import simplified as simplified

__getattr__ = lazy_face(
    __name__,
    {
        "Accident": "advice",
        "CanaryFailure": "advice",
        "LintFinding": "advice",
        "NewSpelling": "advice",
        "SeenAs": "advice",
        "Spelling": "advice",
        "UnknownNames": "advice",
        "WatchFault": "advice",
        "accident_findings": "advice",
        "accidents": "advice",
        "check": "advice",
        "parts_of": "advice",
        "switched": "advice",
        "closed_gaps": "advice",
        "derived_in": "advice",
        "likelihood": "advice",
        "lint": "advice",
        "new_spellings": "advice",
        "pin_findings": "advice",
        "Books": "advice",
        "Evidence": "advice",
        "Proposal": "advice",
        "SpellingRow": "advice",
        "bookkeeping": "advice",
        "proposals": "advice",
        "run_canaries": "advice",
        "spellings": "advice",
        "draft_yaml": "draft",
        "suggest": "draft",
        "Matcher": "match",
        "compile_watchlists": "match",
        "is_rejected": "match",
        "matcher_of": "match",
        "rejected_spellings": "match",
        "gazetteer": "packs",
        "known_packs": "packs",
        "pack_names": "packs",
        "ARCHIVE_VERSION": "search",
        "Asked": "search",
        "Edit": "search",
        "Twin": "search",
        "Matchers": "search",
        "Seeker": "search",
        "about_terms": "search",
        "archive_terms": "search",
        "days": "search",
        "heads_of": "search",
        "parse_search": "search",
        "publisher_term": "search",
        "simplified": "search",
        "alerting_hits": "advice",
        "broken_pins": "advice",
    },
)
