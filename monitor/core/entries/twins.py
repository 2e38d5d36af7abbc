"""Entries of one feed whose different links lead to one page: one article under two links, or two items behind one."""

from __future__ import annotations

from monitor.core.edits import wording_key
from monitor.model.articles import Article, EntryClaim

_OPENING = 60
"""Characters by which the feed's text is found again in an article."""


def is_another_item(claim: EntryClaim, article: Article) -> bool:
    """Whether an entry that leads to the page of an article of its own feed is an item of its own nevertheless.

    Links of warnings, posts and numbers of a bulletin often redirect to the page that shows the latest, or all of them.
    Such an entry has another title, and a text that the article does not have.
    """
    text = _folded(claim.content or claim.summary)
    if article.feed_id != claim.feed_id or not claim.title.strip() or not text:
        return False
    if wording_key(claim.title, "") == wording_key(article.title, ""):
        return False
    return text[:_OPENING] not in _folded(f"{article.title}\n{article.text}")


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())
