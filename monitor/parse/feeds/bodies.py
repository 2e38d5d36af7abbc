"""Tell an entry's summary from its full text."""

from __future__ import annotations

from monitor.parse.text import clean_text

FULL_TEXT_FROM = 1_500
"""A description of at least so many characters of text is the article itself, wherever the feed put it."""
_SUMMARY_MAX = 5_000
_LEAD_MAX = 600


def split_bodies(description: str, content: str) -> tuple[str, str]:
    """(summary, content) as clean plain text from what the feed calls description and content.

    `content:encoded`, Atom `content` and JSON Feed bodies are content; descriptions are summaries, unless they hold
    `FULL_TEXT_FROM` characters of text and the feed gives no longer content: many feeds put the whole article there.
    The summary is then its first lines, as it is where both say the same. Content shorter than the summary is dropped.
    """
    summary, full = clean_text(description), clean_text(content)
    if len(summary) >= FULL_TEXT_FROM and len(summary) >= len(full):
        full, summary = summary, _lead(summary)
    elif full == summary:
        summary = _lead(full)
    elif len(full) < len(summary):
        full = ""
    return summary[:_SUMMARY_MAX].rstrip(), full


def _lead(text: str) -> str:
    """The first lines of `text`, whole ones if possible, else cut between words."""
    if len(text) <= _LEAD_MAX:
        return text
    head = text[:_LEAD_MAX]
    cut = max(head.rfind("\n"), head.rfind(". ") + 1)
    if cut < _LEAD_MAX // 4:
        cut = head.rfind(" ")
    return head[:cut].rstrip() if cut > 0 else head
