"""What is kept of the pages that were fetched, and what an alert is sealed with."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import monitor
from monitor.core.evidence.packing import packed
from monitor.core.evidence.texts import lists_bytes, matched_text, text_bytes
from monitor.model.articles import ArticleClaim, AssessIntent, ExtractIntent
from monitor.model.config import EvidenceSettings, Settings
from monitor.model.evidence.kept import KeptPage, Packed, Seal
from monitor.model.feeds import FetchResult

_WATCH = Path(__file__).parents[2] / "watch"


def with_pages(intent: ExtractIntent, answers: Sequence[FetchResult], settings: EvidenceSettings) -> ExtractIntent:
    """The intent with the pages that its text comes from; one that stays too large packed is told of, and not kept."""
    if intent.article is None or not intent.article.source.of_page:
        return intent
    return replace(intent, pages=tuple(_page(one, settings.max_page) for one in answers if one.head is not None))


def _page(answer: FetchResult, most: int) -> KeptPage:
    if answer.head is None:
        raise ValueError("the answer was fetched without its head")
    body = packed(answer.body)
    return KeptPage(head=answer.head, body=body if len(body.data) <= most else replace(body, data=b""))


@lru_cache(maxsize=1)
def matcher_mark() -> str:
    """Differs as soon as anything does that matching rests on: the code, its tables, the packs of names."""
    found = hashlib.sha256()
    for path in sorted(_WATCH.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            found.update(f"{path.relative_to(_WATCH).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def lists_in_force(settings: Settings) -> Packed | None:
    """The watchlists of a configuration as they are kept; None if evidence is off."""
    return packed(lists_bytes(settings.watchlists)) if settings.evidence.enabled else None


def sealed(intent: AssessIntent, claim: ArticleClaim, lists: Packed | None) -> AssessIntent:
    """The judgement with what its alerts are sealed with, if it has any; `lists` None: only hashes are kept."""
    if not any(one.alert for one in intent.matches):
        return intent
    keeps = lists is not None
    text = packed(text_bytes(matched_text(claim)), keep=keeps)
    mark = matcher_mark() if keeps else ""
    seal = Seal(program=monitor.__version__, matcher=mark, text=text, lists=lists, keeps=keeps)
    return replace(intent, seal=seal)
