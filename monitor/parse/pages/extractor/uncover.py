"""Parts of an article that its page holds but does not show at first, or under the name of something else.

Whoever reads the page in a browser sees them: what stands in a frame of its own source, what is shown where scripts do
not run, what goes on behind a wall that a script takes away. The extractor leaves all of them out by their tags, their
style or their names, and a watched name that stands only there would be passed over without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final

from lxml import etree

from monitor.parse.pages.boxes import Box, box_of
from monitor.parse.pages.prose import is_asking, is_notice, is_sentence
from monitor.parse.pages.shown import told_of, unseen
from monitor.parse.text import has_words

_LEAST_WORDS: Final = 8
"""Words of a sentence that is no label."""
_SOURCE_MOST, _FRAMES_MOST = 1_000_000, 20
_DEPTH: Final = 12
_STANDING_IN: Final = ("noscript", "object")
"""They hold what is shown where scripts or programs are missing."""
_TECHNICAL = re.compile(r"javascript|browser|plug-?in|flash|cookie", re.IGNORECASE)
_BODIES: Final = ("div", "section", "article", "span")
_LOOKS = ("class", "id", "style", "hidden", "aria-hidden")
_MAY_BE_HIDDEN = etree.XPath(
    " | ".join(
        f"descendant::{name}[@hidden or @aria-hidden or @style][preceding-sibling::p]"
        for name in ("div", "section", "article", "span")
    )
)
_OTHERS: Final = frozenset({Box.COMMENTS, Box.LINKS, Box.AUTHOR, Box.CAPTION})
_CONSENT = re.compile(r"cookie|consent|gdpr|privacy|newsletter|modal|popup|overlay|dialog", re.IGNORECASE)
_PARSER: Final = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)


def uncover(tree: Any) -> None:
    """Give such parts of a page's tree (of lxml), in place, the looks of what is shown; linear in its size."""
    for frame in islice(list(tree.iter("iframe")), _FRAMES_MOST):
        _open_frame(frame)
    for element in list(tree.iter(*_STANDING_IN)):
        if any(_is_prose(said) and not _TECHNICAL.search(said) for said in _paragraphs(element)):
            element.tag = "div"
    for headline in islice(tree.iter("h1"), 1):  # comments may have a heading of that rank further down
        for above in islice(headline.iterancestors(*_BODIES), _DEPTH):
            if box_of(f"{above.get('class') or ''} {above.get('id') or ''}") is Box.COMMENTS:
                _plain(above)
    for element in _MAY_BE_HIDDEN(tree):
        if _goes_on(element):
            _plain(element)


def _open_frame(frame: Any) -> None:
    """The page in a frame that is given with it, in the frame's place, if it tells something."""
    source = frame.get("srcdoc") or ""
    if not source.strip() or len(source) > _SOURCE_MOST:
        return
    try:
        inner = etree.fromstring(source, parser=_PARSER)
    except (etree.LxmlError, ValueError):
        return
    body = None if inner is None else inner.find("body")
    if body is None or not any(map(_is_prose, _paragraphs(body))):
        return
    frame.tag, frame.text = "div", body.text
    frame.attrib.clear()
    frame.extend(list(body))


def _goes_on(element: Any) -> bool:
    """Whether the story goes on, out of sight, in an element behind a paragraph of it."""
    names, telling = told_of(element.items())
    if not unseen(telling) or telling.get("role") or _CONSENT.search(names) or box_of(names) in _OTHERS:
        return False
    before = element.getprevious()
    while before is not None and before.tag != "p":
        before = before.getprevious()
    if before is None or not _is_prose("".join(before.itertext())):
        return False
    told = [said for said in _paragraphs(element) if _is_prose(said)]
    return len(told) > 1 and not any(is_asking(said) or is_notice(said) for said in told)


def _paragraphs(element: Any) -> Iterator[str]:
    return (" ".join("".join(one.itertext()).split()) for one in element.iter("p"))


def _is_prose(text: str) -> bool:
    return is_sentence(text) and has_words(text, _LEAST_WORDS)


def _plain(element: Any) -> None:
    """Take away what an element is called and how it is hidden."""
    for name in _LOOKS:
        element.attrib.pop(name, None)
