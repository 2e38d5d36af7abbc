"""A digest as one short plain text, for whatever carries no more: whole stories, as many as there is room for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from monitor.deliver.chat.message import ChatDigest, ChatMessage, Span
from monitor.deliver.chat.plain import broken, printed, units
from monitor.deliver.render.clean import clean, shorten
from monitor.deliver.render.words import count
from monitor.model.digests import Digest, Part

_LONGEST_LINK = 300
_WITHIN = 20
"""Stories that may have room at all."""


def short_text(digest: Digest, limit: int) -> tuple[str, str]:
    """Subject, and text of at most `limit` UTF-16 units; what has no room is counted, with the command that shows it.

    Where not even one story has room, the first lines give way to it.
    """
    told = ChatDigest(digest, longest_link=_LONGEST_LINK)
    whole = told.message(Part())
    candidates = (_text(one) for one in _ever_less(whole, digest))
    text = next((one for one in candidates if units(one) <= limit), "")
    return broken(whole.subject), text


def short_message(message: ChatMessage) -> str:
    """All but the subject as plain text."""
    return _text(message)


def within(subject: str, limit: int) -> str:
    """The subject alone, where a service has no room for more."""
    return shorten(subject, limit)


def _ever_less(whole: ChatMessage, digest: Digest) -> Iterator[ChatMessage]:
    total = len(whole.stories)
    openings = (whole.opening, ()) if total else (whole.opening, whole.opening[:1], ())
    least = min(total, 1)
    for opening, lowest in ((openings[0], least), (openings[-1], 0)):
        for told in range(min(total, _WITHIN), lowest - 1, -1):
            yield replace(whole, opening=opening, stories=whole.stories[:told], closing=_closing(total - told, digest))


def _closing(more: int, digest: Digest) -> tuple[tuple[Span, ...], ...]:
    command = f"monitor digest show {clean(digest.key, 120)}"
    said = f"and {count(more, 'story', 'stories')} more: {command}" if more else f"All of it: {command}"
    return ((Span(said),),)


def _text(message: ChatMessage) -> str:
    return printed(message, _span)


def _span(span: Span) -> str:
    return f"{broken(span.text)}\n{span.href}" if span.href else broken(span.text)
