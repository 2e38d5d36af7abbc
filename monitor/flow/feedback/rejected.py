"""Rejected articles against the watchlists as they are now: a pin holds a sentence, the archive holds the article."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from monitor.core.feedback.pinning import sentence_of
from monitor.model.feedback.given import Feedback, JudgedText, Said
from monitor.model.watch import Hit
from monitor.ports import Store
from monitor.records import dataclass
from monitor.watch import Matcher, alerting_hits


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedAgain:
    """A stored article that somebody rejected, and that the watchlists alert on."""

    judged: JudgedText
    watchlist: str
    topic: str
    sentence: str
    hit: Hit

    def told(self) -> str:
        """In one sentence: article, alert, who and when, topic, sentence, why."""
        one = self.judged
        because = f" It was rejected because: {one.why.rstrip('.')}." if one.why else ""
        return (
            f"rejected article {one.url} (alert {one.alert_id}: not {self.topic}, said {one.by} on {one.at:%Y-%m-%d}) "
            f"would alert: {self.watchlist}/{self.topic} is found in {self.sentence!r}: "
            f"{self.hit.surface!r} was found: {self.hit.reason}.{because}"
        )


def rejected_again(store: Store, matcher: Matcher, pins: Collection[str]) -> list[RejectedAgain]:
    """The rejected articles on which `matcher` alerts, but for those of `pins`: these are named already."""
    found: list[RejectedAgain] = []
    for watchlist, topic in _rejected(store.feedback()):
        for one in store.judged_texts(watchlist, topic, 0):
            if one.said is not Said.NOT or one.pin in pins:
                continue
            if hits := alerting_hits(matcher.match(one.text), watchlist, topic):
                sentence = sentence_of(one.text, hits[0])
                found.append(
                    RejectedAgain(judged=one, watchlist=watchlist, topic=topic, sentence=sentence, hit=hits[0])
                )
    return found


def _rejected(entries: Sequence[Feedback]) -> list[tuple[str, str]]:
    return sorted({(one.watchlist, one.topic) for one in entries if one.said is Said.NOT})
