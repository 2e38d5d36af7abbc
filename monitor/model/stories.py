"""Stories: what two texts share, what a story is recognised by, and why an article belongs to one."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Final

from monitor.model.ids import ArticleId, StoryId
from monitor.model.outcomes import AlertReason
from monitor.records import dataclass

LONG_RUN, SHORT_RUN, ENOUGH_SHARED = 2, 1, 3
"""What a common shingle counts, and what two texts must have in common to be compared.

Of five words in a row (an odd hash) one is enough if hardly any other text has it (`RARE_RUN`).
"""
RARE_RUN = 2
"""A run in so few stored texts is hardly there by chance."""


class CopyLabel(StrEnum):
    """What a text is of an earlier one. Stored and shown; never renamed."""

    IDENTICAL = "identical"
    """The same words in the same order."""
    REPRINT = "reprint"
    """At least four fifths of either are in the other."""
    SHORTENED = "shortened"
    """Most of it stands in the earlier text, which says more."""
    EXTENDED = "extended"
    """It holds most of the earlier text and says more."""
    PARTLY_REUSED = "partly_reused"
    """Less than half of either is in the other."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyFinding:
    """What an article shares with an earlier one. Shares are 0 to 1, of words."""

    label: CopyLabel
    of_new: float
    """Share of the new text that stands in the earlier one."""
    of_old: float
    """Share of the earlier text that stands in the new one."""
    new_sentences: tuple[str, ...]
    """Sentences of the new text with no counterpart in the earlier one, in reading order."""
    equal: int = 0
    """Sentences of the new text that stand in the earlier one word for word."""
    sentences: int = 0
    """Of so many; 0 where that was not counted."""
    differs: tuple[str, ...] = ()
    """The first words that differ in sentences that are one otherwise: "rejected → accepted"."""


ON: Final = "on "
"""Before what a sentence is about, where that is all that is known to be new in it."""
TAKEN_BACK: Final = "taken back or corrected"
"""How a fact is shown that says of an earlier one that it does not hold."""


class FactKind(StrEnum):
    """What a story can have to say that is new. Stored, and the names of the switches in monitor.yaml."""

    TOPIC = "topic"
    """A watched topic."""
    NUMBER = "number"
    PLACE = "place"
    PUBLISHER = "publisher"
    """A source that is independent of those that told the story before."""
    STATEMENT = "statement"
    """A sentence that says otherwise than the one told last, or a new one that holds a watched name."""


OF_ITEM = "item:"
"""How the value of a statement begins that is one of several things on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that an article says."""

    kind: FactKind
    value: str
    """What tells two facts of a kind apart: `watchlist/topic`, a number in plain digits, a folded name.

    Of a statement the kind of its difference, a colon, and the difference: "state:open → closed".
    """
    shown: str
    """For people, as the text has it."""
    sentence: str = ""
    """The sentence that says so, "" for a publisher."""
    earlier: str = ""
    """The sentence as it stood before, "" if it has no counterpart in what was told."""

    def corrects(self, *, edited: bool) -> bool:
        """Whether it takes back what was told; in an `edited` article a claim that is negated now does as well."""
        if self.kind is not FactKind.STATEMENT:
            return False
        return self.value.startswith("retraction:") or (edited and self.value.startswith("negation:"))


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What an article can tell the readers of one watchlist about a story that they know."""

    facts: tuple[Fact, ...]
    """All that it says."""
    new: tuple[Fact, ...] = ()
    """Those for which the story speaks again; the switches are applied."""
    reason: AlertReason | None = None
    """None: it stays silent."""
    silence: str = ""
    """Why it does, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ToldText:
    """A text that readers of a watchlist were told of, as it stood then."""

    article_id: ArticleId
    version: int
    story_id: StoryId
    watchlist: str
    title: str
    text: str
    language: str
    publisher: str
    address: str
    """Canonical."""
    published: datetime | None = None
    """When it was, as far as it is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """Who published an article of a story, and whose words it is in."""

    article_id: ArticleId
    publisher: str
    agency: str = ""
    """News agency whose text it is, "" if none is named."""
    copy_of: ArticleId | None = None
    """The earlier article whose text it repeats as a whole or in good part."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marks:
    """What a text is recognised by: sampled shingles for copies, weighted terms for the event it tells.

    Shingles are signed 64-bit hashes, odd for runs of five words and even for runs of three; terms and numbers are
    signed 32-bit hashes. Terms are (hash, weight), the heaviest first; weights grow with how often and how early a term
    stands, not with its rarity: that is known only where texts are compared.
    """

    shingles: tuple[int, ...]
    words: tuple[tuple[int, float], ...]
    names: tuple[tuple[int, float], ...]
    topics: tuple[str, ...] = ()
    """Watched topics met, as `watchlist/topic`."""
    numbers: tuple[int, ...] = ()
    """Hashes of the numbers in the text, dates and times left out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StorySketch:
    """What a stored story is recognised by: the sums over its articles, cut to the heaviest terms."""

    story_id: StoryId
    lead_article_id: ArticleId
    articles: int
    first_seen_at: datetime
    last_seen_at: datetime
    words: tuple[tuple[int, float], ...]
    names: tuple[tuple[int, float], ...]
    topics: tuple[str, ...] = ()
    numbers: tuple[int, ...] = ()
    languages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meant:
    """What the first text of a story means."""

    vector: bytes
    """16-bit floats of length 1 together, b"" where the text has none."""
    publisher: str = ""
    """Whose text it is, "" if that is not known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CopyRow:
    """A recorded finding: this article is a copy of that one."""

    article_id: ArticleId
    of_article_id: ArticleId
    finding: CopyFinding


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryLink:
    """Two stories found to tell one event. Both keep their ids: alerts that were sent stay true."""

    story_id: StoryId
    other_id: StoryId
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosestSentences:
    """Two sentences of the first texts of two linked stories: no other two of them mean more alike."""

    other_id: StoryId
    story_id: StoryId
    other_sentence: str
    """Of the older story, as it stands there."""
    sentence: str
    cosine: float
    """Of their vectors, -1 to 1."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRecord:
    """What is known of a story, for people."""

    id: StoryId
    lead_article_id: ArticleId
    first_seen_at: datetime
    last_seen_at: datetime
    copies: tuple[CopyRow, ...]
    links: tuple[StoryLink, ...]
    """In either direction."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Placement:
    """Where an article belongs, and what its story is recognised by from now on."""

    sketch: StorySketch | None = None
    """The story with this article in it, None if it is recognised by its copies alone; what was kept before stays."""
    terms: tuple[int, ...] = ()
    """Terms under which the story is found from now on."""
    copy: CopyRow | None = None
    links: tuple[StoryLink, ...] = ()
    """From the article's story, whatever id that gets, to others."""
    series_of: StoryId | None = None
    """A story of the series that the one which the article begins is the next of, where that is told as an update."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """The stories that share terms with a text, and how common the text's terms are."""

    sketches: tuple[StorySketch, ...]
    frequencies: tuple[tuple[int, int], ...]
    """(term, number of open stories with it) for the terms asked for that any story has."""
    stories: int
    """Open stories in the window, counted where topics are asked for; else 0."""
    events: tuple[tuple[StoryId, StoryId], ...] = ()
    """(story, the oldest story of its event), for these stories and those linked to them; as `stories`."""


NOBODY = Neighbours(sketches=(), frequencies=(), stories=0)
"""Nothing near, or nobody asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Joined:
    """Why an article belongs to a story."""

    story_id: StoryId
    similarity: float
    """0 to 1."""
    numbers: int = 0
    """Numbers in common, where stories in two languages were compared."""
    evidence: str
    """In words: "same event as article 12: similarity 0.41, at least 0.30 needed; shares 3 names"."""
