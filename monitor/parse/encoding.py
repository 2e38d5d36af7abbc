"""Bytes to text: which encoding a body is really in, whatever its labels say."""

from __future__ import annotations

import codecs
import re

from monitor.parse.letters.likely import guess_encoding
from monitor.records import dataclass

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
_FITS_ANYTHING = frozenset({"cp1252", "iso8859-15", "mac-roman", "cp437", "cp850", "latin-1", "iso8859-1"})
"""Labels under which any bytes are some text: they are what servers say when they know nothing."""
_LANGUAGE = re.compile(
    rb"<(?:[\w.-]{1,20}:)?language>\s*([a-zA-Z]{2,3})\b|\b(?:xml:)?lang=[\"']([a-zA-Z]{2,3})\b", re.IGNORECASE
)
_UTF_8_LETTER = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH = re.compile(rb"[\x80-\xff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """A body as text."""

    text: str
    encoding: str
    """Python codec name that was used."""
    note: str = ""
    """What was wrong with the labels or the bytes, as a sentence; "" if nothing."""


def decode_body(body: bytes, content_type: str, language: str = "") -> Decoded:
    """The text of `body`; bytes that fit no encoding become U+FFFD. Never raises.

    Order of evidence: byte order mark; UTF-16 or UTF-32 by its pattern of zero bytes; valid UTF-8 (hardly any other
    text is valid UTF-8 by accident, while labels often lie), or nearly valid; then what makes words of one language.
    For that a label counts, in `content_type` or in the body, unless any bytes fit it (ISO-8859-1, us-ascii), and so
    does `language`, what the feed is written in, or what the body says of that.
    """
    for bom, encoding in _BOMS:
        if body.startswith(bom):
            return _lenient(body[len(bom) :], encoding)
    wide = _wide_encoding(body[:64])
    if wide:
        return _lenient(body, wide)
    labels = _labels(body, content_type)
    seven = _strict(body, "utf-7") if _says_utf_7(body, content_type) else None
    if seven is not None:
        return Decoded(text=seven, encoding="utf-7")
    if b"\x1b$" in body:
        for encoding in ("iso2022_jp_2", "iso2022_kr"):
            shifted = _strict(body, encoding)
            if shifted is not None:
                return Decoded(text=shifted, encoding=encoding)
    text = _strict(body, "utf-8")
    if text is None:
        text = _surrogates_joined(body)
    if text is not None:
        lied = bool(labels) and labels[0] != "utf-8" and not body.isascii()
        note = f"The text is UTF-8 although it is labelled {labels[0]}." if lied else ""
        return Decoded(text=text, encoding="utf-8", note=note)
    return _by_evidence(body, labels, language.partition("-")[0].lower())


def _by_evidence(body: bytes, labels: list[str], language: str) -> Decoded:
    """Bytes that are not UTF-8: the label that says something and makes words, else what makes the likeliest words."""
    if _mostly_utf_8(body, 0.5 if labels[:1] == ["utf-8"] else 0.9):
        damaged = _lenient(body, "utf-8")
        # A few bad bytes in honest UTF-8 (a cut character, a pasted quote) are no reason to doubt the label.
        if damaged.text.count("\ufffd") * 50 <= len(damaged.text):
            return damaged
    saying = [label for label in labels if label not in _FITS_ANYTHING and label != "utf-8"]
    guess = guess_encoding(body, saying, language or _own_language(body))
    if guess is None:
        return _lenient(body, (saying or labels or ["cp1252"])[0])
    first = saying[0] if saying else next((label for label in labels if label != "utf-8"), "")
    if guess.encoding == first or (first and _alike(body, first, guess.encoding)):
        return _lenient(body, first)
    found = _lenient(body, guess.encoding)
    note = f"The text is read as {guess.encoding}"
    note += f" although it is labelled {labels[0]}." if labels else ": it has no label."
    return Decoded(text=found.text, encoding=guess.encoding, note=note)


def _alike(body: bytes, label: str, guessed: str) -> bool:
    """Whether the label gives the same text as the guess, or one that is as likely."""
    text = _strict(body, label)
    return text is not None and text == _strict(body, guessed)


def _mostly_utf_8(body: bytes, share: float) -> bool:
    """Whether at least this share of what is not ASCII in `body` are letters in UTF-8, and the rest was pasted in."""
    letters = _UTF_8_LETTER.findall(body)
    bad = len(_HIGH.findall(body)) - sum(map(len, letters))
    return len(letters) >= share * (len(letters) + bad)


def _own_language(body: bytes) -> str:
    """The language that the body names of itself, in ASCII in whatever encoding."""
    found = _LANGUAGE.search(body[:20_000])
    return (found[1] or found[2]).decode("ascii").lower() if found else ""


def _labels(body: bytes, content_type: str) -> list[str]:
    """Usable codec names from the header and from the body's own declaration, in that order, without repeats."""
    header = _HEADER_LABEL.search(content_type)
    own = _XML_LABEL.search(body[:1_000]) or _META_LABEL.search(body[:8_000])
    raw = [header[1] if header else "", own[1].decode("ascii", "replace") if own else ""]
    return list(dict.fromkeys(name for name in map(_codec, raw) if name))


def _says_utf_7(body: bytes, content_type: str) -> bool:
    """Whether ASCII is said to be UTF-7, in which letters are written as signs of ASCII."""
    said = content_type.encode("ascii", "replace") + body[:1_000]
    return body.isascii() and re.search(rb"(?:charset|encoding)\s*=\s*[\"']?utf-?7\b", said, re.IGNORECASE) is not None


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


def _surrogates_joined(body: bytes) -> str | None:
    """UTF-8 in which characters beyond the first plane are written as two halves (CESU-8)."""
    if b"\xed" not in body:
        return None
    try:
        halves = body.decode("utf-8", "surrogatepass")
    except UnicodeError:
        return None
    return halves.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _lenient(body: bytes, encoding: str) -> Decoded:
    errors = _PASTED if encoding == "utf-8" else "replace"
    text = body.decode(encoding, errors)
    broken = text.count("\ufffd")
    note = f"{broken} places are not valid {encoding}." if broken else ""
    return Decoded(text=text, encoding=encoding, note=note)


def _western(error: UnicodeError) -> tuple[str, int]:
    """A byte that is not UTF-8, beside ASCII text: a quotation mark or an accent that was pasted in."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    data, start = error.object, error.start
    around = data[max(0, start - 1) : start] + data[start + 1 : start + 2]
    beside = any(byte < 0x80 for byte in around) and all(byte < 0x80 or byte >= 0xC0 for byte in around)
    sign = data[start : start + 1].decode("cp1252", "replace") if beside and data[start] < 0xFE else "\ufffd"
    return sign, start + 1 if beside else error.end


_PASTED = "monitor-pasted-bytes"
codecs.register_error(_PASTED, _western)
