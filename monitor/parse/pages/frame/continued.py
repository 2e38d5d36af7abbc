"""The parts of a page in which its story goes on, beside the element that holds most of it."""

from __future__ import annotations

import re
from typing import Final

from monitor.parse.pages.blocks import Block, PageBlocks, Scope
from monitor.parse.pages.boxes import Box
from monitor.parse.pages.prose import is_sentence
from monitor.parse.text import count_words

_LEVELS: Final = 6
"""Elements around the story's among whose parts its continuation is looked for."""
_ALIKE_LEAST, _PART_LEAST, _PROSE_SHARE, _LABEL = 40, 100, 0.8, 30
"""Letters of a part that is named as the first is, and of another one; the share of them in sentences; letters
of a name or a time above what somebody said."""
_PART_WORDS: Final = 8
_PART_BOXES: Final = frozenset({Box.NONE, Box.LEAD, Box.FACTS, Box.CORRECTION})
_ENDS: Final = frozenset({"article", "main", "body", "html", "form", ""})
_OTHERS: Final = frozenset({"article", "aside", "footer", "header", "figure", "figcaption"})
_NO_PARTS: Final = _OTHERS | {"table", "ul", "ol", "dl", "p"}
_FRAME_NAMES = re.compile(r"foot|about|aside|sidebar|bottom|widget-area|bio", re.IGNORECASE)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def continued(page: PageBlocks, frame: Scope) -> list[Scope]:
    """The parts of the page beside the story's element in which it goes on: built as it is, or of paragraphs alone.

    Page builders put each run of paragraphs into a box of its own, of which the extractor takes one.
    """
    branches: dict[Scope, Scope] = {}
    branch = frame
    while len(branches) < _LEVELS and branch.parent is not None and branch.tag not in _ENDS:
        branches[branch.parent] = branch
        branch = branch.parent
    parts: dict[Scope, list[Block]] = {
        scope: []
        for scope in page.scopes
        if scope.parent in branches and scope is not branches[scope.parent] and _may_be_part(scope)
    }
    if not parts:
        return []
    nearest = page.nearest(parts.keys())
    for block in page.blocks:
        for scope in block.among(nearest):
            parts[scope].append(block)
    return [
        scope for scope, blocks in parts.items() if scope.parent and _is_part(scope, blocks, branches[scope.parent])
    ]


def _may_be_part(scope: Scope) -> bool:
    if scope.letters < _ALIKE_LEAST or scope.linked * 5 > scope.letters or scope.asked or scope.buttons:
        return False
    return scope.tag not in _NO_PARTS and _holds_story(scope) and not _FRAME_NAMES.search(scope.names)


def _holds_story(scope: Scope) -> bool:
    """Whether an element is no box beside the story, as far as its names go: links are in one of links."""
    return scope.box in _PART_BOXES or (scope.box is Box.LINKS and not scope.linked)


def _is_part(scope: Scope, blocks: list[Block], branch: Scope) -> bool:
    told = [block for block in blocks if is_sentence(block.text) and count_words(block.text) >= _PART_WORDS]
    if sum(len(block.text) for block in told) < _PROSE_SHARE * scope.letters:
        return False
    others = (block for block in blocks if block.scope.tag not in _HEADINGS)
    if any(len(block.text) <= _LABEL and not is_sentence(block.text) for block in others):
        return False
    within = {inner for block in told for inner in block.around(scope)}
    if not all(_holds_story(inner) and inner.tag not in _OTHERS for inner in within):
        return False
    alike = scope.tag == branch.tag and bool({*scope.names.split()} & {*branch.names.split()})
    return alike or (len(told) > 1 and scope.letters >= _PART_LEAST)
