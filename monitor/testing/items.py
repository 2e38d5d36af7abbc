"""What the loopback news site publishes."""

from __future__ import annotations

import re
import zlib
from datetime import datetime
from enum import StrEnum

from monitor.model.ids import require_utc
from monitor.records import dataclass


class ItemKind(StrEnum):
    """What a demo item is, and so what the bot should make of it."""

    ORIGINAL = "original"
    """A watched story, told for the first time: a story of its own in the digest."""
    COPY = "copy"
    """The text of an original under another outlet and headline: folded into its story (or the original into it)."""
    RETELLING = "retelling"
    """The event of an original in other words: watched, and about the same event."""
    UNRELATED = "unrelated"
    """Nothing watched: never in a digest."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteItem:
    """One article of one outlet."""

    outlet: str
    slug: str
    """Last part of its address; unique within the outlet."""
    title: str
    paragraphs: tuple[str, ...]
    language: str = "en"
    """BCP 47."""
    author: str = ""
    published_at: datetime | None = None
    kind: ItemKind = ItemKind.ORIGINAL
    full_text_in_feed: bool = False
    """True: the feed carries the whole text beside the summary."""

    def __post_init__(self) -> None:
        require_utc("published_at", self.published_at)

    @property
    def text(self) -> str:
        """The article's paragraphs, parted by empty lines."""
        return "\n\n".join(self.paragraphs)

    @property
    def summary(self) -> str:
        """The first sentence, as feeds show it."""
        first = self.paragraphs[0] if self.paragraphs else ""
        return re.split(r"(?<=[.!?؟])\s", first, maxsplit=1)[0]

    @property
    def path(self) -> str:
        """Where the site serves the article."""
        return f"/{outlet_slug(self.outlet)}/{self.slug}.html"


def outlet_slug(outlet: str) -> str:
    """An outlet's name as one part of an address; names without Latin letters become a checksum."""
    slug = re.sub(r"[^a-z0-9]+", "-", outlet.lower()).strip("-")
    return slug or f"outlet-{zlib.crc32(outlet.encode()):08x}"


def feed_path(outlet: str) -> str:
    """Where the site serves an outlet's feed."""
    return f"/{outlet_slug(outlet)}/feed.xml"
