"""Both prints of a view: HTML with its style inlined, and text from its own template."""

from __future__ import annotations

import re
import textwrap
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from markupsafe import Markup

from monitor.deliver.render.bidi import has_rtl, isolate_html, isolate_text
from monitor.deliver.render.clean import Segment
from monitor.deliver.render.view import DigestView, LineView, StoryView
from monitor.model.ids import Direction

if TYPE_CHECKING:
    from css_inline import CSSInliner
    from jinja2 import Environment

COLUMNS = 72
_LONG_WORD, _CHUNK = re.compile(r"\S{30,}"), re.compile(r"\S{1,10}")


def autoescaped(name: str | None) -> bool:
    """Whether a template escapes what it prints: all but those of text do."""
    return name is None or not name.lower().endswith(".txt.j2")


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - most cycles print nothing

    from monitor.kept_templates import KeptTemplates  # noqa: PLC0415 - as above

    return Environment(
        loader=PackageLoader("monitor.deliver", "templates"),
        bytecode_cache=KeptTemplates("mail"),
        autoescape=autoescaped,  # noqa: S701 - it is by their names
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,  # The new ones of an update are for the new program.
    )


@cache
def _inliner() -> CSSInliner:
    from css_inline import CSSInliner  # noqa: PLC0415 - as above

    return CSSInliner(keep_at_rules=True, load_remote_stylesheets=False)


def load_templates() -> None:
    """Read all of them now, and never again."""
    for name in _templates().list_templates():
        if "/" not in name:
            _templates().get_template(name)
    _inliner()


class Printing(Protocol):
    """How a view becomes what is sent."""

    def html(self, view: DigestView) -> str:
        """As HTML, with its style inlined."""
        ...

    def text(self, view: DigestView) -> str:
        """As plain text."""
        ...


class Ours:
    """By the templates that ship with the program."""

    def html(self, view: DigestView) -> str:
        """The mail's HTML: no script, no image, nothing loaded from anywhere."""
        return inlined(_templates().get_template("digest.html.j2").render(html_names(view)))

    def text(self, view: DigestView) -> str:
        """The mail's text: lines of at most 72 columns, headlines and quotes from right to left alone on theirs."""
        return _templates().get_template("digest.txt.j2").render(text_names(view))


OURS = Ours()


def inlined(html: str) -> str:
    """The HTML with its style in the tags, as mail clients want it; nothing is loaded for that."""
    return _inliner().inline(html)


def html_names(view: DigestView) -> dict[str, Any]:
    """What a template of HTML can name."""

    def mixed(text: str) -> Markup:
        return isolate_html(breakable(text), view.dir)

    return {"view": view, "mixed": mixed, "soft": breakable}


def breakable(text: str) -> str:
    """The text with a place to break in each over-long word, so that no feed can push a phone's page sideways."""
    return _LONG_WORD.sub(lambda word: "\u200b".join(_CHUNK.findall(word[0])), text)


def text_names(view: DigestView) -> dict[str, Any]:
    """What a template of text can name."""

    def own(text: str, indent: int = 0, hang: int = 0) -> str:
        return wrap_own(text, view.dir, indent, hang)

    return {
        "view": view,
        "own": own,
        "quote": _quote_text,
        "folded": _folded,
        "source": _source,
        "line_source": _line_source,
        "rtl": Direction.RTL,
    }


def wrap_own(text: str, base: Direction, indent: int, hang: int) -> str:
    """One of our lines, folded at 72 columns and then isolated, so that no isolate is torn apart."""
    return "\n".join(isolate_text(line, base) for line in _fold(text, indent, hang))


def _fold(text: str, indent: int, hang: int) -> list[str]:
    return textwrap.wrap(
        text,
        COLUMNS,
        initial_indent=" " * indent,
        subsequent_indent=" " * (indent + hang),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _folded(quote: str) -> str:
    """A quote of a text from left to right; one with letters that run the other way stays one line, in its order."""
    return f'   "{quote}"' if has_rtl(quote) else "\n".join(_fold(f'"{quote}"', 3, 0))


def _quote_text(segments: tuple[Segment, ...], direction: Direction) -> str:
    opening, closing = ("«", "»") if direction is Direction.RTL else ("*", "*")
    return "".join(f"{opening}{part.text}{closing}" if part.marked else part.text for part in segments)


def _source(story: StoryView) -> str:
    """Outlet, language and time; a name from right to left stands last, so that no figure follows it."""
    return _name_and(story.publisher, story.language, story.time, story.source_note)


def _line_source(line: LineView) -> str:
    """Outlet and time."""
    return _name_and(line.publisher, line.time)


def _name_and(name: str, *facts: str) -> str:
    ordered = [*facts, name] if has_rtl(name) else [name, *facts]
    return ", ".join(fact for fact in ordered if fact)
