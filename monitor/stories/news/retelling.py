"""A retelling by what it says: all of it was told of one story, though few of the words are the same.

Summaries, explainers, reminders and texts of languages that inflect share too few words with what they tell again to be
linked by them (`monitor.stories.events.linking`); their statements tell.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import groupby

from monitor.model.articles import Article
from monitor.model.stories import ToldText
from monitor.stories.news.telling import as_text, as_told
from monitor.stories.statements import MOST_TOLD, is_all_told


def retold_story(article: Article, told: Sequence[ToldText], surfaces: Collection[str]) -> ToldText | None:
    """Of the stories whose texts these are the one that told all that the article says of what is watched.

    The text told last of it. `surfaces`: watched mentions as they stand in the article. `told`: in the order in which
    the texts were told; several of one story count together.
    """
    later = as_told(article, article)
    for _, one in groupby(sorted(told, key=lambda text: text.story_id), key=lambda text: text.story_id):
        texts = tuple({(text.article_id, text.version): text for text in one}.values())[-MOST_TOLD:]
        if is_all_told([as_text(text) for text in texts], later, tuple(surfaces)):
            return texts[-1]
    return None
