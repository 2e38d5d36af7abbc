"""How the boxes of a page are built: of links and of words, of labels and of controls."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import field
from functools import lru_cache
from typing import Final

from monitor.parse.pages.blocks import Block, PageBlocks, Scope
from monitor.parse.pages.frame.align import spoken
from monitor.parse.pages.prose import is_asking, is_count, is_sentence, reads_on
from monitor.records import dataclass

HEADING_MOST, _LABEL_MOST, _KICKER_MOST = 80, 30, 20
"""Letters of a heading, of a name, time or button's label, and of what stands above a headline."""
_CARD_MOST, _ALONE_MOST, _ENTRY_MOST, _FORM_MOST, _QUIZ_MOST = 420, 260, 260, 420, 200
"""Letters that a card says beside its link, alone without a heading, as one of a list; a box with a control, a quiz."""
_LINK_LEAST, _LINK_LEAST_DENSE = 12, 5
"""Letters of a link that names a story; then in scripts that write in fewer."""
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
NEVER = frozenset({"", "html", "body", "main", "p", *HEADINGS})
"""Elements that are no boxes by themselves."""
_DIGIT = re.compile(r"\d")
_AGO: Final = 3
"""Words of "2 hours ago"."""
_ASKING: Final = ("?", "؟", "？")


@dataclass(slots=True)
class Built:
    """How a box is built."""

    blocks: list[Block] = field(default_factory=list)
    links: int = 0
    """Blocks that are a link to a story as a whole, `heads` of them headings."""
    heads: int = 0
    letters: int = 0
    """Of the other blocks."""
    titled: bool = False
    """It has a heading that is no link."""

    @property
    def is_card(self) -> bool:
        """Whether it names one story, in a link, and says a few words of it."""
        if len(self.blocks) < 2 or self.letters > _CARD_MOST:
            return False
        return self._opens_with_link() or self._ends_reading_on()

    @property
    def stands_alone(self) -> bool:
        """Whether it is a card without any heading, and no more than that."""
        return 0 < self.letters <= _ALONE_MOST

    @property
    def is_rail(self) -> bool:
        """Whether links to stories take turns with a few words on each, or are all there is."""
        if self.titled or len(self.blocks) < 2 or not self.blocks[0].is_link:
            return False
        if all(block.is_link for block in self.blocks):
            return any(not is_sentence(block.text) for block in self.blocks)
        row = 0
        for block in self.blocks:
            row = 0 if block.is_link else row + 1
            if row > 2 or (row and len(block.text) > _ENTRY_MOST):
                return False
        return self.links > 1

    @property
    def is_form(self) -> bool:
        """Whether it says little enough to be what stands around a control."""
        return self.letters <= _FORM_MOST

    @property
    def is_quiz(self) -> bool:
        """Whether it asks something, or for something."""
        asking = (block.text for block in self.blocks)
        return self.letters <= _QUIZ_MOST and any(text.rstrip().endswith(_ASKING) or is_asking(text) for text in asking)

    @property
    def is_said_then(self) -> bool:
        """Whether it tells how long ago somebody said something, as comments do."""
        return any(len(block.text) <= HEADING_MOST and _tells_ago(block.text) for block in self.blocks)

    def _opens_with_link(self) -> bool:
        if self.links != 1 or self.titled:
            return False
        first = self.blocks[0]
        if not first.is_link and len(first.text) <= _KICKER_MOST and not is_sentence(first.text):
            first = self.blocks[1]
        return self.heads == 1 or (first.is_link and _names_story(first.text, heading=False))

    def _ends_reading_on(self) -> bool:
        """Whether a headline and a few words are followed by a link that only says "read on"."""
        last = self.blocks[-1]
        return last.is_link and not self.heads and self.titled and reads_on(last.text)


def built_boxes(page: PageBlocks, around: set[int], title: str) -> dict[Scope, Built]:
    """The boxes of a page that are none of those `around` the story (by `id`), in it or with something that was found.

    Linear in the page.
    """
    found: dict[Scope, Built] = defaultdict(Built)
    headline = spoken(title)
    boxes = {scope for scope in page.scopes if (scope.inside or scope.found) and id(scope) not in around}
    nearest = page.nearest(boxes)
    for block in page.blocks:
        held = list(block.among(nearest))
        if not held:
            continue
        heading = block.scope.tag in HEADINGS
        link = block.is_link and _names_story(block.text, heading=heading) and spoken(block.text) != headline
        letters = len(block.text)
        for scope in held:
            box = found[scope]
            box.blocks.append(block)
            if link:
                box.links += 1
                box.heads += heading
            else:
                box.letters += letters
                box.titled = box.titled or (heading and not block.linked)
    return found


@lru_cache(maxsize=512)
def _tells_ago(text: str) -> bool:
    return _DIGIT.search(text) is not None and is_count(" ".join(text.split()[-_AGO:]))


def has_labels(blocks: list[Block]) -> bool:
    """Whether names, times or buttons stand among sentences, as they do around what several people say."""
    return any(len(block.text) <= _LABEL_MOST and not is_sentence(block.text) for block in blocks)


def _names_story(text: str, *, heading: bool) -> bool:
    if heading:
        return len(text) > 1
    return len(text) >= (_LINK_LEAST if text.isascii() else _LINK_LEAST_DENSE) and (" " in text or not text.isascii())
