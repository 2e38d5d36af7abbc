"""`render`: one view, printed as HTML and as text, cut by whole stories until its mail stays under the clip size."""

from __future__ import annotations

import math
from dataclasses import dataclass

from monitor.deliver.render.bidi import first_strong, language_tag
from monitor.deliver.render.clean import clean
from monitor.deliver.render.coverage import because, coverage_view
from monitor.deliver.render.encoding import transfer_size
from monitor.deliver.render.headline import attention, changed, news, not_seen, preview, quiet_line, subject, verdict
from monitor.deliver.render.pages import print_html, print_text
from monitor.deliver.render.payload import payload_json
from monitor.deliver.render.stories import Limits, section_views, story_view
from monitor.deliver.render.view import DigestView, SectionView
from monitor.deliver.render.words import LocalTime, count
from monitor.model.digests import Digest

MAX_BYTES = 88_000
"""Of the HTML, and of HTML and text as sent: mail sites cut at about 102 KB, and headers come on top."""
_LADDER = (
    Limits(7, 60),
    Limits(7, 40),
    Limits(7, 30),
    Limits(7, 20),
    Limits(7, 12),
    Limits(5, 7),
    Limits(3, 4, 2),
    Limits(1, 1, 1),
)
_WORDS_A_MINUTE = 200
_WORDS_OF_OURS = 25
"""Per story: labels, times, evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered:
    """One digest in every form; `json` is the versioned payload that webhooks carry and the file channel writes."""

    subject: str
    preview: str
    html: str
    text: str
    json: str


def render(digest: Digest) -> Rendered:
    """The digest as a reader gets it. Pure; raises nothing for anything a feed could have put into a story."""
    view, html, text = _print(digest, _LADDER[0])
    for limits in _LADDER[1:]:
        if _fits(html, text):
            break
        view, html, text = _print(digest, limits)
    return Rendered(
        subject=view.subject, preview=view.preview, html=html, text=text, json=payload_json(digest, view.subject)
    )


def _print(digest: Digest, limits: Limits) -> tuple[DigestView, str, str]:
    view = digest_view(digest, limits)
    return view, print_html(view), print_text(view)


def _fits(html: str, text: str) -> bool:
    return max(len(html.encode()), transfer_size(html) + transfer_size(text)) <= MAX_BYTES


def digest_view(digest: Digest, limits: Limits) -> DigestView:
    """Everything the templates show, within `limits`; what does not fit is counted as `more`."""
    time = LocalTime(digest.zone, digest.window_to)
    sections = section_views(digest, limits, time)
    shown = sum(len(section.stories) for section in sections)
    hidden = len(digest.stories) - shown
    weak = tuple(story_view(story, 0, full=False, time=time) for story in digest.weak[: limits.weak])
    top = digest.stories[0] if digest.stories else None
    title = verdict(digest)
    return DigestView(
        subject=subject(digest),
        preview=preview(digest),
        lang=language_tag(digest.language),
        dir=digest.direction,
        masthead=_masthead(digest, sections, time),
        verdict=title,
        verdict_lang=language_tag(top.language if top else digest.language),
        verdict_dir=(first_strong(title) if not top else top.direction) or digest.direction,
        lines=_lines(digest),
        sections=sections,
        more=digest.coverage.more + hidden,
        weak=weak,
        weak_more=max(digest.coverage.weak, len(digest.weak)) - len(weak),
        coverage=coverage_view(digest, hidden, time),
        subscription=clean(digest.subscription, 60),
        because=because(digest),
        key=clean(digest.key, 120),
    )


def _masthead(digest: Digest, sections: tuple[SectionView, ...], time: LocalTime) -> tuple[str, ...]:
    parts = [clean(digest.title, 60) or clean(digest.subscription, 60), time.full(digest.window_to)]
    if digest.stories:
        total = count(len(digest.stories) + digest.coverage.more, "story", "stories")
        parts.append(f"{total}, {_minutes(sections)} min")
    return tuple(parts)


def _minutes(sections: tuple[SectionView, ...]) -> int:
    stories = [story for section in sections for story in section.stories]
    words = sum(len(story.title.split()) + len(story.why.split()) + _WORDS_OF_OURS for story in stories if story.full)
    words += sum(len(story.title.split()) + _WORDS_OF_OURS // 3 for story in stories if not story.full)
    quotes = [quote for story in stories for quote in (*story.quotes, *(change.now for change in story.changes))]
    words += sum(len(part.text.split()) for quote in quotes for part in quote.segments)
    return max(1, math.ceil(words / _WORDS_A_MINUTE))


def _lines(digest: Digest) -> tuple[tuple[str, str], ...]:
    label = "Stories" if any(story.update for story in digest.stories) else "New"
    lines = [(label, news(digest)) if digest.stories else ("Read", quiet_line(digest))]
    if change := changed(digest):
        lines.append(("Changed", change))
    lines.append(not_seen(digest.coverage))
    if wanted := attention(digest.coverage):
        lines.append(("Attention", wanted))
    return tuple(lines)
