"""Why: what happened to an address, or why it was never seen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain

from monitor.core.urls import canonical_url, same_site
from monitor.flow.desk.closest import closest_sentences
from monitor.flow.desk.event import event_of
from monitor.model.desk.story import ReadNow, WhyAnswer
from monitor.model.ids import ArticleId
from monitor.ports import Meaning, Store


def is_address(text: str) -> bool:
    """Whether it names something on the web."""
    return text.lower().startswith(("http://", "https://"))


Read = Callable[[ArticleId], ReadNow | None]
"""An article as the lists in force read it."""


def why(
    store: Store,
    url: str,
    configured: Callable[[], Iterable[tuple[str, str]]],
    meaning: Meaning | None = None,
    read: Read = lambda _article: None,
) -> WhyAnswer:
    """Everything recorded of an address. `configured`: the feeds of feeds.yaml, (address, title).

    `meaning`: what finds the closest sentences of linked stories; None if they are not wanted.
    """
    trails = tuple(store.trails(url, canonical_url(url))) if is_address(url) else ()
    stories = dict.fromkeys(one.story_id for one in trails if one.story_id is not None)
    articles = dict.fromkeys(one.article_id for one in trails if one.article_id is not None)
    links = {
        story: tuple(dict.fromkeys(link for one in event_of(store, story) for link in one.links)) for story in stories
    }
    every = dict.fromkeys(chain.from_iterable(links.values()))
    return WhyAnswer(
        url=url,
        trails=trails,
        links=tuple(links.items()),
        closest=() if meaning is None else closest_sentences(store, meaning, every),
        chains=tuple(store.chains(list(links)).items()),
        read=tuple(one for one in map(read, articles) if one is not None),
        unseen=() if trails else tuple(_unseen(store, url, configured)),
    )


def _unseen(store: Store, url: str, configured: Callable[[], Iterable[tuple[str, str]]]) -> Iterator[str]:
    """Why it may never have been seen: which feeds of its site are read, and how."""
    if not is_address(url):
        yield f"We never saw it: {url!r} is not an address. Give one that starts with https:// or http://"
        return
    near = store.feeds_at([one for one in store.feed_addresses() if same_site(one, url)])
    waiting = [(title, one) for one, title in configured() if same_site(one, url)] if not near else []
    if waiting:
        yield f"We never saw it: {waiting[0][0]} ({waiting[0][1]}) was not polled yet. Run: monitor once"
    elif not near:
        yield "We never saw it: no feed of this site is configured. Add one: monitor feeds add URL"
    else:
        yield "We never saw it: the address was in no answer of this site's feeds."
    for feed in near:
        last = f"last read {feed.last_good_at:%Y-%m-%d %H:%M} UTC" if feed.last_good_at else "never read"
        yield f"  {feed.title} ({feed.url}): {last}{', ' + feed.last_detail if feed.last_detail else ''}"
