"""Pages that show whatever is the latest: what stands there by now may be the next entry's."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from monitor.core.entries.article_text import Visit, folded
from monitor.core.entries.moving import shows_the_latest
from monitor.model.articles import EntryClaim

ANOTHER_WAITS: Final = timedelta(minutes=30)
"""Until such a page is looked at once more: the feed tells meanwhile whether it is another entry's."""
_LEAST_WORDS: Final = 4
"""Words of a line in which an entry of the feed is known, but one."""
ANOTHER: Final = "the page shows nothing of what it had: the feed may have another entry for it"


def shows_another(claim: EntryClaim, seen: Visit) -> bool:
    """Whether a page that keeps showing the latest has no line left of the article that it is read again for.

    Asked once: what no other entry has taken by then is an edit. So is what its own entry in the feed says by now.
    """
    before = claim.article
    if before is None or seen.page is None or claim.attempts > 1 or not shows_the_latest(claim.canonical_url):
        return False
    now, said = _lines(seen.page.text), folded(claim.summary)
    its_own = any(line in said for line in now if line.count(" ") >= _LEAST_WORDS)
    return not its_own and _lines(before.text).isdisjoint(now)


def _lines(text: str) -> set[str]:
    return {folded(line) for line in text.split("\n") if line.strip()}
