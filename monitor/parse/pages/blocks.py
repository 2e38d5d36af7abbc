"""A page as blocks: each what stands in a line of its own on the screen, with the boxes around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from monitor.parse.pages.boxes import Box, box_of, is_folded
from monitor.parse.text import clean_plain

_DROPPED = frozenset(
    {"audio", "button", "canvas", "form", "head", "iframe", "nav", "noscript", "object", "script", "select", "style"}
    | {"svg", "template", "textarea", "video"}
)
_CONTROLS = frozenset({"form", "select", "textarea"})
_FRAME = frozenset({"footer", "header"})
_ARTICLE = frozenset({"article", "main"})
_INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "img"}
    | {
        "ins",
        "kbd",
        "label",
        "mark",
        "nobr",
        "q",
        "ruby",
        "s",
        "samp",
        "small",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
    }
    | {"time", "tt", "u", "var", "wbr"}
)
_BREAKS = frozenset({"br", "hr"})
_COMMENTS = re.compile(r"(?:^|\s)(?:comments?|comment-list|disqus_thread|respond)(?:\s|$)", re.IGNORECASE)
_ARTICLE_NAMES = re.compile(r"article|story|post|entry|news|content|headline|title|single|detail|view", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


class Scope:
    """An element that begins a line of its own, and what was counted of the blocks in it."""

    __slots__ = (
        "apart",
        "asked",
        "box",
        "buttons",
        "found",
        "hits",
        "inside",
        "letters",
        "linked",
        "names",
        "parent",
        "tag",
    )

    def __init__(self, tag: str, names: str, parent: Scope | None) -> None:
        self.tag, self.names, self.parent = tag, names, parent
        self.box = box_of(names) if names else Box.NONE
        self.letters = 0
        self.linked = 0
        """Of them, in links."""
        self.found = 0
        """Of them, in blocks that the extractor has; `hits` such blocks."""
        self.hits = 0
        self.inside = False
        """It is the element that holds the story, or stands in it."""
        self.asked = False
        """A control to fill in stands in it."""
        self.buttons = 0
        self.apart = False
        """It is a box beside the story, see `beside.cards`."""


class Block:
    """The text between two line breaks of the page, and how much of it are links."""

    __slots__ = ("line", "linked", "plain", "scope", "text")

    def __init__(self, text: str, plain: str, linked: int, scope: Scope) -> None:
        self.text, self.plain, self.linked, self.scope = text, plain, linked, scope
        self.line: int | None = None
        """The line of the extract that has it."""

    @property
    def is_link(self) -> bool:
        """Whether it is a link as a whole, but for a few letters."""
        return self.linked * 10 >= len(self.text) * 9

    def around(self, end: Scope | None = None) -> Iterator[Scope]:
        """The elements that it stands in, from the innermost, up to `end`, which is not among them."""
        scope: Scope | None = self.scope
        while scope is not None and scope is not end:
            yield scope
            scope = scope.parent


class PageBlocks:
    """All blocks of a page in its order, and the elements around them, the outer ones first."""

    def __init__(self, tree: Any) -> None:
        """`tree` is an element of lxml, or None for a page that no tree could be made of; it is not changed."""
        self.blocks: list[Block] = []
        self.scopes: list[Scope] = [Scope("", "", None)]
        if tree is not None:
            self._walk(tree)
        for scope in reversed(self.scopes[1:]):
            if scope.parent is not None:
                scope.parent.letters += scope.letters
                scope.parent.linked += scope.linked
                if scope.asked or scope.tag == "input":
                    scope.parent.asked = True

    def _walk(self, tree: Any) -> None:
        line, scope, links, articles = _Line(), self.scopes[0], 0, 0
        walk, dropped = etree.iterwalk(tree, events=("start", "end", "comment", "pi")), None
        for event, element in walk:
            tag = element.tag if isinstance(element.tag, str) else ""
            if event == "start":
                if _is_dropped(element, tag, within_article=articles > 0):
                    dropped = element
                    if tag in _CONTROLS and not _unseen(element):
                        scope.asked = True
                    scope.buttons += tag == "button"
                    walk.skip_subtree()
                    continue
                if tag not in _INLINE or (tag == "a" and _is_wide(element)):
                    self._take(line, scope)
                    if tag not in _BREAKS:
                        scope = Scope(tag, _names(element), scope)
                        self.scopes.append(scope)
                elif tag == "a" and line.is_link and _follows_link(element):
                    self._take(line, scope)
                links, articles = links + (tag == "a" and _leads(element)), articles + (tag in _ARTICLE)
                line.add(element.text, linked=links > 0)
                continue
            if event == "end" and element is not dropped:
                if tag not in _INLINE or (tag == "a" and _is_wide(element)):
                    self._take(line, scope)
                    scope = scope if tag in _BREAKS else scope.parent or scope
                links, articles = links - (tag == "a" and _leads(element)), articles - (tag in _ARTICLE)
            line.add(element.tail, linked=links > 0)
        self._take(line, scope)

    def _take(self, line: _Line, scope: Scope) -> None:
        text, plain, linked = line.take()
        if text:
            self.blocks.append(Block(text, plain, linked, scope))
            scope.letters += len(text)
            scope.linked += linked


class _Line:
    """The text since the last block began or ended."""

    __slots__ = ("linked", "parts", "unlinked", "words")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.unlinked: list[str] = []
        self.linked = 0
        self.words = False
        """Not all of it are links."""

    @property
    def is_link(self) -> bool:
        """Whether all of it so far are links."""
        return self.linked > 0 and not self.words

    def add(self, text: str | None, *, linked: bool) -> None:
        if not text:
            return
        self.parts.append(text)
        self.unlinked.append(" " if linked else text)
        if linked:
            self.linked += len(" ".join(text.split()))
        elif not self.words:
            self.words = not text.isspace()

    def take(self) -> tuple[str, str, int]:
        """The line's text, the same without its links, and how many letters of it are links."""
        if not self.parts:
            return "", "", 0
        text, linked = _line_of(self.parts), self.linked
        plain = _line_of(self.unlinked) if linked else text
        self.parts, self.unlinked, self.linked, self.words = [], [], 0, False
        return text, plain, min(linked, len(text))


def _line_of(parts: list[str]) -> str:
    # Cleaned as the extractor's text is: the two are compared.
    return clean_plain(" ".join("".join(parts).split())).replace("\n", " ")


def _names(element: Any) -> str:
    get = element.get
    names = [get("class"), get("id"), get("data-component"), get("data-testid")] if element.attrib else ()
    return " ".join(name for name in names if name)


def _is_wide(link: Any) -> bool:
    """Whether a link is around whole blocks."""
    return len(link) > 0 and not all(inner.tag in _INLINE for inner in link)


def _leads(link: Any) -> bool:
    """Whether a link leads somewhere: one with only a name marks a place, and old pages never close it."""
    given = link.attrib
    return "href" in given or not ("name" in given or "id" in given)


def _follows_link(link: Any) -> bool:
    """Whether a link stands right behind another one: each is shown as a line of its own, whatever it is made of."""
    before = link.getprevious()
    return before is not None and before.tag == "a" and not (before.tail or "").strip()


def _wraps_page(form: Any) -> bool:
    """Whether a whole page stands in a form, as some servers have it."""
    return form.getparent() is not None and form.getparent().tag == "body" and form.find(".//p") is not None


def _heads_article(element: Any, tag: str) -> bool:
    """Whether a header that stands above the article is the article's: by its names, with a headline and no menu."""
    if tag != "header" or not _ARTICLE_NAMES.search(_names(element)):
        return False
    return any(element.find(f".//{name}") is not None for name in _HEADINGS) and element.find(".//nav") is None


def _is_dropped(element: Any, tag: str, *, within_article: bool) -> bool:
    if tag in _FRAME and not within_article:
        return not _heads_article(element, tag)
    if tag in _DROPPED:
        return tag != "form" or not _wraps_page(element)
    given = element.attrib
    if not given:
        return False
    get = given.get
    if get("role") in ("navigation", "search", "dialog", "alertdialog"):
        return True
    names = _names(element)
    return (_unseen(element) and not is_folded(names)) or (names != "" and _of_comments(names))


def _unseen(element: Any) -> bool:
    get = element.attrib.get
    if get("hidden") is not None or get("aria-hidden") == "true":
        return True
    style = get("style")
    return bool(style) and _UNSEEN.search(style) is not None


@lru_cache(maxsize=4_096)
def _of_comments(names: str) -> bool:
    return _COMMENTS.search(names) is not None
