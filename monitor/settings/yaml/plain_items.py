"""A long list of plain items read line by line, in lots: what a parser of all of YAML takes a minute for takes seconds.

Only lines that cannot mean anything else are read: `- key: value` and `key: value` below it, the value one word or
more without signs that YAML knows, in quotes without escapes, or a list of words in brackets. Whatever is not so is
left to `read_document`, a lot at a time.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import field

from monitor.records import dataclass
from monitor.settings.yaml.document import Document, Node
from monitor.settings.yaml.scalars import UNPRINTABLE, Surprise, resolve

LOT = 200
"""Items that are read together."""
_WORD = r"\w(?:[^\s:#]|:(?=\S)|(?<=\S)#|[ ]+(?=[^\s#:]))*"
_MEMBER = r"\w(?:[\w./-]|[ ]+(?=\w))*"
_LIST = rf"\[[ ]*{_MEMBER}(?:[ ]*,[ ]*{_MEMBER})*[ ]*\]"
_LINE = re.compile(
    r"(?P<indent>[ ]*)(?P<dash>-[ ]+)?(?P<key>[a-z_]+):[ ]+"
    rf"(?:(?P<word>{_WORD})|'(?P<one>[^'\\]*)'|\"(?P<two>[^\"\\]*)\"|(?P<list>{_LIST}))"
    r"[ ]*(?:[ ]#.*)?"
)
_MEMBERS = re.compile(_MEMBER)
_EMPTY = re.compile(r"[ ]*(?:#.*)?")
_ITEM = re.compile(rb"( *)- ")
_OTHER_BREAK = re.compile("[\r\x85\u2028\u2029\ufeff]")


@dataclass(slots=True)
class Lot:
    """Items of the list `key` that stand together in a file."""

    file: str
    key: str
    first_line: int
    """1-based."""
    first: int
    """0-based number of the first item."""
    lines: list[bytes] = field(default_factory=list)
    items: int = 0

    @property
    def content(self) -> bytes:
        """As a file with this list alone; its line 2 is `first_line`."""
        return self.key.encode() + b":\n" + b"".join(self.lines)

    def plain(self) -> Document | None:
        """The items, numbered from 0, if all of them are plain."""
        try:
            text = b"".join(self.lines).decode()
        except UnicodeDecodeError:
            return None
        if UNPRINTABLE.search(text):
            return None
        builder = _Items(self.first_line)
        for number, line in enumerate(text.removesuffix("\n").split("\n"), self.first_line):
            line = line.removesuffix("\r")  # noqa: PLW2901 - a line of the other kind
            if _OTHER_BREAK.search(line) or not builder.take(line, number):
                return None
        return Document(file=self.file, text="", root=builder.root(self.key))


def lots_of(file: str, key: str, lines: Iterable[bytes]) -> Iterator[Lot] | None:
    """The list `key` of a file that has nothing but it, in lots; None where it does not look like one.

    `lines` with their ends. Comments and empty lines before an item belong to the lot before.
    """
    source = enumerate(lines, 1)
    for number, line in source:
        bare = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if re.fullmatch(rb"%b: *(?:#.*)?\r?\n" % key.encode(), bare):
            return _lots(file, key, source)
        if not re.fullmatch(rb" *(?:#[^\r]*)?\r?\n", bare):
            return None
    return None


def _lots(file: str, key: str, source: Iterable[tuple[int, bytes]]) -> Iterator[Lot]:
    lot, indent = Lot(file, key, 0, 0), None
    for number, line in source:
        if item := _ITEM.match(line):
            indent = item[1] if indent is None else indent
            if item[1] == indent:
                if lot.items == LOT:
                    yield lot
                    lot = Lot(file, key, 0, lot.first + lot.items)
                lot.items += 1
        lot.first_line = lot.first_line or number
        lot.lines.append(line)
    yield lot


class _Items:
    """Lines to nodes as `TreeBuilder` makes them."""

    def __init__(self, line: int) -> None:
        self._list = Node(line, 0, [], line)
        self._item: Node | None = None
        self._indent = -1

    def take(self, line: str, number: int) -> bool:
        """Whether the line is plain."""
        found = _LINE.fullmatch(line)
        if found is None:
            return _EMPTY.fullmatch(line) is not None
        column = found.start("key")
        if found["dash"]:
            if self._indent not in (-1, found.end("indent")):
                return False
            self._end_item()
            if self._item is None:
                self._indent = found.end("indent")
                self._list.line, self._list.column = number, self._indent
            self._item = Node(number, column, {}, number)
        item, key = self._item, found["key"]
        if item is None or column != item.column or key in item.children:
            return False
        value = _value(found, number)
        if value is None:
            return False
        item.data[key], item.children[key], item.key_lines[key] = value.data, value, number
        item.size += value.size
        item.last_line = number
        return True

    def _end_item(self) -> None:
        if (item := self._item) is not None:
            self._list.children[len(self._list.data)] = item
            self._list.data.append(item.data)
            self._list.size += item.size
            self._list.last_line = item.last_line

    def root(self, key: str) -> Node:
        """The whole tree."""
        self._end_item()
        self._item = None
        items = self._list
        return Node(
            1, 0, {key: items.data}, items.last_line, children={key: items}, key_lines={key: 1}, size=items.size + 1
        )


def _value(found: re.Match[str], line: int) -> Node | None:
    """The value of a line; None where readers of YAML disagree about it."""
    if (members := found["list"]) is not None:
        node, start = Node(line, found.start("list"), [], line, flow=True), found.start("list")
        for place, one in enumerate(_MEMBERS.finditer(members)):
            value = resolve(one[0])
            if isinstance(value, Surprise):
                return None
            node.children[place] = Node(line, start + one.start(), value, line)
            node.data.append(value)
            node.size += 1
        return node
    if (word := found["word"]) is not None:
        value = resolve(word)
        return None if isinstance(value, Surprise) else Node(line, found.start("word"), value, line)
    quoted = "one" if found["one"] is not None else "two"
    return Node(line, found.start(quoted) - 1, found[quoted], line, flow=True)
