"""One story whole, and what became of any address."""

from __future__ import annotations

from monitor.flow.desk.read_now import read_now
from monitor.flow.desk.story import MOST_LISTED, story_page
from monitor.flow.desk.why import why
from monitor.model.desk.story import StoryPage, WhyAnswer
from monitor.model.ids import StoryId
from monitor.records import dataclass
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import NotFoundError, Page, Param, Room
from monitor.web.pages.deeds import story_of

_ALL = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryView:
    """A story, and to whom it can be told again."""

    page: StoryPage
    subscriptions: tuple[str, ...]


async def _story(asked: Asked) -> StoryView:
    story = StoryId(story_of(asked, "id"))
    most = _ALL if asked.word("all") else MOST_LISTED
    services = asked.services
    page = await services.call(story_page, services.store, asked.settings, story, asked.now, most, asked.who.watchlists)
    if page is None:
        raise NotFoundError(f"There is no story {story:04x}; it may have been pruned. To look for an address: Why.")
    return StoryView(page=page, subscriptions=tuple(one.id for one in asked.settings.subscriptions))


async def _why(asked: Asked) -> WhyAnswer:
    url = asked.word("url")[:4000]
    if not url:
        return WhyAnswer(url="", trails=(), links=(), chains=(), unseen=())
    feeds = asked.settings.feeds  # An edit of feeds.yaml is in force within seconds; reading it anew takes longer.
    # Sentences of linked stories are for who may see every list: the others may stand in one that is not theirs.
    meaning = asked.services.meaning if asked.who.watchlists is None else None
    store, matcher, lists = asked.services.store, asked.services.config.matcher, asked.settings.watchlists

    def answer() -> WhyAnswer:
        titles = ((feed.url, feed.title or feed.url) for feed in feeds)
        return why(store, url, lambda: titles, meaning, lambda article: read_now(store, matcher, lists, article))

    return await asked.services.call(answer)


ROOM = Room(
    pages=(
        Page(
            path="/story/{id}",
            by_list=True,
            title="Story",
            summary="One story: who told it, copies under their origin, edits, who was told when.",
            template="story.html",
            read=_story,
            shape=StoryView,
            params=(Param(name="all", words="Every article of a long story."),),
        ),
        Page(
            path="/why",
            title="Why",
            menu="Why",
            summary="What happened to an address, matched or not, and why it was never seen if so.",
            template="why.html",
            read=_why,
            shape=WhyAnswer,
            params=(Param(name="url", words="Any address."),),
        ),
    ),
)
