"""The outlines of an OPML file: as XML where it is XML, else as far as they can be made out."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass

from lxml import etree

from monitor.errors import UsageError
from monitor.parse.encoding import decode_body

_INSIDE = r"<(?!/?(?i:outline))"
_VALUE = rf"\"(?:[^\"<]|{_INSIDE}){{0,4000}}+\"|'(?:[^'<]|{_INSIDE}){{0,4000}}+'"
_OUTLINE = re.compile(rf"<(?P<close>/?)outline\b(?P<rest>(?:[^<>\"']++|{_VALUE})*+)>", re.IGNORECASE)
_BEGINNING = re.compile(r"<outline\b", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'<>]+))""")
_BOOKMARK = re.compile(
    r"<H3\b[^<>]*+>(?P<folder>[^<]*+)|(?P<end></DL\b)|<A\b(?P<rest>[^<>]*+)>(?P<title>[^<]*+)", re.IGNORECASE
)
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,31}\d{0,2});")
_ADDRESSES = ("xmlurl", "feedurl", "rssurl", "feed", "rss")


@dataclass(frozen=True, slots=True)
class Outline:
    """An outline with the address of a feed."""

    attributes: dict[str, str]
    """By name in lower case; `xmlurl` is always there."""
    folders: tuple[str, ...]
    """Names of the outlines around it, the outermost first."""
    line: int


def read_outlines(content: bytes) -> tuple[list[Outline], list[tuple[int, str]]]:
    """(the outlines that have the address of a feed, line and fault of each that cannot be read).

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
    if not found and etree.QName(root).localname.lower() != "opml":
        raise UsageError("This is not an OPML file: its first element is not opml.")
    return found, []


_ENTITIES = "The OPML file declares entities, which no feed reader needs. Remove the lines with <!ENTITY."


def _of_tree(root: etree._Element) -> list[Outline]:
    """Every outline with an address and the names of the folders around it; no recursion."""
    found = []
    for element in root.iter(etree.Element):
        if not _is_outline(element):
            continue
        attributes = _with_address({str(key).lower(): str(value) for key, value in element.attrib.items()})
        if "xmlurl" in attributes:
            around = [one for one in element.iterancestors(etree.Element) if _is_outline(one)]
            folders = tuple(one.get("text") or one.get("title") or "" for one in reversed(around))
            found.append(Outline(attributes, folders, element.sourceline or 0))
    return found


def _is_outline(element: etree._Element) -> bool:
    return bool(etree.QName(element).localname.lower() == "outline")


def _with_address(attributes: dict[str, str]) -> dict[str, str]:
    """Address under its usual name: some programs write another one."""
    names = (*_ADDRESSES, "url") if attributes.get("type", "").lower() in ("rss", "atom", "feed") else _ADDRESSES
    found = next((attributes[name] for name in names if attributes.get(name)), None)
    if found is None or "xmlurl" in attributes:
        return attributes
    return {**attributes, "xmlurl": found}


def _loosely(content: bytes, fault: str) -> tuple[list[Outline], list[tuple[int, str]]]:
    text = decode_body(content, "").text
    if re.search(r"<!ENTITY", text, re.IGNORECASE):
        raise UsageError(_ENTITIES)
    if "&lt;outline" in text.lower() and not _BEGINNING.search(text):
        text = html.unescape(text)  # shown as source in a page
    found: list[Outline] = []
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
        if "xmlurl" in attributes:
            found.append(Outline(attributes, tuple(folders), line))
        if not tag["rest"].endswith("/"):
            folders.append(attributes.get("text") or attributes.get("title") or "")
    found = found or _of_bookmarks(text)
    lost = [one.start() for one in _BEGINNING.finditer(text) if one.start() not in read]
    if not found:
        raise UsageError(f"This is not an OPML file: {fault[:200]}.")
    return found, [(text.count("\n", 0, start) + 1, "this outline cannot be read.") for start in lost[:100]]


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
