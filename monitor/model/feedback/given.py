"""What people say of alerts, as the ledger keeps it, and what an alert rests on when somebody says it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from monitor.model.ids import AlertId, ArticleId, StoryId
from monitor.model.watch import Hit, MatchText, Verdict
from monitor.records import dataclass


class Said(StrEnum):
    """Whether an alert was about its topic."""

    YES = "yes"
    NOT = "not"

    @property
    def past(self) -> str:
        """As a part of a sentence."""
        return "confirmed" if self is Said.YES else "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertedText:
    """What an alert rests on: the article as it was then, and what was met in it."""

    alert_id: AlertId
    story_id: StoryId
    article_id: ArticleId
    watchlist: str
    title: str
    text: str
    language: str
    publisher: str
    url: str
    verdict: Verdict
    hits: tuple[Hit, ...]
    """Of its watchlist."""

    @property
    def match_text(self) -> MatchText:
        """What the matcher was given, but for what stood beside the text."""
        return MatchText(title=self.title, text=self.text, language=self.language, source=self.publisher)


@dataclass(frozen=True, slots=True, kw_only=True)
class Feedback:
    """An entry of the ledger: what somebody said of one topic of one alert. Entries are lifted, never removed."""

    said: Said
    alert_id: AlertId
    story_id: StoryId
    article_id: ArticleId
    watchlist: str
    topic: str
    forms: tuple[str, ...]
    """The names of the topic that were surely met, as the watchlist or a pack writes them."""
    rules: tuple[str, ...]
    """The rules that fired."""
    pin: str
    """Id of the pin; "" if there is none."""
    title: str
    url: str
    by: str
    why: str
    at: datetime
    id: int = 0
    lifted_at: datetime | None = None
    lifted_by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class JudgedText:
    """A text with what somebody said of a topic in it; None where nobody did."""

    text: MatchText
    said: Said | None
    article_id: ArticleId
    url: str
    at: datetime
    by: str = ""
    why: str = ""
    alert_id: AlertId | None = None
    """Of the alert that was judged."""
    pin: str = ""
