"""Pins as the matcher is tried with them, and warnings of those that do not hold."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from monitor.errors import WatchError
from monitor.model.feedback.pins import Pin
from monitor.model.watch import Watchlist
from monitor.settings.check import Checked, Findings
from monitor.settings.schema import PinSection, PinsFile
from monitor.watch import broken_pins, matcher_of


def build_pins(checked: Checked[PinsFile], findings: Findings) -> tuple[Pin, ...]:
    """All pins; two with one id are a problem."""
    seen: set[str] = set()
    for index, section in enumerate(checked.value.pins):
        if section.id in seen:
            message = f"another pin has the id {section.id}, too."
            findings.into(checked.document)(checked.at("pins", index, "id"), message, "Choose another id.")
        seen.add(section.id)
    return tuple(map(_pin, checked.value.pins))


def try_pins(
    checked: Checked[PinsFile], pins: Sequence[Pin], watchlists: Sequence[Watchlist], findings: Findings
) -> None:
    """Warn of each pin that does not hold. It never refuses a configuration: an edit may be worth it."""
    try:
        broken = broken_pins(matcher_of(tuple(watchlists)), watchlists, pins)
    except WatchError:
        return  # that they do not compile together is said already
    places = {pin.id: index for index, pin in enumerate(pins)}
    for one in broken:
        loc = checked.at("pins", places[one.pin.id])
        findings.warn(checked.document, loc, one.told())


def _pin(section: PinSection) -> Pin:
    return Pin(
        id=section.id,
        watchlist=section.watchlist,
        topic=section.topic,
        expected=section.expect,
        text=section.text,
        met=tuple(section.met),
        title=section.title,
        language=section.language or "",
        article=section.article,
        publisher=section.publisher,
        story=section.story or "",
        alert=section.alert,
        by=section.by,
        at=_instant(section.at),
        because=section.because,
    )


def _instant(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
