"""The watchlist language: folding, spellings, queries, the matcher and its evidence spans.

Pure: no network, database, clock or environment. Its only file access is reading the alias packs that ship inside the
package, once per process. Compile watchlists with `compile_watchlists`, then ask the `Matcher`; `check` lists
everything wrong with a watchlist without raising; `run_canaries` proves a watchlist on its own examples.
"""

from monitor.watch.advice import CanaryFailure, WatchFault, check, run_canaries
from monitor.watch.match import Matcher, compile_watchlists

__all__ = ["CanaryFailure", "Matcher", "WatchFault", "check", "compile_watchlists", "run_canaries"]
