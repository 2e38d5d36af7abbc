"""The HTML of an entry and the Atom document, from their templates: every value is escaped where it is put in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from typing import TYPE_CHECKING

from markupsafe import Markup

from monitor.deliver.render.bidi import isolate_html
from monitor.deliver.render.view import StoryView
from monitor.model.ids import Direction

if TYPE_CHECKING:
    from jinja2 import Environment

    from monitor.deliver.feed.entries import FeedEntry, FeedHead

_NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@cache
def _templates() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined  # noqa: PLC0415 - most cycles print nothing

    from monitor.kept_templates import KeptTemplates  # noqa: PLC0415 - as above

    return Environment(
        loader=PackageLoader("monitor.deliver", "templates/feed"),
        bytecode_cache=KeptTemplates("feed"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,  # As in `monitor.deliver.render.pages`.
    )


def load_templates() -> None:
    """As `monitor.deliver.render.pages.load_templates`."""
    for name in _templates().list_templates():
        _templates().get_template(name)


def print_entry(story: StoryView, base: Direction, late: str) -> str:
    """A story as HTML: blocks of their own language and direction, no style, nothing loaded from anywhere."""

    def mixed(text: str) -> Markup:
        return isolate_html(text, base)

    return _templates().get_template("entry.html.j2").render(story=story, mixed=mixed, base=base, late=late).strip()


def print_notice(lines: Sequence[str]) -> str:
    """What operators are told, as HTML."""
    return str(Markup("\n").join(Markup("<p>{}</p>").format(line) for line in lines if line))


def print_atom(head: FeedHead, entries: Sequence[FeedEntry], address: str) -> str:
    """The feed as Atom (RFC 4287). `address`: where readers get it, "" if that is not known."""
    document = (
        _templates()
        .get_template("atom.xml.j2")
        .render(head=head, entries=entries, address=address, stamp=stamp, updated=updated(head, entries))
    )
    return _NO_XML.sub("\ufffd", document)


def stamp(moment: datetime) -> str:
    """RFC 3339 in UTC, to the second."""
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def updated(head: FeedHead, entries: Sequence[FeedEntry]) -> datetime:
    """When the feed changed last, if only in what it says of what was looked at."""
    return max([head.at, *(one.at for one in entries)])
