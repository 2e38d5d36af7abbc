"""Which elements of a page are shown to its readers, and what they are called."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any, Final

from monitor.parse.pages.boxes import is_folded

_DROPPED = frozenset(
    {"audio", "button", "canvas", "form", "head", "iframe", "nav", "noscript", "object", "script", "select", "style"}
    | {"svg", "template", "textarea", "video"}
)
CONTROLS = frozenset({"form", "select", "textarea"})
_FRAME = frozenset({"footer", "header"})
ARTICLE = frozenset({"article", "main"})
_ROLES = frozenset({"navigation", "search", "dialog", "alertdialog"})
MAY_BE_DROPPED = _DROPPED | _FRAME
_TELLING = frozenset({"role", "hidden", "aria-hidden", "style", "data-component", "data-testid"})
NOTHING: Mapping[str, str] = {}
_COMMENTS = re.compile(r"(?:^|\s)(?:comments?|comment-list|disqus_thread|respond)(?:\s|$)", re.IGNORECASE)
_ARTICLE_NAMES = re.compile(r"article|story|post|entry|news|content|headline|title|single|detail|view", re.IGNORECASE)
_HEADINGS = ("h1", "h2", "h3")
_HEADLINE_LEAST: Final = 12
"""Letters of a heading that can be told from the name of the site or of a section."""
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def told_of(given: list[tuple[str, str]]) -> tuple[str, Mapping[str, str]]:
    """What an element is called, by the attributes that sites have for it, and those that tell how it is shown."""
    kind = name = ""
    telling: dict[str, str] = {}
    for key, value in given:
        if key == "class":
            kind = value
        elif key == "id":
            name = value
        elif key in _TELLING:
            telling[key] = value
    names = f"{kind} {name}" if kind and name else kind or name
    if "data-component" in telling or "data-testid" in telling:
        names = " ".join(filter(None, (names, telling.get("data-component"), telling.get("data-testid"))))
    return names, telling


def _wraps_page(form: Any) -> bool:
    """Whether a whole page stands in a form, as some servers have it."""
    return form.getparent() is not None and form.getparent().tag == "body" and form.find(".//p") is not None


def _heads_article(element: Any, tag: str, names: str, title: str) -> bool:
    """Whether a header that stands above the article is the article's: by the headline in it, or by its names.

    One that is only named so has some heading and no menu.
    """
    if tag != "header":
        return False
    headings = [_evenly("".join(heading.itertext())) for heading in element.iter(*_HEADINGS)]
    wanted = _evenly(title)
    if any(len(said) >= _HEADLINE_LEAST and (said in wanted or (wanted and wanted in said)) for said in headings):
        return True
    return bool(headings) and _ARTICLE_NAMES.search(names) is not None and element.find(".//nav") is None


def _evenly(text: str) -> str:
    return " ".join(text.split()).casefold()


def is_dropped(
    element: Any, tag: str, given: Mapping[str, str], names: str, *, within_article: bool, title: str = ""
) -> bool:
    """Whether nothing in an element is of the page's text; `given` and `names` are as `told_of` says.

    `title` is the page's, which the article's own header has as a heading.
    """
    if tag in MAY_BE_DROPPED:
        if tag in _FRAME and not within_article:
            return not _heads_article(element, tag, names, title)
        if tag in _DROPPED:
            return tag != "form" or not _wraps_page(element)
    if given and (given.get("role") in _ROLES or (unseen(given) and not _is_unfolded(given, names))):
        return True
    return names != "" and _of_comments(names)


def _is_unfolded(given: Mapping[str, str], names: str) -> bool:
    """Whether its readers unfold it, as all but the first of several panels."""
    return given.get("role") == "tabpanel" or is_folded(names)


def unseen(given: Mapping[str, str]) -> bool:
    """Whether an element is not shown until something is done."""
    if "hidden" in given or given.get("aria-hidden") == "true":
        return True
    style = given.get("style")
    return bool(style) and _UNSEEN.search(style or "") is not None


@lru_cache(maxsize=4_096)
def _of_comments(names: str) -> bool:
    return _COMMENTS.search(names) is not None
