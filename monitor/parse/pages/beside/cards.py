"""Boxes beside a story, known by how they are built: cards of other stories, readers' comments, sign-ups and polls.

A card is a box of its own that begins with a link of several words, mostly a heading, and says little more. One with a
linked heading, several of a kind, or any under a heading that says so ("Keep reading") lead elsewhere; so does a box
around a control to fill in. What holds most of the text is the story all the same: round-ups are built of cards.

Repeated structure as evidence: B. Liu et al., "Mining Data Records in Web Pages", KDD 2003; link and text density:
C. Kohlschütter et al., "Boilerplate Detection using Shallow Text Features", WSDM 2010.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from monitor.parse.pages.align import spoken
from monitor.parse.pages.blocks import Block, PageBlocks, Scope
from monitor.parse.pages.prose import heads_comments, heads_others, heads_talk, is_sentence, reads_on
from monitor.parse.pages.walls import asks_to_pay

_CARD_MOST, _ALONE_MOST, _FORM_MOST = 420, 260, 420
"""Letters that a card says beside its link, alone without a heading, and a box with a control."""
_LINK_LEAST, _LINK_LEAST_DENSE = 12, 5
"""Letters of a link that names a story; then in scripts that write in fewer."""
_ONE_SHARE, _ALL_SHARE, _BOX_SHARE, _TALK_SHARE = 0.2, 0.5, 0.35, 0.6
"""Of what the extractor found: what one card, all cards, a headed box and comments may hold at most."""
_HEADING_MOST, _LABEL_MOST = 80, 30
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEVER = frozenset({"", "html", "body", "main", "p"})


@dataclass(slots=True)
class _Built:
    """How a box is built."""

    blocks: list[Block] = field(default_factory=list)
    links: int = 0
    """Blocks that are a link to a story as a whole, `heads` of them headings."""
    heads: int = 0
    letters: int = 0
    """Of the other blocks."""
    titled: bool = False
    """It has a heading that is no link."""


@dataclass(frozen=True, slots=True)
class Cards:
    """The cards of a page that hold something which the extractor found."""

    count: int
    found: int
    """Letters of it in them."""


def set_apart(page: PageBlocks, frame: Scope, title: str) -> Cards:
    """Mark the boxes that are no part of the story in `frame` (`Scope.apart`), and say how much are cards.

    Linear in the page, whose blocks are aligned.
    """
    around = _around(frame)
    built = _built(page, around, spoken(title))
    cards = [scope for scope, box in built.items() if _is_card(scope, box)]
    inner = {id(scope) for scope in cards}
    cards = [scope for scope in cards if not _stands_in(scope, inner, around)]
    total = max(1, page.scopes[0].found)
    found = sum(scope.found for scope in cards)
    opening = next((number for number, block in enumerate(page.blocks) if _opens(block)), 0)
    order = {id(block): number for number, block in enumerate(page.blocks)}
    for siblings in _families(cards):
        first = order[id(built[siblings[0]].blocks[0])]
        headed = first > 0 and heads_others(page.blocks[first - 1].text)
        few = found <= _ALL_SHARE * total
        for scope in siblings:
            box = built[scope]
            small = scope.found <= _ONE_SHARE * total
            alone = box.letters <= _ALONE_MOST and box.letters > 0 and first > opening
            scope.apart = headed or (few and small and (box.heads > 0 or box.titled or len(siblings) > 1 or alone))
        if headed:
            heading = page.blocks[first - 1].scope
            heading.apart = heading.apart or id(heading) not in around
    apart = _letters_apart(cards, built, around)
    for scope, box in built.items():
        only_cards = scope in apart and box.letters - apart[scope] <= _HEADING_MOST
        scope.apart = scope.apart or only_cards or _is_beside(scope, box, total)
    _apart_below(page, around, total)
    for scope in page.scopes:
        scope.apart = scope.apart or (scope.parent is not None and scope.parent.apart)
    return Cards(count=sum(scope.found > 0 for scope in cards), found=found)


def _around(frame: Scope) -> set[int]:
    found, scope = set(), frame
    while True:
        found.add(id(scope))
        if scope.parent is None:
            return found
        scope = scope.parent


def _built(page: PageBlocks, around: set[int], title: list[str]) -> dict[Scope, _Built]:
    """The boxes that do not hold the story, and how they are built."""
    found: dict[Scope, _Built] = defaultdict(_Built)
    for block in page.blocks:
        heading = block.scope.tag in _HEADINGS
        link = block.is_link and _names_story(block.text, heading=heading) and spoken(block.text) != title
        scope: Scope | None = block.scope
        while scope is not None and id(scope) not in around:
            box = found[scope]
            box.blocks.append(block)
            if link:
                box.links += 1
                box.heads += heading
            else:
                box.letters += len(block.text)
                box.titled = box.titled or (heading and not block.linked)
            scope = scope.parent
    return found


def _names_story(text: str, *, heading: bool) -> bool:
    if heading:
        return len(text) > 1
    return len(text) >= (_LINK_LEAST if text.isascii() else _LINK_LEAST_DENSE) and (" " in text or not text.isascii())


def _is_card(scope: Scope, box: _Built) -> bool:
    if scope.tag in _NEVER or scope.tag in _HEADINGS or len(box.blocks) < 2 or box.letters > _CARD_MOST:
        return False
    return _opens_with_link(box) or _ends_reading_on(box)


def _opens_with_link(box: _Built) -> bool:
    first = box.blocks[0]
    named = box.heads == 1 or (first.is_link and _names_story(first.text, heading=False))
    return named and box.links == 1 and not box.titled


def _ends_reading_on(box: _Built) -> bool:
    """Whether a headline and a few words are followed by a link that only says "read on"."""
    last = box.blocks[-1]
    return last.is_link and box.heads == 0 and box.titled and reads_on(last.text)


def _stands_in(scope: Scope, cards: set[int], around: set[int]) -> bool:
    """Whether a card stands in another one, which has all of it and more."""
    above = scope.parent
    while above is not None and id(above) not in around:
        if id(above) in cards:
            return True
        above = above.parent
    return False


def _families(cards: list[Scope]) -> list[list[Scope]]:
    """Cards of one kind in one element."""
    found: dict[tuple[int, str, str], list[Scope]] = defaultdict(list)
    for scope in cards:
        found[id(scope.parent), scope.tag, scope.names].append(scope)
    return list(found.values())


def _letters_apart(cards: list[Scope], built: dict[Scope, _Built], around: set[int]) -> dict[Scope, int]:
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


def _is_beside(scope: Scope, box: _Built, total: int) -> bool:
    """Whether a box is headed as one of other stories or of comments, or is there to be filled in."""
    if scope.tag in _NEVER or len(box.blocks) < 2:
        return scope.asked and scope.tag not in _NEVER and box.letters <= _FORM_MOST
    first = box.blocks[0]
    if len(first.text) <= _HEADING_MOST and not is_sentence(first.text):
        if heads_comments(first.text) or (heads_talk(first.text) and _has_labels(box.blocks[1:])):
            return scope.found <= _TALK_SHARE * total
        if asks_to_pay(first.text):
            return scope.found <= _ALL_SHARE * total
        if heads_others(first.text) and scope.linked:
            return scope.found <= _BOX_SHARE * total
    return scope.asked and box.letters <= _FORM_MOST and scope.found <= _ONE_SHARE * total


def _has_labels(blocks: list[Block]) -> bool:
    """Whether names, times or buttons stand among sentences, as they do around what several people say."""
    return any(len(block.text) <= _LABEL_MOST and not is_sentence(block.text) for block in blocks)


def _apart_below(page: PageBlocks, around: set[int], total: int) -> None:
    """What follows a heading of comments in the element of the story itself, or around it."""
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
        heading = scope.tag in _HEADINGS and id(scope.parent) in around
        if (
            heading
            and seen * 2 >= total
            and (
                heads_comments(block.text)
                or (heads_talk(block.text) and _has_labels(page.blocks[number + 1 : number + 3]))
            )
        ):
            begun = scope.parent
            scope.apart = True
        seen += len(block.text) if block.line is not None and scope.inside else 0
