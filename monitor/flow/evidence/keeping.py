"""What is kept of the pages that were fetched, and what an alert is sealed with."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import structlog

import monitor
from monitor.core.evidence.packing import packed
from monitor.core.evidence.texts import lists_bytes, matched_text, text_bytes
from monitor.model.articles import ArticleClaim, AssessIntent, ExtractIntent
from monitor.model.config import EvidenceSettings, Settings
from monitor.model.evidence.kept import KeptPage, Packed, Seal
from monitor.model.feeds import FetchResult

log = structlog.get_logger("monitor.evidence")

_WATCH = Path(__file__).parents[2] / "watch"


def with_pages(intent: ExtractIntent, answers: Sequence[FetchResult], settings: EvidenceSettings) -> ExtractIntent:
    """The intent with the pages that its text comes from; one that stays too large packed is told of, and not kept.

    Where keeping fails, the article is stored without them.
    """
    if intent.article is None or not intent.article.source.of_page:
        return intent
    try:
        pages = tuple(_page(one, settings.max_page) for one in answers if one.head is not None)
    except Exception:
        log.exception(
            "the pages of an article are not kept as evidence", action="extract", article=intent.article.title
        )
        return intent
    return replace(intent, pages=pages)


def _page(answer: FetchResult, most: int) -> KeptPage:
    if answer.head is None:
        raise ValueError("the answer was fetched without its head")
    body = packed(answer.body)
    return KeptPage(head=answer.head, body=body if len(body.data) <= most else replace(body, data=b""))


@lru_cache(maxsize=1)
def matcher_mark() -> str:
    """Differs as soon as anything does that matching rests on: the code, its tables, the packs of names.

    A bot that runs for weeks asks for it at its start: later, an update may have replaced the files.
    """
    found = hashlib.sha256()
    for path in sorted(_WATCH.rglob("*")):
        if path.is_file() and path.suffix != ".pyc":
            found.update(f"{path.relative_to(_WATCH).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return found.hexdigest()[:16]


def lists_in_force(settings: Settings) -> Packed | None:
    """The watchlists of a configuration as they are kept; None if evidence is off."""
    return packed(lists_bytes(settings.watchlists)) if settings.evidence.enabled else None


def sealed(intent: AssessIntent, claim: ArticleClaim, lists: Packed | None) -> AssessIntent:
    """The judgement with what its alerts are sealed with, if it has any; `lists` None: only hashes are kept.

    Where sealing fails, the alert is sealed by its own rows alone.
    """
    if not any(one.alert for one in intent.matches):
        return intent
    try:
        return replace(intent, seal=_seal(claim, lists))
    except Exception:
        log.exception("what an alert rests on is not kept as evidence", action="assess", article=claim.article.title)
        return intent


def _seal(claim: ArticleClaim, lists: Packed | None) -> Seal:
    keeps = lists is not None
    text = packed(text_bytes(matched_text(claim)), keep=keeps)
    mark = matcher_mark() if keeps else ""
    return Seal(program=monitor.__version__, matcher=mark, text=text, lists=lists, keeps=keeps)
