"""`render` and `render_mail`: one view, printed as HTML and as text. A limit takes details away, never a story."""

from __future__ import annotations

import math

from monitor.deliver.render.at_once import age, is_at_once, sent_before, sent_view
from monitor.deliver.render.bidi import first_strong, language_tag
from monitor.deliver.render.clean import clean
from monitor.deliver.render.coverage import because, coverage_view, looked_at, stops
from monitor.deliver.render.encoding import transfer_size
from monitor.deliver.render.headline import (
    attention,
    changed,
    held_back,
    late_line,
    news,
    not_seen,
    of_part,
    preview,
    quiet_line,
    subject,
    verdict,
    verdict_at_once,
    waiting,
)
from monitor.deliver.render.pages import OURS, Printing
from monitor.deliver.render.payload import payload_json
from monitor.deliver.render.stories import Limits, section_views, story_view
from monitor.deliver.render.surge import charts, surge_line
from monitor.deliver.render.view import DigestView, SectionView, SentView
from monitor.deliver.render.words import LocalTime, count
from monitor.model.alerting import DigestKind
from monitor.model.coverage import CoverageForm
from monitor.model.digests import WHOLE, Digest, Part
from monitor.records import dataclass

MAX_BYTES = 88_000
"""Of the HTML, and of HTML and text as sent: mail sites cut at about 102 KB, and headers come on top."""
_LADDER = (
    Limits(7, 500),
    Limits(7, 60),
    Limits(7, 40),
    Limits(7, 30),
    Limits(7, 20),
    Limits(7, 12),
    Limits(5, 7),
    Limits(3, 4, 2),
    Limits(1, 1, 1),
)
_LINES_ONLY = Limits(0, 0, 0)
_WORDS_A_MINUTE = 200
_WORDS_OF_OURS = 25
"""Per story: labels, times, evidence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """A digest, or a part of one, as a mail has it."""

    subject: str
    preview: str
    html: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Rendered(Printed):
    """A whole digest in every form; `json` is the versioned payload that the file channel writes."""

    json: str


def render(digest: Digest, printing: Printing = OURS) -> Rendered:
    """The whole digest, whatever its size. Pure; raises nothing for anything a feed could have put into a story."""
    printed = print_part(digest, WHOLE, _wanted(digest, _LADDER[0]), printing)
    return Rendered(
        subject=printed.subject,
        preview=printed.preview,
        html=printed.html,
        text=printed.text,
        json=payload_json(digest, printed.subject),
    )


def render_mail(digest: Digest, part: Part, printing: Printing = OURS) -> Printed:
    """The mail of one part: its stories and no others, with as much detail as a mail has room for."""
    first, *lower = ladder(digest, part)
    printed = print_part(digest, part, first, printing)
    for limits in lower:
        if fits(printed):
            break
        printed = print_part(digest, part, limits, printing)
    return printed


def ladder(digest: Digest, part: Part) -> tuple[Limits, ...]:
    """How a part may be shown, the most detailed first; details stand in the first mail only."""
    if part.number > 1:
        return (_LINES_ONLY,)
    return tuple(dict.fromkeys(_wanted(digest, limits) for limits in _LADDER))


def fits(printed: Printed, spare: int = 0) -> bool:
    """Whether mail sites show it whole, with `spare` bytes to go."""
    as_sent = transfer_size(printed.html) + transfer_size(printed.text)
    return max(len(printed.html.encode()), as_sent) <= MAX_BYTES - spare


def _wanted(digest: Digest, limits: Limits) -> Limits:
    """No more details than the subscription asks for."""
    most = digest.max_stories or len(digest.stories)
    return Limits(min(limits.full, most), min(limits.brief, most), limits.weak)


def print_part(digest: Digest, part: Part, limits: Limits, printing: Printing = OURS) -> Printed:
    """A part with just these details."""
    view = digest_view(digest, part, limits)
    return Printed(subject=view.subject, preview=view.preview, html=printing.html(view), text=printing.text(view))


def digest_view(digest: Digest, part: Part, limits: Limits) -> DigestView:
    """Everything the templates show of a part; stories beyond `limits` are a line each."""
    time = LocalTime(digest.zone, digest.window_to)
    sections = section_views(digest, part, limits, time)
    ends = part.number == part.of
    begins = part.number == 1
    weak = tuple(story_view(story, 0, full=False, time=time) for story in digest.weak[: limits.weak if begins else 0])
    ours = verdict_at_once(digest) if begins else of_part(digest, part)
    title = ours or verdict(digest)
    top = digest.stories[0] if digest.stories and not ours else None
    form = digest.coverage_form if begins and not is_at_once(digest) else CoverageForm.OFF
    return DigestView(
        subject=subject(digest, part),
        preview=preview(digest, part),
        lang=language_tag(digest.language),
        dir=digest.direction,
        masthead=_masthead(digest, sections, part, time),
        verdict=title,
        verdict_lang=language_tag(top.language if top else digest.language),
        verdict_dir=(top.direction if top else first_strong(title)) or digest.direction,
        lines=_lines(digest, part) if begins else (),
        sections=sections,
        waiting=waiting(digest) if ends else "",
        sent=sent_view(digest, time) if begins else SentView(),
        charts=charts(digest) if begins else (),
        weak=weak,
        weak_more=0 if is_at_once(digest) else max(digest.coverage.weak, len(digest.weak)) - len(weak),
        coverage=coverage_view(digest, time) if form is CoverageForm.FULL else None,
        looked=looked_at(digest, time) if begins and not is_at_once(digest) else (),
        ask=_ask(digest),
        because=because(digest),
        stops=stops(digest),
        key=clean(digest.key, 120),
    )


def _ask(digest: Digest) -> str:
    """One line for the whole digest: who cannot run commands has read it once."""
    if not digest.stories:
        return ""
    return f"More about a story: monitor story {clean(digest.stories[0].ref, 16)}. About any address: monitor why LINK"


def _masthead(digest: Digest, sections: tuple[SectionView, ...], part: Part, time: LocalTime) -> tuple[str, ...]:
    parts = [clean(digest.title, 60) or clean(digest.subscription, 60), time.full(digest.window_to)]
    if digest.stories and part.number == 1 and digest.kind is not DigestKind.ALERT:
        parts.append(f"{count(len(digest.stories), 'story', 'stories')}, {_minutes(sections)} min")
    return tuple(parts)


def _minutes(sections: tuple[SectionView, ...]) -> int:
    stories = [story for section in sections for story in section.stories]
    words = sum(len(story.title.split()) + len(story.why.split()) + _WORDS_OF_OURS for story in stories if story.full)
    words += sum(len(story.title.split()) + _WORDS_OF_OURS // 3 for story in stories if not story.full)
    words += sum(len(line.title.split()) for section in sections for line in section.lines)
    quotes = [quote for story in stories for quote in (*story.quotes, *(change.now for change in story.changes))]
    words += sum(len(part.text.split()) for quote in quotes for part in quote.segments)
    return max(1, math.ceil(words / _WORDS_A_MINUTE))


def opening_lines(digest: Digest) -> tuple[tuple[str, str], ...]:
    """The lines that come first, as label and sentence: what is new, what changed, what was not seen."""
    wanted = attention(digest)
    warned = (("Attention", wanted),) if wanted else ()
    if is_at_once(digest):
        return (("Age", age(digest)), *warned)
    label = "Stories" if any(story.update for story in digest.stories) else "New"
    lines = [("Late", late_line(digest))] if digest.late else []
    lines += [(label, news(digest)) if digest.stories else ("Read", quiet_line(digest))]
    if surge := surge_line(digest):
        lines.append(("Surge", surge))
    if change := changed(digest):
        lines.append(("Changed", change))
    lines.append(not_seen(digest.coverage))
    if sent := sent_before(digest):
        lines.append(("Sent", sent))
    if held := held_back(digest.coverage):
        lines.append(("Held", held))
    if more := waiting(digest):
        lines.append(("Waiting", more))
    return (*lines, *warned)


def _lines(digest: Digest, part: Part) -> tuple[tuple[str, str], ...]:
    parts = (("Parts", of_part(digest, part)),) if part.of > 1 else ()
    return (*opening_lines(digest), *parts)
