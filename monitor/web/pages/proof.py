"""What proves one alert: the record that seals it, the text as it was matched, and the answers that it comes from."""

from __future__ import annotations

from datetime import datetime

from monitor.model.evidence.kept import PageHead
from monitor.model.evidence.push import Push
from monitor.model.ids import AlertId
from monitor.model.watch import Field, Hit
from monitor.records import dataclass
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import NotFoundError, Page, Room

_MOST_SHOWN = 40_000
"""Letters of a text; a browser that is given a whole book shows nothing else for a while."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofText:
    """One part of what was matched, with what was met in it."""

    where: str
    """`title`, `text`, or `page` for what stands beside the text."""
    text: str
    cut: bool
    marks: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofAnswer:
    """An answer of a server that the text comes from."""

    head: PageHead
    hash: str
    size: int
    kept: bool
    """Whether its bytes are kept still."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofView:
    """An alert, and what it rests on."""

    alert: int
    record: int
    """Its number in the chain of records."""
    seal: str
    """The hash of that record."""
    watchlist: str
    story: str
    reason: str
    why: str
    at: datetime
    revision: str
    program: str
    matcher: str
    title: str
    url: str
    publisher: str
    version: int
    language: str
    hits: tuple[Hit, ...]
    lists_hash: str
    texts: tuple[ProofText, ...]
    """Empty if it is not kept, or not any more."""
    answers: tuple[ProofAnswer, ...]
    pushes: tuple[Push, ...]
    """What became of its address at a web archive."""


async def _proof(asked: Asked) -> ProofView:
    told = asked.places["id"]
    number = int(told) if told.isascii() and told.isdigit() and len(told) < 16 else 0
    alert, services = AlertId(number), asked.services
    found = await services.call(services.store.proof, alert) if number else None
    if found is None:
        raise NotFoundError(
            f"Nothing proves an alert {told[:20]}: there is none of that number, its article is kept no longer, or it "
            "is older than the chain of records."
        )
    text = found.text
    parts = () if text is None else ((Field.TITLE, text.title), (Field.TEXT, text.text), (Field.PAGE, text.outside))
    return ProofView(
        alert=found.alert_id,
        record=found.record,
        seal=found.seal,
        watchlist=found.watchlist,
        story=f"{found.story_id:04x}",
        reason=found.reason,
        why=found.verdict.reason,
        at=found.at,
        revision=found.revision,
        program=found.program,
        matcher=found.matcher,
        title=found.title,
        url=found.url,
        publisher=found.publisher,
        version=found.version,
        language="" if text is None else text.language,
        hits=found.hits,
        lists_hash=found.lists_hash,
        texts=tuple(_part(field, words, found.hits) for field, words in parts if words),
        answers=tuple(
            ProofAnswer(head=one.head, hash=one.hash, size=one.size, kept=one.body is not None) for one in found.pages
        ),
        pushes=tuple(await services.call(services.store.pushes, alert)),
    )


def _part(field: Field, words: str, hits: tuple[Hit, ...]) -> ProofText:
    marks = ((one.start, one.end) for one in hits if one.field is field and one.end <= _MOST_SHOWN)
    return ProofText(
        where=field.value, text=words[:_MOST_SHOWN], cut=len(words) > _MOST_SHOWN, marks=tuple(sorted(set(marks)))
    )


ROOM = Room(
    pages=(
        Page(
            path="/alert/{id}",
            title="What proves it",
            summary="What one alert rests on: its record in the chain, the text as it was matched, the answers kept.",
            template="proof.html",
            read=_proof,
            shape=ProofView,
        ),
    ),
)
