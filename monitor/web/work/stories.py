"""What is done to a story that is more than a row of the store: judged, silenced, and each taken back."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from monitor.core.feedback.pinning import Who
from monitor.errors import UnwritableError, UsageError
from monitor.flow.feedback.judging import judgement, topics_of
from monitor.model.feedback.given import Said
from monitor.model.ids import StoryId
from monitor.ports import Store
from monitor.records import dataclass
from monitor.settings import add_pins, add_silence, end_silence, remove_pins
from monitor.watch import Matcher

PINS, SILENCES = "pins.yaml", "silences.yaml"
_SPAN = re.compile(r"(\d{1,3})([hd])")
_UNITS = {"h": timedelta(hours=1), "d": timedelta(days=1)}
_LONGEST = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """What became of saying that a story is not about its topics."""

    topics: tuple[str, ...]
    entries: tuple[int, ...]
    """Of the ledger of feedback."""
    pins: tuple[str, ...]
    """Ids of what was pinned."""
    unwritten: str
    """Why pins.yaml is as it was, in a sentence; "" if it was written."""


def judge_not(store: Store, matcher: Matcher, folder: Path, story: StoryId, who: Who) -> Judged:
    """None of the story's alerts is about its topic: into the ledger, and its sentences pinned.

    Raises:
        UsageError: it has no alert, or somebody said the opposite.
    """
    texts = store.alerted_texts(story)
    if not texts:
        raise UsageError(f"Story {story:04x} alerted nobody: there is nothing to reject.")
    found = judgement(texts, topics_of, Said.NOT, who, matcher)
    changed: list[str] = []
    unwritten: list[str] = []

    def pin() -> None:
        try:
            changed.extend(add_pins(folder / PINS, found.pins))
        except UnwritableError as error:
            if not error.patch:
                raise
            unwritten.append(str(error))

    store.give_feedback(found.entries, pin)
    alerts = {one.alert_id for one in texts}
    mine = (one for one in store.feedback() if one.alert_id in alerts and one.by == who.by and one.at == who.at)
    return Judged(
        topics=tuple(dict.fromkeys(one.topic for one in found.entries)),
        entries=tuple(one.id for one in mine),
        pins=tuple(changed),
        unwritten=unwritten[0] if unwritten else "",
    )


def judge_back(store: Store, folder: Path, undo: Mapping[str, Any], at: datetime, by: str) -> None:
    """Lift the entries and take the pins out again."""
    pins = frozenset(undo["pins"])
    if pins:
        remove_pins(folder / PINS, lambda row: row["id"] in pins)
    store.lift_feedback(undo["entries"], at, by)


def silence_story(folder: Path, story: StoryId, span: str, who: Who) -> tuple[str, datetime]:
    """Hold the story back from digests for a while; the silence's id and its end.

    Raises:
        UsageError: the span cannot be read, or the file cannot be written.
    """
    found = _SPAN.fullmatch(span.strip())
    length = int(found[1]) * _UNITS[found[2]] if found else timedelta(0)
    if not timedelta(0) < length <= _LONGEST:
        raise UsageError(f"{span!r} is no span: write 8h or 2d, up to {_LONGEST.days}d. Nothing was silenced.")
    path, until = folder / SILENCES, (who.at + length).astimezone(UTC)
    name = _free(f"story-{story:04x}", _ids(path))
    add_silence(
        path,
        {
            "id": name,
            "stories": [f"{story:04x}"],
            "from": _written(who.at),
            "until": _written(until),
            "by": who.by,
            "why": who.because,
        },
    )
    return name, until


def end_now(folder: Path, name: str, now: datetime, start: datetime | None = None) -> None:
    """End a silence; what it held back is told. One that has not begun ends as it begins."""
    end_silence(folder / SILENCES, name, max(now, start or now))


def _ids(path: Path) -> Sequence[str]:
    """Ids that the file may have, sound or not."""
    return re.findall(r"\bid:\s*[\"']?([a-z0-9_-]+)", path.read_text(encoding="utf-8")) if path.exists() else []


def _free(base: str, taken: Sequence[str]) -> str:
    number, name = 2, base
    while name in taken:
        name, number = f"{base}-{number}", number + 1
    return name


def _written(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%S}Z"
