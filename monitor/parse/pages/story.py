"""The story put together: the extractor's lines, with what it left out of the story, without what it took from beside.

The extractor chooses by tags and by parts of class names. Where its lines stand on the page shows which element holds
the story; what reads as prose in there and stands in no box belongs to it too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from itertools import islice
from typing import Final

from monitor.parse.pages.beside.cards import Cards, set_apart
from monitor.parse.pages.beside.rails import frame_and_above, lines_beside, without_headline
from monitor.parse.pages.blocks import Block, PageBlocks, Scope
from monitor.parse.pages.boxes import Box, is_wall
from monitor.parse.pages.frame.align import align, spoken
from monitor.parse.pages.prose import is_asking, is_correction, is_filler, is_imprint, is_notice, is_sentence
from monitor.parse.text import count_words
from monitor.records import dataclass

_LEADS, _CORRECTIONS, _BELOW = 3, 3, 8
"""Lines that are taken from above and below the element that holds the story, and looked at for a wall."""
_NEAR: Final = 6
_PARTED_MOST: Final = 400
_PARTED_SHARE: Final = 0.8
_KICKER: Final = 5
"""Words that may stand before the headline in its element."""
_OUTER: Final = 5
_LEAD_MOST: Final = 80
_LEAST_SENTENCE, _LEAST_CELL, _LEAST_BARE = 5, 3, 12
"""Words of a sentence, of a row of a list or table, and of a line that ends as no sentence does."""
_APART: Final = frozenset({Box.NOTICE, Box.AUTHOR, Box.COMMENTS, Box.CAPTION, Box.DETAILS})
_ARTICLES = frozenset({"article", "main"})
_BESIDE = frozenset({"figcaption", "footer"})
_FRAMED = frozenset({"aside", "figure"})
"""They hold facts and quotations of the story, or what is beside it."""
_CELLS = frozenset({"li", "td", "th", "dd", "dt"})
_TERMS = frozenset({"dt", "th"})


@dataclass(frozen=True, slots=True)
class Story:
    """An article's lines as they stand on the page."""

    lines: list[str]
    below: list[str]
    """Lines under the text, and boxes among its last ones."""
    walled: bool
    """A box there is named as a subscription wall."""
    cards: Cards
    """Boxes of other stories; where they are all that was found, the page is a list."""


def whole_story(text: str, page: PageBlocks, title: str) -> Story:
    """`text`, as the extractor found it, completed from the page and freed of the headline; linear in both.

    The blocks that are not in the story, and only these, have no `line` afterwards.
    """
    lines = [told for line in text.split("\n") if (told := _row(line))] if text else []
    lines = _parted(lines[0], page) if len(lines) == 1 else lines
    frame = align(lines, page, title)
    cards = set_apart(page, frame, title)
    missing: dict[int, list[str]] = defaultdict(list)
    for at, block in list(_left_out(page, frame, title)):
        missing[at].append(block.text)
        block.line = max(at, 0)
    beside = lines_beside(lines, page.blocks, frame) if lines else set()
    kept = list(missing[-1])
    for number, line in enumerate(lines):
        if number not in beside:
            kept.append(line)
        kept += missing.get(number, ())
    last = max((number for number, block in enumerate(page.blocks) if block.line is not None), default=-1)
    under = page.blocks[last + 1 :][:_BELOW]
    below = [block.text for block in under]
    walled = any(is_wall(scope.names) for block in under for scope in block.around(frame))
    return Story(without_headline(kept, title), below, walled, cards)


def _parted(line: str, page: PageBlocks) -> list[str]:
    """The blocks of which `line` was made: of a short article the extractor makes one line of all that it saw."""
    told = f" {' '.join(spoken(line))} "
    parts = [block.text for block in page.blocks[:_PARTED_MOST] if f" {' '.join(spoken(block.text))} " in told]
    whole = sum(map(len, parts)) >= _PARTED_SHARE * len(line)
    return parts if len(parts) > 1 and whole else [line]


def _row(line: str) -> str:
    """A line; of a table's row the cells that hold something: those that are joined come as empty ones."""
    if line[:1] != "|":
        return line
    cells = [cell.strip() for cell in line.split("|") if cell.strip(" -:")]
    return f"| {' | '.join(cells)} |" if cells else ""


def _left_out(page: PageBlocks, frame: Scope, title: str) -> Iterator[tuple[int, Block]]:
    """The blocks that belong to the story, each with the number of the line that it stands behind."""
    inside = [number for number, block in enumerate(page.blocks) if block.scope.inside]
    if not inside or not frame.hits:
        return
    first, last = inside[0], inside[-1]
    for block in _leads(page.blocks[:first], frame, title):
        yield -1, block
    at, around = -1, set(frame_and_above(frame))
    for block in page.blocks[first : last + 1]:
        if block.line is not None and block.scope.inside:
            at = max(at, block.line)
        elif block.scope.inside and _belongs(block, None, around):
            yield at, block
    corrections = (block for block in page.blocks[last + 1 :] if _corrects(block))
    for block in islice(corrections, _CORRECTIONS):
        yield at, block


def _leads(above: list[Block], frame: Scope, title: str) -> list[Block]:
    """What stands between headline and story, or before both in the element around the story."""
    wanted = spoken(title)
    numbers = range(len(above) - 1, -1, -1)
    headline = next((number for number in numbers if _is_headline(above[number], wanted)), None) if wanted else None
    outer = next((scope for scope in islice(frame_and_above(frame), 1, _OUTER) if scope.tag in _ARTICLES), None)
    if headline is not None:
        near = above[headline + 1 :]
    elif outer is not None:
        near = [block for block in above[-_NEAR:] if outer in block.around()]
    else:
        near = []
    around = set(frame_and_above(frame))
    leads = [block for block in near if _belongs(block, None, around) and count_words(block.text) <= _LEAD_MOST]
    return leads[:_LEADS]


def _is_headline(block: Block, wanted: list[str]) -> bool:
    """Whether a block is the headline, or the headline behind its kicker."""
    said = spoken(block.text)
    return said[-len(wanted) :] == wanted and len(said) <= len(wanted) + _KICKER


def _corrects(block: Block) -> bool:
    if block.line is not None or not is_sentence(block.text):
        return False
    return is_correction(block.text) or any(scope.box is Box.CORRECTION for scope in block.around())


def _belongs(block: Block, end: Scope | None, holding: Collection[Scope] = ()) -> bool:
    """Whether a block that the extractor left out reads as story and stands in nothing else up to `end`.

    What is `holding` the story is no box, whatever its names.
    """
    if block.line is not None or block.scope.apart or block.linked * 2 > len(block.text):
        return False
    sentence, around = is_sentence(block.text), [scope for scope in block.around(end) if scope not in holding]
    if sentence and (is_correction(block.text) or any(scope.box is Box.CORRECTION for scope in around)):
        return True
    facts = any(scope.box in (Box.FACTS, Box.LEAD) or _tells_facts(scope) for scope in around)
    quoted = any(scope.tag == "blockquote" for scope in around)
    if any(_is_apart(scope, facts=facts or quoted, sentence=sentence) for scope in around) or _asks(block.text):
        return False
    words = count_words(block.text)
    if sentence:
        return words >= _LEAST_SENTENCE
    if facts and block.scope.tag in _TERMS and not block.linked:
        return True
    return words >= (_LEAST_CELL if block.scope.tag in _CELLS and not block.scope.linked else _LEAST_BARE)


def _tells_facts(scope: Scope) -> bool:
    """Whether a frame without any link within a story holds what it has to say of it."""
    return scope.tag == "aside" and scope.inside and not (scope.linked or scope.asked or scope.buttons or scope.box)


def _asks(text: str) -> bool:
    return is_notice(text) or is_asking(text) or is_filler(text) or is_imprint(text)


def _is_apart(scope: Scope, *, facts: bool, sentence: bool) -> bool:
    if scope.tag in _BESIDE or scope.box in _APART or (scope.tag in _FRAMED and not facts):
        return True
    return scope.box is Box.LINKS and (not sentence or scope.linked > 0)
