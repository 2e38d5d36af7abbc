"""The articles that bring what is new to a story: headlines where their news is not printed, sources of sentences."""

from __future__ import annotations

from collections.abc import Collection

from monitor.deliver.render.bidi import language_tag
from monitor.deliver.render.clean import clean
from monitor.deliver.render.links import safe_link
from monitor.deliver.render.telling import facts_told, quote_view, sentences_told, translation_view
from monitor.deliver.render.view import OriginalView, ReportView
from monitor.deliver.render.words import LocalTime, language_name
from monitor.model.digests import DigestStory, Report

REPORTS_SHOWN = 40
"""Of a story; the others are counted, with the command that lists them."""


def report_views(story: DigestStory, time: LocalTime, *, facts: int = 0) -> tuple[tuple[ReportView, ...], int]:
    """Those whose news neither the first `facts` facts nor, if that is 0, the sentences tell; how many more are."""
    facts_shown = facts_told(story, facts) if facts else facts_told(story)
    sentences = () if facts else sentences_told(story)
    left = [one for one in story.reports if not _is_told(one, facts_shown, sentences)]
    views = tuple(_view(one, story, time) for one in left[:REPORTS_SHOWN])
    return views, len(left) - len(views)


def original_view(story: DigestStory, time: LocalTime) -> OriginalView | None:
    """The article that alerted, with its own sentence, where another is shown in its place."""
    found = story.original
    if found is None:
        return None
    quotes = (quote_view(quote, story) for quote in story.original_quotes)
    return OriginalView(
        label=f"What alerted, in {language_name(found.language) or 'another language'}",
        report=_view(found, story, time),
        quotes=tuple(quote for quote in quotes if quote is not None),
    )


def said_by(sentence: str, story: DigestStory, time: LocalTime) -> ReportView | None:
    """The newest article beside the one that is shown which brings that sentence; None if none does."""
    for report in story.reports:
        if any(_stands(said, (sentence,)) for _, said in report.says if said.strip()):
            return _view(report, story, time)
    return None


def _is_told(report: Report, facts: Collection[str], sentences: Collection[str]) -> bool:
    """Whether the reader has before his eyes all that it brings."""
    if not sentences:
        return all(shown in facts for shown, _ in report.says)
    return all(_stands(sentence, sentences) if sentence.strip() else shown in facts for shown, sentence in report.says)


def _stands(sentence: str, shown: Collection[str]) -> bool:
    """Quotes are cut to length, and without breaks of lines."""
    whole = " ".join(sentence.split())
    return any(" ".join(one.strip("… ").split()) in whole for one in shown)


def _view(report: Report, story: DigestStory, time: LocalTime) -> ReportView:
    link = safe_link(report.url)
    return ReportView(
        title=clean(report.title, 200) or "(no headline)",
        lang=language_tag(report.language),
        dir=report.direction,
        href=link.href,
        host=link.host or "no usable link",
        publisher=clean(report.publisher, 60),
        time=time.short(report.at),
        translation=translation_view(report.title, story),
        alerted=story.original is not None and report.url == story.original.url,
    )
