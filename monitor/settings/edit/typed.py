"""A file from what somebody typed in a page: lines that they left alone stay byte for byte."""

from __future__ import annotations

import codecs
import re
from collections import Counter
from difflib import SequenceMatcher

_BREAK = re.compile(r"(\r\n|\r|\n)")


def as_typed(content: bytes) -> str:
    """The text of a file as a page shows it: without its byte order mark, line breaks as they are.

    Raises:
        UnicodeDecodeError: the file is not UTF-8.
    """
    return content.decode("utf-8-sig")


def as_written(before: bytes | None, typed: str) -> bytes:
    """The bytes of the file that was `before` (None: absent) with the text that a browser sent.

    A browser sends each line break as CR LF, whatever it was given. So lines that stand in the file already get the
    breaks that they have there, and new ones those that most lines have. A byte order mark stays.

    Raises:
        UnicodeEncodeError: half a sign is in the text, which no file can hold.
    """
    old = _lines(as_typed(before)) if before is not None else []
    ends = Counter(end for _, end in old if end)
    usual = ends.most_common(1)[0][0] if ends else "\n"
    mark = codecs.BOM_UTF8 if before is not None and before.startswith(codecs.BOM_UTF8) else b""
    new = _BREAK.split(typed)[::2]
    breaks = _breaks(old, new, usual) if len(ends) > 1 else [usual] * len(new)
    text = "".join(body + end for body, end in zip(new[:-1], breaks, strict=False)) + new[-1]
    return mark + text.encode()


def _breaks(old: list[tuple[str, str]], new: list[str], usual: str) -> list[str]:
    """Behind each new line, where the old ones do not all end alike."""
    found = [usual] * len(new)
    for start, at, size in SequenceMatcher(None, [body for body, _ in old], new).get_matching_blocks():
        for step in range(size):
            found[at + step] = old[start + step][1] or usual
    return found


def _lines(text: str) -> list[tuple[str, str]]:
    """Each line with its break; the last has none."""
    parts = _BREAK.split(text)
    return [*zip(parts[::2], parts[1::2], strict=False), (parts[-1], "")]
