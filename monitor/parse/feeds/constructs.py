"""What RSS and Atom call text constructs and persons, as plain text."""

from __future__ import annotations

import base64
import binascii
import re

from monitor.parse.feeds.reader import Node, read_part
from monitor.parse.text import clean_declared, clean_line, clean_presumed, clean_text

_PLAIN = frozenset(("text", "text/plain", "plain"))
_TEXTS = frozenset(
    ("", "text", "text/plain", "plain", "html", "xhtml", "text/html", "application/xhtml+xml", "application/xml")
)
_MAIL = re.compile(r"\s*[<(\[]?[\w.+-]{1,100}@[\w.-]{1,100}[>)\]]?\s*")
_ENCLOSED = re.compile(r"\((.*)\)|<(.*)>", re.DOTALL)


def text_of(node: Node, *, is_atom: bool) -> str:
    """The clean plain text of a title or body; "" of one that is declared to be no text (an image, JSON).

    What its standard declares plain has no tags: Atom `text` and `text/plain`. Without a type Atom means plain text
    too, but many feeds do not know: there evident HTML is read as HTML.
    """
    kind = node.attributes.get("type", "").strip().lower().partition(";")[0]
    is_text = kind in _TEXTS or kind.startswith("text/")
    if not is_text and node.name == "content":
        return ""
    value = node.references.mend(node.value)
    if node.attributes.get("mode", "").lower() == "base64" or kind == "application/octet-stream":
        value = _from_base64(value)
    elif node.is_markup:
        return clean_text(value)
    if kind in _PLAIN:
        return clean_declared(value)
    presumed = (is_atom and not kind and "mode" not in node.attributes) or (not kind and node.name.startswith("media:"))
    return clean_presumed(value) if presumed else clean_text(value)


def person(node: Node) -> str:
    """The name of an author: of a mail address with a name, the name."""
    inner = read_part(node) if node.is_markup else None
    if inner is not None and inner.nodes:
        return clean_line(inner.value("name", "rdf:value", "foaf:name") or inner.value("email"), 300)
    value = clean_line(node.references.mend(node.value), 300)
    enclosed = _ENCLOSED.search(value)
    if enclosed is not None and _MAIL.search(value):
        inside, outside = enclosed[1] or enclosed[2], _MAIL.sub(" ", _ENCLOSED.sub("", value)).strip()
        name = outside or (inside if not _MAIL.fullmatch(inside) else "")
        return name.strip() or value
    return value


def _from_base64(value: str) -> str:
    try:
        return base64.b64decode(value, validate=False).decode("utf-8", "replace")
    except (binascii.Error, ValueError):
        return ""
