"""What is done to stories and articles: from the inbox, and from their own pages."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from monitor.core.feedback.pinning import Who
from monitor.errors import UsageError
from monitor.flow.desk.shown import lists_of_event
from monitor.flow.desk.story import subject_of
from monitor.model.desk.actions import Deed, DeskAction
from monitor.model.ids import AlertId, ArticleId, StoryId
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import Action, Done, NotFoundError, Param
from monitor.web.kit.trouble import ForbiddenError
from monitor.web.work.stories import end_now, judge_back, judge_not, silence_story

LATER = timedelta(seconds=12)
"""What leaves the house waits so long: somebody may want it back."""
MUTED_FOR = "24h"


def story_of(asked: Asked, name: str = "story") -> StoryId:
    """The story that is named by its short id.

    Raises:
        NotFoundError: it is none.
    """
    told = asked.word(name) or asked.places.get(name, "")
    try:
        number = int(told, 16)
    except ValueError as error:
        raise NotFoundError(f"{told[:40]!r} is no story: give the short id that digests show, e.g. 4f2a.") from error
    if not 0 < number < 2**62:
        raise NotFoundError(f"There is no story {told[:40]}.")
    return StoryId(number)


async def insist_on_story(asked: Asked, story: StoryId) -> StoryId:
    """The story, if whoever asks is shown all of it: what is done to it counts for all lists that alerted on it.

    Raises:
        NotFoundError: nothing of it is shown to them.
        ForbiddenError: a part of it is not.
    """
    shown = asked.who.watchlists
    if shown is None:
        return story
    lists = await asked.services.call(lists_of_event, asked.services.store, story)
    if shown.isdisjoint(lists):
        raise NotFoundError(f"There is no story {story:04x}.")
    if not shown.issuperset(lists):
        raise ForbiddenError(
            f"Story {story:04x} was alerted on for other watchlists too, which you are not shown: what is done to it "
            "counts for their readers. Ask somebody who is shown all of it."
        )
    return story


def _who(asked: Asked, because: str) -> Who:
    return Who(by=asked.who.name, at=asked.now.replace(microsecond=0), because=asked.word("why")[:500] or because)


def entry_of(asked: Asked, deed: Deed, subject: str, said: str) -> DeskAction:
    """What the ledger keeps of it."""
    return DeskAction(
        at=asked.now,
        by=asked.who.name,
        kind=deed.value,
        subject=subject,
        why=asked.word("why")[:500],
        detail={"said": said},
    )


async def _done(asked: Asked) -> Done:
    story, upto = await insist_on_story(asked, story_of(asked)), AlertId(asked.number("upto", 0, most=10**15))
    said = f"Done: story {story:04x}. It comes back when it has something new to say."
    entry = entry_of(asked, Deed.DONE, subject_of(story), said)
    number = await asked.services.call(asked.services.store.mark_done, story, upto, entry)
    if not number:
        raise NotFoundError(f"Story {story:04x} has no alert up to number {upto}: nothing was marked.")
    return Done(said=said, number=number, undo={"story": story})


async def take_back(asked: Asked, _undo: Mapping[str, Any]) -> str:
    """Undo what the store did, by the store.

    Raises:
        UsageError: it is too late.
    """
    number = int(asked.places["id"])
    if not await asked.services.call(asked.services.store.take_back, number, asked.now, asked.who.name):
        raise UsageError("It is too late to take that back: it was taken up already.")
    return "Taken back."


async def _not_this(asked: Asked) -> Done:
    story, services = await insist_on_story(asked, story_of(asked)), asked.services
    who, matcher = _who(asked, "not about its topic"), services.config.matcher
    found = await services.call(judge_not, services.store, matcher, asked.desk.place.config, story, who)
    entry = entry_of(asked, Deed.DONE, subject_of(story), "rejected, so it was looked at")
    upto = max(one.alert_id for one in await services.call(services.store.alerted_texts, story))
    done = await services.call(services.store.mark_done, story, upto, entry)
    pinned = found.unwritten or f"{len(found.pins)} sentence{'' if len(found.pins) == 1 else 's'} pinned."
    said = f"Not about {', '.join(found.topics)}: story {story:04x}. {pinned} Nothing is silenced."
    return Done(said=said, subject=subject_of(story), undo={"entries": found.entries, "pins": found.pins, "done": done})


async def _judge_back(asked: Asked, undo: Mapping[str, Any]) -> str:
    services = asked.services
    folder = asked.desk.place.config
    await services.call(judge_back, services.store, folder, undo, asked.now, asked.who.name)
    await services.call(services.store.take_back, int(undo["done"]), asked.now, asked.who.name)
    return "Taken back: out of the ledger and of pins.yaml."


async def _silence(asked: Asked) -> Done:
    story, services = await insist_on_story(asked, story_of(asked)), asked.services
    who, span = _who(asked, "muted at the desk"), asked.word("span", MUTED_FOR)
    name, until = await services.call(silence_story, asked.desk.place.config, story, span, who)
    upto = AlertId(asked.number("upto", 0, most=10**15))
    done = await services.call(
        services.store.mark_done, story, upto, entry_of(asked, Deed.DONE, subject_of(story), "silenced")
    )
    said = f"Silenced until {until:%Y-%m-%d %H:%M} UTC: story {story:04x}. Digests count it, and tell it then."
    return Done(said=said, subject=subject_of(story), undo={"silence": name, "done": done})


async def _speak_again(asked: Asked, undo: Mapping[str, Any]) -> str:
    services = asked.services
    await services.call(end_now, asked.desk.place.config, str(undo["silence"]), asked.now)
    if undo["done"]:
        await services.call(services.store.take_back, int(undo["done"]), asked.now, asked.who.name)
    return f"The silence {undo['silence']} has ended."


async def _tell_again(asked: Asked) -> Done:
    story, name, services = await insist_on_story(asked, story_of(asked)), asked.word("subscription"), asked.services
    if name not in {one.id for one in asked.settings.subscriptions}:
        raise UsageError(f"There is no subscription {name!r}: nothing is told.")
    said = f"{name} tells story {story:04x} once more."
    entry = entry_of(asked, Deed.TELL_AGAIN, subject_of(story), said)
    number = await services.call(services.store.tell_again, story, name, asked.now + LATER, entry)
    if not number:
        raise UsageError(
            f"Nothing is told: story {story:04x} waits for {name} already, or what it told is not kept any more."
        )
    return Done(said=said, number=number, undo={"story": story})


async def _read_again(asked: Asked) -> Done:
    article, services = ArticleId(asked.number("article", 0, most=10**15)), asked.services
    if asked.who.watchlists is not None:
        known = await services.call(services.store.article, article)
        if known is None or known.story_id is None:
            raise NotFoundError(f"There is no article {article}.")
        await insist_on_story(asked, known.story_id)
    said = f"Article {article} is read again in some seconds."
    entry = entry_of(asked, Deed.READ_AGAIN, f"article/{article}", said)
    number = await services.call(services.store.read_again, article, asked.now + LATER, entry)
    if not number:
        raise NotFoundError(f"Article {article} cannot be read again: it is being read now, or there is none.")
    return Done(said=said, number=number, undo={"article": article})


_STORY = Param(name="story", words="Its short id, as digests show it.", required=True)
_UPTO = Param(name="upto", words="The newest of its alerts that was looked at.", required=True)

ACTIONS: tuple[Action, ...] = (
    Action(
        name=Deed.DONE.value,
        by_list=True,
        summary="A story was looked at.",
        do=_done,
        undo=take_back,
        fields=(_STORY, _UPTO),
    ),
    Action(
        name=Deed.NOT_THIS.value,
        by_list=True,
        summary="A story is not about the topics that it alerted on.",
        do=_not_this,
        undo=_judge_back,
        fields=(_STORY,),
    ),
    Action(
        name=Deed.SILENCE.value,
        by_list=True,
        summary="Hold a story back from digests for a while.",
        do=_silence,
        undo=_speak_again,
        fields=(_STORY, _UPTO, Param(name="span", words="8h, 2d; 24h if absent.")),
    ),
    Action(
        name=Deed.TELL_AGAIN.value,
        by_list=True,
        summary="Have a subscription tell a story once more.",
        do=_tell_again,
        undo=take_back,
        fields=(_STORY, Param(name="subscription", words="Which.", required=True)),
    ),
    Action(
        name=Deed.READ_AGAIN.value,
        by_list=True,
        summary="Have an article's page read once more.",
        do=_read_again,
        undo=take_back,
        fields=(Param(name="article", words="Its id.", required=True),),
    ),
)
