"""What a chat message tells: its subject, what a reader wants to know first, and stories of a few lines each."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from monitor.deliver.render.at_once import is_at_once
from monitor.deliver.render.bidi import has_rtl, isolate_text
from monitor.deliver.render.clean import clean
from monitor.deliver.render.coverage import because
from monitor.deliver.render.digest import opening_lines
from monitor.deliver.render.headline import subject
from monitor.deliver.render.packing import filled
from monitor.deliver.render.stories import line_view, story_view
from monitor.deliver.render.telling import follows_line
from monitor.deliver.render.view import LineView, QuoteView, ReportView, StoryView
from monitor.deliver.render.words import LocalTime
from monitor.model.digests import Digest, DigestStory, Part
from monitor.model.ids import Priority
from monitor.records import dataclass

_REPORTS = 3
"""Of a story; the others are counted, with the command that lists them."""
_MANY = 999
"""Messages, while it is not known how many there will be: no smaller number takes more room in a subject."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a line. Its text is plain: what a service would read as mark-up, it has to print as it stands."""

    text: str
    href: str = ""
    bold: bool = False


Line = tuple[Span, ...]
Paragraph = tuple[Line, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatMessage:
    """One message, ready to be printed by a service."""

    subject: str
    opening: Paragraph
    """The digest's first lines; empty in further messages."""
    stories: tuple[Paragraph, ...]
    closing: Paragraph
    link: str
    """Of the first story, for what opens one thing at a touch; "" if it has none."""
    urgent: bool
    """Whether a watchlist of high priority is among them."""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """All but the subject, in order."""
        return tuple(one for one in (self.opening, *self.stories, self.closing) if one)


class ChatDigest:
    """A digest for one service: its stories as paragraphs, made once, and the messages that tell some of them.

    An address longer than `longest_link` stands as its host alone, with the command that shows it.
    """

    def __init__(self, digest: Digest, *, longest_link: int) -> None:
        self._digest = digest
        self._time = LocalTime(digest.zone, digest.window_to)
        self._longest_link = longest_link
        self._stories = digest.stories
        self._paragraphs: dict[int, Paragraph] = {}
        self._urgent = tuple(section.priority is Priority.HIGH for section in digest.sections for _ in section.stories)

    def message(self, part: Part) -> ChatMessage:
        """The message of one part; what comes first, and why one gets it, stand in the first."""
        digest, begins = self._digest, part.number == 1
        last = len(self._stories) if part.last is None else part.last
        stories = tuple(self._paragraph(place) for place in range(part.first, last))
        opening = opening_lines(digest) if begins else ()
        key: Paragraph = ((Span(f"Digest {clean(digest.key, 120)}"),),)
        closing = key if is_at_once(digest) else ((Span(_own(because(digest), digest)),), *key)
        return ChatMessage(
            subject=subject(digest, part),
            opening=tuple((Span(f"{label}:", bold=True), Span(f" {_own(said, digest)}")) for label, said in opening),
            stories=stories,
            closing=closing if begins else (),
            link=next((span.href for one in stories[:1] for line in one for span in line if span.href), ""),
            urgent=any(self._urgent[part.first : last]),
        )

    def parts(self, fits: Callable[[ChatMessage], bool]) -> tuple[int, ...]:
        """How many stories each message tells: as many as `fits`, one at least."""

        def fit(number: int, first: int, last: int) -> bool:
            return fits(self.message(Part(number=number, of=_MANY, first=first, last=last)))

        return filled(len(self._stories), fit)

    def _paragraph(self, place: int) -> Paragraph:
        if place not in self._paragraphs:
            story = self._stories[place]
            self._paragraphs[place] = _paragraph(self._digest, place + 1, story, self._time, self._longest_link)
        return self._paragraphs[place]


def _paragraph(digest: Digest, number: int, story: DigestStory, time: LocalTime, longest_link: int) -> Paragraph:
    if digest.max_stories and number > digest.max_stories:
        view: StoryView | LineView = line_view(story, number, time)
        facts = [_source(view.publisher, view.host, view.time)]
    else:
        view = story_view(story, number, full=False, time=time)
        facts = [
            _source(view.publisher, view.host, view.language, view.time, view.source_note),
            view.evidence,
            view.told_in[:1].upper() + view.told_in[1:],
        ]
    label = f"{number}. {view.state}"
    topics = ", ".join(view.topics) if isinstance(view, StoryView) else ""
    head = [Span(label, bold=True), Span(_own(f" [{view.ref}]" + (f" {topics}" if topics else ""), digest))]
    links = len(view.href) <= longest_link
    title = Span(view.title, view.href if links else "")
    told = [_own(". ".join(one for one in facts if one), digest)]
    told += [_own(follows_line(view.follows), digest)] if view.follows else []
    told += [_own(f"{view.brings}: {view.news}", digest)] if view.news else []
    told += [_own(view.late, digest)] if view.late else []
    told += [] if links else [f"The link is too long for here: monitor story {view.ref}"]
    others = (*_original(view, digest, longest_link), *_also_new(view, digest, longest_link))
    return (tuple(head), (title,), *_machine(view, digest), *((Span(one),) for one in told), *others)


def _machine(view: StoryView | LineView | ReportView | QuoteView, digest: Digest) -> Iterator[Line]:
    if view.translation is not None:
        yield (Span(_own(f"Machine translation: {view.translation.text}", digest)),)


def _original(view: StoryView | LineView, digest: Digest, longest_link: int) -> Iterator[Line]:
    if view.original is not None:
        yield _report(f"{view.original.label}: ", view.original.report, digest, longest_link)
        yield from _machine(view.original.report, digest)
        for quote in view.original.quotes:
            yield (Span(_own("".join(part.text for part in quote.segments), digest)),)
            yield from _machine(quote, digest)


def _report(label: str, one: ReportView, digest: Digest, longest_link: int) -> Line:
    source = _own(f" {_source(one.publisher, one.host, one.time)}", digest)
    return (Span(label), Span(one.title, one.href if len(one.href) <= longest_link else ""), Span(source))


def _also_new(view: StoryView | LineView, digest: Digest, longest_link: int) -> Iterator[Line]:
    reports = [one for one in view.reports if not one.alerted]
    for one in reports[:_REPORTS]:
        yield _report("Also new: ", one, digest, longest_link)
        yield from _machine(one, digest)
    if more := len(reports[_REPORTS:]) + view.reports_more:
        yield (Span(f"and {more:,} more: monitor story {view.ref}"),)


def _source(publisher: str, host: str, *facts: str) -> str:
    """Outlet, host and the rest; a name from right to left stands last, so that no figure follows it."""
    ordered = (host, *facts, publisher) if has_rtl(publisher) else (publisher, host, *facts)
    return ", ".join(one for one in ordered if one)


def _own(text: str, digest: Digest) -> str:
    return isolate_text(text, digest.direction)
