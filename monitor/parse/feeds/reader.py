"""A feed's text to its elements, whether or not it is XML: what feed readers have learnt to forgive.

Feeds are written by hand, cut by proxies and mixed with HTML. So nothing here depends on the whole being well-formed:
elements that hold text end at their end tag, or else where the next part of an entry begins; what stands in them is
not looked at before it is asked for. One pass, linear in the length of the text.
"""

from __future__ import annotations

import re
from dataclasses import field

from monitor.parse.feeds.marks import Marks
from monitor.parse.feeds.names import Names
from monitor.parse.feeds.references import References
from monitor.records import dataclass

_ATTRIBUTES = r"""(?:[^<>"']++|"[^"<]*+"|'[^'<]*+'|["'])*+"""
_TOKEN = re.compile(
    rf"<(?P<close>/?)(?P<name>[^\W\d][\w.-]*+(?::[\w.-]++)?)(?P<rest>(?![\w.-]){_ATTRIBUTES})>|<!--|<!\[CDATA\["
)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
_SECTION = re.compile(r"<!\[CDATA\[|<!--|<\?[a-zA-Z]")
_PARTS = (
    "title|link|guid|description|pubdate|summary|content|updated|published|issued|modified|created|id|author|category"
    "|comments|enclosure|source|dc:[a-z]+|media:[a-z]+|itunes:[a-z]+|content:encoded|atom:[a-z]+|loc|lastmod"
)
_NEXT_PART = re.compile(rf"<(?:{_PARTS})(?=[\s/>])", re.IGNORECASE)
_FOREIGN_END = re.compile(r"</[\w:.-]+\s*>\s*\Z")
_CUT_MARK = re.compile(r"<(?:!?(?:\[[CDAT]*\[?)?|/?[\w:.-]*)\s*\Z")
_EXACT = frozenset(
    ("link", "guid", "id", "pubdate", "published", "updated", "issued", "modified", "dc:date", "url", "loc")
)
"""Where half a value is a wrong one."""
_TEXT_BEHIND = re.compile(r"\s*+([^\s<][^<]*+)")

_ROOTS = frozenset(("rss", "rdf:rdf", "rdf", "feed", "channel", "urlset", "sitemapindex"))
_ENTRIES = frozenset(("item", "entry", "url", "sitemap"))
_AROUND = _ROOTS | frozenset(
    {"media:group", "media:content", "news:news", "news:publication", "image:image", "video:video"}
    | {"content:items", "content:item", "rdf:bag", "rdf:li"}
)
_IN_SITEMAPS = frozenset(("url", "sitemap"))


@dataclass(slots=True)
class Node:
    """An element that holds text."""

    name: str
    """In lower case, `prefix:local` outside the vocabularies of feeds themselves."""
    attributes: dict[str, str]
    raw: str
    """What stands between its tags, as written."""
    references: References

    @property
    def is_markup(self) -> bool:
        """Whether there are tags in it that are not escaped."""
        return "<" in self.raw and any("<" in text for text, is_data in _sections(self.raw) if not is_data)

    @property
    def value(self) -> str:
        """Its text after one level of escaping; of one with tags in it the markup as written."""
        if "<" not in self.raw:
            return self.references.resolve(self.raw).strip()
        parts = list(_sections(self.raw))
        if any("<" in text for text, is_data in parts if not is_data):
            return "".join(text for text, _ in parts).strip()
        return "".join(text if is_data else self.references.resolve(text) for text, is_data in parts).strip()


@dataclass(slots=True)
class Group:
    """An entry, or the feed itself: its own attributes and the elements in it."""

    attributes: dict[str, str]
    nodes: list[Node] = field(default_factory=list)

    def all(self, *names: str) -> list[Node]:
        """The elements of these names, ordered by name, then as they stand."""
        return [node for name in names for node in self.nodes if node.name == name]

    def value(self, *names: str) -> str:
        """The first of these elements that is not empty."""
        return next((value for node in self.all(*names) if (value := node.value)), "")


@dataclass(slots=True)
class Document:
    """A feed's elements."""

    root: str
    """Name of the outermost element that belongs to feeds, "" if there is none."""
    feed: Group
    """With the attributes of the root and of the channel."""
    entries: list[Group]
    references: References


def read_document(text: str) -> Document:
    """The elements of `text`; a document without root and entries if it is no feed."""
    return _Reader(text).read()


def read_part(node: Node) -> Group:
    """The elements inside `node`, as of a person or a source; an empty group if it holds text only."""
    if not node.is_markup:
        return Group({})
    inner = _Reader(f"<feed>{node.raw}</feed>").read().feed
    for part in inner.nodes:
        part.references = node.references
    return inner


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._names = Names()
        self._references = References()
        self._document = Document(root="", feed=Group({}), entries=[], references=self._references)
        self._open: list[Group] = [self._document.feed]
        self._marks = Marks(text)

    def read(self) -> Document:
        position = 0
        while (token := _TOKEN.search(self._text, position)) is not None:
            position = self._step(token)
        return self._document

    def _step(self, token: re.Match[str]) -> int:
        """Take one token in; where to go on."""
        if not token["name"]:
            return self._after_mark(token)
        if "xmlns" in token["rest"]:
            self._declare(token["rest"])
        name = self._names.short(token["name"])
        if token["close"]:
            if name in _ENTRIES and len(self._open) > 1:
                self._open.pop()
            return token.end()
        empty = token["rest"].endswith("/")
        if name in _ROOTS:
            self._root(name, token)
        elif name in _ENTRIES and (name not in _IN_SITEMAPS or self._document.root in ("urlset", "sitemapindex")):
            self._entry(token, empty=empty)
        elif name not in _AROUND:
            return self._leaf(name, token, empty=empty)
        return token.end()

    def _after_mark(self, token: re.Match[str]) -> int:
        """Behind a comment; a CDATA section between elements is read as if its marks were not there."""
        return self._marks.after_comment(token.end()) if token[0] == "<!--" else token.end()

    def _declare(self, rest: str) -> None:
        for key, *values in _ATTRIBUTE.findall(rest):
            if key.lower().startswith("xmlns:"):
                self._names.declare(key[6:].lower(), "".join(values))

    def _attributes(self, rest: str) -> dict[str, str]:
        if "=" not in rest:
            return {}
        found: dict[str, str] = {}
        for key, double, single, bare in _ATTRIBUTE.findall(rest):
            found.setdefault(key.lower(), self._references.resolve(double or single or bare.removesuffix("/")))
        return found

    def _root(self, name: str, token: re.Match[str]) -> None:
        document = self._document
        if not document.root:
            document.root = name
            self._references = document.references = References(self._text[: token.start()])
        if len(self._open) == 1:
            for key, value in self._attributes(token["rest"]).items():
                document.feed.attributes.setdefault(key, value)

    def _entry(self, token: re.Match[str], *, empty: bool) -> None:
        entry = Group(self._attributes(token["rest"]))
        self._document.entries.append(entry)
        if not empty:
            self._open.append(entry)

    def _leaf(self, name: str, token: re.Match[str], *, empty: bool) -> int:
        if not self._document.root and len(self._open) == 1:
            return token.end()
        found = ("", token.end()) if empty else self._content(token, name)
        if found is None:
            return token.end()
        raw, position = found
        if name in _EXACT and position == len(self._text) and not empty:
            return position
        if empty and name == "link" and "href" not in token["rest"]:
            # Tools for HTML make `<link/>https://a.example/` of `<link>https://a.example/</link>`.
            behind = _TEXT_BEHIND.match(self._text, position)
            raw, position = (behind[1], behind.end()) if behind else (raw, position)
        self._open[-1].nodes.append(Node(name, self._attributes(token["rest"]), raw, self._references))
        return position

    def _content(self, token: re.Match[str], name: str) -> tuple[str, int] | None:
        """What stands in the element that `token` begins, and where to go on; None if it is one around entries."""
        start = token.end()
        end, edge = self._marks.next_end(token["name"], start), self._marks.next_edge(start)
        if end is not None and (
            end[0] <= edge or (name == "content" and self._marks.holds_whole_entries(start, end[0]))
        ):
            return self._text[start : end[0]], end[1]
        if _NEXT_PART.match(token[0]) is None:
            return None
        return self._unclosed(start, edge)

    def _unclosed(self, start: int, end: int) -> tuple[str, int]:
        """An element without its end tag ends where the next part of the entry begins."""
        part = _NEXT_PART.search(self._text, start, end)
        while part is not None and (data := self._text.rfind("<![CDATA[", start, part.start())) >= 0:
            data_end = self._text.find("]]>", data, end)
            if data_end < part.start():
                part = part if data_end >= 0 else None
                break
            part = _NEXT_PART.search(self._text, data_end + 3, end)
        end = end if part is None else part.start()
        return _CUT_MARK.sub("", _FOREIGN_END.sub("", self._text[start:end])), end


def _sections(raw: str) -> list[tuple[str, bool]]:
    """`raw` in parts, (text, whether it stood in CDATA), without comments and processing instructions."""
    parts, position = [], 0
    while (match := _SECTION.search(raw, position)) is not None:
        parts.append((raw[position : match.start()], False))
        mark = "]]>" if match[0] == "<![CDATA[" else "-->" if match[0] == "<!--" else ">"
        end = raw.find(mark, match.end())
        if match[0] == "<![CDATA[":
            parts.append((raw[match.end() : end if end >= 0 else len(raw)], True))
        position = len(raw) if end < 0 and match[0] == "<![CDATA[" else max(match.end(), end + len(mark))
    parts.append((raw[position:], False))
    return parts
