"""`monitor not` and `monitor yes`: what an alert was is put down, and stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.cli.output import NOT_WELL, counted, say, warn, write_patch
from monitor.cli.place import opened
from monitor.cli.watchlists.feedback.asked import alerts_of, topics_among
from monitor.core.feedback.pinning import Who
from monitor.core.trust.links import unlinked
from monitor.errors import UnwritableError, UsageError
from monitor.flow.feedback.judging import Judgement, judgement, topics_of
from monitor.model.config import Settings
from monitor.model.feedback.given import AlertedText, Said
from monitor.model.feedback.pins import BrokenPin
from monitor.ports import Store
from monitor.records import dataclass
from monitor.settings import add_pins, read_environment, remove_pins
from monitor.watch import broken_pins, matcher_of

FILE = "pins.yaml"
_NAMED = 5
_Asked = Annotated[
    str, typer.Argument(metavar="STORY|ALERT", help="As digests show it, e.g. 4f2a; or the number of an alert.")
]
_Topics = Annotated[
    list[str] | None, typer.Option("--topic", metavar="TOPIC", help="Of which topic; may be given again.")
]
_Because = Annotated[str, typer.Option("--because", metavar="TEXT", help="Why; stands beside the sentence.")]
_By = Annotated[str, typer.Option("--by", metavar="WHO", help="Who says so. [default: the login name]")]
_Undo = Annotated[bool, typer.Option("--undo", help="Take it back: out of pins.yaml, lifted in the ledger.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Asking:
    """What the command line says."""

    asked: str
    topics: list[str]
    who: Who
    said: Said
    undo: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """What became of pins.yaml."""

    changed: tuple[str, ...] = ()
    patch: str = ""


def not_(
    context: typer.Context,
    asked: _Asked,
    topic: _Topics = None,
    because: _Because = "",
    by: _By = "",
    undo: _Undo = False,
) -> None:
    """That alert was not about its topic: pin its sentence, so that each later edit is tried on it. Silences nothing.

    Example: monitor not 4f2a --topic imam-ali-base --because "the shrine, not the base"
    """
    who = _who(by, because)
    _judge(context, _Asking(asked=asked, topics=topic or [], who=who, said=Said.NOT, undo=undo))


def yes(
    context: typer.Context,
    asked: _Asked,
    topic: _Topics = None,
    because: _Because = "",
    by: _By = "",
    undo: _Undo = False,
) -> None:
    """That alert was right: pin its sentence, so that no later edit loses it unnoticed.

    Example: monitor yes 4f2a
    """
    who = _who(by, because)
    _judge(context, _Asking(asked=asked, topics=topic or [], who=who, said=Said.YES, undo=undo))


def _who(by: str, because: str) -> Who:
    who = " ".join((by or _login()).split())
    if not who:
        raise UsageError("say who judges: --by NAME")
    return Who(by=who[:100], at=datetime.now(UTC).replace(microsecond=0), because=" ".join(because.split())[:1000])


def _login() -> str:
    return next(filter(None, map(read_environment, ("MONITOR_USER", "LOGNAME", "USER"))), "")


def _judge(context: typer.Context, asking: _Asking) -> None:
    with opened(context) as (settings, store):
        texts = alerts_of(store, asking.asked)
        chosen = topics_among(texts, asking.topics)
        path = settings.root / FILE
        if asking.undo:
            _take_back(store, path, texts, chosen, asking)
            return
        found = judgement(
            [one for one in texts if _chosen(one, chosen)],
            lambda one: _chosen(one, chosen),
            asking.said,
            asking.who,
            matcher_of(settings.watchlists),
        )
        edits: list[tuple[_Edit, UnwritableError | None]] = []
        # No pin without an entry: where the ledger has the opposite, the file stays as it is.
        store.give_feedback(found.entries, lambda: edits.append(_edited(lambda: add_pins(path, found.pins))))
        ((edit, refused),) = edits
    broken = broken_pins(matcher_of(settings.watchlists), settings.watchlists, found.pins)
    _tell(settings, asking, found, edit, broken)
    _end(refused)


def _chosen(text: AlertedText, chosen: Sequence[str]) -> list[str]:
    return [topic for topic in topics_of(text) if f"{text.watchlist}/{topic}" in chosen]


def _edited(edit: Callable[[], tuple[str, ...]]) -> tuple[_Edit, UnwritableError | None]:
    """The edit, or its patch where the folder cannot be written: the ledger is told all the same."""
    try:
        return _Edit(changed=edit()), None
    except UnwritableError as error:
        if not error.patch:
            raise
        return _Edit(patch=error.patch), error


def _end(refused: UnwritableError | None) -> None:
    if refused is not None:
        warn(str(refused))
        raise typer.Exit(NOT_WELL)


def _take_back(store: Store, path: Path, texts: Sequence[AlertedText], chosen: Sequence[str], asking: _Asking) -> None:
    """Out of the file, and lifted in the ledger; what others judged of it stays."""
    alerts = {(one.alert_id, topic) for one in texts for topic in _chosen(one, chosen)}
    entries = [
        one
        for one in store.feedback()
        if one.said is asking.said and (one.alert_id, one.topic) in alerts and f"{one.watchlist}/{one.topic}" in chosen
    ]
    expected = "match" if asking.said is Said.YES else "ignore"
    kept = {one.pin for one in store.feedback() if one not in entries}
    pins = {one.pin for one in entries if one.pin} - kept
    numbers = {one.alert_id for one in texts}

    def unwanted(row: dict[str, Any]) -> bool:
        named = f"{row['watchlist']}/{row['topic']}" in chosen and row["expect"] == expected
        return row["id"] in pins or (named and row.get("alert") in numbers and row["id"] not in kept)

    edits: list[tuple[_Edit, UnwritableError | None]] = []
    # A ledger that cannot be written leaves the file as it is; what a kill leaves of either, the same order takes back.
    lifted = store.lift_feedback(
        [one.id for one in entries],
        asking.who.at,
        asking.who.by,
        lambda: edits.append(_edited(lambda: remove_pins(path, unwanted))),
    )
    ((edit, refused),) = edits
    tell = warn if edit.patch else say
    if not lifted and not edit.changed and not edit.patch:
        tell(f"nothing to take back: nobody said {asking.said.value} of {', '.join(chosen)} in {asking.asked}")
    else:
        out = counted(len(edit.changed), "pin")
        tell(f"taken back: {counted(lifted, 'entry')} of the ledger lifted, {out} out of {path.as_posix()}")
    write_patch(edit.patch)
    _end(refused)


def _tell(settings: Settings, asking: _Asking, found: Judgement, edit: _Edit, broken: Sequence[BrokenPin]) -> None:
    tell = warn if edit.patch else say
    for line in _lines(settings, asking, found, edit, broken):
        tell(line)
    write_patch(edit.patch)


def _lines(
    settings: Settings, asking: _Asking, found: Judgement, edit: _Edit, broken: Sequence[BrokenPin]
) -> Iterator[str]:
    for one in found.entries[:_NAMED]:
        alert = f"story {one.story_id:04x}, alert {one.alert_id}"
        yield f"{asking.said.past}: {one.topic} in {alert}: {unlinked(one.title)}"
    if (more := len(found.entries) - _NAMED) > 0:
        yield f"and {more} more"
    file = (settings.root / FILE).as_posix()
    for pin in found.pins:
        how = "pinned in" if pin.id in edit.changed else "to be pinned in" if edit.patch else "pinned already in"
        yield f"{how} {file}: {pin.id}: {' '.join(f'{pin.title} {pin.text}'.split())}"
    if found.unpinned:
        yield f"{counted(found.unpinned, 'further sentence')} not pinned; the ledger has all of its alerts."
    if not found.pins:
        yield "Nothing of it stands in the text any more, so there is no sentence to pin."
    yield from _what_follows(asking.said, broken, bool(found.pins))


def _what_follows(said: Said, broken: Sequence[BrokenPin], pinned: bool) -> Iterator[str]:
    gone = {f"{one.pin.watchlist}/{one.pin.topic}" for one in broken if not one.tried}
    broken = [one for one in broken if one.tried]
    for topic in sorted(gone):
        yield f"There is no topic {topic} any more, so the pin is tried on nothing, which `monitor check` tells."
    if said is Said.YES:
        for one in broken:
            yield f"The list does not find it any more: {one.explanation}."
        if pinned and not broken and not gone:
            yield "An edit that would lose it is told by `monitor check`, `monitor watchlist lint` and the running bot."
        return
    yield (
        "Nothing is silenced: what this story adds, its other topics and other stories are told as before. "
        "To hold the story back for a while: monitor silence add"
    )
    for one in broken:
        yield f"The list still alerts on it: {one.explanation}."
    if broken:
        yield (
            "Until an edit of the watchlist changes that, `monitor check` names it. What could be left out: "
            "monitor watchlist report"
        )
