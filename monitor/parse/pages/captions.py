"""Captions that name somebody or something that the article does not: such a name brings a weak hit."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from monitor.parse.pages.blocks import Block, Scope
from monitor.parse.pages.boxes import Box

_MOST: Final = 10
_LEAST_WORDS: Final = 3
_CREDIT = re.compile(
    r"[(\[][^()\[\]]{0,100}(?:photo|image|picture|getty|reuters|afp|ap|epa|via|courtesy|credit|foto)[^()\[\]]{0,60}[)\]]"
    r"|(?:\b(?:photo|image|picture|credit|courtesy|source|foto|bild|crédit|fotografía|fotoğraf)\b"
    r"|©|\b(?:фото|صورة|תצלום|צילום))[^.:]{0,20}[:/|©].*$",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"(?<=[\w,;:)\]'’\"»]\s)[A-ZÀ-ÞА-ЯІЇЄҐΑ-Ω]\w{2,}|\b[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u9fff\uac00-\ud7a3]\w+"
)
_FIRST_NAME = re.compile(r"\W*([A-ZÀ-ÞА-ЯІЇЄҐΑ-Ω]\w{2,})")
_WORDS = re.compile(r"\w+")


def telling_captions(blocks: Iterable[Block], *known: str) -> tuple[str, ...]:
    """The captions of a page, without credits, that hold a name which none of the `known` texts holds."""
    told: set[str] = set()
    found: dict[frozenset[str], str] = {}
    captioned: dict[Scope, bool] = {}
    for block in blocks:
        if block.line is not None or not block.scope.inside or block.linked * 2 > len(block.text):
            continue
        if not _is_captioned(block.scope, captioned) or _is_beside(block):
            continue
        said = _CREDIT.sub("", block.text).strip()
        words = _WORDS.findall(said)
        told = told or set(_WORDS.findall(" ".join(known)))
        if len(words) < _LEAST_WORDS or all(name in told for name in _names(said)):
            continue
        found.setdefault(frozenset(words), said)
        if len(found) >= _MOST:
            break
    return tuple(found.values())


def _names(text: str) -> list[str]:
    first = _FIRST_NAME.match(text)
    return [*_NAME.findall(text), *([first[1]] if first else [])]


def _is_captioned(scope: Scope, known: dict[Scope, bool]) -> bool:
    """Whether an element is a caption or stands in one; what is `known` of those around is not asked again."""
    asked: list[Scope] = []
    around: Scope | None = scope
    while around is not None and around not in known:
        asked.append(around)
        around = around.parent
    found = around is not None and known[around]
    for one in reversed(asked):
        known[one] = found = found or one.tag == "figcaption" or one.box is Box.CAPTION
    return found


def _is_beside(block: Block) -> bool:
    return any(scope.box in (Box.NOTICE, Box.COMMENTS, Box.AUTHOR) for scope in block.around())
