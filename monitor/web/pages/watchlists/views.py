"""What pages of watchlists show."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from monitor.errors import Problem
from monitor.model.archive.backtest import BrokenPin
from monitor.model.config import EmailChannel
from monitor.model.desk.actions import DeskAction
from monitor.model.desk.drafts import DraftTried
from monitor.model.desk.parts import Weighed
from monitor.model.watch import Watchlist
from monitor.records import dataclass
from monitor.settings import (
    ListFile,
)
from monitor.watch import NewSpelling
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import NotFoundError
from monitor.web.pages.watchlists.drafts import DraftLine


@dataclass(frozen=True, slots=True, kw_only=True)
class ListLine:
    """One watchlist among all."""

    name: str
    """Of its file, without .yaml; also in its address."""
    id: str
    title: str
    priority: str
    topics: int
    names: int
    in_force: bool
    """Whether the bot runs with it."""
    drafts: tuple[DraftLine, ...] = ()
    """Open drafts of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Lists:
    """All watchlists."""

    lists: tuple[ListLine, ...]
    all: int
    """How many there are, whatever is looked for."""
    q: str
    """What is looked for in titles, ids and names of files; "" for all."""
    folder: str
    writable: bool
    error: str
    """Why config/ as it is now was refused, "" if it was not."""
    drafts: tuple[DraftLine, ...] = ()
    """Open drafts of lists that are not there yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundProblem:
    """Something wrong in the text."""

    line: int | None
    key: str
    message: str
    hint: str
    file: str
    text: str
    """That line; "" where the whole file is meant, or another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Clash:
    """Somebody else saved meanwhile."""

    theirs: tuple[str, ...]
    """What they changed, as lines of a difference."""
    mine: tuple[str, ...]
    clashes: int
    """Places in the text where both changed the same lines."""
    draft: int = 0
    """Number of the draft that they kept; 0 for the file."""
    by: str = ""
    """Who kept the draft."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleWay:
    """To whom a sample may be mailed."""

    channel: str
    address: str
    subscription: str
    """By which the address is known; "" for the own address of whoever asks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ListText:
    """A watchlist as text, with what is known of it."""

    name: str
    file: str
    version: str
    """Says what the file held when the edit began; "" for a new one."""
    base: str
    """The text as it was when the edit began."""
    text: str
    """As it stands in the editor."""
    title: str
    page: str
    """Of this open page; drafts of it are numbered."""
    number: int
    why: str = ""
    part: bool = False
    """Only what stands beside the text is asked for."""
    problems: tuple[FoundProblem, ...] = ()
    trying: bool = False
    """It is being tried on stored articles, or was."""
    tried: DraftTried | None = None
    hindered: str = ""
    """Why the draft cannot be tried."""
    switches: tuple[tuple[str, str], ...] = ()
    """(key of a part, off or not) for what is tried otherwise than it is written."""
    weighed: Weighed | None = None
    """What each part of the draft does, if that is asked for."""
    ways: tuple[SampleWay, ...] = ()
    """To whom a sample of it may be mailed."""
    sampled: str = ""
    """What came of mailing one."""
    pinned: str = ""
    """What was put down as an example just now."""
    closed: tuple[str, ...] = ()
    """Known gaps in which the draft finds its topic."""
    same: bool = False
    """The text is what runs."""
    clash: Clash | None = None
    pins: tuple[BrokenPin, ...] = ()
    """Those that break, for which it was not saved."""
    patch: str = ""
    unwritable: str = ""
    queue: tuple[NewSpelling, ...] = ()
    queued: int = 0
    history: tuple[DeskAction, ...] = ()
    draft: DraftLine | None = None
    """The one that is edited."""
    kept: str = ""
    """Its text, in the edition that is edited."""
    moved: bool = False
    """The file is not any more as it was when the draft began."""
    drafts: tuple[DraftLine, ...] = ()
    """Those of the list that are open."""
    writable: bool = True
    """Whether the bot may write the file; an edit is given as a patch where it may not."""


def problems_in(found: Sequence[Problem], file: ListFile, text: str) -> Iterator[FoundProblem]:
    """Problems of a text, each with its line."""
    lines, own = text.split("\n"), file.path.as_posix()
    for one in found:
        here = one.file == own and one.line is not None and one.line <= len(lines)
        yield FoundProblem(
            line=one.line,
            key=one.key,
            message=one.message,
            hint=one.hint,
            file="" if one.file == own else one.file,
            text=lines[one.line - 1].strip()[:200] if here and one.line else "",
        )


def is_writable(file: ListFile) -> bool:
    """Whether the file can be replaced."""
    return os.access(file.path.parent, os.W_OK)


def subject_of(name: str) -> str:
    """As the ledger names a list."""
    return f"watchlists/{name}.yaml"


def title_of(watchlist: Watchlist | None, name: str) -> str:
    """For people; the name of its file where it cannot be read."""
    return watchlist.title if watchlist is not None else name


def running_list(asked: Asked, name: str) -> Watchlist | None:
    """What the bot runs of that file."""
    return next((one for one in asked.settings.watchlists if one.file and Path(one.file).stem == name), None)


def insist_on_shown(asked: Asked, name: str, text: Watchlist | None = None) -> None:
    """Insist that the list of that file, and what its `text` would make of it, is shown to whoever asks.

    Raises:
        NotFoundError: it is not.
    """
    if asked.who.watchlists is None:
        return
    running = running_list(asked, name)
    if running is None or (text is not None and text.id != running.id):
        raise NotFoundError(f"There is no watchlist {name[:60]} that you are shown under that id.")


def typed_text(asked: Asked) -> str:
    """The text of the form, the space around it included."""
    # As a browser sends it; the space around it belongs to the file.
    return asked.form.get("text", "").replace("\r\n", "\n")


def sample_ways(asked: Asked, name: str) -> tuple[SampleWay, ...]:
    """To which addresses a sample may go: of whoever asks, first; then of subscriptions that read the list by mail."""
    running = running_list(asked, name)
    own = asked.desk.users.users.user(asked.who.name)
    mail = next((one.name for one in asked.settings.channels if isinstance(one, EmailChannel)), "")
    found = [SampleWay(channel=mail, address=own.mail, subscription="")] if own and own.mail and mail else []
    found += [
        SampleWay(channel=target.channel, address=recipient, subscription=one.id)
        for one in asked.settings.subscriptions
        if running is not None and running.id in one.watchlists
        for target in one.targets
        for recipient in target.recipients
    ]
    return tuple({(one.channel, one.address): one for one in reversed(found)}.values())[::-1]
