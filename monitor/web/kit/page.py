"""What a room of pages declares: its pages, what they may be asked, and what can be done on them."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import field
from typing import Any

from monitor.records import dataclass
from monitor.web.kit.asked import Asked

UNDO_S = 600.0
"""So long something can be taken back by the page that told of it: ten seconds are promised, slow readers have more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Param:
    """Something that a page may be asked, or a field of a form."""

    name: str
    words: str
    """What it means, one sentence."""
    required: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page. What `read` returns is shown by `template` (there `view`), and is the whole of the JSON twin."""

    path: str
    """`/feeds`, `/story/{id}`; the twin has `.json` behind it."""
    title: str
    """Heading and window title, where the template does not make one of its own."""
    summary: str
    """One sentence for the description of all pages."""
    template: str
    read: Callable[[Asked], Awaitable[Any]]
    """Raises NotFoundError where there is no such thing, UsageError for what cannot be asked."""
    shape: type
    """The dataclass that `read` returns."""
    params: tuple[Param, ...] = ()
    role: str = "reader"
    """Least role that may see it."""
    by_list: bool = False
    """Whether it tells watchlists apart, or has nothing of any: else it refuses who is shown some of them only."""
    menu: str = ""
    """Its word in the header, "" if it is not there."""
    foot: str = ""
    """Its words at the foot of every page, "" if it is not there."""
    posted: bool = False
    """Asked by a form because it has the bot do something, though it changes nothing; no twin."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What came of an action."""

    said: str
    """One sentence for whoever did it."""
    subject: str = ""
    """What it was done to, for the ledger."""
    undo: Mapping[str, Any] = field(default_factory=dict)
    """What taking it back needs, as JSON types; empty if it cannot be taken back."""
    detail: Mapping[str, Any] = field(default_factory=dict)
    """What else the ledger is to know."""
    number: int = 0
    """Its number in the ledger, if it was put there with what it did; 0 if it is to be put there now."""
    to: str = ""
    """The page to go on with; "" for the one that the form was on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """An action that did nothing yet, and the page that says why: what was typed is on it, to go on with."""

    template: str
    title: str
    view: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """Something that a form does: POST `/do/NAME`, then back to a page that says what was done."""

    name: str
    """`feed.try`: also its kind in the ledger."""
    summary: str
    do: Callable[[Asked], Awaitable[Done | Shown]]
    """Raises MonitorError with a sentence for whoever pressed; then nothing was done."""
    undo: Callable[[Asked, Mapping[str, Any]], Awaitable[str]] | None = None
    """Takes back what `Done.undo` tells of; returns a sentence."""
    fields: tuple[Param, ...] = ()
    role: str = "analyst"
    by_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class File:
    """Something to take away that is no page: `/feeds.opml`."""

    path: str
    summary: str
    kind: str
    """Its media type."""
    read: Callable[[Asked], Awaitable[bytes]]
    params: tuple[Param, ...] = ()
    name: str = ""
    """As which it is saved; "" if it is shown."""
    policy: str = ""
    """What a browser lets it do, if other than a page of the desk (Content-Security-Policy)."""
    role: str = "reader"
    by_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Room:
    """The pages of one kind of work."""

    pages: tuple[Page, ...]
    actions: tuple[Action, ...] = ()
    files: tuple[File, ...] = ()


class NotFoundError(Exception):
    """There is no such thing; `str()` is a sentence that says what to do."""
