"""How a text travels in a mail: the shorter of quoted-printable and base64.

The standard library decides by the first ten lines, which are ASCII in any HTML; an Arabic body would triple.
"""

from __future__ import annotations

import binascii

_LINE = 76
_PLAIN_LINE = 900
"""RFC 5322 allows 998."""


def transfer_encoding(text: str) -> str:
    """`7bit`, `quoted-printable` or `base64`: whichever is shortest on the wire."""
    if text.isascii() and max((len(line) for line in text.splitlines()), default=0) <= _PLAIN_LINE:
        return "7bit"
    return "quoted-printable" if _quoted_size(text) <= _base64_size(text) else "base64"


def transfer_size(text: str) -> int:
    """Bytes on the wire, line ends included."""
    match transfer_encoding(text):
        case "7bit":
            return len(text) + text.count("\n")
        case "quoted-printable":
            return _quoted_size(text)
        case _:
            return _base64_size(text)


def _quoted_size(text: str) -> int:
    quoted = binascii.b2a_qp(text.encode())
    return len(quoted) + quoted.count(b"\n")


def _base64_size(text: str) -> int:
    length = -(-len(text.encode()) // 3) * 4
    return length + 2 * -(-length // _LINE)
