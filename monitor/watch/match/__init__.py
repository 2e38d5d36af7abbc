"""The answer for one text: which mentions count, why, which nearly did, and which lists fire.

In: watchlists, then any number of texts from any number of threads. Out: `MatchResult`.
Terms: docs/explanation/glossary.md.
"""

from monitor.watch.match.compile import Compiler
from monitor.watch.match.compiled import Compiled
from monitor.watch.match.guards import conditions_of, is_about
from monitor.watch.match.judged_phrases import CROSSED_CONSONANTS
from monitor.watch.match.judged_words import LONE_CONSONANTS
from monitor.watch.match.matcher import Matcher, compile_watchlists, matcher_of
from monitor.watch.match.rejected import is_rejected, rejected_spellings
from monitor.watch.match.rule_trees import checked_rule
from monitor.watch.match.rulings import Rulings
from monitor.watch.match.sign_rows import spelling_rows
from monitor.watch.match.verdicts import Assessment

__all__ = [
    "CROSSED_CONSONANTS",
    "LONE_CONSONANTS",
    "Assessment",
    "Compiled",
    "Compiler",
    "Matcher",
    "Rulings",
    "checked_rule",
    "compile_watchlists",
    "conditions_of",
    "is_about",
    "is_rejected",
    "matcher_of",
    "rejected_spellings",
    "spelling_rows",
]
