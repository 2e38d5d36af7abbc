"""The closest sentences of linked stories: made when somebody asks why, so that no digest pays for them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from monitor.model.articles import Article
from monitor.model.ids import StoryId
from monitor.model.stories import ClosestSentences, StoryLink
from monitor.ports import Meaning, Store
from monitor.stories.events.closest import closest, sayings

MOST_LINKS = 5
"""An event of many stories has as many links; a pair of texts takes about 30 ms."""


def closest_sentences(store: Store, meaning: Meaning, links: Iterable[StoryLink]) -> tuple[ClosestSentences, ...]:
    """For the first of these links the sentences, one of each story's first text, that mean most alike.

    None for a text that has no vectors: no encoder is installed, or none for its language. Blocks: it asks the store
    and the encoder.
    """
    return tuple(_found(store, meaning, list(links)[:MOST_LINKS])) if meaning.model else ()


def _found(store: Store, meaning: Meaning, links: list[StoryLink]) -> Iterator[ClosestSentences]:
    said: dict[StoryId, tuple[tuple[str, ...], list[bytes]]] = {}
    for link in links:
        for story in {link.other_id, link.story_id} - said.keys():
            said[story] = _said(_lead(store, story), meaning)
        (ones, vectors), (twos, others) = said[link.other_id], said[link.story_id]
        if found := closest(vectors, others):
            one, two, cosine = found
            yield ClosestSentences(
                other_id=link.other_id,
                story_id=link.story_id,
                other_sentence=ones[one],
                sentence=twos[two],
                cosine=round(cosine, 2),
            )


def _lead(store: Store, story: StoryId) -> Article | None:
    record = store.story(story)
    return store.article(record.lead_article_id) if record else None


def _said(lead: Article | None, meaning: Meaning) -> tuple[tuple[str, ...], list[bytes]]:
    if lead is None:
        return (), []
    texts = sayings(lead.title, lead.text)
    try:
        return texts, [meaning.of("", one, lead.language) for one in texts]
    except Exception:
        import structlog  # noqa: PLC0415 - a command that asks why has no log

        # Why a story was linked is still said, without its sentences.
        log = structlog.get_logger("monitor.desk")
        log.exception("a text has no meaning, no sentences are compared", action="why", article=lead.id)
        return texts, []
