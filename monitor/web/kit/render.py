"""Pages as HTML: every template sees its view, who asks, and the frame of the desk."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from monitor import __version__
from monitor.kept_templates import KeptTemplates
from monitor.model.desk.actions import DeskAction
from monitor.records import dataclass
from monitor.web.desk import Head
from monitor.web.doors.token import new_token
from monitor.web.doors.who import Guarded, allows
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import File, Page, Room
from monitor.web.kit.show import FILTERS
from monitor.web.kit.statics import Static, address_of

MENU = ("Inbox", "Feeds", "Watchlists", "Sent", "Search", "Trends", "Why")
"""Words of the header in their order; those that no page has are left out."""
_WITHIN = {"/watchlist": "/watchlists", "/feed": "/feeds", "/story": "/", "/alert": "/"}
"""Pages without a word of their own in the header, by the first part of their path, and the page that leads there."""
_RIGHT_TO_LEFT = ("ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi")


@dataclass(frozen=True, slots=True)
class Entry:
    """A word in the header."""

    word: str
    path: str
    here: bool
    count: int = 0
    counted: str = ""
    """What is counted, for who hears it."""
    bad: bool = False


class Frame:
    """Makes HTML of views."""

    def __init__(self, rooms: Sequence[Room], statics: Mapping[str, Static]) -> None:
        pages = [page for room in rooms for page in room.pages]
        self._declared: dict[str, Guarded] = {one.name: one for room in rooms for one in room.actions}
        self._declared |= {one.path: one for room in rooms for one in _places(room)}
        self._menu = sorted((page for page in pages if page.menu), key=lambda page: MENU.index(page.menu))
        self._foot = [page for page in pages if page.foot]
        self._environment = Environment(
            loader=PackageLoader("monitor.web"),
            bytecode_cache=KeptTemplates("desk"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
        )
        self._environment.filters.update(FILTERS)
        self._environment.globals.update(
            static=lambda name: address_of(statics, name), version=__version__, hidden=hidden, kind_of=kind_of
        )

    async def show(
        self, asked: Asked, template: str, title: str, view: object, *, did: DeskAction | None = None, **more: Any
    ) -> str:
        """The page as HTML. `did`: what was just done, to be told above everything else."""
        first = asked.languages.split(",")[0].split(";")[0].strip().lower()
        frame = asked.query.get("frame") or asked.cookies.get("frame", "")
        flipped = frame == "rtl" if frame in ("ltr", "rtl") else first.split("-")[0] in _RIGHT_TO_LEFT
        head = await asked.desk.head(asked.who)
        here = "/" + asked.path.split("/")[1].removesuffix(".json")
        here = _WITHIN.get(here, here)
        return self._environment.get_template(template).render(
            view=view,
            title=title,
            asked=asked,
            who=asked.who,
            now=asked.now,
            does=lambda name: allows(asked.who, self._declared[name]),
            token=new_token(asked.desk.key, asked.who.session),
            head=head,
            menu=[_entry(page, page.path == here, head) for page in self._menu if allows(asked.who, page)],
            foot=await asked.desk.foot(asked.who),
            ways=[page for page in self._foot if allows(asked.who, page)],
            did=did,
            direction="rtl" if flipped else "ltr",
            **more,
        )


def _entry(page: Page, here: bool, head: Head) -> Entry:
    match page.menu:
        case "Inbox":
            return Entry(page.menu, page.path, here, head.open, "to look at")
        case "Feeds":
            return Entry(page.menu, page.path, here, head.failing, "failing", bad=True)
        case "Sent":
            return Entry(page.menu, page.path, here, head.given_up, "given up", bad=True)
    return Entry(page.menu, page.path, here)


def _places(room: Room) -> tuple[Page | File, ...]:
    return (*room.pages, *room.files)


def hidden(fields: Mapping[str, object]) -> Markup:
    """Hidden fields of a form."""
    field = Markup('<input type="hidden" name="{}" value="{}">')
    return Markup("").join(field.format(name, value) for name, value in fields.items())


def kind_of(value: object) -> str:
    """A value of a StrEnum as a class for style sheets: `not_a_feed`."""
    return str(value).replace(" ", "_")
