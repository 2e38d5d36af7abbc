"""What the extractor takes for the text of an article: trafilatura's own steps, without those that change nothing.

`trafilatura.bare_extraction` copies a tree that was made for it alone, keeps a copy for comparisons that nobody asks
for, and searches every element for names that hardly a page holds. Here are its steps in its order (fast, balanced,
without comments; `trafilatura_sequence` in its `core`), and what comes out is the same.
"""

from __future__ import annotations

from copy import copy
from functools import cache
from typing import Any, Final

import trafilatura
from lxml import etree
from trafilatura.baseline import baseline
from trafilatura.core import ESCALATION_ACCEPT_RATIO, ESCALATION_MAX_LENGTH, ESCALATION_PAGE_SHARE
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes
from trafilatura.settings import Extractor
from trafilatura.xml import xmltotxt
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH

from monitor.parse.pages.dated import SEARCHED
from monitor.parse.pages.extractor.named import search_of
from monitor.parse.pages.extractor.steps import cleaned, content, page_text

_FOLLOWING: Final = ("mvp-post-add-", "infinite", "elementor-share-buttons")
_COMMENTS: Final = ("omment", "comol", "disqus_thread", "dsq-comments")
"""Of the names of elements that it takes out first: articles that follow, and comments."""
_ELEMENTS = etree.XPath("count(//*)")


def main_text(tree: Any, source: str) -> str:
    """The text of the article on a page, a paragraph a line; "" if none is found.

    `tree` is the page's, of lxml, made for this alone, and `source` what it was made of.
    """
    try:
        body = _found(tree, source)
    except (TypeError, ValueError):
        return ""
    text = None if body is None else xmltotxt(body, _options().formatting)
    return text or ""


def searched_page(tree: Any, url: str) -> Any:
    """trafilatura's document of a page, with the title, date and author that it finds; None if it finds no text."""
    return trafilatura.bare_extraction(
        tree,
        url=url or None,
        fast=True,
        include_comments=False,
        deduplicate=False,
        with_metadata=True,
        date_extraction_params=dict(SEARCHED),
    )


_FOLLOWED, _COMMENTED = (
    [search_of(one) for one in searches] for searches in (RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH)
)


@cache
def _options(focus: str = "balanced") -> Any:
    options = Extractor(output_format="python", fast=True, comments=False)
    options.focus = focus
    return options


def _found(tree: Any, source: str) -> Any:
    """What it takes for the article, as an element of its own making."""
    options = _options()
    if any(name in source for name in _FOLLOWING):
        prune_unwanted_nodes(tree, _FOLLOWED)
    if any(name in source for name in _COMMENTS):
        prune_unwanted_nodes(tree, _COMMENTED)
    body, text = _extracted(tree, options)
    if len(text) < options.min_extracted_size:
        other, said, length = baseline(tree)
        if length > len(text):
            body, text = other, said
    if 0 < len(text) < ESCALATION_MAX_LENGTH and _is_little(text, tree):
        try:
            other, said = _extracted(tree, _options("recall"))
        except Exception:  # noqa: BLE001 - as the library has it: what was found first stays
            other, said = body, ""
        if len(said) >= options.min_extracted_size and len(said) > ESCALATION_ACCEPT_RATIO * len(text):
            body, text = other, said
    return body if len(text) >= options.min_output_size else None


def _extracted(tree: Any, options: Any) -> tuple[Any, str]:
    return content(convert_tags(cleaned(copy(tree), options), options), options)


def _is_little(text: str, tree: Any) -> bool:
    """Whether a text is so small a part of its page that it is looked for a second time, with less reserve."""
    # No measure of the page is longer: it leaves something out, and sets a space on either side of some elements.
    most = len(" ".join(tree.text_content().split())) + 2 * _ELEMENTS(tree)
    return len(text) < ESCALATION_PAGE_SHARE * most and len(text) < ESCALATION_PAGE_SHARE * len(page_text(tree))
