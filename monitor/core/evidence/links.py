"""Looking along the chain: which records are not what they were when they were sealed."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import field
from datetime import UTC, datetime
from typing import Any

from monitor.core.evidence.chain import link, sha256
from monitor.model.evidence.chain import RecordKind
from monitor.records import dataclass

_TIME = "%Y-%m-%d %H:%M:%S.%f"
_NAMES = {kind.value for kind in RecordKind}


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredRecord:
    """A record as the database has it; None for what is no readable value of its kind."""

    number: int
    kind: str | None
    subject: int | None
    at: str | None
    body: str | None
    content: str | None
    hash: str | None

    @property
    def about(self) -> str:
        """What it is about, in words: `alert 12`."""
        if self.kind in (RecordKind.ALERT.value, RecordKind.DIGEST.value):
            return f"{self.kind} {self.subject}"
        return str(self.kind)


@dataclass(slots=True)
class Chain:
    """What is known after all records were looked at, in the order of their numbers."""

    findings: list[str] = field(default_factory=list)
    number: int = 0
    hash: str = ""
    records: int = 0
    alerts: dict[int, dict[str, Any] | None] = field(default_factory=dict)
    """By id what the record of an alert says; None where that was removed."""
    digests: dict[int, dict[str, Any] | None] = field(default_factory=dict)
    begun: dict[str, Any] = field(default_factory=dict)
    since: datetime | None = None
    removed: set[int] = field(default_factory=set)
    """Records of which a later one says that their content was removed."""
    dropped: set[str] = field(default_factory=set)
    """The same of kept bytes."""
    named: dict[str, set[int]] = field(default_factory=dict)
    """Hashes of kept bytes, and the records that name them."""
    kinds: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    noted: tuple[int, str] = (0, "")
    """A number and its hash that somebody noted elsewhere."""
    closed: tuple[int, str] = (0, "")
    """Number and hash of the last record that went when the chain's beginning was closed."""
    _empty: list[StoredRecord] = field(default_factory=list)
    _prior: Collection[str] = ("",)

    def begin_behind(self, body: str) -> None:
        """Begin behind the records that a record of theirs says were closed; whether it says so truly, shows there."""
        said = _unchecked(body)
        number, seal = said.get("up_to"), said.get("hash")
        if isinstance(number, int) and isinstance(seal, str):
            self.number, self.hash, self._prior = number, seal, (seal,)
            self.closed = number, seal
            counts = {name: said.get(name, 0) for name in ("alerts", "digests")}
            self.begun = {name: count if isinstance(count, int) else 0 for name, count in counts.items()}
            self.since = _moment(said.get("since"))

    def take(self, one: StoredRecord) -> None:
        """Look at the next record."""
        if one.number != self.number + 1:
            self.findings.append(_missing(self.number + 1, one.number - 1))
            self._prior = ()
        at = _time(one.at)
        said = None if one.body is None else sha256(one.body)
        self._check(one, at, said)
        if one.body is None:
            self._empty.append(one)
        try:
            self._learn(one, at, sound=said is not None and said == one.content)
        except (KeyError, TypeError, ValueError, AttributeError):
            # Whoever changes what a record says can seal that anew: it may say anything.
            self.findings.append(f"Record {one.number} ({one.about}) was changed: it says nothing that can be read.")
            for bodies in (self.alerts, self.digests):
                if one.subject is not None and one.subject in bodies:
                    bodies[one.subject] = None
        if one.number == self.noted[0] and one.hash != self.noted[1]:
            self.findings.append(_not_noted(one.number))
        self.number, self.records = one.number, self.records + 1
        self.hash = one.hash or ""

    def _check(self, one: StoredRecord, at: datetime | None, said: str | None) -> None:
        where = f"Record {one.number} ({one.about})"
        if said is not None and said != one.content:
            self.findings.append(f"{where} was changed: it does not say what was sealed.")
        unread = one.kind not in _NAMES or one.subject is None or at is None or one.content is None or one.hash is None
        if unread or at is None:
            self.findings.append(f"{where} was changed: it cannot be read.")
            self._prior = () if one.hash is None else (one.hash,)
            return
        about = (one.kind or "", one.subject or 0)
        fits = [link(prior, one.number, about, at, one.content or "") for prior in self._prior]
        if fits and one.hash not in fits:
            self.findings.append(f"{where} was changed or inserted: its hash does not follow from the record before.")
        self._prior = {one.hash or "", *fits}

    def _learn(self, one: StoredRecord, at: datetime | None, *, sound: bool) -> None:
        body = _object(one.body) if sound else None
        if one.kind == RecordKind.ALERT.value and one.subject is not None:
            self.alerts[one.subject] = body
            if body is not None:
                _must_be(str, body["row"], body["match"]["row"])
                _must_be(int, body["match"]["id"])
            for name, kind in _names(body or {}):
                self.named.setdefault(name, set()).add(one.number)
                self.kinds[name] = kind
        elif one.kind == RecordKind.DIGEST.value and one.subject is not None:
            self.digests[one.subject] = body
            if body is not None:
                _must_be(str, body["row"])
        elif body is None:
            return
        elif one.kind == RecordKind.BEGUN.value:
            _must_be(int, body.get("alerts", 0), body.get("digests", 0))
            self.begun, self.since = body, at
        elif one.kind == RecordKind.REMOVED.value:
            self.removed.update(body["records"])
            self.dropped.update(body["kept"])
            self.notes.append(_removal(body, at))
        elif one.kind == RecordKind.CLOSED.value:
            self.notes.append(f"Records up to {body['up_to']} were closed: nothing that they told of is kept any more.")
        elif one.kind == RecordKind.RESTORED.value:
            self.notes.append(f"A backup was restored at {_stamp(at)}: {body['why']}.")

    def end(self, counted: int | None) -> None:
        """All records were seen; `counted` is how many there should be."""
        for one in self._empty:
            if one.number not in self.removed:
                self.findings.append(
                    f"What record {one.number} ({one.about}) says was removed, and no record tells why."
                )
        if 0 < self.noted[0] < self.closed[0]:
            self.findings.append(
                f"Record {self.noted[0]}, which was noted, went when the chain's beginning was closed: nothing can be "
                f"said of it. The oldest record that a note is compared with is {self.closed[0]}."
            )
        elif self.noted[0] and self.noted[0] == self.closed[0] and self.noted[1] != self.closed[1]:
            self.findings.append(
                f"Record {self.noted[0]} is not the one that was noted: what is before it was changed."
            )
        if self.number < self.noted[0]:
            self.findings.append(
                f"Record {self.noted[0]}, which was noted, is not there: the last one is {self.number}."
            )
        if counted is None and self.records:
            self.findings.append("The count of the records was removed: the newest ones may be missing.")
        elif counted is not None and counted > self.number:
            self.findings.append(_missing(self.number + 1, counted))
        elif counted is not None and counted < self.number:
            self.findings.append(
                f"The count of the records was changed: it says {counted}, and there are {self.number}."
            )


def _not_noted(number: int) -> str:
    return f"Record {number} is not the one that was noted: what is before it was changed."


def _missing(first: int, last: int) -> str:
    if last < first:
        return f"The record before number {first} was changed or inserted: its number is not its own."
    if first == last:
        return f"Record {first} was removed."
    return f"Records {first} to {last} were removed."


def _time(stored: str | None) -> datetime | None:
    """A time exactly as the database writes it; None for anything else."""
    if stored is None:
        return None
    try:
        found = datetime.strptime(stored, _TIME).replace(tzinfo=UTC)
    except ValueError:
        return None
    return found if found.strftime(_TIME) == stored else None


def _object(text: str | None) -> dict[str, Any] | None:
    found = None if text is None else json.loads(text)
    return found if isinstance(found, dict) else None


def _unchecked(text: str) -> dict[str, Any]:
    """What a record says that was not looked at yet; nothing where it cannot be read."""
    try:
        return _object(text) or {}
    except ValueError:
        return {}


def _moment(said: object) -> datetime | None:
    try:
        return datetime.fromisoformat(said) if isinstance(said, str) else None
    except ValueError:
        return None


def _names(body: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The kept bytes that an alert's record names, each with its kind."""
    if not body.get("kept"):
        return
    for kind in ("text", "lists"):
        if body[kind]:
            yield body[kind], kind
    for page in body["pages"]:
        if page["kept"]:
            yield page["hash"], "page"


def _must_be(kind: type, *values: object) -> None:
    if not all(isinstance(one, kind) for one in values):
        raise TypeError(kind.__name__)


def _stamp(at: datetime | None) -> str:
    """A record whose time was damaged is told of all the same."""
    return "a time that cannot be read" if at is None else f"{at:%Y-%m-%d %H:%M} UTC"


def _removal(body: dict[str, Any], at: datetime | None) -> str:
    records = len(body["records"])
    what = f"{records} record{'' if records == 1 else 's'}, {len(body['kept'])} kept texts and pages"
    return f"Removed as the configuration says ({body['why']}; {_stamp(at)}): {what}."
