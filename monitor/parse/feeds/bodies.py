"""Tell an entry's summary from its full text."""

from __future__ import annotations

import re
from collections.abc import Sequence

FULL_TEXT_FROM = 1_500
"""A description of at least so many characters of text is the article itself, wherever the feed put it."""
MOST_CONTENT = 100_000
"""Characters kept of a feed's own text of one entry."""
_SUMMARY_MAX = 5_000
_LEAD_MAX = 600
_MOST_TEXTS = 40
_CUT_MARKS = re.compile(r"\s*(?:\[?(?:…|\.{3})\]?|\[\W*\])\s*$")
_STUB = re.compile(
    r"\W*(?:(?:read|see|view|continue|show|click|full|more|article|story|reading|here|on|the|comments?|permalink|link)\W*){1,5}",
    re.IGNORECASE,
)
"""What stands in place of a text: "Read more"."""


def split_bodies(descriptions: Sequence[str], contents: Sequence[str], title: str = "") -> tuple[str, str]:
    """(summary, content) from the clean texts that the feed calls descriptions and contents.

    No text replaces another: what one says and the others do not stands in the result. `content:encoded`, Atom
    `content` and JSON Feed bodies are content; descriptions are summaries, unless they hold `FULL_TEXT_FROM`
    characters and the feed gives no longer content: many feeds put the whole article there. The summary is then its
    first lines, as it is where both say the same. Content shorter than the summary stands behind it.
    """
    full = _joined(sorted(contents[:_MOST_TEXTS], key=len, reverse=True), ())
    first = next((text for text in descriptions if text), "")
    summary = _joined(descriptions[:_MOST_TEXTS], (title,) if title != first else ())
    if len(summary) >= FULL_TEXT_FROM and len(summary) >= len(full):
        full, summary = _joined((summary, full), ()), _lead(summary)
    elif full == summary or not summary:
        summary = _lead(full)
    elif len(full) < len(summary):
        full, summary = "", _joined((summary, full), (title,))
    if len(summary) > _SUMMARY_MAX:
        full = _joined((full, summary), ())
    return summary[:_SUMMARY_MAX].rstrip(), full[:MOST_CONTENT]


def _joined(texts: Sequence[str], told: Sequence[str]) -> str:
    """The texts one below the other, without those that a longer one or `told` says already."""
    given = [text for text in texts if text]
    if len(given) <= 1:
        return next((text for text in given if _uncut(text).strip()), "")
    kept: list[str] = []
    known = [_folded(text) for text in told if text]
    for text in given:
        words = _folded(_uncut(text))
        if not words or (kept and (any(words in one for one in known) or _STUB.fullmatch(text))):
            continue
        if len(kept) == 1 and _folded(_uncut(kept[0])) in words:
            kept.clear()
        known.append(words)
        kept.append(text)
    return "\n".join(kept)


def _uncut(text: str) -> str:
    """`text` without the dots that tell that it goes on."""
    return text[:-12] + _CUT_MARKS.sub("", text[-12:])


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _lead(text: str) -> str:
    """The first lines of `text`, whole ones if possible, else cut between words."""
    if len(text) <= _LEAD_MAX:
        return text
    head = text[:_LEAD_MAX]
    cut = max(head.rfind("\n"), head.rfind(". ") + 1)
    if cut < _LEAD_MAX // 4:
        cut = head.rfind(" ")
    return head[:cut].rstrip() if cut > 0 else head
