"""Bytes to text: which encoding a body is really in, whatever its labels say."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER_LABEL = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_XML_LABEL = re.compile(rb"<\?xml[^<>]{0,200}?\bencoding\s*=\s*[\"']([\w.:-]{2,40})", re.IGNORECASE)
_META_LABEL = re.compile(rb"<meta[^<>]{0,300}?\bcharset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
_WIDENED = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
"""Labels that mean a larger set in practice (the WHATWG Encoding Standard), by Python codec name."""
_NOT_TEXT = frozenset({"base64", "bz2", "hex", "quopri", "rot13", "uu", "zlib", "idna", "punycode", "unicode_escape"})
_SAMPLE = 20_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A body as text."""

    text: str
    encoding: str
    """Python codec name that was used."""
    note: str = ""
    """What was wrong with the labels or the bytes, as a sentence; "" if nothing."""


def decode_body(body: bytes, content_type: str) -> Decoded:
    """The text of `body`; bytes that fit no encoding become U+FFFD. Never raises.

    Order of evidence: byte order mark; UTF-16 or UTF-32 by its pattern of zero bytes; valid UTF-8 (hardly any
    other text is valid UTF-8 by accident, while labels often lie); the label in `content_type`, then the one in the
    body, if the bytes fit it; a guess from the bytes; the first label with replacements.
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return _lenient(body[len(bom) :], encoding)
    wide = _wide_encoding(body[:64])
    if wide:
        return _lenient(body, wide)
    labels = _labels(body, content_type)
    text = _strict(body, "utf-8")
    if text is not None:
        lied = bool(labels) and labels[0] != "utf-8" and not body.isascii()
        note = f"The text is UTF-8 although it is labelled {labels[0]}." if lied else ""
        return Decoded(text=text, encoding="utf-8", note=note)
    return _labelled_or_guessed(body, labels)


def _labelled_or_guessed(body: bytes, labels: list[str]) -> Decoded:
    if labels and labels[0] == "utf-8":
        damaged = _lenient(body, "utf-8")
        # A few bad bytes in honest UTF-8 (a cut character, a pasted quote) are no reason to doubt the label.
        if damaged.text.count("\ufffd") * 50 <= len(damaged.text):
            return damaged
    for label in labels:
        text = _strict(body, label) if label != "utf-8" else None
        if text is not None:
            return Decoded(text=text, encoding=label)
    guess = from_bytes(body[:_SAMPLE]).best()
    if guess is not None and guess.encoding != "utf_8":
        found = _lenient(body, guess.encoding)
        return Decoded(
            text=found.text, encoding=guess.encoding, note=f"The encoding was guessed to be {guess.encoding}."
        )
    return _lenient(body, labels[0] if labels else "cp1252")


def _labels(body: bytes, content_type: str) -> list[str]:
    """Usable codec names from the header and from the body's own declaration, in that order, without repeats."""
    header = _HEADER_LABEL.search(content_type)
    own = _XML_LABEL.search(body[:1_000]) or _META_LABEL.search(body[:8_000])
    raw = [header[1] if header else "", own[1].decode("ascii", "replace") if own else ""]
    return list(dict.fromkeys(name for name in map(_codec, raw) if name))


def _codec(label: str) -> str:
    try:
        name = codecs.lookup(label.strip()).name if label else ""
    except (LookupError, ValueError):
        return ""
    # A body that could be read byte by byte up to here is not in a two-byte encoding, whatever it claims.
    if name in _NOT_TEXT or name.startswith(("utf-16", "utf-32", "utf-7", "raw_")):
        return ""
    return _WIDENED.get(name, name)


def _wide_encoding(head: bytes) -> str:
    if len(head) < 4:
        return ""
    zeros = [sum(1 for byte in head[offset::4] if byte == 0) / max(1, len(head[offset::4])) for offset in range(4)]
    patterns = (("utf-32-be", "1110"), ("utf-32-le", "0111"), ("utf-16-be", "1010"), ("utf-16-le", "0101"))
    for encoding, pattern in patterns:
        if all((zero > 0.9) if bit == "1" else (zero < 0.1) for zero, bit in zip(zeros, pattern, strict=True)):
            return encoding
    return ""


def _strict(body: bytes, encoding: str) -> str | None:
    try:
        return body.decode(encoding)
    except (UnicodeError, LookupError, ValueError):
        return None


def _lenient(body: bytes, encoding: str) -> Decoded:
    text = body.decode(encoding, "replace")
    broken = text.count("\ufffd")
    note = f"{broken} places are not valid {encoding}." if broken else ""
    return Decoded(text=text, encoding=encoding, note=note)
