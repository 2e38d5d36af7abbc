"""The extractor's searches for elements by what they are named, each name asked once.

trafilatura puts XPath expressions to every element of a page, with regular expressions inside: a fifth of its cost. The
names of a site are few. Here such an expression is read, and asked of each name that was not met before; one that is
written in another way than those known here is left to XPath.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import Any, Final

from lxml import etree

Test = Callable[[Any], bool]
Search = Callable[[Any], Any]
"""From an element to the elements below it that are found, in their order."""

_KNOWN_MOST, _LONGEST = 20_000, 500
"""Names remembered for one attribute, and code points of one that is."""
_TEXT: Final = r"'([^']*)'"
_ONE: Final = r"@([\w-]+)"
_UNQUOTED: Final = r"(?=(?:[^']*'[^']*')*[^']*$)"
_EXPRESSION: Final = re.compile(r"(\()?\.//\*\[(.*)\](?(1)\)\[1\])")
_BETWEEN: Final = re.compile(rf"\] ?\[{_UNQUOTED}")
_TAGS: Final = re.compile(r"self::\w+(?: or self::\w+)*")
_TESTS: Final = tuple(
    re.compile(pattern)
    for pattern in (
        _ONE,
        rf"{_ONE} ?= ?{_TEXT}",
        rf"contains\({_ONE}, ?{_TEXT}\)",
        rf"contains\(translate\({_ONE}, ?{_TEXT}, ?{_TEXT}\), ?{_TEXT}\)",
        rf"starts-with\({_ONE}, ?{_TEXT}\)",
        rf"re:test\({_ONE}, ?{_TEXT}\)",
        rf"re:test\({_ONE}, ?{_TEXT}, ?'i'\)",
    )
)
_EITHER: Final = re.compile(rf"(re:test|starts-with)\({_ONE}\|{_ONE}, ?{_TEXT}\)")
_SPACES: Final = re.compile(rf"\s+{_UNQUOTED}")
_BARS: Final = re.compile(rf"\s*\|\s*{_UNQUOTED}(?=\./)")
_OR: Final = re.compile(rf" or {_UNQUOTED}")
_PLACED: Final = re.compile(r"^\d+$|position\(|last\(")
_NAMESPACES: Final = {"re": "http://exslt.org/regular-expressions"}


class _Names(dict[str, "bool | tuple[frozenset[str], ...]"]):
    """Of an attribute: whether a value is looked for; or in which pairs of attributes it has to be the first it."""

    def __init__(self) -> None:
        super().__init__()
        self.tests: list[Test] = []
        self.pairs: list[tuple[frozenset[str], Test]] = []

    def __missing__(self, name: str) -> bool | tuple[frozenset[str], ...]:
        found: bool | tuple[frozenset[str], ...] = any(test(name) for test in self.tests)
        if not found:
            found = tuple(pair for pair, test in self.pairs if test(name)) or False
        if len(name) <= _LONGEST:
            if len(self) >= _KNOWN_MOST:
                self.clear()
            self[name] = found
        return found


def search_of(expression: Any) -> Search:
    """The search that an `lxml.etree.XPath` is, in less time.

    All that it finds; of one that ends with `[1]` the first alone, which is all that the extractor asks for.
    """
    read = _read(_SPACES.sub(" ", expression.path).strip())
    if read is None:
        return expression  # type: ignore[no-any-return]
    tags, names, rest, first = read

    def found(tree: Any) -> list[Any]:
        elements = _found(tree, tags, names)
        if rest is not None:
            elements = filter(rest, elements)
        return list(islice(elements, 1) if first else elements)

    return found


def search_of_any(expression: Any) -> Search:
    """The search that an `lxml.etree.XPath` of several with bars between is; what it finds comes in no order."""
    named: list[Search] = []
    others: list[str] = []
    for path in _BARS.split(expression.path):
        part = etree.XPath(path, namespaces=_NAMESPACES)
        search = search_of(part)
        if search is part:
            others.append(path)
        else:
            named.append(search)
    if others:
        named.append(etree.XPath("|".join(others), namespaces=_NAMESPACES))
    return lambda tree: list(dict.fromkeys(element for search in named for element in search(tree)))


def _found(tree: Any, tags: tuple[str, ...], names: dict[str, _Names]) -> Iterator[Any]:
    asked = names.get
    for element in tree.iter(*tags):
        for name, value in element.items():
            known = asked(name)
            if known is not None and (said := known[value]):
                if isinstance(said, tuple) and not _stands_first(element, name, said):
                    continue
                if element is not tree:
                    yield element
                break


def _stands_first(element: Any, name: str, pairs: tuple[frozenset[str], ...]) -> bool:
    """Whether `name` is the first that is given of one of these pairs of attributes: XPath asks no other one."""
    return any(next(one for one, _ in element.items() if one in pair) == name for pair in pairs)


def _read(path: str) -> tuple[tuple[str, ...], dict[str, _Names], Test | None, bool] | None:
    """Tags, tests by attribute, what else is asked, whether the first is enough; None if it is written otherwise."""
    whole = _EXPRESSION.fullmatch(path)
    if whole is None:
        return None
    asked = [part.strip() for part in _BETWEEN.split(whole[2])]
    first = whole[1] is not None or asked[-1] == "1"
    asked = asked[:-1] if asked[-1] == "1" else asked
    tags = tuple(tag.partition("::")[2] for tag in asked[0].split(" or ")) if _TAGS.fullmatch(asked[0]) else ()
    tests, *rest = asked[1:] if tags else asked
    names: dict[str, _Names] = {}
    if len(rest) > 1 or _PLACED.search("".join(rest)) or not all(_take(said, names) for said in _OR.split(tests)):
        return None
    other = etree.XPath(f"boolean(self::*[{rest[0]}])", namespaces=_NAMESPACES) if rest else None
    return tags or ("*",), names, other, first


def _take(said: str, names: dict[str, _Names]) -> bool:
    """Put one test to the others of its attribute; False if it is not understood."""
    if pair := _EITHER.fullmatch(said):
        kind, one, other, sought = pair.groups()
        test = _matching(sought) if kind == "re:test" else _beginning(sought)
        if test is None:
            return False
        for name in (one, other):
            names.setdefault(name, _Names()).pairs.append((frozenset((one, other)), test))
        return True
    for number, pattern in enumerate(_TESTS):
        if match := pattern.fullmatch(said):
            name, *sought = match.groups()
            single = _test(number, sought)
            if single is not None:
                names.setdefault(name, _Names()).tests.append(single)
            return single is not None
    return False


def _test(number: int, sought: list[str]) -> Test | None:
    if number == 0:
        return lambda _: True
    if not all(sought):
        return None
    if number == 1:
        return lambda value: value == sought[0]
    if number == 2:
        return lambda value: sought[0] in value
    if number == 3:
        letters = str.maketrans(sought[0], sought[1]) if len(sought[0]) == len(sought[1]) else None
        return None if letters is None else lambda value: sought[2] in value.translate(letters)
    if number == 4:
        return _beginning(sought[0])
    return _matching(sought[0], re.IGNORECASE if number == 6 else 0)


def _beginning(sought: str) -> Test | None:
    return (lambda value: value.startswith(sought)) if sought else None


def _matching(pattern: str, flags: int = 0) -> Test | None:
    """None for one that an absent name, which is the empty one, would match."""
    search = re.compile(pattern, flags).search
    return None if search("") else lambda value: search(value) is not None
