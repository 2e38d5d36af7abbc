"""How likely a decoded text is as text of some language, and which encoding makes the likeliest."""

from __future__ import annotations

import math
import re
from collections import Counter

from monitor.parse.letters.tables import FULL, HANZI_FULL, HANZI_SIMPLE, LATIN, SIGNS
from monitor.records import dataclass

_SIGN_SHARE = 0.01
_OTHER_LETTER = math.log(0.0004)
_ANYTHING = math.log(0.00003)
_NEIGHBOURS = {True: math.log(0.1), False: math.log(0.01)}
"""Cost of a letter beyond ASCII beside another one in Latin writing, and beside a Latin letter in any other."""
_UPPER_AFTER_LOWER, _UPPER_AFTER_UPPER, _UPPER = math.log(0.01), math.log(0.3), math.log(0.4)
_FINAL_INSIDE = math.log(0.01)
_FINALS = frozenset("םןךףץςةى")
_THAI_MARKS = frozenset("\u0e31\u0e34\u0e35\u0e36\u0e37\u0e38\u0e39\u0e47\u0e48\u0e49\u0e4a\u0e4b\u0e4c")
"""They stand above or below a letter of their own script."""
_HIGH, _TAG_SIGN = re.compile(rb"[\x80-\xff]"), re.compile(rb"[<>]")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_SAMPLE = 6_000
_LABELLED, _WESTERN, _SPOKEN = 0.6, 0.3, 1.2
"""What a label, the habit of the web and a known language weigh, the more the fewer letters there are."""

SINGLE = {
    "cp1251": "ru uk bg sr be mk",
    "koi8_r": "ru",
    "koi8_u": "uk",
    "iso8859_5": "ru bg sr",
    "cp866": "ru",
    "mac_cyrillic": "ru",
    "cp1256": "ar fa ur ku ckb",
    "iso8859_6": "ar",
    "cp1255": "he yi",
    "cp1253": "el",
    "iso8859_7": "el",
    "cp874": "th",
    "cp1252": "en fr de es pt it nl sv da nb no fi is ca gl eu",
    "cp1250": "pl cs sk hu ro hr sl bs",
    "iso8859_2": "pl cs sk hu ro hr sl",
    "cp1254": "tr az",
    "cp1257": "lt lv et",
}
"""Encodings of one byte a letter, the usual before the rare, and the languages written in them."""
DOUBLE = {"gb18030": "zh", "big5hkscs": "zh", "cp932": "ja", "euc_jp": "ja", "cp949": "ko"}
"""Encodings of two bytes a letter."""


@dataclass(frozen=True, slots=True)
class Guess:
    """An encoding and how likely it makes the text (a logarithm for each letter: -3 is good, -7 is none)."""

    encoding: str
    likelihood: float


def guess_encoding(body: bytes, labels: list[str], language: str) -> Guess | None:
    """The encoding under which `body` is most likely text of some language; None if under none.

    `labels` say more than nothing; `language` ("" if unknown) is what the feed is said to be written in.
    """
    double = _labelled_double_byte(body, labels) or _double_byte(body)
    if double is not None:
        return double
    sample = _sample(body)
    few = 1 + sum(byte > 0x7F for byte in sample)
    best: Guess | None = None
    for encoding in dict.fromkeys([*labels, *SINGLE]):
        found = _likelihood_of(sample, encoding)
        if found is None:
            continue
        known = _LABELLED if encoding in labels else _WESTERN if encoding == "cp1252" else 0.0
        known += _SPOKEN if language in SINGLE.get(encoding, "").split() else 0.0
        found += known * (1 + 4 / few)
        if best is None or found > best.likelihood + 0.01:
            best = Guess(encoding, found)
    return best


def likelihood(text: str) -> float:
    """The mean log-probability of the letters beyond ASCII in `text`, under the language that fits best."""
    counts = Counter(char.lower() if char.isupper() else char for char in text if char > "\x7f")
    total = sum(counts.values())
    if not total:
        return 0.0
    full = max(_of_language(counts, shares) for shares in FULL.values()) + _structure(text, latin=False)
    exact = Counter(char for char in text if char > "\x7f")
    latin = max(_of_language(exact, shares) for shares in LATIN.values()) + _structure(text, latin=True)
    return max(full, latin) / total


def _of_language(counts: Counter[str], shares: dict[str, float]) -> float:
    return sum(count * _log_share(char, shares) for char, count in counts.items())


def _log_share(char: str, shares: dict[str, float]) -> float:
    share = shares.get(char)
    if share is None and char in SIGNS:
        share = _SIGN_SHARE
    if share is not None:
        return math.log(share)
    return _OTHER_LETTER if char.isalpha() and _script(char) == _script(next(iter(shares))) else _ANYTHING


def _script(char: str) -> int:
    """A number for each block of letters that are written together."""
    code = ord(char)
    return 0 if code < 0x250 else 1 if code < 0x400 else 2 if code < 0x530 else 3 if code < 0x600 else code >> 8


def _structure(text: str, *, latin: bool) -> float:
    """What speaks against the order of the letters: scripts mixed within words, capitals and finals inside them."""
    cost, before = 0.0, " "
    for char in text:
        if char > "\x7f" and char.isalpha():
            if before.isalpha() and (before > "\x7f") is latin:
                cost += _NEIGHBOURS[latin]
            if char.isupper():
                inside = _UPPER_AFTER_UPPER if before.isupper() else _UPPER_AFTER_LOWER
                cost += inside if before.isalpha() else _UPPER
            if before in _FINALS:
                cost += _FINAL_INSIDE
        elif not latin and (before > "\x7f" and before.isalpha() if char.isalpha() else char in _THAI_MARKS):
            cost += _NEIGHBOURS[False] if char.isalpha() or before.isascii() else 0.0
        before = char
    return cost


def _likelihood_of(sample: bytes, encoding: str) -> float | None:
    try:
        text = sample.decode(encoding, "replace")
    except (LookupError, ValueError):
        return None
    return likelihood(text)


def _sample(body: bytes) -> bytes:
    pieces: list[bytes] = []
    size = end = 0
    while size < _SAMPLE and (letter := _HIGH.search(body, end)) is not None:
        begin = max(end, 1 + body.rfind(b"<", end, letter.start()), 1 + body.rfind(b">", end, letter.start()))
        tag = _TAG_SIGN.search(body, letter.start())
        end = tag.start() if tag else len(body)
        pieces.append(body[begin : min(begin + _SAMPLE, end)])
        size += len(pieces[-1])
    return b"\n".join(pieces)


def _labelled_double_byte(body: bytes, labels: list[str]) -> Guess | None:
    """A label of two bytes a letter that fits: with few letters nothing speaks against it."""
    for label in labels:
        if label not in DOUBLE:
            continue
        text = body[: _SAMPLE * 10].decode(label, "replace")[:-1]
        letters = _BEYOND_ASCII.findall(text)
        fits = text.count("\ufffd") <= len(letters) // 50
        if fits and (len(letters) < 20 or _share_of_usual(letters, label) >= _USUAL[label] / 2):
            return Guess(label, 0.0)
    return None


def _double_byte(body: bytes) -> Guess | None:
    sample = body[: _SAMPLE * 10]
    best: Guess | None = None
    for encoding in DOUBLE:
        text = sample.decode(encoding, "replace")
        letters = _BEYOND_ASCII.findall(text)
        # Half a letter may stand at the end of a sample.
        if len(letters) < 4 or text[:-1].count("\ufffd") > len(letters) // 50:
            continue
        share = _share_of_usual(letters, encoding)
        if share >= _USUAL[encoding] and (best is None or share > best.likelihood):
            best = Guess(encoding, share)
    return best


_USUAL = {"gb18030": 0.3, "big5hkscs": 0.3, "cp932": 0.35, "euc_jp": 0.35, "cp949": 0.8}


def _share_of_usual(letters: list[str], encoding: str) -> float:
    """Share of letters that are frequent in the language: of Chinese the usual signs, of Japanese the syllables."""
    words = [char for char in letters if char.isalpha()]
    if len(words) < 2 or len(words) * 2 < len(letters):
        return 0.0
    if encoding in ("cp932", "euc_jp"):
        return sum(1 for char in words if "\u3041" <= char <= "\u30fe") / len(words)
    if encoding == "cp949":
        # What the older standard has not is hardly ever written: it comes of bytes that mean something else.
        return sum(1 for char in words if "\uac00" <= char <= "\ud7a3" and min(char.encode("cp949")) > 0xA0) / len(
            words
        )
    signs = HANZI_SIMPLE if encoding == "gb18030" else HANZI_FULL
    return sum(1 for char in words if char in signs) / len(words)
