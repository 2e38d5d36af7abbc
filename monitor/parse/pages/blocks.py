"""A page as blocks: each what stands in a line of its own on the screen, with the boxes around it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from functools import cached_property
from typing import Any

from lxml import etree

from monitor.parse.pages.boxes import Box, box_of
from monitor.parse.pages.shown import ARTICLE, CONTROLS, MAY_BE_DROPPED, NOTHING, is_dropped, told_of, unseen
from monitor.parse.text import MAX_TEXT, clean_plain, has_words

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


class Scope:
    """An element that begins a line of its own, and what was counted of the blocks in it."""

    letters = 0
    linked = 0
    """Of them, in links."""
    found = 0
    """Of them, in blocks that the extractor has; `hits` such blocks."""
    hits = 0
    inside = False
    """It is the element that holds the story, or stands in it."""
    asked = False
    """A control to fill in stands in it."""
    buttons = 0
    apart = False
    """It is a box beside the story, see `beside.cards`."""

    def __init__(self, tag: str, names: str, parent: Scope | None) -> None:
        self.tag, self.names, self.parent = tag, names, parent

    @cached_property
    def box(self) -> Box:
        """What it is by its names; asked of few."""
        return box_of(self.names) if self.names else Box.NONE


class Block:
    """The text between two line breaks of the page, and how much of it are links."""

    __slots__ = ("is_link", "line", "linked", "plain", "scope", "spoken", "text")

    def __init__(self, text: str, plain: str, linked: int, scope: Scope) -> None:
        self.text, self.plain, self.linked, self.scope = text, plain, linked, scope
        self.line: int | None = None
        """The line of the extract that has it."""
        self.spoken: list[str] | None = None
        """Its words as they are compared, where somebody asked for them."""
        self.is_link = linked * 10 >= len(text) * 9
        """It is a link as a whole, but for a few letters."""

    def around(self, end: Scope | None = None) -> Iterator[Scope]:
        """The elements that it stands in, from the innermost, up to `end`, which is not among them."""
        scope: Scope | None = self.scope
        while scope is not None and scope is not end:
            yield scope
            scope = scope.parent

    def among(self, nearest: Mapping[Scope | None, Scope | None]) -> Iterator[Scope]:
        """The elements that it stands in, from the innermost, of those that `PageBlocks.nearest` was asked for."""
        scope = nearest[self.scope]
        while scope is not None:
            yield scope
            scope = nearest[scope.parent]


class PageBlocks:
    """All blocks of a page in its order, and the elements around them, the outer ones first."""

    def __init__(self, tree: Any, title: str = "") -> None:
        """`tree` is an element of lxml, or None for a page that no tree could be made of; it is not changed.

        `title` is the page's, as far as it is known.
        """
        self.blocks: list[Block] = []
        self.scopes: list[Scope] = [Scope("", "", None)]
        if tree is not None:
            _Walk(self, title).through(tree)
        for scope in reversed(self.scopes[1:]):
            if scope.parent is not None:
                if scope.letters:
                    scope.parent.letters += scope.letters
                    scope.parent.linked += scope.linked
                if scope.asked or scope.tag == "input":
                    scope.parent.asked = True

    def nearest(self, wanted: Collection[Scope]) -> Mapping[Scope | None, Scope | None]:
        """For each element the innermost of those `wanted` that it is or stands in; None for none."""
        found: dict[Scope | None, Scope | None] = {None: None}
        for scope in self.scopes:
            found[scope] = scope if scope in wanted else found[scope.parent]
        return found

    def has_words(self, least: int) -> bool:
        """Whether its blocks have at least so many words together."""
        return has_words(" ".join([block.text for block in self.blocks]), least)


class _Walk:
    """A way through the elements of a page, and the text since the last block began or ended."""

    def __init__(self, page: PageBlocks, title: str) -> None:
        self.title = title
        self.blocks, self.scopes, self.scope = page.blocks, page.scopes, page.scopes[0]
        self.links = self.articles = 0
        """How many elements of a kind are open; of the links, which are `wide`, and which lead somewhere."""
        self.wide: list[tuple[bool, bool]] = []
        self.parts: list[str] = []
        self.unlinked: list[str] = []
        """The parts in no link, a space for each other one; these are `linked`. Both are kept where there are any."""
        self.linked: list[str] = []
        self.any_link = self.any_word = False
        """Something is said in links, and beside them."""

    def through(self, tree: Any) -> None:
        walk, dropped = etree.iterwalk(tree, events=("start", "end", "comment", "pi")), None
        for event, element in walk:
            if event == "start":
                tag, given = element.tag, element.items()
                names, telling = told_of(given) if given else ("", NOTHING)
                if (names or telling or tag in MAY_BE_DROPPED) and is_dropped(
                    element, tag, telling, names, within_article=self.articles > 0, title=self.title
                ):
                    self._leaves_out(tag, telling)
                    dropped = element
                    walk.skip_subtree()
                    continue
                if tag not in _INLINE:
                    self._opens(tag, names)
                elif tag == "a":
                    self._opens_link(element, names)
                text = element.text
            else:
                if event == "end" and element is not dropped:
                    tag = element.tag
                    if tag not in _INLINE:
                        self._closes(tag)
                    elif tag == "a":
                        self._closes_link()
                text = element.tail
            if text and (self.parts or not text.isspace()):
                self._add(text)
        self._take()

    def _add(self, text: str) -> None:
        if self.links:
            if not self.linked:
                self.unlinked = self.parts.copy()
            self.linked.append(text)
            self.unlinked.append(" ")
            self.any_link = self.any_link or not text.isspace()
        else:
            if self.linked:
                self.unlinked.append(text)
            self.any_word = self.any_word or not text.isspace()
        self.parts.append(text)

    def _leaves_out(self, tag: str, telling: Mapping[str, str]) -> None:
        """Nothing in an element is of the page's text; what counts is that it is there."""
        if tag in CONTROLS and not unseen(telling):
            self.scope.asked = True
        if tag == "button":
            self.scope.buttons += 1

    def _opens(self, tag: str, names: str) -> None:
        if self.parts:
            self._take()
        if tag not in _BREAKS:
            self.scope = scope = Scope(tag, names, self.scope)
            self.scopes.append(scope)
            if tag in ARTICLE:
                self.articles += 1

    def _opens_link(self, element: Any, names: str) -> None:
        wide, leads = _is_wide(element), _leads(element)
        if wide:
            self._take()
            self.scope = Scope("a", names, self.scope)
            self.scopes.append(self.scope)
        elif self.any_link and not self.any_word and _follows_link(element):
            self._take()
        self.wide.append((wide, leads))
        self.links += leads

    def _closes(self, tag: str) -> None:
        if self.parts:
            self._take()
        if tag not in _BREAKS:
            self.scope = self.scope.parent or self.scope
            if tag in ARTICLE:
                self.articles -= 1

    def _closes_link(self) -> None:
        wide, leads = self.wide.pop()
        if wide:
            if self.parts:
                self._take()
            self.scope = self.scope.parent or self.scope
        self.links -= leads

    def _take(self) -> None:
        """Make a block of the text so far, if it is any."""
        if not self.parts:
            return
        text = _line_of(self.parts)
        if text:
            linked = min(sum([len(" ".join(part.split())) for part in self.linked]), len(text)) if self.linked else 0
            plain = text if not linked else _line_of(self.unlinked) if self.any_word else ""
            self.blocks.append(Block(text, plain, linked, self.scope))
            self.scope.letters += len(text)
            self.scope.linked += linked
        self.parts, self.any_word = [], False
        if self.linked:
            self.linked, self.unlinked, self.any_link = [], [], False


def _line_of(parts: list[str]) -> str:
    # Cleaned as the extractor's text is: the two are compared.
    line = " ".join("".join(parts).split())
    if line.isascii() and line.isprintable() and len(line) <= MAX_TEXT:
        return line
    return clean_plain(line).replace("\n", " ")


def _is_wide(link: Any) -> bool:
    """Whether a link is around whole blocks."""
    return len(link) > 0 and not all(inner.tag in _INLINE for inner in link)


def _leads(link: Any) -> bool:
    """Whether a link leads somewhere: one with only a name marks a place, and old pages never close it."""
    return link.get("href") is not None or (link.get("name") is None and link.get("id") is None)


def _follows_link(link: Any) -> bool:
    """Whether a link stands right behind another one: each is shown as a line of its own, whatever it is made of."""
    before = link.getprevious()
    return before is not None and before.tag == "a" and not (before.tail or "").strip()
