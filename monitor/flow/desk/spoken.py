"""In which languages a story is told, which of them its readers like best, and what a machine made of it for them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from monitor.core.text import primary_language
from monitor.errors import StoreError
from monitor.model.config import Settings
from monitor.model.desk.story import ToldTo
from monitor.model.facts import StoryArticle
from monitor.model.ids import StoryId
from monitor.ports import Store


def liked(members: Sequence[StoryArticle], settings: Settings, watchlists: Collection[str]) -> StoryArticle | None:
    """The first article in the language that readers of these watchlists like best; None if no language is.

    The first subscription that tells one of them and names languages counts.
    """
    for subscription in settings.subscriptions:
        if subscription.languages and not set(watchlists).isdisjoint(subscription.watchlists):
            wanted = [primary_language(one) for one in subscription.languages]
            spoken = [one for one in members if primary_language(one.language) in wanted]
            return min(spoken, key=lambda one: wanted.index(primary_language(one.language)), default=None)
    return None


def machine_made(
    store: Store, told: Sequence[ToldTo], stories: Collection[StoryId]
) -> tuple[str, tuple[tuple[str, str], ...]]:
    """(language, (text, translation) pairs) of the newest digest that told the story: nobody is asked for more."""
    try:
        digest = store.digest(told[0].digest) if told else None
    except StoreError:
        digest = None  # One that cannot be read takes its translations with it, and not the story.
    if digest is None:
        return "", ()
    mine = [one for one in digest.stories if one.story_id in stories and one.translations]
    return (mine[0].translated_to, mine[0].translations) if mine else ("", ())
