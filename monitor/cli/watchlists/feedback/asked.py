"""Which alerts, and which of their topics, somebody judges."""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.errors import UsageError
from monitor.flow.feedback.judging import topics_of
from monitor.model.feedback.given import AlertedText
from monitor.model.ids import AlertId, StoryId
from monitor.ports import Store

_ALERT = re.compile(r"(?:#|alert:)([1-9][0-9]{0,17})|([1-9][0-9]{0,2})")
_STORY = re.compile(r"(?:story:)?([0-9a-f]{4,12})", re.IGNORECASE)


def alerts_of(store: Store, asked: str) -> list[AlertedText]:
    """The alerts of a story (`4f2a`, as digests name it), or one alert by its number (`12`, `alert:1234`).

    Raises:
        UsageError: it is neither, or there is none.
    """
    text = asked.strip()
    if number := _ALERT.fullmatch(text):
        found = store.alerted_texts(None, AlertId(int(number[1] or number[2])))
        if not found:
            raise UsageError(f"there is no alert {number[1] or number[2]}, or its article is kept no longer")
        return found
    story = _STORY.fullmatch(text)
    if story is None:
        raise UsageError(
            f"{asked!r} is no story and no alert; give the short id that a digest shows, e.g. 4f2a, or alert:12 as "
            "`monitor export` numbers alerts"
        )
    found = store.alerted_texts(StoryId(int(story[1], 16)))
    if not found and text.isdecimal() and store.alerted_texts(None, AlertId(int(text))):
        raise UsageError(f"there is no story {text}; if you mean the alert, write alert:{text}")
    if not found:
        raise UsageError(f"there is no alert of a story {text}, or it is kept no longer")
    return found


def topics_among(texts: Sequence[AlertedText], wanted: Sequence[str]) -> list[str]:
    """The topics that are judged, as WATCHLIST/TOPIC: those wanted, or the only one.

    Raises:
        UsageError: one is not among them, or there are several and none is wanted.
    """
    have = list(dict.fromkeys(f"{one.watchlist}/{topic}" for one in texts for topic in topics_of(one)))
    if not wanted:
        names = list(dict.fromkeys(one.partition("/")[2] for one in have))
        if len(names) > 1:
            options = " ".join(f"--topic {one}" for one in names)
            raise UsageError(f"this is about {', '.join(names)}: say which you mean. All of them: {options}")
        return have
    chosen = []
    for one in wanted:
        found = [name for name in have if one in (name, name.partition("/")[2])]
        if not found:
            raise UsageError(f"this is not about {one!r}, but about {', '.join(have)}")
        chosen += found
    return list(dict.fromkeys(chosen))
