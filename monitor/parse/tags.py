"""What is a tag in text that may be HTML, and the text without its tags."""

from __future__ import annotations

import re
from dataclasses import field

from monitor.records import dataclass

_TAG = re.compile(
    r"""<(?P<close>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:._-]*+)"""
    r"""(?P<rest>(?:[^<>=]++|=\s*+"[^"<]*+"(?=[\s/>])|=\s*+'[^'<]*+'(?=[\s/>])|=)*+)>"""
    r"""|<!--|<!\[CDATA\[|\]\]>|<!(?:doctype|entity|element|attlist|notation)\b[^<>]*+>|<!\[(?:if|endif)\b[^<>]*+>"""
    r"""|<\?[a-z][^<>]*+>""",
    re.IGNORECASE,
)
_CUT_TAG = re.compile(r"<(?:/[a-zA-Z0-9]{0,12}|(?P<name>[a-zA-Z][a-zA-Z0-9]*+)\s(?P<rest>[^<>]*+))\Z")
_CLOSING = re.compile(r"</([a-zA-Z][a-zA-Z0-9:._-]*+)")
_QUOTED_VALUE = re.compile(r"=\s*+[\"'“”]")
_CODE = re.compile(r"[{}]|\w\(|=[^\n]{0,200};")
"""Looks like what stands in a script or a style sheet."""

_BLOCK_NAMES = (
    "address article aside blockquote br caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option p pre "
    "search section select summary table tbody td tfoot th thead tr ul xmp"
)
_BLOCK = frozenset(_BLOCK_NAMES.split())
_DROPPED = frozenset(("script", "style", "template", "noscript", "iframe", "svg", "math", "head", "object", "textarea"))
"""Their content is no text; only where they are closed, for feeds cut texts anywhere."""
_INLINE_NAMES = (
    "a abbr acronym applet area audio b base basefont bdi bdo bgsound big blink body button canvas cite code col "
    "colgroup command data datalist del dfn em embed font frame frameset html i image img input ins isindex kbd "
    "keygen label link map mark marquee menuitem meta meter multicol nextid nobr noembed noframes output param "
    "picture plaintext progress q rb rbc rp rt rtc ruby s samp slot small source spacer span strike strong sub sup "
    "time title track tt u var video wbr"
)
_INLINE = frozenset(_INLINE_NAMES.split())
HTML_NAMES = _BLOCK | _DROPPED | _INLINE
"""Names of elements, past ones included."""
_WORDS_NAMES = (
    "address article base button canvas caption center code command data details dialog font footer form frame "
    "header image keygen label legend link listing main map mark menu meter nav object option output param picture "
    "progress search section select slot small source summary time title track video audio"
)
_WORDS = frozenset(_WORDS_NAMES.split())
"""Names that are words as well: without attributes and never closed they are taken for words."""
_BOOLEAN_NAMES = (
    "allowfullscreen async autofocus autoplay checked compact controls declare default defer disabled download "
    "formnovalidate hidden inert ismap itemscope loop multiple muted nohref nomodule noresize noshade novalidate "
    "nowrap open playsinline readonly required reversed selected sortable truespeed"
)
_BOOLEAN = frozenset(_BOOLEAN_NAMES.split())
_PREFIXES = frozenset(("o", "w", "v", "st1", "st2", "m", "x", "html", "xhtml", "fb", "g", "svg", "mml", "ns0", "u1"))
"""Prefixes of tags that word processors and social buttons leave behind."""


@dataclass(slots=True)
class _Seen:
    """What is known of a text while its tags are taken out."""

    source: str
    opened: set[str] = field(default_factory=set)
    """Names outside HTML that were taken for tags."""
    _closed: dict[str, int] | None = None
    _comment_end: int | None = None

    def closed_at(self, name: str) -> int:
        """Where `name` is closed last, -1 if nowhere: looked up once, for a text may open a thousand elements."""
        if self._closed is None:
            self._closed = {found[1].lower(): found.start() for found in _CLOSING.finditer(self.source)}
        return self._closed.get(name, -1)

    def after_comment(self, position: int) -> int:
        """Where the comment that begins before `position` ends; one that never ends is no comment."""
        for empty in (">", "->"):
            if self.source.startswith(empty, position):
                return position + len(empty)
        if self._comment_end is None:
            self._comment_end = self.source.rfind("-->")
        return position if self._comment_end < position else self.source.index("-->", position) + 3


def without_tags(source: str, enough: int = 0) -> str:
    """`source` without its markup, in one pass, linear in its length whatever it holds.

    Where only the beginning is wanted, `enough` says of how many code points: the result has these at least.

    Only names of HTML elements are tags, and other names whose attributes have quoted values; everything else in angle
    brackets is text. Block tags become line breaks, scripts and the like go with what is in them. What is never closed
    (an element, a comment) ends where it begins.
    """
    pieces: list[str] = []
    seen = _Seen(source)
    position = size = 0
    while (match := _TAG.search(source, position)) is not None:
        if enough and size >= enough:
            return "".join(pieces)
        name = _own_name(match["name"] or "")
        if name and not _is_tag(match, name, seen):
            # Text, but what looks like a tag inside it may be one: `<<b>Fifth</b> Corps>`.
            pieces.append(source[position : match.start() + 1])
            position = match.start() + 1
            continue
        pieces.append(source[position : match.start()])
        size += match.start() - position
        position = match.end()
        if match[0] == "<!--":
            position = seen.after_comment(position)
        elif name in _BLOCK:
            pieces.append("\n")
        elif name in _DROPPED and not match["close"] and not match[0].endswith("/>"):
            pieces.append("\n")
            position = _after_element(source, position, name, seen)
    pieces.append(_without_cut_tag(source[position:]))
    return "".join(pieces)


def _own_name(written: str) -> str:
    """The name of an element in lower case; `h:p` is a paragraph whatever `h` stands for."""
    name = written.lower()
    local = name.rpartition(":")[2]
    return local if local in HTML_NAMES else name


def _is_tag(match: re.Match[str], name: str, seen: _Seen) -> bool:
    if not match["rest"] and name in HTML_NAMES and name not in _WORDS:
        return True
    rest = match["rest"].strip().removesuffix("/").strip()
    if name not in HTML_NAMES:
        return _is_foreign_tag(match, name, rest, seen)
    if match["close"]:
        return True
    if rest:
        return "=" in rest or all(word in _BOOLEAN for word in rest.lower().split())
    return name not in _WORDS or match["rest"].endswith("/") or seen.closed_at(name) >= 0


def _is_foreign_tag(match: re.Match[str], name: str, rest: str, seen: _Seen) -> bool:
    """Tags of other vocabularies: `<o:p>`, `<amp-img src="x">`, `<path d="M1"/>`."""
    if match["close"]:
        return name in seen.opened or (":" in name and name.partition(":")[0] in _PREFIXES)
    is_tag = _QUOTED_VALUE.search(rest) is not None or (
        ":" in name and name.partition(":")[0] in _PREFIXES and not rest
    )
    # A site's own elements have a hyphen in their name; they are closed, while names in angle brackets are not.
    custom = "-" in name and match["name"].islower() and seen.closed_at(name) > match.start()
    is_tag = is_tag or custom
    if is_tag:
        seen.opened.add(name)
    return is_tag


def _without_cut_tag(rest: str) -> str:
    """A text that was cut inside a tag ends in half a link."""
    cut = _CUT_TAG.search(rest, max(0, len(rest) - 3_000))
    if cut is None:
        return rest
    if cut["name"] and (cut["name"].lower() not in HTML_NAMES or not _attributes_begin(cut["rest"])):
        return rest
    return rest[: cut.start()]


def _attributes_begin(rest: str) -> bool:
    return not rest.strip() or "=" in rest or rest.strip().lower() in ("href", "src", "class", "style", "alt", "title")


def _after_element(source: str, position: int, name: str, seen: _Seen) -> int:
    """Where the content of a dropped element ends; of one that is never closed only code goes."""
    if seen.closed_at(name) >= position:
        close = re.compile(rf"</{name}\b[^<>]*+>", re.IGNORECASE).search(source, position)
        if close is not None:
            return close.end()
    if name not in ("script", "style"):
        return position
    tag = source.find("<", position)
    end = len(source) if tag < 0 else tag
    return end if _CODE.search(source, position, end) else position
