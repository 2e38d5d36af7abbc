"""Searches by name find what the extractor's own expressions find, whatever elements are called."""

from __future__ import annotations

import random
import re
from typing import Any

import pytest
from lxml import etree, html
from trafilatura import xpaths
from trafilatura.settings import BASIC_CLEAN_XPATH

from monitor.parse.pages.extractor.named import search_of, search_of_any

LISTS = (
    *("BODY_XPATH", "OVERALL_DISCARD_XPATH", "DISCARD_IMAGE_ELEMENTS", "TEASER_DISCARD_XPATH", "RAW_TREE_PRUNE_XPATH"),
    *("REMOVE_COMMENTS_AND_LISTS_XPATH", "PRECISION_DISCARD_XPATH", "COMMENTS_XPATH", "COMMENTS_DISCARD_XPATH"),
)
EXPRESSIONS = {f"{name} {number}": one for name in LISTS for number, one in enumerate(getattr(xpaths, name))}
TAGS = ("div", "section", "article", "main", "p", "span", "ul", "ol", "list", "item", "details", "aside", "a", "td")
ATTRIBUTES = ("id", "class", "class", "style", "role", "itemprop", "aria-hidden", "data-component", "lang")
ODD = (
    "",
    " ",
    "x",
    "true",
    "display:none",
    "display: none",
    "visibility:hidden",
    "Nav",
    "articleBody",
    "border: 0",
    "é",
)


def _names() -> list[str]:
    """What the expressions look for, plain and with something before and behind."""
    patterns = (said for one in EXPRESSIONS.values() for said in re.findall(r"'([^']*)'", one.path))
    plain = {re.sub(r"\(\?[:!]|\\s|[?^$()\[\]]", "", part) for said in patterns for part in said.split("|")}
    return [*ODD, *sorted(plain), *(f"a-{one} b" for one in sorted(plain)), *(one.upper() for one in sorted(plain))]


NAMES = _names()


def page(chance: random.Random) -> Any:
    """A tree of up to sixty elements, hardly two of which are called alike."""
    root = html.Element("body")
    made = [root]
    for _ in range(chance.randrange(60)):
        element = etree.SubElement(chance.choice(made[-6:]), chance.choice(TAGS))
        for name in chance.sample(ATTRIBUTES, chance.choice((0, 1, 1, 2, 4))):
            element.set(name, chance.choice(NAMES))
        made.append(element)
    return root


@pytest.mark.parametrize("expression", EXPRESSIONS.values(), ids=EXPRESSIONS)
def test_the_same_is_found(expression: Any) -> None:
    search, chance = search_of(expression), random.Random(expression.path)
    first = search is not expression and re.search(r"\[1\]\s*$", expression.path)
    for _ in range(60):
        tree = page(chance)
        # From within, too: the extractor searches a part of a page, which is none of its own parts.
        for within in (tree, *tree.iter("div")):
            found = expression(within)
            assert search(within) == (found[:1] if first else found)


def test_several_expressions_find_what_they_find_together() -> None:
    joined = "|".join(one.path.strip() for name, one in EXPRESSIONS.items() if name.startswith("OVERALL"))
    names = [*NAMES, "cookie-banner", "x OneTrust", "page-footer", "FOOTER"]
    expressions = [BASIC_CLEAN_XPATH, etree.XPath(joined, namespaces={"re": xpaths.REGEXP_NS})]
    for expression in expressions:
        search, chance, met = search_of_any(expression), random.Random(7), 0
        for _ in range(120):
            tree = page(chance)
            for element in tree.iter("div", "aside"):
                element.set(chance.choice(("class", "id")), chance.choice(names[-60:]))
            found = search(tree)
            met += len(found)
            assert len(found) == len(set(found))
            assert set(found) == set(expression(tree))
        assert met


def test_hardly_one_is_left_to_xpath() -> None:
    """An extractor that writes them in another way would be as slow as it was, and nobody would know."""
    left = {name for name, one in EXPRESSIONS.items() if search_of(one) is one}
    assert left == {"BODY_XPATH 1", "BODY_XPATH 4", "PRECISION_DISCARD_XPATH 0", "COMMENTS_DISCARD_XPATH 1"}


@pytest.mark.parametrize(
    "path",
    [
        "//div",
        ".//*[self::div][@id='a' and @class='b']",
        ".//*[contains(@id, '')]",
        ".//*[starts-with(@id, '')]",
        ".//*[re:test(@id, 'a*')]",
        ".//*[contains(translate(@id, 'AB', 'a'), 'a')]",
        ".//*[self::div][@id][@class][@role]",
        ".//*[@id][2]",
    ],
)
def test_what_is_not_understood_is_left_as_it_is(path: str) -> None:
    expression = etree.XPath(path, namespaces={"re": xpaths.REGEXP_NS})
    assert search_of(expression) is expression


def test_names_are_forgotten_when_there_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("monitor.parse.pages.extractor.named._KNOWN_MOST", 3)
    expression = etree.XPath(".//*[contains(@class, 'menu')]")
    search = search_of(expression)
    tree = html.Element("body")
    for number in range(20):
        etree.SubElement(tree, "div").set(
            "class", f"{'menu' if number % 3 else 'news'} {number}" + "x" * 600 * (number % 2)
        )
    assert search(tree) == expression(tree) != []
