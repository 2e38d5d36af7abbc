"""Lines that the extractor took from beside the story: rows of links, menus, what asks the reader for something."""

from __future__ import annotations

import re
from itertools import accumulate, takewhile
from typing import Final

from monitor.parse.pages.blocks import Block, Scope
from monitor.parse.pages.boxes import Box
from monitor.parse.pages.frame.align import spoken
from monitor.parse.pages.prose import (
    ends_mail,
    heads_contacts,
    heads_others,
    is_asking,
    is_byline,
    is_correction,
    is_filler,
    is_imprint,
    is_notice,
    is_sentence,
    opens_mail,
)
from monitor.parse.text import count_words

_ROW: Final = 3
"""So many links in a row are a rail, wherever they stand."""
_MENU: Final = 8
"""So many labels in a row that stand in no block that is shown are a menu."""
_LABEL, _ENTRY = 6, 2
"""Words of a label, and of one that stands alone in a menu."""
_ASKING_LINK, _ASKING_LAST = 25, 40
"""Words of a line that asks for something: with a link in it, and among the last ones."""
_OPENING: Final = 3
_BELOW_MOST: Final = 100
"""Words of what stands below a letter or a statement."""
_LABELLED: Final = 30
_TAG: Final = 3
_POINTER, _STAMPED = 12, 14
"""Words of a line that points elsewhere, and of one with a date."""
_DETAILS, _AUTHORS = 3, 3
"""Lines at the beginning that may be dates, and at the end that may tell of the author."""
_STAMP = re.compile(r"\d{1,2}[./-]\d{1,2}[./-]\d{2,4}|\d{4}[./-]\d{1,2}[./-]\d{1,2}|\d{1,2}:\d{2}")
_FLASH: Final = 30
_BOXES: Final = frozenset({Box.NOTICE, Box.COMMENTS, Box.AUTHOR, Box.CAPTION})
_BOX_SHARE, _SMALL_SHARE, _SMALL = 0.2, 0.45, 300
"""Of what the story's element holds; then for a box of so many letters."""
_PARAGRAPHS: Final = frozenset({"p", "div"})
_LONE_LEAST: Final = 4
"""Words of a link that is a paragraph of its own and leads to another story."""
_ADDRESS = re.compile(r"https?://\S+")


def lines_beside(lines: list[str], blocks: list[Block], frame: Scope) -> set[int]:
    """The numbers of lines that lead elsewhere; their blocks (see `align`) are set apart from the story."""
    bare: dict[int, bool] = {}
    touched: set[int] = set()
    pointing: set[int] = set()
    lone: set[int] = set()
    for block in blocks:
        if block.line is not None:
            leads = block.is_link and not is_sentence(block.text)
            bare[block.line] = bare.get(block.line, True) and leads
            if block.linked:
                touched.add(block.line)
            if _is_pointer(block):
                pointing.add(block.line)
            if leads and _is_lone_link(block):
                lone.add(block.line)
    found = _rows(lines, bare)
    asking = {number for number, line in enumerate(lines) if _asks(line)}
    found |= {number for number in asking & touched if count_words(lines[number]) <= _ASKING_LINK}
    told = {number for number, line in enumerate(lines) if is_sentence(line) and not is_asking(line)}
    for number in range(len(lines) - 1, 0, -1):
        if number not in asking and number not in found:
            break
        if told <= {*found, number}:
            break  # what is all that the page tells is no notice, whatever its first words
        found.add(number)
    pointing |= {number for number in lone if bare[number]}
    found |= pointing | _around_the_story(lines)
    boxed = found | _boxed(blocks, frame, _BOXES)
    # A page of nothing but posts, which its newsroom calls comments, tells its story in them.
    found = boxed if told - boxed else found | _boxed(blocks, frame, _BOXES - {Box.COMMENTS})
    for block in blocks:
        if block.line in found:
            block.line = None
    return found


def _is_pointer(block: Block) -> bool:
    """Whether a line is a label with a colon and the link that it announces."""
    label = block.plain.strip()
    if not label or len(label) > _LABELLED or block.linked * 10 < len(block.text) * 6:
        return False
    return label.endswith((":", "：")) or heads_others(label)


def _is_lone_link(block: Block) -> bool:
    """Whether a link is a paragraph of its own: not a row of a list, a cell or a heading."""
    return block.scope.tag in _PARAGRAPHS and count_words(block.text) >= _LONE_LEAST


def _around_the_story(lines: list[str]) -> set[int]:
    """What stands between, above and below the paragraphs: marks of advertisements, mail's own words, whom to ask."""
    found = {number for number, line in enumerate(lines) if is_filler(line) or is_asking(line) or _points(line)}
    found |= {number for number, line in enumerate(lines[:_DETAILS]) if _is_detail(line)}
    for number in [one for one in found if lines[one].rstrip().endswith((":", "：")) and _points(lines[one])]:
        found |= {*range(number + 1, _end_of_tags(lines, number + 1))}
    found |= {number for number, line in enumerate(lines[:_OPENING]) if opens_mail(line)}
    words = 0
    for number in range(len(lines) - 1, max(0, len(lines) // 3), -1):
        words += count_words(lines[number])
        if words > _BELOW_MOST:
            break
        if ends_mail(lines[number]) or heads_contacts(lines[number]):
            found |= set(range(number, len(lines)))
        if is_imprint(lines[number]) or (number >= len(lines) - _AUTHORS and is_byline(lines[number])):
            found.add(number)
    return found


def _end_of_tags(lines: list[str], start: int) -> int:
    """The number of the first line from `start` on that has more than a few words."""
    tags = takewhile(lambda line: count_words(line) <= _TAG and not is_sentence(line), lines[start:])
    return start + sum(1 for _ in tags)


def _points(line: str) -> bool:
    """Whether a line is a pointer or a label in the words of one, and no sentence."""
    return is_notice(line) and count_words(line) <= _POINTER and not is_sentence(line) and not is_correction(line)


def _is_detail(line: str) -> bool:
    """Whether a line above the text tells when and by whom it was put there."""
    return _STAMP.search(line) is not None and count_words(line) <= _STAMPED and not is_sentence(line)


def without_headline(lines: list[str], title: str) -> list[str]:
    """`lines` without the headline, which is kept apart, and without the page's own address above the text.

    A flash of a few words keeps its headline: without it, one flash would be like another.
    """
    wanted = spoken(title)
    opening = [line for line in lines[:_OPENING] if not _ADDRESS.fullmatch(line)]
    said = next((line for line in opening if wanted and spoken(line) == wanted), None)
    told = [*(line for line in opening if line is not said), *lines[_OPENING:]]
    words = accumulate(map(count_words, told))
    return told if any(count >= _FLASH for count in words) else [*opening, *lines[_OPENING:]]


def _boxed(blocks: list[Block], frame: Scope, kinds: frozenset[Box]) -> set[int]:
    """Lines that stand in a small box of these kinds, which is no part of the story, or in another article."""
    boxed: dict[int, bool] = {}
    ours = set(frame_and_above(frame))
    for block in blocks:
        if block.line is not None:
            around = list(block.around(frame if block.scope.inside else None))
            small = block.scope.apart or any(_is_aside(scope, kinds) and _is_small(scope, frame) for scope in around)
            other = not block.scope.inside and any(scope.tag == "article" and scope not in ours for scope in around)
            boxed[block.line] = boxed.get(block.line, True) and (small or other)
    return {number for number, apart in boxed.items() if apart}


def _is_small(scope: Scope, frame: Scope) -> bool:
    return scope.found <= (_SMALL_SHARE if scope.letters <= _SMALL else _BOX_SHARE) * frame.found


def _is_aside(scope: Scope, kinds: frozenset[Box]) -> bool:
    return scope.box in kinds or (scope.box is Box.LINKS and scope.linked * 2 >= scope.letters > 0)


def frame_and_above(frame: Scope) -> list[Scope]:
    """An element and all that it stands in."""
    found, scope = [frame], frame.parent
    while scope is not None:
        found.append(scope)
        scope = scope.parent
    return found


def _rows(lines: list[str], bare: dict[int, bool]) -> set[int]:
    """Rows of links, and of labels that stand in a menu; above and below the sentences single ones too."""
    story = [number for number in range(len(lines)) if not bare.get(number) and is_sentence(lines[number])]
    first, last = (story[0], story[-1]) if story else (0, len(lines))
    found: set[int] = set()
    row: list[int] = []
    for number in range(len(lines) + 1):
        if number < len(lines) and bare.get(number, _is_label(lines[number])):
            row.append(number)
            continue
        links = sum(bare.get(one, False) for one in row)
        short = all(bare.get(one) or count_words(lines[one]) <= _ENTRY for one in row)
        beyond = short and bool(row) and (row[0] < first or row[-1] > last)
        if links >= _ROW or len(row) >= _MENU or (beyond and bare):
            found |= set(row)
        row = []
    return found


def _is_label(line: str) -> bool:
    return line[:1] not in "|-" and not is_sentence(line) and count_words(line) <= _LABEL


def _asks(line: str) -> bool:
    return is_notice(line) and count_words(line) <= _ASKING_LAST and not is_correction(line)
