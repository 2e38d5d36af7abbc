"""The article in the data that a page's own scripts draw it from (Next, Nuxt, Apollo, Inertia, Vue and their like).

Asked only where the page shows no article or its beginning. The data hold much beside: menus, messages, other
articles. So a text counts where it stands with the page's headline, or where nothing else in the data is like it.
"""

from __future__ import annotations

import base64
import html
import json
import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice
from typing import Any, Final
from urllib.parse import unquote

from monitor.parse.loose_json import load_loosely
from monitor.parse.pages.linked_data import alike
from monitor.parse.pages.prose import is_notice, is_sentence
from monitor.parse.pages.scripts import LONGEST, unwrapped
from monitor.parse.text import clean_line, clean_text, count_words

_SCRIPT = re.compile(r"<script\b([^<>]{0,1000}+)>", re.IGNORECASE)
_CLOSED = re.compile(r"</script", re.IGNORECASE)
_JSON_TYPE = re.compile(r"""type\s{0,5}=\s{0,5}["']?application/(?:[\w.+-]{0,40}\+)?json""", re.IGNORECASE)
_ASSIGNED = re.compile(
    r"[\w$.\]\"')]\s{0,20}=\s{0,20}(?P<parsed>JSON\.parse\(\s{0,20}(?:(?:window\.)?(?:decodeURIComponent|unescape|atob)\()?)?(?=[{\[\"'(])"
)
_PUSHED = re.compile(r"__next_f\.push\(\s{0,5}\[\s{0,5}\d+\s{0,5},\s{0,5}(?=\")")
_ROW = re.compile(r"[0-9a-f]{1,6}:(?:T[0-9a-f]{1,8},|[A-Z]{0,2})")
_STRING = re.compile(r'"(?:[^"\\]++|\\.)*+"?', re.DOTALL)
_GIVEN = re.compile(r"""=\s{0,5}(?:"(?P<double>[^"]{200,})"|'(?P<single>[^']{200,})')""")
_NAME = re.compile(r"\s(?P<name>[:@\w.-]{1,60})\s{0,5}\Z")
_NAME_MOST: Final = 66
_MARKED_UP = re.compile(r"<(?:p|br|div)\b", re.IGNORECASE)
_NO_DATA = re.compile(r"^(?:on\w+|srcdoc|srcset|alt|title|placeholder|content|d)$|srcset", re.IGNORECASE)
_MOST_SCRIPTS, _MOST_NODES, _MOST_ASSIGNED = 60, 20_000, 30
_TITLES: Final = frozenset(
    {"title", "headline", "headlines", "name", "heading", "seotitle", "pagetitle", "displaytitle"}
)
_NO_STORY = re.compile(
    r"related|recommend|more|comment|author|byline|nav|menu|footer|header|trending|popular|latest|most|seo|meta|config"
    r"|message|translation|i18n|locale|label|cookie|consent|newsletter|subscri|paywall|promo|^ads?$|advert|breadcrumb|tag"
    r"|topic|categor|sidebar|settings|feature|flag|caption|credit|alt|^src$|url|href|slug|query|bio|copyright"
    r"|(?:^|_)id$|type|class|style|icon|teaser|description|summary|excerpt|share",
    re.IGNORECASE,
)
_STORY = re.compile(
    r"body|content|text|paragraph|html|article|story|block|element|children|node|document|data|value", re.IGNORECASE
)
_PARAGRAPH = re.compile(r"paragraph|^p$|^h\d$|heading|blockquote|list-?item|^li$", re.IGNORECASE)
_MOST_LOOSE, _CODE_LONGEST = 3, 500_000
"""Objects of a script that are written as code writes them and read all the same; code points of one."""
_LEAST_WORDS, _LEAST_LINE = 40, 4
_LONG: Final = 200
"""Code points of a string that may be a story by itself."""
_AHEAD: Final = 2
_DEEPEST: Final = 40
_KINDS: Final = ("type", "nodeType", "_type", "__typename", "name")
_ADDRESSES: Final = frozenset({"url", "href", "link", "slug", "permalink", "path", "canonicalurl", "uri"})


def text_in_state(page: str, title: str) -> str:
    """The text of the article with this title in the data of the page's scripts, a paragraph a line; "" if none is."""
    documents = list(_documents(page))
    titled = [_told(node) for document in documents for node in _titled(document, title)]
    best = max(titled, key=count_words, default="")
    if count_words(best) >= _LEAST_WORDS:
        return best
    alone = sorted((text for document in documents for text in _texts(document)), key=count_words, reverse=True)
    sizes = [count_words(text) for text in alone[:2]] + [0, 0]
    return alone[0] if sizes[0] >= max(_LEAST_WORDS, _AHEAD * sizes[1]) else ""


def _documents(page: str) -> Iterator[object]:
    pushed: list[str] = []
    for opened in islice(_SCRIPT.finditer(page), _MOST_SCRIPTS):
        closed = _CLOSED.search(page, opened.end(), opened.end() + LONGEST)
        if closed is None or "ld+json" in opened[1]:
            continue
        source = page[opened.end() : closed.start()]
        if _JSON_TYPE.search(opened[1]):
            yield load_loosely(unwrapped(source))[0]
            continue
        pushed += [str(_literal(source, at.end())) for at in islice(_PUSHED.finditer(source), _MOST_NODES)]
        yield from _assigned(source)
    yield from _rows("".join(pushed))
    yield from _given(page)


def _given(page: str) -> Iterator[object]:
    """What elements are given in attributes for a script to show: objects, or mark-up that is escaped."""
    for name, value in islice(_attributes(page), _MOST_NODES):
        if len(value) > LONGEST or _NO_DATA.search(name) or _is_no_story(name):
            continue
        told = html.unescape(value).strip()
        if told[:1] in "{[":
            yield load_loosely(told)[0]
        elif _MARKED_UP.search(told):
            yield [told]


def _attributes(page: str) -> Iterator[tuple[str, str]]:
    """The long attributes of elements: name and value. Looked for by the sign between, for names are everywhere."""
    position = 0
    while (found := _GIVEN.search(page, position)) is not None:
        before = page[max(position, found.start() - _NAME_MOST) : found.start()]
        named = _NAME.search(before)
        if named is not None:
            yield named["name"], found["double"] or found["single"]
        position = found.end() if named else found.start() + 1


def _assigned(source: str) -> Iterator[object]:
    """What a script assigns: objects, or strings that hold such; of code that is neither, its strings."""
    position, tries = 0, _MOST_LOOSE
    for _ in range(_MOST_ASSIGNED):
        found = _ASSIGNED.search(source, position)
        if found is None:
            return
        value, position = _value(source, found.end())
        if isinstance(value, str):
            value = _packed(value)
        elif value is None and source[found.end()] in "{[" and tries:
            tries, value = tries - 1, load_loosely(source[found.end() : found.end() + _CODE_LONGEST])[0]
        if isinstance(value, dict | list):
            yield value
        elif source[found.end()] == "(":
            literals = (
                _literal(source, one.start()) for one in islice(_STRING.finditer(source, found.end()), _MOST_NODES)
            )
            yield [one for one in literals if isinstance(one, str) and (len(one) > _LONG or is_sentence(one))]
            return


def _packed(value: str) -> object:
    """What a string holds that is JSON, percent-encoded or in base64; else the string."""
    if value[:3].upper() in ("%7B", "%5B"):
        value = unquote(value)
    elif value.startswith(("eyJ", "W3s", "eyI")):
        try:
            value = base64.b64decode(value, validate=True).decode()
        except ValueError:
            return value
    return load_loosely(value)[0] if value[:1] in ("{", "[") else value


def _value(source: str, position: int) -> tuple[object, int]:
    try:
        return json.JSONDecoder(strict=False).raw_decode(source, position)
    except (ValueError, RecursionError):
        return None, position + 1


def _literal(source: str, position: int) -> object:
    value = _value(source, position)[0]
    return value if isinstance(value, str) else ""


def _rows(stream: str) -> Iterator[object]:
    """The rows of a stream of components: JSON, or text with its length before it."""
    for line in stream.split("\n"):
        row = _ROW.match(line)
        rest = line[row.end() :] if row else line
        if rest[:1] in ("{", "["):
            yield load_loosely(rest)[0]
        elif rest.strip():
            yield [rest]


def _titled(document: object, title: str) -> Iterator[dict[str, Any]]:
    """The objects that have this title themselves."""
    for node in _nodes(document):
        if isinstance(node, dict) and any(alike(said, title) for said in _titles(node)):
            yield node


def _titles(node: dict[str, Any]) -> list[str]:
    values = [value for key, value in node.items() if key.lower() in _TITLES]
    values += [inner for value in values if isinstance(value, dict) for inner in islice(value.values(), 5)]
    return [clean_line(value) for value in values if isinstance(value, str)]


def _nodes(document: object) -> Iterator[object]:
    waiting, seen = [document], 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop()
        seen += 1
        yield node
        if isinstance(node, dict):
            waiting += [value for value in node.values() if isinstance(value, dict | list)]
        elif isinstance(node, list):
            waiting += [value for value in node[:_MOST_NODES] if isinstance(value, dict | list)]


def _texts(document: object) -> Iterator[str]:
    """Texts that may be a story: long strings, and lists of paragraphs."""
    waiting: list[object] = [document]
    seen = 0
    while waiting and seen < _MOST_NODES:
        node = waiting.pop()
        seen += 1
        if isinstance(node, dict):
            waiting += [value for key, value in node.items() if not _is_no_story(key)]
        elif isinstance(node, list):
            several = sum(isinstance(one, dict) and bool(_titles(one)) for one in node[:_MOST_NODES]) > 1
            text = "" if several else _told(node)
            if sum(map(is_sentence, text.split("\n"))) > 1:
                yield text
            else:
                waiting += node[:_MOST_NODES]
        elif isinstance(node, str) and len(node) > _LONG:
            yield "\n".join(_prose(clean_text(node).split("\n")))


@lru_cache(maxsize=1_024)  # Objects of one kind have the same names.
def _is_no_story(name: str) -> bool:
    return _NO_STORY.search(name) is not None


def _told(node: object) -> str:
    """The prose in an object, in its order, without what stands under names that are no story's."""
    return "\n".join(_prose([line for said in _said(node, 0) for line in clean_text(said).split("\n")]))


def _prose(lines: list[str]) -> list[str]:
    return [line for line in lines if count_words(line) >= _LEAST_LINE and " " in line and not is_notice(line)]


def _said(node: object, depth: int) -> Iterator[str]:
    """The strings of a story; those of one paragraph as one."""
    if depth > _DEEPEST:
        return
    if isinstance(node, str):
        yield node
    elif isinstance(node, list):
        for part in node[:_MOST_NODES]:
            yield from _said(part, depth + 1)
    elif isinstance(node, dict) and not (depth and _is_another(node)):
        kind = next((str(node[key]) for key in _KINDS if key in node), "")
        inner = (
            said
            for key, value in node.items()
            if (isinstance(value, dict | list) or _STORY.search(key)) and not _is_no_story(key)
            for said in _said(value, depth + 1)
        )
        yield from ["".join(inner)] if _PARAGRAPH.search(kind) else inner


def _is_another(node: dict[str, Any]) -> bool:
    """Whether an object inside is an article of its own: with a headline and an address."""
    names = {key.lower() for key in node}
    return not names.isdisjoint(_TITLES - {"name"}) and not names.isdisjoint(_ADDRESSES)
