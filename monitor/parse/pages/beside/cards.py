"""Boxes beside a story, known by how they are built: cards of other stories, readers' comments, sign-ups and polls.

A card is a box of its own that begins with a link of several words, mostly a heading, and says little more. One with a
linked heading, several of a kind, or any under a heading that says so ("Keep reading") lead elsewhere; so does a box
around a control to fill in. What holds most of the text is the story all the same: round-ups are built of cards.

Repeated structure as evidence: B. Liu et al., "Mining Data Records in Web Pages", KDD 2003; link and text density:
C. Kohlschütter et al., "Boilerplate Detection using Shallow Text Features", WSDM 2010.
"""

from __future__ import annotations

from collections import defaultdict

from monitor.parse.pages.beside.built import HEADING_MOST, HEADINGS, NEVER, Built, built_boxes, has_labels
from monitor.parse.pages.blocks import Block, PageBlocks, Scope
from monitor.parse.pages.prose import heads_comments, heads_others, heads_talk, is_sentence
from monitor.parse.pages.walls import asks_to_pay
from monitor.records import dataclass

_ONE_SHARE, _ALL_SHARE, _BOX_SHARE, _TALK_SHARE = 0.2, 0.5, 0.35, 0.6
"""Of what the extractor found: what one card, all cards, a headed box and comments may hold at most."""


_NO_CARDS = NEVER | {"ul", "ol"}
"""Of a list, each row may be a card."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """What of the extractor's text stands in cards, and in links."""

    count: int
    """Cards that hold some of it, `found` letters of the `total`."""
    found: int
    links: int
    """Blocks with links, which hold `linked` letters of the `total`."""
    linked: int
    total: int


def set_apart(page: PageBlocks, frame: Scope, title: str) -> Cards:
    """Mark the boxes that are no part of the story in `frame` (`Scope.apart`), and say how much are cards.

    Linear in the page, whose blocks are aligned.
    """
    around = _around(frame)
    built = built_boxes(page, around, title)
    cards = _outermost([scope for scope, box in built.items() if scope.tag not in _NO_CARDS and box.is_card], around)
    total = max(1, page.scopes[0].found)
    found = sum(scope.found for scope in cards)
    _cards_apart(page, built, cards, around, few=found <= _ALL_SHARE * total)
    apart = _letters_apart(cards, built, around)
    for scope, box in built.items():
        only_cards = scope in apart and box.letters - apart[scope] <= HEADING_MOST
        scope.apart = scope.apart or only_cards or _is_beside(scope, box, total)
    _below_heading(page, around, total)
    _comments_apart(page, built, total)
    for scope in page.scopes:
        scope.apart = scope.apart or (scope.parent is not None and scope.parent.apart)
    # What is said in whole sentences is told here, wherever its link leads.
    links = [
        block.linked
        for block in page.blocks
        if block.line is not None and block.linked and not (block.is_link and is_sentence(block.text))
    ]
    count = sum(scope.found > 0 for scope in cards)
    return Cards(count=count, found=found, links=len(links), linked=sum(links), total=page.scopes[0].found)


def _around(frame: Scope) -> set[int]:
    found, scope = set(), frame
    while True:
        found.add(id(scope))
        if scope.parent is None:
            return found
        scope = scope.parent


def _outermost(cards: list[Scope], around: set[int]) -> list[Scope]:
    """The cards that stand in no other one, which has all of theirs and more."""
    inner = {id(scope) for scope in cards}
    found = []
    for scope in cards:
        above = scope.parent
        while above is not None and id(above) not in around and id(above) not in inner:
            above = above.parent
        if above is None or id(above) in around:
            found.append(scope)
    return found


def _cards_apart(
    page: PageBlocks, built: dict[Scope, Built], cards: list[Scope], around: set[int], *, few: bool
) -> None:
    """Mark the cards that lead elsewhere; `few`: all together they are no more than may stand beside a story."""
    total = max(1, page.scopes[0].found)
    opening = next((number for number, block in enumerate(page.blocks) if _opens(block)), 0)
    order = {id(block): number for number, block in enumerate(page.blocks)}
    for siblings in _families(cards):
        first = order[id(built[siblings[0]].blocks[0])]
        headed = first > 0 and heads_others(page.blocks[first - 1].text)
        for scope in siblings:
            box, small = built[scope], scope.found <= _ONE_SHARE * total
            telling = box.heads > 0 or box.titled or len(siblings) > 1 or (box.stands_alone and first > opening)
            scope.apart = headed or (few and small and telling)
        if headed:
            heading = page.blocks[first - 1].scope
            heading.apart = heading.apart or id(heading) not in around


def _families(scopes: list[Scope]) -> list[list[Scope]]:
    """Boxes of one kind in one element."""
    found: dict[tuple[int, str, str], list[Scope]] = defaultdict(list)
    for scope in scopes:
        found[id(scope.parent), scope.tag, scope.names].append(scope)
    return list(found.values())


def _letters_apart(cards: list[Scope], built: dict[Scope, Built], around: set[int]) -> dict[Scope, int]:
    """For the boxes around cards that are apart: the letters beside the links in these."""
    found: dict[Scope, int] = defaultdict(int)
    for card in cards:
        scope = card.parent if card.apart else None
        while scope is not None and id(scope) not in around:
            found[scope] += built[card].letters
            scope = scope.parent
    return found


def _opens(block: Block) -> bool:
    return block.line is not None and not block.linked and is_sentence(block.text)


def _is_beside(scope: Scope, box: Built, total: int) -> bool:
    """Whether a box is headed as one of other stories or of comments, is a row of links, or there to be filled in."""
    if scope.tag in NEVER:
        return False
    if scope.asked and box.is_form and scope.found <= _ONE_SHARE * total:
        return True
    if scope.buttons > 1 and box.is_quiz and scope.found <= _ONE_SHARE * total:
        return True
    if len(box.blocks) < 2:
        return False
    if box.is_rail and scope.found <= _BOX_SHARE * total:
        return True
    first = box.blocks[0]
    if len(first.text) > HEADING_MOST or is_sentence(first.text):
        return False
    if heads_comments(first.text) or (heads_talk(first.text) and has_labels(box.blocks[1:])):
        return scope.found <= _TALK_SHARE * total
    if asks_to_pay(first.text):
        return scope.found <= _ALL_SHARE * total
    return heads_others(first.text) and scope.linked > 0 and scope.found <= _BOX_SHARE * total


def _below_heading(page: PageBlocks, around: set[int], total: int) -> None:
    """What follows a heading of comments or other stories in the element of the story itself, or around it."""
    seen, begun = 0, None
    for number, block in enumerate(page.blocks):
        scope = block.scope
        if begun is not None:
            inside: Scope | None = scope
            while inside is not None and inside.parent is not begun:
                inside = inside.parent
            if inside is None:
                return
            inside.apart = inside.apart or id(inside) not in around
            continue
        heading = scope.tag in HEADINGS and id(scope.parent) in around
        if heading and seen * 2 >= total and _opens_rest(block, page.blocks[number + 1 : number + 3]):
            begun = scope.parent
            scope.apart = True
        seen += len(block.text) if block.line is not None and scope.inside else 0


def _opens_rest(heading: Block, following: list[Block]) -> bool:
    if heads_comments(heading.text) or (heads_talk(heading.text) and has_labels(following)):
        return True
    return heads_others(heading.text) and bool(following) and following[0].is_link


def _comments_apart(page: PageBlocks, built: dict[Scope, Built], total: int) -> None:
    """Boxes of one kind below the story that tell how long ago somebody said something."""
    said = [scope for scope, box in built.items() if scope.tag not in NEVER and scope.found and box.is_said_then]
    for siblings in _families(said):
        if len(siblings) < 2 or sum(scope.found for scope in siblings) > _BOX_SHARE * total:
            continue
        first = built[siblings[0]].blocks[0]
        before = 0
        for block in page.blocks:
            if block is first:
                break
            before += len(block.text) if block.line is not None else 0
        if before * 2 >= total:
            for scope in siblings:
                scope.apart = True
