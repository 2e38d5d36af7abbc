"""References in a feed's text: `&amp;`, `&#8217;`, names of HTML that XML does not know, a document's own entities."""

from __future__ import annotations

import html
import re
from html.entities import html5

from monitor.parse.mojibake import mended

_REFERENCE = re.compile(r"&(#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z_][\w.-]{0,40});")
_ENTITY = re.compile(r"""<!ENTITY\s+([\w.-]{1,40})\s+(?:"([^"]{0,2000})"|'([^']{0,2000})')\s*>""")
_MOST_EXPANDED = 200_000
"""Characters that a document's own entities may come to, all together."""


class References:
    """Resolves the references of one document, each once; an entity made of others stays as it is written.

    Also mends letters that were encoded twice, and counts the texts in which there were such.
    """

    def __init__(self, prolog: str = "") -> None:
        self._own: dict[str, str] = {}
        self._left = _MOST_EXPANDED
        self.mended = 0
        if "<!ENTITY" in prolog:
            for name, double, single in _ENTITY.findall(prolog):
                self._define(name, double or single)

    @property
    def declared(self) -> bool:
        """Whether the document has entities of its own."""
        return bool(self._own)

    def resolve(self, text: str) -> str:
        """`text` with its references resolved; an `&` that begins none is an `&`."""
        if "&" in text and not self._own:
            # Most there are; what these stand for begins and ends no other reference.
            text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"')
        return _REFERENCE.sub(self._one, text) if "&" in text else text

    def mend(self, text: str) -> str:
        """`text` without letters that were encoded twice."""
        result = mended(text)
        self.mended += result != text
        return result

    def _define(self, name: str, value: str) -> None:
        resolved = html.unescape(value) if "&#" in value else value
        if "&" not in value.replace("&#", "") and "%" not in value:
            self._own.setdefault(name, resolved)

    def _one(self, match: re.Match[str]) -> str:
        name = match[1]
        if name[0] == "#":
            return html.unescape(match[0])
        own = self._own.get(name)
        if own is not None:
            self._left -= len(own)
            return own if self._left >= 0 else match[0]
        return html5.get(f"{name};", match[0])
