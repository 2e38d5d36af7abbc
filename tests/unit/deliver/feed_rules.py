"""What feed validators ask of Atom (RFC 4287, 4151, 3339, 5646) and of JSON Feed 1.1, written down as complaints."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import Any
from urllib.parse import urlsplit
from xml.etree import ElementTree

ATOM, XML = "{http://www.w3.org/2005/Atom}", "{http://www.w3.org/XML/1998/namespace}"
DATE = re.compile(
    r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)"
)
TAG = re.compile(r"tag:([a-z0-9\-._]+?@)?[a-z0-9.\-]+?,\d{4}(-\d{2}(-\d{2})?)?:[0-9a-zA-Z;/?:@&=+$.\-_!~*'(),#%]*")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
TAGS = {"div", "p", "strong", "blockquote", "mark", "span", "a", "code"}
ATTRIBUTES = {"lang", "dir", "href"}
ONCE = ("id", "title", "updated", "published", "subtitle", "summary", "content", "generator")
ITEM_TEXTS = ("id", "title", "url", "content_html", "summary", "date_published", "date_modified", "language")


def absolute(address: str | None) -> bool:
    parts = urlsplit(address or "")
    return (
        parts.scheme in {"http", "https"} and bool(parts.hostname) and not re.search(r"[\s<>\"{}|\\^`]", address or "")
    )


def html_faults(markup: str) -> list[str]:
    """Ours is XML as well, so it can be read strictly: nothing but our elements, no text outside of them."""
    root = ElementTree.fromstring(f"<x>{markup}</x>")
    found = [f"element {node.tag}" for node in root.iter() if node.tag not in TAGS | {"x"}]
    found += [f"attribute {name}" for node in root.iter() for name in node.attrib if name not in ATTRIBUTES]
    found += [f"link {node.get('href')}" for node in root.iter("a") if not absolute(node.get("href"))]
    found += [f"dir {node.get('dir')}" for node in root.iter() if node.get("dir", "ltr") not in {"ltr", "rtl"}]
    found += [f"lang {node.get('lang')}" for node in root.iter() if not LANGUAGE.fullmatch(node.get("lang", "en"))]
    return found


def atom_faults(document: str) -> list[str]:
    root = ElementTree.fromstring(document.encode())
    if root.tag != f"{ATOM}feed":
        return ["no feed"]
    entries = root.findall(f"{ATOM}entry")
    found = [
        f"{one.tag}: no {name}"
        for one in (root, *entries)
        for name in ("id", "title", "updated")
        if not _text(one, name)
    ]
    found += [f"{name} twice" for one in (root, *entries) for name in ONCE if len(one.findall(f"{ATOM}{name}")) > 1]
    ids = [_text(one, "id") for one in (root, *entries)]
    found += [f"id twice: {one}" for one, times in Counter(ids).items() if times > 1]
    found += [f"no IRI: {one}" for one in ids if not TAG.fullmatch(one)]
    dates = [node.text or "" for kind in ("updated", "published") for node in root.iter(f"{ATOM}{kind}")]
    found += [f"no date: {one}" for one in dates if not DATE.fullmatch(one)]
    found += [
        f"language {one.get(f'{XML}lang')}"
        for one in (root, *entries)
        if not LANGUAGE.fullmatch(one.get(f"{XML}lang", ""))
    ]
    found += ["no author" for one in (root, *entries) if not _text(one, "author/" + ATOM + "name")]
    found += [f"link {link.get('href')}" for link in root.iter(f"{ATOM}link") if not absolute(link.get("href"))]
    for entry in entries:
        kinds = Counter(
            (link.get("rel"), link.get("type")) for link in entry.findall(f"{ATOM}link") if link.get("rel") != "related"
        )
        found += [f"links alike: {kind}" for kind, times in kinds.items() if times > 1]
        found += ["category without term" for one in entry.findall(f"{ATOM}category") if not one.get("term")]
        content = entry.find(f"{ATOM}content")
        assert content is not None
        found += ["content type"] * (content.get("type") != "html")
        found += html_faults(content.text or "")
        found += ["updated before published"] * (_text(entry, "updated") < _text(entry, "published"))
        found += ["changed after the feed"] * (_text(entry, "updated") > _text(root, "updated"))
    return found


def _text(node: ElementTree.Element, name: str) -> str:
    return (node.findtext(f"{ATOM}{name}") or "").strip()


def json_faults(document: str) -> list[str]:
    feed: dict[str, Any] = json.loads(document)
    found = [] if feed["version"] == "https://jsonfeed.org/version/1.1" else ["version"]
    found += ["no title"] * (not feed.get("title"))
    found += [
        f"address {feed[key]}" for key in ("feed_url", "home_page_url") if key in feed and not absolute(feed[key])
    ]
    ids = Counter(item["id"] for item in feed["items"])
    found += [f"id twice: {one}" for one, times in ids.items() if times > 1]
    for item in feed["items"]:
        found += [f"{key} is no text" for key in ITEM_TEXTS if key in item and not isinstance(item[key], str)]
        found += [f"no {key}" for key in ("id", "content_html") if not item.get(key)]
        found += [f"address {item[key]}" for key in ("url",) if key in item and not absolute(item[key])]
        found += [f"date {item[key]}" for key in ("date_published", "date_modified") if not DATE.fullmatch(item[key])]
        found += ["no name"] * (not all(one.get("name") for one in item["authors"]))
        found += ["tags"] * (not all(isinstance(one, str) and one for one in item["tags"]))
        found += [f"language {item['language']}"] * (not LANGUAGE.fullmatch(item["language"]))
        found += [f"key {key}" for key in item if key not in {*ITEM_TEXTS, "authors", "tags", "_monitor"}]
        found += html_faults(item["content_html"])
    return found
