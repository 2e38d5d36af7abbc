"""Mail that came back, from a mailbox on a real connection to what it changes; through crashes and troubles."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from monitor.deliver.mailbox import LETTERS, ImapMailbox
from monitor.flow.compose import compose_now
from monitor.flow.recipients.bounces import Bounces
from monitor.flow.services import Services
from monitor.model.bounces import MailReport
from monitor.model.channels import BounceMailbox, Secret
from monitor.model.config import OperatorSettings, Target
from monitor.model.feeds import ParseFailure
from monitor.model.outcomes import DeliveryState, ParseReason
from monitor.ports import Store
from tests.contract.imap import PASSWORD, USER, Mails, imap_server
from tests.contract.mailbox import Provider
from tests.unit.flow.shell_world import CHANNEL, InlineSandbox, Shell, fetcher_for, settings_for, watched
from tests.unit.parse.dsn.letters import OTHERS, postfix

READER = "a@example.org"
PERSON = OTHERS["a person"]


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path, fetcher_for(watched(1)), settings=settings_for())


def look_into(services: Services, port: int) -> Bounces:
    spec = BounceMailbox(host="127.0.0.1", port=port, username=USER, password=Secret(PASSWORD), tls="none")
    services.mailboxes = {CHANNEL: ImapMailbox(spec, "bounces@monitor.example", Provider())}
    return Bounces(services)


async def told(shell: Shell, services: Services) -> str:
    """A digest goes out; the id of its mail."""
    await shell.cycle(services)
    await compose_now(services, "border")
    await shell.cycle(services)
    return str(shell.channel.accepted[-1].id)


def refusing(mail: str, status: str = "5.1.1") -> bytes:
    return postfix(to="bounces@monitor.example", final=READER, about=mail, status=status)


@asynccontextmanager
async def folder_of(*letters: bytes) -> AsyncIterator[tuple[Mails, int]]:
    mails = Mails()
    for letter in letters:
        mails.add(letter)
    async with imap_server(mails) as port:
        yield mails, port


async def test_who_cannot_be_reached_is_suppressed_told_of_and_found_again(shell: Shell) -> None:
    async with shell.life() as services, folder_of(PERSON) as (mails, port):
        bounces = look_into(services, port)
        report = mails.add(refusing(await told(shell, services)))
        later = mails.add(PERSON)
        await bounces.look()
        (entry,) = services.store.suppressions()
        assert (entry.address, entry.reason, entry.channel) == (READER, "bounced", CHANNEL)
        assert mails.seen == {report}, "what people wrote is left for people"
        assert bounces.notes() == ()
        shell.clock.advance(timedelta(seconds=5))
        await compose_now(services, "border")
        await shell.cycle(services)
        assert [row.state for row in services.store.deliveries()] == [DeliveryState.SUPPRESSED] * 2
        mark = services.store.mailbox_mark(CHANNEL, services.mailboxes[CHANNEL].name)
        assert mark is not None
        assert mark.uid == later
        said = len(mails.said)
        await bounces.look()
        assert len(mails.said) == said, "it is not due"
        shell.clock.advance(timedelta(minutes=6))
        await bounces.look()
        assert not any(line.startswith("FETCH") for line in mails.said[said:]), "and nothing is new in it"
        services.store.lift([entry.id], shell.clock.now(), "Zoe", "mended")
        await shell.cycle(services)
        assert {row.state for row in services.store.deliveries()} == {DeliveryState.SENT}


class KilledError(Exception):
    """The process ends here."""


class Mortal:
    """A store whose process is killed at one of its calls, before or after it took effect."""

    def __init__(self, inner: Store, at: int, *, after: bool) -> None:
        self._inner, self._at, self._after, self.calls = inner, at, after, 0

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._inner, name)

        def call(*args: object, **kwargs: object) -> object:
            self.calls += 1
            if self.calls == self._at and not self._after:
                raise KilledError
            found = method(*args, **kwargs)
            if self.calls == self._at:
                raise KilledError
            return found

        return call


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
async def test_each_report_counts_once_wherever_the_process_is_killed(shell: Shell, after: bool) -> None:
    async with folder_of() as (mails, port):
        async with shell.life() as services:
            mail = await told(shell, services)
        full = refusing(mail, "5.2.2").replace(b"User unknown in virtual mailbox table", b"full")
        for letter in (PERSON, full.replace(b"4D2A81C0@", b"other@"), full, full):
            mails.add(letter)
        for kill in range(1, 7):
            async with shell.life(lambda store, at=kill: cast("Store", Mortal(store, at, after=after))) as services:  # type: ignore[misc]
                bounces = look_into(services, port)
                if kill < 6:
                    with pytest.raises(KilledError):
                        await bounces.look()
                else:
                    await bounces.look()
            if kill < 6:
                # Each life begins where nothing was read, so that it comes to its own call.
                clean = shell.query("SELECT count(*) FROM bounce")[0][0]
                assert clean <= 2
                mails.validity += 1
        assert shell.query("SELECT count(*) FROM bounce") == [(2,)]
        assert shell.query("SELECT uid, validity FROM bounce_mailbox") == [(4, mails.validity)]
        assert mails.seen <= {2, 3, 4}
        async with shell.life() as services:
            (row,) = services.store.deliveries()
            assert (row.state, services.store.suppressions()) == (DeliveryState.ABANDONED, [])


async def test_a_mailbox_that_cannot_be_read_is_noted_until_it_can(shell: Shell) -> None:
    async with shell.life() as services, folder_of() as (mails, port):
        bounces = look_into(services, port)
        mails.fault = ("AUTHENTICATE", "refuse")
        await bounces.look()
        (note,) = bounces.notes()
        assert (note.name, note.channel) == (f"mailbox of {CHANNEL}", CHANNEL)
        assert "check username and password" in note.detail
        assert PASSWORD not in note.detail
        shell.clock.advance(timedelta(hours=2))
        await bounces.look()
        assert "for 2 h" in bounces.notes()[0].detail
        mails.fault = ("", "")
        shell.clock.advance(timedelta(minutes=6))
        await bounces.look()
        assert bounces.notes() == ()
        mails.fault = ("EXAMINE", "refuse")
        shell.clock.advance(timedelta(minutes=6))
        await bounces.look()
        assert len(bounces.notes()) == 1
        services.mailboxes = {}
        await bounces.look()
        assert bounces.notes() == (), "it is configured no more"


async def test_operators_are_told_that_mail_to_one_of_them_came_back(shell: Shell) -> None:
    operator = OperatorSettings(targets=(Target(channel=CHANNEL, recipients=("Ops@example.org",)),))
    shell.settings = settings_for(operator=operator)
    async with shell.life() as services, folder_of() as (mails, port):
        bounces = look_into(services, port)
        uid = mails.add(postfix(to="bounces@monitor.example", final="ops@example.org"))
        mails.add(postfix(to="bounces@monitor.example", final="stranger@example.org"))
        await bounces.look()
        (note,) = bounces.notes()
        assert (note.name, note.channel) == ("operator ops@example.org", CHANNEL)
        assert "550 5.1.1" in note.detail
        assert mails.seen == {uid}
        assert services.store.suppressions() == []
        services.config = replace(services.config, settings=settings_for())
        assert bounces.notes() == (), "another one is named there now"


class Crashing(InlineSandbox):
    """Its process dies at the first tries at every letter, or at all."""

    def __init__(self, tries: int) -> None:
        self.tries = tries

    async def parse_report(self, body: bytes, *, attempt: int = 1) -> MailReport | ParseFailure | None:
        if attempt <= self.tries:
            return ParseFailure(reason=ParseReason.PARSER_CRASH, detail="The parser's process was killed.")
        return await super().parse_report(body)


@pytest.mark.parametrize(("tries", "suppressed"), [(2, 1), (3, 0)])
async def test_a_parser_that_dies_says_nothing_of_the_letter_until_the_third_time(
    shell: Shell, tries: int, suppressed: int
) -> None:
    shell.sandbox = Crashing(tries)
    async with shell.life() as services, folder_of() as (mails, port):
        bounces = look_into(services, port)
        mails.add(refusing(await told(shell, services)))
        await bounces.look()
        assert len(services.store.suppressions()) == suppressed
        shell.clock.advance(timedelta(minutes=6))
        fetched = mails.said.count("FETCH 1")
        await bounces.look()
        assert mails.said.count("FETCH 1") == fetched


async def test_many_letters_are_read_look_by_look_without_a_pause(shell: Shell) -> None:
    async with shell.life() as services, folder_of(*[PERSON] * (LETTERS + 1)) as (mails, port):
        bounces = look_into(services, port)
        await bounces.look()
        await bounces.look()
        assert sum(line.startswith("FETCH") for line in mails.said) == LETTERS + 1
