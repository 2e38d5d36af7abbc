"""Where elements of a feed end: all end tags and entry tags of a text, found in one pass."""

from __future__ import annotations

import re
from bisect import bisect_left

_MARK = re.compile(
    r"<!\[CDATA\[|<!--|</(?P<name>[^\W\d][\w:.-]*+)\s*+>"
    r"|<(?:[\w.-]{1,40}:)?(?P<edge>item|entry|channel|rss|feed|rdf|urlset)(?=[\s>/])",
    re.IGNORECASE,
)
_ENTRY = re.compile(r"\s*+<(?:item|entry)[\s>]", re.IGNORECASE)
_EDGES = frozenset(("item", "entry", "channel", "rss", "feed", "rdf", "urlset"))
_PART_END = re.compile(
    r"</(?:[\w.-]{1,40}:)?(?:description|encoded|title|summary|content|link|author|creator)\s*+>\s*+<"
)


class Marks:
    """The end tags and the edges of entries in a text, but for those in comments and CDATA sections."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._ends: dict[str, tuple[list[int], list[int]]] = {}
        """By name in lower case: where its end tags begin, and where they end."""
        self._edges: list[int] = []
        self._openings: set[int] = set()
        self._last_comment_end = text.rfind("-->")
        self._last_data_end = text.rfind("]]>")
        position = 0
        while (mark := _MARK.search(text, position)) is not None:
            position = self._take(mark)

    def next_end(self, name: str, start: int) -> tuple[int, int] | None:
        """(begin, end) of the first end tag of `name` from `start` on."""
        begins, ends = self._ends.get(name.lower(), ((), ()))
        index = bisect_left(begins, start)
        return (begins[index], ends[index]) if index < len(begins) else None

    def next_edge(self, start: int) -> int:
        """Where the next tag of an entry (or of what holds entries) begins."""
        index = bisect_left(self._edges, start)
        return self._edges[index] if index < len(self._edges) else len(self._text)

    def holds_whole_entries(self, start: int, end: int) -> bool:
        """Whether all entries that begin between `start` and `end` also end there."""
        inner = self._edges[bisect_left(self._edges, start) : bisect_left(self._edges, end)]
        opened = sum(1 for edge in inner if edge in self._openings)
        return bool(inner) and inner[0] in self._openings and opened * 2 == len(inner)

    def after_comment(self, start: int) -> int:
        """Behind the comment whose mark ends at `start`; one that never ends is none."""
        return start if self._last_comment_end < start else self._text.index("-->", start) + 3

    def _take(self, mark: re.Match[str]) -> int:
        if mark[0] == "<!--":
            return self.after_comment(mark.end())
        if mark["name"]:
            name = mark["name"].lower()
            begins, ends = self._ends.setdefault(name, ([], []))
            begins.append(mark.start())
            ends.append(mark.end())
            if name.rpartition(":")[2] in _EDGES:
                self._edges.append(mark.start())
        elif mark["edge"]:
            self._edges.append(mark.start())
            self._openings.add(mark.start())
        else:
            return self._after_data(mark.end())
        return mark.end()

    def _after_data(self, start: int) -> int:
        """Behind a CDATA section; one without an end of its own goes to the end of the element it stands in.

        One around whole entries is read as if it were not there.
        """
        text = self._text
        if _ENTRY.match(text, start) is not None:
            return start
        end = text.index("]]>", start) if self._last_data_end >= start else -1
        again = text.find("<![CDATA[", start, end if end >= 0 else len(text))
        if end >= 0 and again < 0:
            return end + 3
        closing = _PART_END.search(text, start, again if again >= 0 else len(text))
        if closing is not None:
            return closing.start()
        return end + 3 if end >= 0 else len(text)
