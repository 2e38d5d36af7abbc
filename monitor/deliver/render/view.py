"""What both templates see: cleaned, cut to size, each figure in its place. HTML and text are two prints of it."""

from __future__ import annotations

from monitor.deliver.render.clean import Segment
from monitor.model.ids import Direction
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationView:
    """What a machine made of a headline or a sentence, in the language that it translates into."""

    text: str
    lang: str
    dir: Direction


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteView:
    """A sentence of the article in its own language and direction."""

    segments: tuple[Segment, ...]
    lang: str
    dir: Direction
    translation: TranslationView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyView:
    """Another outlet that carries the story."""

    publisher: str
    href: str
    host: str
    time: str
    own_words: bool
    note: str
    """What else is to be said of its text, and whose it is: `shortened, AFP`, or ""."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportView:
    """An article of the story beside the one that is shown: of its news, or of a sentence that is quoted from it."""

    title: str
    lang: str
    dir: Direction
    href: str
    host: str
    publisher: str
    time: str
    translation: TranslationView | None = None
    alerted: bool = False
    """Whether it is the one of the story's `original`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginalView:
    """The article that alerted, where one in a language of the readers is shown in its place."""

    label: str
    """`What alerted, in Arabic`."""
    report: ReportView
    quotes: tuple[QuoteView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowedView:
    """An earlier story that a story continues."""

    ref: str
    title: str
    lang: str
    dir: Direction
    time: str
    """When it was first seen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A sentence with what is new in it marked, and how it stood before."""

    now: QuoteView
    before: QuoteView | None
    by: ReportView | None
    """The article that says so, if it is not the one that is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """One story; `full` stories carry quotes, copies and reasons, the others one line with its facts."""

    number: int
    ref: str
    state: str
    topics: tuple[str, ...]
    title: str
    lang: str
    dir: Direction
    href: str
    host: str
    publisher: str
    language: str
    time: str
    source_note: str
    evidence: str
    """Publishers and copies, and by when."""
    first: str
    """Who had it first, and when."""
    told_in: str = ""
    """`told in Arabic by 3, in Russian by 2`, or ""."""
    original: OriginalView | None = None
    translation: TranslationView | None = None
    """Of the headline."""
    update: bool = False
    brings: str = "New"
    """What `news` does: "New", "Corrects", or "Others add"."""
    news: str = ""
    """What an update brings."""
    before: QuoteView | None = None
    """What was told where the headline says otherwise now."""
    changes: tuple[ChangeView, ...] = ()
    told: str = ""
    """The digest that told it first."""
    late: str = ""
    """That it was found or told late, and why."""
    quotes: tuple[QuoteView, ...] = ()
    copies: tuple[CopyView, ...] = ()
    copies_more: int = 0
    reports: tuple[ReportView, ...] = ()
    reports_more: int = 0
    also_in: tuple[str, ...] = ()
    follows: FollowedView | None = None
    why: str = ""
    """What of the reasons does not show by itself; of a weak match the whole chain."""
    full: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class LineView:
    """A story as one line: headline, outlet, link."""

    number: int
    ref: str
    state: str
    title: str
    lang: str
    dir: Direction
    href: str
    host: str
    publisher: str
    time: str
    news: str = ""
    """What an update brings."""
    late: str = ""
    """That it was found or told late, and why."""
    original: OriginalView | None = None
    translation: TranslationView | None = None
    """Of the headline."""
    brings: str = "New"
    reports: tuple[ReportView, ...] = ()
    reports_more: int = 0
    follows: FollowedView | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView:
    """The stories of one watchlist; never empty."""

    title: str
    counts: str
    elsewhere: str
    """"1 more is under Border", or ""."""
    stories: tuple[StoryView, ...]
    """In full, or as an entry with its facts."""
    note: str
    """Why what follows is a line each; "" where that was said before, or nothing follows."""
    lines: tuple[LineView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageView:
    """What we looked at, as sentences."""

    window: str
    read: str
    articles: str
    sum: str
    """`37 matched = 6 shown + 24 folded + ...`: adds up."""
    holds: tuple[str, ...]
    """What is held back, by what and until when; and silences that ended."""
    troubles: tuple[tuple[str, str], ...]
    """(feed, what is wrong with it)"""
    troubles_more: int
    followed: str
    """How many articles are looked at as long as they change; "" if none is, and none was left."""
    unfollowed: tuple[tuple[str, str], ...]
    """(article, why it is followed no longer)"""
    deliveries: str
    held: str
    """Entries that feeds showed and nobody judged, "" if there are none."""
    parked: str
    orphans: str
    config: str
    config_error: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SentView:
    """What was told at once before this digest."""

    lines: tuple[LineView, ...] = ()
    more: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class BarView:
    """A week of a chart."""

    height: int
    """Pixels, never 0."""
    figure: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartView:
    """The last weeks of a topic; every figure stands there as text."""

    topic: str
    said: str
    """`14 this week, usually 3`."""
    bars: tuple[BarView, ...]
    signs: str
    """The same in letters, with the figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestView:
    """A whole digest, ready to print."""

    subject: str
    preview: str
    lang: str
    dir: Direction
    masthead: tuple[str, ...]
    verdict: str
    verdict_lang: str
    verdict_dir: Direction
    lines: tuple[tuple[str, str], ...]
    """The lines under the verdict: (label, sentence)."""
    sections: tuple[SectionView, ...]
    waiting: str
    """What is due and waits for the next digest, or ""."""
    sent: SentView
    charts: tuple[ChartView, ...]
    weak: tuple[StoryView, ...]
    weak_more: int
    coverage: CoverageView | None
    """None in further parts: the first has it."""
    looked: tuple[str, ...]
    """In place of `coverage`, for who wants no more: what was looked at in one line, and what is held back."""
    ask: str
    """How to ask more about a story; "" if there is none."""
    because: str
    """Why the reader got this."""
    stops: str
    """How to have it otherwise, or no more."""
    key: str
