"""What went out: digests as they did, their deliveries, dead letters, silences, and the next digest."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from monitor.deliver.render import render
from monitor.flow.compose import preview
from monitor.flow.desk.sent import sent_page
from monitor.flow.desk.shown import digest_shown
from monitor.flow.recipients.devices import unheard
from monitor.model.desk.actions import Deed
from monitor.model.desk.sent import Delivery, SentPage, SentQuestion
from monitor.model.digests import Digest
from monitor.model.ids import OutboxId
from monitor.records import dataclass
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import Action, Done, File, NotFoundError, Page, Param, Room
from monitor.web.pages.deeds import LATER, entry_of, take_back
from monitor.web.work.stories import end_now

FROZEN = "sandbox allow-popups; default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; base-uri 'none'"
"""A mail has its styles in its elements. Nothing else of it may do anything, and it is none of the desk's pages."""
_MOST_TEXT = 400_000


@dataclass(frozen=True, slots=True, kw_only=True)
class SentView:
    """What went out as it is shown."""

    page: SentPage
    subscription: str
    subscriptions: tuple[str, ...]
    before: int
    unheard: tuple[str, ...]
    """Ids of subscriptions whose pushes no browser takes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TitledStory:
    """A story of a digest."""

    ref: str
    title: str
    language: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """One digest, sent or to come."""

    key: str
    """"" of one to come."""
    subscription: str
    title: str
    text: str
    frozen: str
    """Where its HTML is."""
    stories: tuple[TitledStory, ...]
    deliveries: tuple[Delivery, ...]


async def _sent(asked: Asked) -> SentView:
    known = tuple(one.id for one in asked.settings.subscriptions)
    chosen = asked.word("subscription")[:200]
    question = SentQuestion(subscription=chosen, before=asked.number("before", 0, most=10**15))
    page = await asked.services.call(
        sent_page, asked.services.store, asked.settings, question, asked.now, asked.who.watchlists
    )
    nobody = await asked.services.call(unheard, asked.services, asked.settings)
    return SentView(page=page, subscription=chosen, subscriptions=known, before=question.before, unheard=nobody)


async def _digest(asked: Asked) -> DigestView:
    digest, services = await _of_key(asked), asked.services
    rows = await services.call(services.store.deliveries_of, digest.key)
    tries = {row.id: await services.call(services.store.attempts, row.id) for row in rows}
    deliveries = tuple(Delivery(row=row, attempts=tuple(tries[row.id])) for row in rows)
    return await _view(asked, digest, digest.key, deliveries)


async def _preview(asked: Asked) -> DigestView:
    return await _view(asked, await _next(asked), "", ())


async def _view(asked: Asked, digest: Digest, key: str, deliveries: tuple[Delivery, ...]) -> DigestView:
    rendered = await asked.services.call(render, digest)
    name = ("key", key) if key else ("subscription", digest.subscription)
    return DigestView(
        key=key,
        subscription=digest.subscription,
        title=digest.title,
        text=rendered.text[:_MOST_TEXT],
        frozen=f"/sent/{'frozen' if key else 'preview'}.html?{name[0]}={name[1]}",
        stories=tuple(
            TitledStory(ref=one.ref, title=one.title, language=one.language, state=one.state) for one in digest.stories
        ),
        deliveries=deliveries,
    )


async def _frozen(asked: Asked) -> bytes:
    rendered = await asked.services.call(render, await _of_key(asked))
    return rendered.html.encode("utf-8", "backslashreplace")


async def _frozen_preview(asked: Asked) -> bytes:
    rendered = await asked.services.call(render, await _next(asked))
    return rendered.html.encode("utf-8", "backslashreplace")


async def _of_key(asked: Asked) -> Digest:
    key = asked.word("key")[:300]
    digest = await asked.services.call(asked.services.store.digest, key) if key else None
    if digest is None or (asked.who.watchlists is not None and not digest_shown(asked.settings, digest)):
        raise NotFoundError(f"No digest is kept under {key!r}: see the list of what was sent.")
    return digest


async def _next(asked: Asked) -> Digest:
    name = asked.word("subscription")[:200]
    if name not in {one.id for one in asked.settings.subscriptions}:
        raise NotFoundError(f"There is no subscription {name!r}.")
    return await preview(asked.services, name)


async def _retry(asked: Asked) -> Done:
    delivery, services = asked.number("delivery", 0, most=10**15), asked.services
    said = f"Delivery {delivery} is tried again in some seconds."
    entry = entry_of(asked, Deed.RETRY, f"delivery/{delivery}", said)
    number = await services.call(services.store.retry_again, OutboxId(delivery), asked.now + LATER, entry)
    if not number:
        raise NotFoundError(f"Delivery {delivery} was sent, is being sent now, or does not exist.")
    return Done(said=said, number=number, undo={"delivery": delivery})


async def _acknowledge(asked: Asked) -> Done:
    delivery, services = asked.number("delivery", 0, most=10**15), asked.services
    said = f"Delivery {delivery} is taken for seen: it is not sent, and health reckons with it no more."
    entry = entry_of(asked, Deed.ACKNOWLEDGE, f"delivery/{delivery}", said)
    number = await services.call(services.store.acknowledge, OutboxId(delivery), entry)
    if not number:
        raise NotFoundError(f"Delivery {delivery} was not given up, or somebody took it for seen before.")
    return Done(said=said, number=number, undo={"delivery": delivery})


async def _end(asked: Asked) -> Done:
    name = asked.word("silence")
    known = {one.id: one for one in asked.settings.silences}
    if name not in known:
        raise NotFoundError(f"There is no silence {name[:60]!r}.")
    await asked.services.call(end_now, asked.desk.place.config, name, asked.now, known[name].start)
    return Done(
        said=f"The silence {name} has ended: what it held back is told.",
        subject=f"silence/{name}",
        undo={"silence": name, "until": known[name].until.isoformat()},
    )


async def _hold_again(asked: Asked, undo: Mapping[str, Any]) -> str:
    name, until = str(undo["silence"]), datetime.fromisoformat(str(undo["until"]))
    await asked.services.call(end_now, asked.desk.place.config, name, until)
    return f"The silence {name} goes on until {until:%Y-%m-%d %H:%M} UTC. What was told meanwhile is told."


ROOM = Room(
    pages=(
        Page(
            path="/sent",
            by_list=True,
            title="Sent",
            menu="Sent",
            summary="Digests as they went out, what was given up, silences, and what comes next.",
            template="sent.html",
            read=_sent,
            shape=SentView,
            params=(
                Param(name="subscription", words="Only of this one."),
                Param(name="before", words="Only digests with smaller ids."),
            ),
        ),
        Page(
            path="/sent/digest",
            by_list=True,
            title="Digest",
            summary="One digest as it went out, with its deliveries and their tries.",
            template="digest.html",
            read=_digest,
            shape=DigestView,
            params=(Param(name="key", words="As its foot says.", required=True),),
        ),
        Page(
            path="/sent/preview",
            by_list=True,
            title="The next digest",
            summary="The digest that would go out now. Nothing is stored or sent.",
            template="digest.html",
            read=_preview,
            shape=DigestView,
            params=(Param(name="subscription", words="Of which.", required=True),),
        ),
    ),
    files=(
        File(
            path="/sent/frozen.html",
            by_list=True,
            summary="The HTML of a digest as it went out.",
            kind="text/html; charset=utf-8",
            read=_frozen,
            params=(Param(name="key", words="As its foot says.", required=True),),
            policy=FROZEN,
        ),
        File(
            path="/sent/preview.html",
            by_list=True,
            summary="The HTML of the digest that would go out now.",
            kind="text/html; charset=utf-8",
            read=_frozen_preview,
            params=(Param(name="subscription", words="Of which.", required=True),),
            policy=FROZEN,
        ),
    ),
    actions=(
        Action(
            name=Deed.RETRY.value,
            role="admin",
            summary="Try a delivery once more.",
            do=_retry,
            undo=take_back,
            fields=(Param(name="delivery", words="Its id.", required=True),),
        ),
        Action(
            name=Deed.ACKNOWLEDGE.value,
            summary="Take a delivery that was given up for seen.",
            do=_acknowledge,
            undo=take_back,
            fields=(Param(name="delivery", words="Its id.", required=True),),
        ),
        Action(
            name="silence.end",
            summary="End a silence now; what it held back is told.",
            do=_end,
            undo=_hold_again,
            fields=(Param(name="silence", words="Its id.", required=True),),
        ),
    ),
)
