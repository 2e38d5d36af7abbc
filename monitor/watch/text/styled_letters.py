"""Letters in a dress: mathematical, circled, squared and raised letters, small capitals. Posts use them for emphasis.

Most have a compatibility form in Unicode (NFKC); those that have none, or one that parts the letters of a word, are a
table here.
"""

from __future__ import annotations

import re
import string
import unicodedata

from monitor.watch.text.ambiguous import is_ambiguous

_UPPER = string.ascii_uppercase
SMALL_CAPITALS = "ᴀʙᴄᴅᴇꜰɢʜɪᴊᴋʟᴍɴᴏᴘꞯʀꜱᴛᴜᴠᴡʏᴢ"
_ROWS_WITHOUT_FORM = ("\u249c", "\U0001f110", "\U0001f150", "\U0001f170")
"""The first letters of parenthesised small and capital letters, and of white ones on a disc or square."""
_DRESSED = {
    **dict(zip(SMALL_CAPITALS, "ABCDEFGHIJKLMNOPQRSTUVWYZ", strict=True)),
    "ǫ": "Q",
    **{chr(ord(first) + at): letter for first in _ROWS_WITHOUT_FORM for at, letter in enumerate(_UPPER)},
}
_RAISED_FIGURES = "⁰¹²³⁴⁵⁶⁷⁸⁹"
"""Behind a word they are the number of a footnote, no part of it."""

STYLED = (
    "\u2102\u210a-\u2113\u2115\u2119-\u211d\u2124\u2128\u212c\u212d\u212f-\u2134"
    "\u249c-\u24e9\U0001d400-\U0001d7ff\U0001f110-\U0001f129\U0001f130-\U0001f149\U0001f150-\U0001f169\U0001f170-\U0001f189"
    "\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1d6a\u1d9c-\u1dbf\u2071\u207f\u2080-\u209c\u0140\u013f\u2c7c\u2c7d"
    f"{_RAISED_FIGURES}{SMALL_CAPITALS}"
)
"""The inside of a character class: letters that a text writes for other letters."""
_WORD = 4
_SMALL = re.compile("[\u02b0-\u02b8\u02e1-\u02e3\u1d2c-\u1dbf\u2c7c\u24d0-\u24e9\U0001d400-\U0001d7ff]")
_TABLE = str.maketrans({**_DRESSED, **dict.fromkeys(_RAISED_FIGURES, " ")})


def undressed(text: str, before: str) -> str:
    """Styled and compatibility letters as the plain letters they stand for; `before` is the sign before them.

    Who dresses a word hardly cares for its capital, so a word in small letters gains one.
    """
    plain = unicodedata.normalize("NFKC", text.translate(_TABLE))
    word = len(plain) >= _WORD and plain.islower() and not before.isalnum() and _SMALL.match(text) is not None
    return plain[0].upper() + plain[1:] if word and not is_ambiguous(plain) else plain
