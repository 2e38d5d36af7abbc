"""Texts of pages that may be no article, as they are remembered."""

from __future__ import annotations

from monitor.records import dataclass

SENTENCE_MARK = "s:"
"""How the key of a sentence begins, among those by which a page's text is known again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """A page's text that says nothing of what the feed announces, as it is remembered: a notice stands there again."""

    marks: tuple[str, ...]
    """Keys of the whole text and, with `SENTENCE_MARK` in front, of its longest sentences; never empty."""
    publisher: str
    page_key: str
    """Of the article: a headline that is changed makes no second one."""
    title_key: str
    """Hash of the title that the feed gave, normalised and without numbers: a column's next one is no other title."""
    feed_key: str
    """Hash of the feed's words where the page repeats them above the text, else ""."""
    named: bool
    """It holds a watched name."""

    @property
    def wholes(self) -> tuple[str, ...]:
        """The keys that are of the whole text."""
        return tuple(mark for mark in self.marks if not mark.startswith(SENTENCE_MARK))


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Why a page's text may be no article."""

    body: Body
    notice: str = ""
    """Why it is none, in words; "" as long as it may be one."""
