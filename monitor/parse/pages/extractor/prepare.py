"""An article page made ready for the extractor: mark-up that it reads wrong, said in a way that it reads right."""

from __future__ import annotations

import re
from collections import Counter
from typing import Any, Final

from lxml import etree
from trafilatura.settings import MANUALLY_CLEANED

from monitor.parse.pages.boxes import Box, box_of
from monitor.parse.pages.prose import is_sentence

_INITIAL_NAMES = re.compile(
    r"drop-?_?cap|first-?_?letter|lettrine|initial(?:e|-?cap)?\b|bigletter|capital-letter", re.IGNORECASE
)
_INITIALS = frozenset({"span", "b", "strong", "big", "font", "em", "i"})
_WORDS_OF_ONE_LETTER: Final = frozenset("AIOEYÀÈÉUWZSKÓÁÍÚАВИКОСУЯЁІЄאבהולמשכΟΗ")
"""Letters that are words: before a space they are no initial of the next one."""
_CAPTIONS: Final = ("span", "em", "small", "i", "font", "cite")
"""Elements within a line that may be named as a caption, in texts that have no paragraphs."""
_BOXES = ("amp-ad", "amp-embed", "amp-sidebar", "amp-consent", "amp-user-notification", "amp-sticky-ad")
_READINGS = ("rt", "rp", "rtc")
"""How a name is read stands above it, in small letters; within the line it would make another name of it."""
_PLACES = etree.XPath(".//a[starts-with(@href, '#') and string-length(@href) > 1]")
_JOINED = etree.XPath(".//text()[contains(., '\u200c') or contains(., '\u200d')]")
_JOINERS: Final = ("\u200c".encode(), "\u200d".encode())
_HIDDEN: Final = {0x200C: "\U00010380", 0x200D: "\U00010381"}
"""Letters of Ugaritic, which nobody writes news in."""
_SHOWN: Final = {ord(letter): joiner for joiner, letter in _HIDDEN.items()}
_UNREAD = ("script", "style", "svg", "head", "img", "input", "source", "meta", "link")
_BESIDE = ("aside", "footer")
_CLEANED = [name for name in MANUALLY_CLEANED if name != "form"]
_TABLE = frozenset({"table", "tbody", "thead", "tfoot", "tr", "td", "th"})
_LONG_LINE: Final = 80
_LAYOUT_LINES: Final = 2
"""A cell with so many long lines is a column of the page, and its table a frame."""
_DEPTH: Final = 30


def prepare_page(tree: Any) -> None:
    """Change the page's tree (of lxml) in place; linear in its size."""
    places: Counter[Any] = Counter()
    named: Counter[Any] = Counter()
    for link in _PLACES(tree):
        link.tag = "span"  # it leads to a paragraph of this page
        if (item := link.getparent()) is not None and item.tag == "li":
            places[item.getparent()] += 1
            named[item.getparent()] += len(" ".join("".join(link.itertext()).split()))
    for contents, count in places.items():
        if count > 1 and contents is not None and _is_contents(contents, count, named[contents]):
            contents.drop_tree()
    for script in list(tree.iter("script")):
        if "ld+json" in (script.get("type") or ""):
            script.text = ""  # the extractor would take any article's text from there; see `linked_data`
    for box in list(tree.iter(*_BOXES, *_READINGS)):
        box.drop_tree()
    _join_initials(tree)
    _unframe_tables(tree)
    for element in tree.iter(*_CAPTIONS):
        if (names := element.get("class")) and box_of(names) is Box.CAPTION and not _within_caption(element):
            element.tag = "figcaption"


def _within_caption(element: Any) -> bool:
    """Whether a part of a caption is named as the whole is."""
    above = element.getparent()
    return above is None or above.tag == "figcaption" or box_of(above.get("class") or "") is Box.CAPTION


def make_lean(tree: Any) -> None:
    """Take out of the tree what the extractor takes out itself, whatever it does then: it copies and searches the rest.

    Only where it is not asked for facts of the page, which stand in there too.
    """
    # Where no paragraph is left, the extractor leaves them in.
    if any(next(paragraph.iterancestors(_CLEANED), None) is None for paragraph in tree.iter("p")):
        # Of boxes within one of their kind it goes no further than to the first.
        beside = [name for name in _BESIDE if tree.find(f".//{name}//{name}") is None]
        etree.strip_elements(tree, *_UNREAD, *beside, with_tail=False)


def hide_joiners(tree: Any) -> bool:
    """Put letters in the place of the joiners that spell words in Persian or Indic scripts; whether there are any.

    The extractor takes what it cannot print for dirt: `می‌شود` would become another word.
    """
    shown = etree.tostring(tree, encoding="utf-8", method="text", with_tail=False)
    if not any(joiner in shown for joiner in _JOINERS):
        return False
    found = _JOINED(tree)
    for said in found:
        element, place = said.getparent(), "tail" if said.is_tail else "text"
        setattr(element, place, getattr(element, place).translate(_HIDDEN))
    return bool(found)


def with_joiners(text: str) -> str:
    """`text` with the joiners that `hide_joiners` hid."""
    return text.translate(_SHOWN)


def _is_contents(places: Any, count: int, named: int) -> bool:
    """Whether a list with so many links into its page, of so many letters, is a table of contents.

    Key points are sentences; an entry of a live page has its own address in a link of one word.
    """
    items = [" ".join("".join(item.itertext()).split()) for item in places if item.tag == "li"]
    return len(items) == count and named * 2 >= sum(map(len, items)) and not any(map(is_sentence, items))


def _join_initials(tree: Any) -> None:
    """The first letter of a paragraph, in an element of its own for its size, back to its word."""
    for element in list(tree.iter(*_INITIALS)):
        letter, tail = (element.text or "").strip(), element.tail or ""
        if len(element) or not 1 <= len(letter) <= 2 or (not letter[-1].isupper() and not letter[-1].isalpha()):
            continue
        rest = tail.lstrip()
        if not rest[:1].islower() and rest[:1] not in "'’":
            continue
        named = _INITIAL_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}")
        apart = rest != tail or element.text != letter
        if apart and (not named or letter[-1] in _WORDS_OF_ONE_LETTER):
            continue
        element.text, element.tail = f"{letter}{rest}", None


def _unframe_tables(tree: Any) -> None:
    """Tables that arrange a page, whose cells hold columns of text, become blocks."""
    if tree.find(".//td") is None and tree.find(".//th") is None:
        return
    lines: Counter[Any] = Counter()
    for element in tree.iter("p", "br"):
        said = (element.text if element.tag == "p" else element.tail) or ""
        if len(said) >= _LONG_LINE and (cell := _cell(element)) is not None:
            lines[cell] += 1
    framing = {cell for cell, count in lines.items() if count >= _LAYOUT_LINES}
    tables = {table for cell in framing for table in cell.iterancestors("table")}
    for table in tables:
        _as_blocks(table)


def _cell(element: Any) -> Any:
    for depth, above in enumerate(element.iterancestors()):
        if above.tag in ("td", "th"):
            return above
        if depth >= _DEPTH:
            break
    return None


def _as_blocks(table: Any) -> None:
    table.tag = "div"
    for child in table:
        rows = child if child.tag in ("tbody", "thead", "tfoot") else (child,)
        for row in rows:
            if row.tag == "tr":
                for cell in row:
                    if cell.tag in ("td", "th"):
                        cell.tag = "div"
                row.tag = "div"
        if child.tag in _TABLE:
            child.tag = "div"
