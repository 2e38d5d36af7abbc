"""The tree of a page: the same as the extractor makes of it, in less time."""

from __future__ import annotations

import re
from typing import Any, Final

import trafilatura
from lxml import etree
from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HtmlProcessingInstruction

_WHOLE = re.compile(r"\s*<(?:html|!doctype)", re.IGNORECASE)
_OLD_DOCTYPE = re.compile(r"\s*< ?! ?doctype[^>]*/", re.IGNORECASE)
_BEGINNING, _NEAR = 4_096, 50
"""Letters in which trafilatura looks for what is to be mended, and for a doctype."""
_UNPRINTABLE: Final = bytes({*range(0x20)} - {*b"\t\n\r"})
_NO_CHARACTERS: Final = ("\ufffe", "\uffff")


def _parser() -> Any:
    """As trafilatura's, but one class for all elements: to ask for the class of each takes as long as to walk them."""
    parser = etree.HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    classes = etree.ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction, HtmlEntity)
    parser.set_element_class_lookup(classes)
    return parser


_PARSER: Final = _parser()


def load_page(source: str) -> Any:
    """The tree of lxml that `trafilatura.load_html` makes of a page; None where it makes none."""
    tree = _parsed(source) if _is_plain(source) else None
    return trafilatura.load_html(source) if tree is None or len(tree) < 2 else tree


def _is_plain(source: str) -> bool:
    """Whether it is a whole page whose beginning trafilatura would not write anew before it is parsed."""
    beginning = source[:_BEGINNING]
    if not _WHOLE.match(source) or ">" not in beginning or _OLD_DOCTYPE.match(beginning):
        return False
    return not any("<html" in line and line.endswith("/>") for line in beginning.splitlines()[:4])


def _parsed(source: str) -> Any:
    """The tree of a page; None where trafilatura would take letters out of it first, or nothing comes of it."""
    try:
        told = source.encode()
    except UnicodeEncodeError:
        return None
    if len(told.translate(None, _UNPRINTABLE)) < len(told) or any(one in source for one in _NO_CHARACTERS):
        return None
    # It ends a page of one line with a break: a tag that is cut off there is read in another way.
    ended = "\n" in source or "doctype" not in source[:_NEAR].lower()
    try:
        return etree.fromstring(told if ended else told + b"\n", parser=_PARSER)
    except (etree.LxmlError, ValueError):
        return None
