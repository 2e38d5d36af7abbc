"""What is asked of an entry's page: whether it is fetched at all, and which place of it is the entry's."""

from __future__ import annotations

from monitor.core.entries.article_text import FULL_WORDS, PageResult, folded
from monitor.core.entries.identity import place_of
from monitor.core.text import count_words
from monitor.model.articles import EntryClaim, ExtractedPage


def wants_metadata(claim: EntryClaim) -> bool:
    """Whether the page is to be asked for title and date too, because the feed lacks one of them."""
    return not claim.title or claim.published_at is None


def wants_page(claim: EntryClaim) -> bool:
    """Whether the entry's page is to be fetched.

    A page that several entries lead to is the same for all of them: where the feed tells an entry's own text, that is
    what the entry says; but a place in the page is the entry's own.
    """
    if not claim.url or claim.canonical_url:
        return bool(claim.url)
    if own_place(claim):
        return count_words(claim.content or claim.summary) < FULL_WORDS
    if claim.article is not None and claim.article.source.of_page:
        return False  # it may show another of them by now
    return _tells_nothing(claim)


def own_place(claim: EntryClaim) -> str:
    """The fragment by which a link names the entry's place in a page of several; "" if it names none."""
    return "" if claim.canonical_url else place_of(claim.url)


def is_of_all(claim: EntryClaim, page: PageResult) -> bool:
    """Whether a page was read whole in place of the entry's section, though the feed tells the entry's own text."""
    return bool(own_place(claim)) and isinstance(page, ExtractedPage) and not page.section and not _tells_nothing(claim)


def _tells_nothing(claim: EntryClaim) -> bool:
    text = folded(claim.content or claim.summary)
    return not text or text in folded(claim.title)
