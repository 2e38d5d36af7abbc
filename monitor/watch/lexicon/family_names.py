"""Which words of a person's name stand for him alone, once an article has named him in full."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from monitor.watch.lexicon.person_names import PATRONYMIC, SONS, parts_of
from monitor.watch.lexicon.pieces import Sequence
from monitor.watch.text import FUNCTION_WORDS, is_unspaced, listed

_HYPHENS = re.compile("[‐‑–]")
_JOINERS = frozenset("·‧∙⋅•・･=＝゠ ")
_LEAST_LETTERS = 3
_LEAST_OF_EAST_ASIA = 2
_THREE = 3
_FAMILY_FIRST = frozenset(
    listed(
        "ahn bae baek bai cai cao chang chen cheng cho choe choi chou chung dai deng ding dong du fan fang "
        "feng gao gong guo han he hong hou hu huang hwang im jang jeong jia jiang jung kang kim ko kong kwon "
        "lai le lee li liang liao lim lin liu lu luo ma meng moon nam ngo nguyen noh oh pan park peng pham "
        "qian qin ren rhee ryu seo shao shen shi shin sohn song su sun tan tang tian tran truong wang wei wen "
        "woo wu xi xiao xie xu xue yan yang yao ye yin yoo yoon yu yuan zeng zhang zhao zheng zhong zhou zhu "
        "си ким ли ван чжан лю чэнь пак чхве"
    )
)
"""Family names of China, Korea and Vietnam, which stand first."""


class Family(NamedTuple):
    """What of a person's name stands for him alone, and what does not."""

    words: Sequence
    """The family name: one word mostly, `von der Leyen` several; none of a name in signs, whose last row it is."""
    others: Sequence
    """All other words of the name, titles and articles apart: beside them it is still the same person."""
    son: bool = False
    """Whether "son of" stands before it, without which it is his father's: bin Salman, Salman."""
    first: bool = False
    """Whether it stands in front of the given name, as in China and Korea."""


def families(text: str, pieces: Sequence) -> Iterator[Family]:
    """The family name in the name `text` of a person; two where either word may be it, none where there is no telling.

    `pieces` are its words as written.
    """
    parts = parts_of(pieces)
    if is_unspaced(text):
        if any(sign in _JOINERS for sign in text.strip()):
            yield Family((), ())
        return
    if len(parts) < 2:
        return
    parts = _with_double_names(text, parts)
    for at in _places(text, parts) if len(parts) > 1 else ():
        words = parts[at]
        others = tuple(word for part in (*parts[:at], *parts[at + 1 :]) for word in part)
        letters = sum(len(word.folded) for word in words)
        least = _LEAST_OF_EAST_ASIA if words[0].folded in _FAMILY_FIRST else _LEAST_LETTERS
        if letters >= least and (len(words) > 1 or words[0].folded not in FUNCTION_WORDS):
            before = pieces.index(words[0]) - 1
            son = before >= 0 and pieces[before].folded in SONS
            yield Family(words, others, son, first=at == 0 and words[0].folded in _FAMILY_FIRST)


def _with_double_names(text: str, parts: tuple[Sequence, ...]) -> tuple[Sequence, ...]:
    """The parts with those together that the name writes with a hyphen: Dupont-Aignan, Jong-un."""
    found = [parts[0]]
    for part in parts[1:]:
        if _HYPHENS.sub("-", text).find(f"{found[-1][-1].surface}-{part[0].surface}") >= 0:
            found[-1] += part
        else:
            found.append(part)
    return tuple(found)


def _places(text: str, parts: tuple[Sequence, ...]) -> tuple[int, ...]:
    """The part, or the two parts, of which each may be the family name."""
    last = len(parts) - 1
    if "," in text:
        return (0,)
    if all(len(word.folded) == 1 for word in parts[last]):
        return (next(at for at, part in enumerate(parts) if at == last or len(part[0].folded) > 1),)
    if len(parts) >= _THREE and _is_patronymic(parts[last]) and not any(map(_is_patronymic, parts[1:last])):
        return (0,)
    shouted = [at for at, part in enumerate(parts) if all(_is_shouted(word.surface) for word in part)]
    if len(shouted) == 1:
        return (shouted[0],)
    if parts[0][0].folded in _FAMILY_FIRST and len(parts[0]) == 1:
        return (0, last)
    return (last,)


def _is_patronymic(part: Sequence) -> bool:
    return part[-1].folded.endswith(PATRONYMIC)


def _is_shouted(word: str) -> bool:
    return word.isupper() and len(word) > 1
