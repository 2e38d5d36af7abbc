"""A list before and after an edit, read as one: texts are parted and their words read once for both.

It may be done where the edit is `apart`. Then tags and words cut in two are all that one list may change for the other,
since they are taken apart by the words of both: texts in which that comes out otherwise are left to each by itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from monitor.model.watch import MatchResult, MatchText
from monitor.watch.match import Matcher
from monitor.watch.search.edits import Edit
from monitor.watch.text import clean

AFTER = "after"
"""What the id of the list after the edit is told by, behind a sign that no id of a watchlist has."""


class Twin:
    """Both lists of an edit that is `apart`."""

    def __init__(self, edit: Edit) -> None:
        if edit.old is None or edit.new is None:
            raise ValueError("a list that is new has no twin")
        self._lists = (edit.old, replace(edit.new, id=f"{edit.watchlist}/{AFTER}"))
        self._edit = edit

    @property
    def after(self) -> str:
        """The id of the list after the edit in what is said of a text."""
        return self._lists[1].id

    @cached_property
    def edit(self) -> Edit:
        """Both as the lists of one edit that changes nothing: by it an archive is asked.

        Raises:
            WatchError: a list cannot be compiled.
        """
        return Edit(self._edit.watchlist, self._lists, self._lists)

    def match_all(self, texts: Sequence[MatchText], matcher: Matcher | None = None) -> list[MatchResult | None]:
        """What both lists say of each text; None where only each by itself can say it.

        `matcher`: that of `edit` for the articles of an archive.
        """
        alike = [self._is_read_alike(one.title) and self._is_read_alike(one.text) for one in texts]
        found = iter(
            (matcher or self.edit.before).match_all([one for one, is_so in zip(texts, alike, strict=True) if is_so])
        )
        return [next(found) if is_so else None for is_so in alike]

    def _is_read_alike(self, text: str) -> bool:
        both = clean(text, self.edit.before.lexicon).text
        return all(clean(text, one.lexicon).text == both for one in (self._edit.before, self._edit.after))
