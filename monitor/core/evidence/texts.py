"""What was matched, and against what, as bytes that can be kept and read again by any later version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from monitor.core.evidence.chain import canonical
from monitor.model.articles import ArticleClaim
from monitor.model.evidence.kept import MatchedText
from monitor.model.watch import Watchlist


def matched_text(claim: ArticleClaim) -> MatchedText:
    """What the matcher is given of an article."""
    article = claim.article
    return MatchedText(
        title=article.title,
        text=article.text,
        language=article.language,
        source=article.publisher,
        outside=claim.outside,
    )


def text_bytes(text: MatchedText) -> bytes:
    """A matched text as JSON."""
    return canonical(asdict(text)).encode("utf-8", "replace")


def lists_bytes(lists: Sequence[Watchlist]) -> bytes:
    """Watchlists as JSON, as they were compiled and as they were written."""
    return canonical([asdict(one) for one in lists]).encode("utf-8", "replace")
