"""Pins: sentences that somebody judged, kept in config/pins.yaml, and what later edits of watchlists make of them."""

from __future__ import annotations

from datetime import datetime
from typing import Literal

from monitor.model.watch import MatchText
from monitor.records import dataclass

Expected = Literal["match", "ignore"]
"""`match`: the topic must be found in the text; `ignore`: it must not."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """A text in which a topic was rightly found, or wrongly: "yes" and "not" of an analyst."""

    id: str
    watchlist: str
    topic: str
    expected: Expected
    text: str
    """The sentence; with more of the article where the topic is not found without it."""
    met: tuple[str, ...] = ()
    """What was taken for the topic, as it stands in `text` or `title`."""
    title: str = ""
    """The article's title, where the topic is not found without it."""
    language: str = ""
    """BCP 47, "" if unknown."""
    article: str = ""
    """The article's address."""
    publisher: str = ""
    story: str = ""
    """Short id of the story, in hexadecimal."""
    alert: int | None = None
    by: str = ""
    at: datetime | None = None
    because: str = ""

    @property
    def match_text(self) -> MatchText:
        """What the matcher is given."""
        return MatchText(title=self.title, text=self.text, language=self.language, source=self.publisher)

    def told(self) -> str:
        """`pin irgc-4f2ac1 (not irgc, said Ali on 2026-11-29)`."""
        when = f" on {self.at:%Y-%m-%d}" if self.at is not None else ""
        who = f", said {self.by}{when}" if self.by else when
        return f"pin {self.id} ({'not ' if self.expected == 'ignore' else ''}{self.topic}{who})"


@dataclass(frozen=True, slots=True, kw_only=True)
class BrokenPin:
    """A pin that comes out the other way, or cannot be tried."""

    pin: Pin
    explanation: str
    """What the matcher saw, as a part of a sentence."""
    tried: bool = True
    """False: there is no such topic any more."""

    def told(self) -> str:
        """In one sentence: pin, who and when, topic, sentence, article, why."""
        pin = self.pin
        article = f", article {pin.article}" if pin.article else ""
        sentence = " ".join(f"{pin.title} {pin.text}".split())
        because = f" It was put down because: {pin.because.rstrip('.')}." if pin.because else ""
        if not self.tried:
            what = f"is tried on nothing: there is no topic {pin.watchlist}/{pin.topic}. Its sentence: {sentence!r}"
            return f"{pin.told()} {what}{article}.{because}"
        found = "is found in" if pin.expected == "ignore" else "is not found in"
        return (
            f"{pin.told()} is broken: {pin.watchlist}/{pin.topic} {found} {sentence!r}{article}: "
            f"{self.explanation.rstrip('.')}.{because}"
        )
