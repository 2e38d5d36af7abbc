"""Possible new spellings of watched names: the queue of them, and whether one may be taken up."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from monitor.errors import UsageError
from monitor.model.facts import FoundCandidate
from monitor.model.watch import Field, Name, Topic, Watchlist
from monitor.parse.language import guess_language
from monitor.watch import (
    NewSpelling,
    SeenAs,
    check,
    compile_watchlists,
    is_rejected,
    new_spellings,
    rejected_spellings,
    run_canaries,
)


def queue_in(watchlist: Watchlist, found: Sequence[FoundCandidate]) -> tuple[NewSpelling, ...]:
    """What articles had that may be a new spelling, without those that the list knows or rejects."""
    known = {one.id: {name.text for name in one.names} for one in watchlist.topics}
    rejected = {one.id: rejected_spellings(one.rejected) for one in watchlist.topics}
    return new_spellings(
        SeenAs(
            hit=one.hit,
            text=one.article.title if one.hit.field is Field.TITLE else one.article.text,
            language=one.article.language,
            url=one.article.canonical_url,
        )
        for one in found
        if one.hit.surface not in known.get(one.hit.topic, {one.hit.surface})
        and not is_rejected(one.hit.surface, one.article.language, rejected[one.hit.topic])
    )


def insist_on_name(watchlist: Watchlist, topic: Topic, text: str, language: str) -> None:
    """Insist that the list compiles with that spelling, and that its examples come out as they did.

    Raises:
        UsageError: why it cannot be taken up.
    """
    name = Name(text=text, language=language)
    topics = tuple(replace(one, names=(*one.names, name)) if one is topic else one for one in watchlist.topics)
    changed = replace(watchlist, topics=topics)
    for fault in check(changed):
        raise UsageError(f"{text!r} cannot be a name: {fault.message}. {fault.hint}")
    for failure in run_canaries(compile_watchlists([changed]), [changed], guess_language):
        raise UsageError(
            f"with {text!r} the topic {failure.topic} would come out wrong in one of its examples "
            f"({failure.text!r}: {failure.explanation}). Nothing was changed."
        )


def language_for(topic: Topic, language: str) -> str:
    """The language under which a spelling in `language` is written down; "" where names stand without languages."""
    return language.partition("-")[0] if any(name.language for name in topic.names) else ""
