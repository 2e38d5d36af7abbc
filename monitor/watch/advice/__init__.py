"""What a list's author is told: faults, risks, examples that fail, spellings looked for and spellings newly seen.

In: watchlists and candidates. Out: findings in words. Nothing here changes what matches.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.advice.accidents import Accident, accidents
from monitor.watch.advice.bookkeeping import Books, SpellingRow, bookkeeping
from monitor.watch.advice.canaries import CanaryFailure, closed_gaps, run_canaries
from monitor.watch.advice.check import WatchFault, check
from monitor.watch.advice.derived import derived_in
from monitor.watch.advice.likelihood import likelihood
from monitor.watch.advice.lint import LintFinding, accident_findings, lint
from monitor.watch.advice.new_spellings import NewSpelling, SeenAs, new_spellings
from monitor.watch.advice.parts import parts_of, switched
from monitor.watch.advice.pins import alerting_hits, broken_pins, pin_findings
from monitor.watch.advice.proposals import Evidence, Proposal, proposals
from monitor.watch.advice.spellings import Spelling, spellings
from monitor.watch.advice.unknown_names import UnknownNames

__all__ = [
    "Accident",
    "Books",
    "CanaryFailure",
    "Evidence",
    "LintFinding",
    "NewSpelling",
    "Proposal",
    "SeenAs",
    "Spelling",
    "SpellingRow",
    "UnknownNames",
    "WatchFault",
    "accident_findings",
    "accidents",
    "alerting_hits",
    "bookkeeping",
    "broken_pins",
    "check",
    "closed_gaps",
    "derived_in",
    "likelihood",
    "lint",
    "new_spellings",
    "parts_of",
    "pin_findings",
    "proposals",
    "run_canaries",
    "spellings",
    "switched",
]
