"""Mail that came back: the mailboxes that it comes to are looked at, and each report in them is taken once."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from datetime import datetime

import structlog

from monitor.core.health.words import age_in_words, as_clause
from monitor.core.recipients.bounces import noticed, report_key, returned_by
from monitor.core.recipients.refusals import address_key
from monitor.flow.services import Services
from monitor.model.bounces import Letter, Look, MailboxMark, MailReport, ReportAction, ReportTaken, Verdict
from monitor.model.config import Target
from monitor.model.feeds import ParseFailure
from monitor.model.health import Note
from monitor.ports import Mailbox

log = structlog.get_logger("monitor.bounces")

LOOK_S = 15.0
"""How often it is asked whether a mailbox is due."""
_TRIES = 3
"""At reading a letter: the second and third in a process of its own."""


class Bounces:
    """Looks into the mailboxes of one running bot, each in its own time."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._due: dict[str, float] = {}
        """By mailbox the monotonic time of the next look."""
        self._trouble: dict[str, tuple[str, datetime]] = {}
        """By channel why its mailbox was not read the last time, and since when it is not."""
        self._operators: dict[tuple[str, str], str] = {}
        """By channel and address of an operator what came of the last notice that went there, if it came back."""

    async def look(self) -> None:
        """Look into each mailbox that is due."""
        services = self._services
        mailboxes = dict(services.mailboxes)
        self._trouble = {name: told for name, told in self._trouble.items() if name in mailboxes}
        clock = services.clock.monotonic
        due = [(name, one) for name, one in mailboxes.items() if clock() >= self._due.get(f"{name} {one.name}", 0.0)]
        if services.in_trouble or not due:
            return
        for name, mailbox in due:
            self._due[f"{name} {mailbox.name}"] = clock() + mailbox.every_s
        # One that is silent holds up none of the others.
        await asyncio.gather(*(self._read(name, mailbox) for name, mailbox in due))

    def notes(self) -> tuple[Note, ...]:
        """The mailboxes that cannot be read, and operators whom mail does not reach."""
        now = self._services.clock.now()
        unread = tuple(
            Note(
                name=f"mailbox of {name}",
                detail=f"mail that came back to {name} is not read for {age_in_words(abs(now - since))}: "
                f"{as_clause(why)}; check bounce_mailbox, and try it: monitor check --online",
                key=why,
                channel=name,
            )
            for name, (why, since) in sorted(self._trouble.items())
        )
        told = {(one.channel, address_key(to)) for one in self._targets() for to in one.recipients}
        lost = tuple(
            Note(
                name=f"operator {address}",
                detail=f"mail to the operator {address} by {name}: {as_clause(said)}; correct operator.channels",
                key=said,
                channel=name,
            )
            for (name, address), said in sorted(self._operators.items())
            if (name, address) in told
        )
        return unread + lost

    async def _read(self, name: str, mailbox: Mailbox) -> None:
        services = self._services
        mark = await services.call(services.store.mailbox_mark, name, mailbox.name)
        look = await mailbox.look(mark)
        handled = [letter.uid for letter in look.letters if await self._take(name, mailbox, look, letter)]
        self._note(name, look.trouble)
        if look.more and not look.trouble:
            self._due.pop(f"{name} {mailbox.name}", None)
        if handled:
            await mailbox.seen(look.validity, handled)

    async def _take(self, name: str, mailbox: Mailbox, look: Look, letter: Letter) -> bool:
        """Put a letter on record; whether it is a report on mail of ours."""
        services = self._services
        report, now = await self._parsed(letter), services.clock.now()
        mark = MailboxMark(mailbox=look.mailbox, validity=look.validity, uid=letter.uid)
        if not isinstance(report, MailReport):
            if report is not None:
                log.warning("a letter cannot be read", action="bounces", channel=name, why=report.detail)
            await services.insist(services.store.mark_mailbox, name, mark, now)
            return False
        key = report_key(report, letter.body)
        taken = ReportTaken(channel=name, bounce=mailbox.bounce, key=key, report=report, mark=mark, at=now)
        verdict = await services.insist(services.store.take_report, taken)
        known = verdict.known or verdict.ours or self._is_of_operator(name, mailbox, report)
        _tell(name, letter, verdict, known=known)
        return known

    def _targets(self) -> Sequence[Target]:
        return self._services.config.settings.operator.targets

    def _is_of_operator(self, name: str, mailbox: Mailbox, report: MailReport) -> bool:
        """Whether the report is about a notice to an operator; these are no deliveries and stand on no record."""
        to = tuple(address for one in self._targets() if one.channel == name for address in one.recipients)
        returned = returned_by(report, mailbox.bounce, noticed(to, self._services.clock.now()))
        if returned is None:
            return False
        if returned.action is ReportAction.FAILED:
            self._operators[name, returned.address] = returned.said
            log.warning("mail to an operator came back", action="bounces", channel=name, note=returned.said)
        return True

    async def _parsed(self, letter: Letter) -> MailReport | ParseFailure | None:
        """A parser that died says nothing of the letter, so it is tried again."""
        for attempt in range(1, _TRIES):
            found = await self._services.sandbox.parse_report(letter.body, attempt=attempt)
            if not isinstance(found, ParseFailure):
                return found
        return await self._services.sandbox.parse_report(letter.body, attempt=_TRIES)

    def _note(self, name: str, trouble: str) -> None:
        before = self._trouble.pop(name, None)
        if not trouble:
            if before is not None:
                log.info("the mailbox can be read again", action="bounces", channel=name)
            return
        self._trouble[name] = (trouble, before[1] if before else self._services.clock.now())
        if before is None or before[0] != trouble:
            log.warning("the mailbox cannot be read", action="bounces", channel=name, why=trouble)


def _tell(name: str, letter: Letter, verdict: Verdict, *, known: bool) -> None:
    returned = verdict.returned
    if returned is not None:
        said = "nothing more is sent to an address" if verdict.suppressed else "mail came back or is late"
        log.warning(said, action="bounces", channel=name, to=returned.address, note=returned.said)
    elif not known:
        log.info("a report is about no mail of ours", action="bounces", channel=name, uid=letter.uid)
