"""The outlines of an OPML file: as XML where it is XML, else as far as they can be made out."""

from __future__ import annotations

import html
import re
from dataclasses import field

from lxml import etree

from monitor.errors import UsageError
from monitor.parse.encoding import decode_body
from monitor.records import dataclass

_INSIDE = r"<(?!/?(?i:outline))"
_VALUE = rf"\"(?:[^\"<]|{_INSIDE}){{0,4000}}+\"|'(?:[^'<]|{_INSIDE}){{0,4000}}+'"
_OUTLINE = re.compile(rf"<(?P<close>/?)outline\b(?P<rest>(?:[^<>\"']++|{_VALUE})*+)>", re.IGNORECASE)
_BEGINNING = re.compile(r"<outline\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_BOOKMARK = re.compile(
    r"<H3\b[^<>]*+>(?P<folder>[^<]*+)|(?P<end></DL\b)|<A\b(?P<rest>[^<>]*+)>(?P<title>[^<]*+)", re.IGNORECASE
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}\d{0,2});")
_FEED_TYPES = ("rss", "atom", "feed")
_ADDRESSES = ("xmlurl", "feedurl", "rssurl", "feed", "rss")


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline with the address of a feed."""

    attributes: dict[str, str]
    """By name in lower case; `xmlurl` is always there."""
    folders: tuple[str, ...]
    """Names of the outlines around it, the outermost first."""
    line: int


@dataclass(slots=True)
class Outlines:
    """What was found in a file."""

    usable: list[Outline] = field(default_factory=list)
    """Those that have the address of a feed."""
    faults: list[tuple[int, str]] = field(default_factory=list)
    """Line and fault of each that cannot be read, or was meant for a feed and has no address."""

    def note(self, attributes: dict[str, str], folders: tuple[str, ...], line: int) -> None:
        """Sort one outline in; one that is a folder, or text, is nothing of ours."""
        if "xmlurl" in attributes:
            self.usable.append(Outline(attributes, folders, line))
        elif attributes.get("type", "").lower() in _FEED_TYPES or attributes.get("htmlurl"):
            self.faults.append((line, f"{named(attributes)}it has no address of a feed (xmlUrl)."))


def read_outlines(content: bytes) -> Outlines:
    """Every outline of the file that is of a feed.

    Raises:
        UsageError: there is a document type, or nothing that is an outline of a feed in a file that is no OPML.
    """
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, huge_tree=False, recover=False
    )
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        return _loosely(content, str(error))
    if root.getroottree().docinfo.doctype or etree.QName(root).localname.lower() == "html":
        return _loosely(content, "its first element is not opml")
    found = _of_tree(root)
    if not found.usable and etree.QName(root).localname.lower() != "opml":
        raise UsageError("This is not an OPML file: its first element is not opml.")
    return found


_ENTITIES = "The OPML file declares entities, which no feed reader needs. Remove the lines with <!ENTITY."


def _of_tree(root: etree._Element) -> Outlines:
    """Every outline and the names of the folders around it; no recursion."""
    found = Outlines()
    for element in root.iter(etree.Element):
        if not _is_outline(element):
            continue
        attributes = _with_address({str(key).lower(): str(value) for key, value in element.attrib.items()})
        around = [one for one in element.iterancestors(etree.Element) if _is_outline(one)]
        folders = tuple(one.get("text") or one.get("title") or "" for one in reversed(around))
        found.note(attributes, folders, element.sourceline or 0)
    return found


def _is_outline(element: etree._Element) -> bool:
    return bool(etree.QName(element).localname.lower() == "outline")


def _with_address(attributes: dict[str, str]) -> dict[str, str]:
    """Address under its usual name: some programs write another one."""
    names = (*_ADDRESSES, "url") if attributes.get("type", "").lower() in _FEED_TYPES else _ADDRESSES
    found = next((attributes[name] for name in names if attributes.get(name)), None)
    if found is None or "xmlurl" in attributes:
        return attributes
    return {**attributes, "xmlurl": found}


def named(attributes: dict[str, str]) -> str:
    """`Title: ` to begin a sentence with, or nothing."""
    name = " ".join((attributes.get("title") or attributes.get("text") or "").split())
    return f"{name[:60]}: " if name else ""


def _loosely(content: bytes, fault: str) -> Outlines:
    text = decode_body(content, "").text
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise UsageError(_ENTITIES)
    if "&lt;outline" in text.lower() and not _BEGINNING.search(text):
        text = html.unescape(text)  # shown as source in a page
    found = Outlines()
    folders: list[str] = []
    read: set[int] = set()
    line, seen = 1, 0
    for tag in _OUTLINE.finditer(text):
        line += text.count("\n", seen, tag.start())
        seen = tag.start()
        read.add(tag.start())
        if tag["close"]:
            del folders[-1:]
            continue
        attributes = _with_address(_attributes(tag["rest"]))
        found.note(attributes, tuple(folders), line)
        if not tag["rest"].endswith("/"):
            folders.append(attributes.get("text") or attributes.get("title") or "")
    found.usable = found.usable or _of_bookmarks(text)
    lost = [one.start() for one in _BEGINNING.finditer(text) if one.start() not in read]
    if not found.usable:
        raise UsageError(f"This is not an OPML file: {fault[:200]}.")
    found.faults += [(text.count("\n", 0, start) + 1, "this outline cannot be read.") for start in lost[:100]]
    return found


def _of_bookmarks(text: str) -> list[Outline]:
    """Feeds among a browser's bookmarks."""
    found: list[Outline] = []
    folders: list[str] = []
    line, seen = 1, 0
    for tag in _BOOKMARK.finditer(text):
        if tag["end"]:
            del folders[-1:]
        elif tag["folder"] is not None:
            folders.append(_resolved(tag["folder"]).strip())
        else:
            line, seen = line + text.count("\n", seen, tag.start()), tag.start()
            attributes = _with_address({**_attributes(tag["rest"]), "title": _resolved(tag["title"]).strip()})
            if "xmlurl" in attributes:
                found.append(Outline(attributes, tuple(folders), line))
    return found


def _attributes(rest: str) -> dict[str, str]:
    parts = _ATTRIBUTE.findall(rest)
    return {key.lower(): _resolved(double or single or bare.removesuffix("/")) for key, double, single, bare in parts}


def _resolved(value: str) -> str:
    """`value` with its references; an `&` that begins none is an `&`, as in most addresses."""
    return _REFERENCE.sub(lambda reference: html.unescape(reference[0]), value) if "&" in value else value
