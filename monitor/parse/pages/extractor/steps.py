"""Steps of the extractor that take long, run as the library has them, with less to search.

A step is the library's own function, in which another search, or a shorter list, stands in the place of one that it
names. What it decides is the library's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any, Final

from trafilatura import htmlprocessing, main_extractor
from trafilatura.baseline import html2txt
from trafilatura.settings import BASIC_CLEAN_XPATH, MANUALLY_CLEANED
from trafilatura.xml import delete_element

from monitor.parse.pages.extractor.named import search_of, search_of_any


def _with(step: Any, known: dict[str, Any]) -> Any:
    """A function of the library to which names mean what is `known`."""
    made = FunctionType(step.__code__, known, step.__name__, step.__defaults__, step.__closure__)
    made.__kwdefaults__ = step.__kwdefaults__
    return made


class _Linked:
    """A tree of which those elements alone are asked that hold a link: only these can have too many."""

    def __init__(self, tree: Any) -> None:
        self._tree = tree
        self._holding: set[Any] = set()
        for link in tree.iter("ref"):
            above = link.getparent()
            while above is not None and above not in self._holding:
                self._holding.add(above)
                above = above.getparent()

    def iter(self, tag: str) -> Iterator[Any]:
        """Those of its elements with this tag."""
        return (element for element in self._tree.iter(tag) if element in self._holding)


def _less_linked(tree: Any, *asked: Any, **also: Any) -> Any:
    htmlprocessing.delete_by_link_density(_Linked(tree), *asked, **also)
    return tree


def _content() -> Callable[..., tuple[Any, str]]:
    """`main_extractor.extract_content`, and what it calls there, with the searches of `named`."""
    known = {**vars(main_extractor), "delete_by_link_density": _less_linked}
    for name in ("BODY_XPATH", "OVERALL_DISCARD_XPATH", "DISCARD_IMAGE_ELEMENTS", "TEASER_DISCARD_XPATH"):
        known[name] = [search_of(expression) for expression in known[name]]
    for name in ("extract_content", "_extract", "recover_wild_text", "prune_unwanted_sections"):
        known[name] = _with(known[name], known)
    return known["extract_content"]  # type: ignore[no-any-return]


_BOILERPLATE: Final = search_of_any(BASIC_CLEAN_XPATH)


class _Kept(dict[int, "int | None"]):
    """By code point: what `trafilatura.utils.remove_control_characters` makes of it, letter by letter in Python."""

    def __missing__(self, code: int) -> int | None:
        self[code] = kept = code if chr(code).isprintable() or chr(code).isspace() else None
        return kept


_KEPT: Final = _Kept()


def _printable(text: str) -> str:
    return text if text.isprintable() else text.translate(_KEPT)


def _basically_clean(tree: Any) -> Any:
    for element in _BOILERPLATE(tree):
        delete_element(element)
    return tree


def _page_text() -> Callable[[Any], str]:
    known = {
        **html2txt.__globals__,
        "basic_cleaning": _basically_clean,
        "remove_control_characters": _printable,
    }
    for name in ("_spaced_text", "html2txt"):
        known[name] = _with(known[name], known)
    return known["html2txt"]  # type: ignore[no-any-return]


_CLEANING: Final = dict(vars(htmlprocessing))
content: Final = _content()
"""From a cleaned tree and options to the element with the article, and its text."""
page_text: Final[Callable[[Any], str]] = _page_text()
"""All text of a tree, which is not changed, without boilerplate."""


def cleaned(tree: Any, options: Any) -> Any:
    """The tree without what is no text, in place: of all tags that it goes through for, hardly a page has many."""
    there = {element.tag for element in tree.iter(*MANUALLY_CLEANED)}
    names = [name for name in MANUALLY_CLEANED if name in there]
    step = _with(htmlprocessing.tree_cleaning, {**_CLEANING, "MANUALLY_CLEANED": names})
    return step(tree, options)
