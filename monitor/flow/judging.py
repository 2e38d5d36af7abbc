"""What is known of an article beside its matches: its story, whose words it is in, what in it is new to readers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache
from itertools import chain

from monitor.core.assess import Findings
from monitor.flow.items import Items, former_of, items_of
from monitor.flow.placing import Placed, find_place
from monitor.flow.reading import Reading
from monitor.flow.services import Judging
from monitor.model.articles import Article, StoryKnown
from monitor.model.config import StoriesSettings
from monitor.model.ids import StoryId
from monitor.model.outcomes import AlertReason
from monitor.model.stories import CopyLabel, Fact, News, Placement, StoryLink, ToldText
from monitor.model.watch import Field, Hit, Strength
from monitor.ports import Lookup
from monitor.records import dataclass
from monitor.stories.again import APART, SAME_FORM, Said, given_again, in_its_form, may_be_over, next_issue
from monitor.stories.background import own_text, shares_sentence
from monitor.stories.cleaning import words
from monitor.stories.events.grouping import found_by
from monitor.stories.news.corrections import corrected
from monitor.stories.news.facts import FactText, Mentioned, facts_of
from monitor.stories.news.forms import next_in_form, next_reading
from monitor.stories.news.retelling import retold_story
from monitor.stories.news.telling import KnownTexts, Telling, as_text, as_told, relevant, same_texts
from monitor.stories.placing import FoundCopy, Place, begun, with_link
from monitor.stories.publishers import source_of
from monitor.stories.shingles import sampled
from monitor.stories.terms import topic_term

_MOST_LOOKED_AT = 16
"""Texts last told of an event, of which those that have most to do with an article are compared with it."""
_Texts = Callable[[tuple[StoryId, ...], int], list[ToldText]]
"""`Lookup.told_texts`, each answer remembered as long as one article is judged."""
_MOST_CORRECTED = 16
"""Stories with words or a topic in common, of which one may be what a correction takes back."""


def judge(stored: Lookup, reading: Reading, judging: Judging) -> tuple[Findings, tuple[FoundCopy, ...]]:
    """The findings, and the article's copies among earlier ones, the closest first."""
    placed = find_place(stored, reading, judging.settings)
    copies = placed.copies
    texts = cache(stored.told_texts)
    place = _with_told_again(texts, reading, placed)
    place, story, event = _with_event(stored, texts, reading, place)
    if reading.takes_back is not None and (event is None or not event.readers):
        place, event = _correcting(stored, reading, judging.settings, place, event)
    items = items_of(stored, reading, judging.settings) if reading.mosaic else None
    if items is not None and event is None and items.known is not None:
        event = stored.story_by_id(items.known)
    found = _Found(texts, event, copies, items, exact=place.known, stood=placed.stood)
    news, begins = _news(stored, reading, judging, found)
    if begins and event is not None:
        # Another event of a series: its readers get it as one, and no link makes the two one again.
        updates = judging.settings.series == "update"
        alone = Placement(copy=place.placement.copy, series_of=event.id if updates else None)
        place = Place(story_id=None, placement=alone, evidence="the next of a series of this publisher")
        story = None
        if not updates:
            event = None
            news = {name: replace(one, reason=None, silence="") for name, one in news.items()}
    findings = Findings(
        story=story,
        event=event,
        placement=place.placement,
        evidence=place.evidence,
        copied=bool(copies) or found.exact is not None,
        news=news | _corrections(stored, reading, replace(found, event=event)),
        agency=reading.agency,
        shingles=reading.marks.shingles,
    )
    return findings, copies


def _with_told_again(texts: _Texts, reading: Reading, placed: Placed) -> Place:
    """The place; where it is linked to nothing, linked to a story of which all that it says was told."""
    if not placed.likely or reading.takes_back is not None:
        return placed.place
    told = texts(placed.likely, _MOST_LOOKED_AT * max(1, len(reading.alerting)))
    one = retold_story(reading.article, told, reading.surfaces)
    if one is None:
        return placed.place
    said = f"all that it says was told, last by article {one.article_id}, in these words or others for the same"
    return with_link(placed.place, one.story_id, said)


def _with_event(
    stored: Lookup, texts: _Texts, reading: Reading, place: Place
) -> tuple[Place, StoryKnown | None, StoryKnown | None]:
    """The place, its story, and a story of the same event that readers may know."""
    story = place.known
    if story is None and place.story_id is not None:
        story = stored.story_by_id(place.story_id)
    event = story
    if event is None and (reading.fires or reading.takes_back) and place.placement.links:
        event = stored.story_by_id(place.placement.links[0].other_id)
    if event is None or not event.readers or not reading.fires or reading.article.version > 1:
        return place, story, event
    if reading.takes_back is not None:
        return place, story, event  # It may say as little of what it takes back as it likes.
    told = texts((event.id,), _MOST_LOOKED_AT * max(1, len(reading.alerting)))
    own = own_text(reading.article, told, reading.surfaces)
    if own is None or (place.story_id is not None and shares_sentence(reading.article, told)):
        return place, story, event
    # Words, or a chain of copies, brought it there, but its topics and those of all that was told have none in common.
    return begun(reading.article, reading.marks_with(own)), None, None


def _correcting(
    stored: Lookup, reading: Reading, settings: StoriesSettings, place: Place, event: StoryKnown | None
) -> tuple[Place, StoryKnown | None]:
    """The place of what takes back a story that it was not found to belong to, linked to that; and that story."""
    marks, since = reading.marks, reading.article.first_seen_at - timedelta(seconds=settings.window_s)
    topics = tuple(topic_term(topic) for topic in marks.topics)
    near = stored.neighbours(found_by(marks), topics, since, alike=_MOST_CORRECTED, on_topic=_MOST_CORRECTED)
    told = stored.told_texts([one.story_id for one in near.sketches], _MOST_LOOKED_AT * _MOST_CORRECTED)
    one = corrected(reading.article, told, reading.surfaces)
    if one is None:
        return place, event
    own = place.story_id or StoryId(0)
    link = StoryLink(story_id=own, other_id=one.story_id, evidence=f"takes back article {one.article_id}")
    said = f"takes back what article {one.article_id} told"
    linked = replace(place.placement, links=(link, *place.placement.links))
    return replace(place, placement=linked, evidence=place.evidence or said), stored.story_by_id(one.story_id)


@dataclass(frozen=True, slots=True)
class _Found:
    """What else is stored that an article has to do with."""

    texts: _Texts
    event: StoryKnown | None
    copies: Sequence[FoundCopy]
    items: Items | None
    """Of a page of several things."""
    exact: StoryKnown | None
    """The story of the very same text."""
    stood: str = ""
    """As in `Placed`."""


def _news(stored: Lookup, reading: Reading, judging: Judging, found: _Found) -> tuple[dict[str, News], bool]:
    """By watchlist what the article says to its readers, and whether all of them get another event of a series."""
    lists = reading.alerting
    if not lists:
        return {}, False
    event, copies = found.event, found.copies
    copied_from = next((one.article for one in copies if one.finding.label is not CopyLabel.PARTLY_REUSED), None)
    same = [one.article for one in copies if one.finding.label is CopyLabel.IDENTICAL]
    nearly = [one.article for one in copies if min(one.finding.of_new, one.finding.of_old) >= SAME_FORM]
    again = None
    if nearly or _was_long_ago(stored, reading, judging, found):
        again = given_again(reading.article, same or nearly, _since(stored, reading, judging, same))
    telling = Telling(
        article=reading.article,
        hits=reading.result.hits,
        updates=judging.settings.updates,
        facts=facts_of(_fact_text(reading, copied_from, judging)),
        former=former_of(stored, reading.article),
        items=None if found.items is None else found.items.fresh,
        copied_from=copied_from,
        copied=found.exact is not None or copied_from is not None,
        given_again=given_again(reading.article, same or nearly, _since(stored, reading, judging, same))
        if again
        else None,
        nearly=not same and bool(nearly),
        takes_back=reading.takes_back,
        stood=found.stood,
    )
    told = _told(stored, reading.article, found, lists)
    telling = replace(telling, in_form=_in_form(reading.article, copies, told))
    if telling.given_again is None and not nearly:
        said = chain.from_iterable(known.event for known in told.values())
        telling = replace(telling, given_again=next_issue(reading.article, said), nearly=True)
    answers = {name: telling.answer(name, event, told.get(name, KnownTexts())) for name in lists}
    known = [one.begins for name, one in answers.items() if event is not None and name in event.readers]
    return {name: one.news for name, one in answers.items()}, bool(known) and all(known)


def _since(stored: Lookup, reading: Reading, judging: Judging, same: Sequence[Article]) -> Sequence[Said]:
    """What was said of the same topics in the form of a short message; asked only where that may end it.

    What is given again is a story that nothing is found by: it is looked for among the copies of what was first given.
    """
    article = reading.article
    if not may_be_over(article, same):
        return ()
    topics = tuple(topic_term(topic) for topic in reading.marks.topics)
    seen_at = article.first_seen_at
    since = seen_at - timedelta(seconds=judging.settings.window_s)
    near = stored.neighbours((), topics, since, alike=0, on_topic=_MOST_LOOKED_AT)
    told = stored.told_texts([one.story_id for one in near.sketches], _MOST_LOOKED_AT)
    said = [(one.publisher, one.text, one.published) for one in told]
    for text in {one.text for one in told if in_its_form(article, one.publisher, one.text)}:
        copies = stored.copy_candidates(
            article.id, sampled(words(text)), article.first_seen_at - APART, _MOST_LOOKED_AT
        )
        said += [(one.publisher, one.text, one.published_at) for one in copies]
    return said


def _in_form(article: Article, copies: Sequence[FoundCopy], told: Mapping[str, KnownTexts]) -> Fact | None:
    beside = [as_told(one.article, one.article) for one in copies]
    last = (as_text(one) for known in told.values() for one in known.event)
    new, known = as_told(article, article), [*beside, *last]
    return next_in_form(new, known) or next_reading(new, known)


def _was_long_ago(stored: Lookup, reading: Reading, judging: Judging, found: _Found) -> bool:
    """Whether the very same text is known only from before the time in which copies are looked for."""
    sketch = stored.sketch(found.exact.id) if found.exact is not None and not found.copies else None
    window = timedelta(seconds=judging.settings.window_s)
    return sketch is not None and reading.article.first_seen_at - sketch.last_seen_at > window


def _fact_text(reading: Reading, copied_from: Article | None, judging: Judging) -> FactText:
    article = reading.article
    # A copy is in the words of whoever had them first, whatever agency it names: it confirms nothing.
    whose = (article.publisher, reading.agency) if copied_from is None else (copied_from.publisher, copied_from.agency)
    return FactText(
        title=article.title,
        text=article.text,
        language=article.language,
        topics=tuple(_mentioned(reading.result.hits)),
        places=judging.places,
        source=source_of(*whose, judging.families),
        source_name=whose[1] or whose[0],
        outlet=source_of(article.publisher, "", judging.families),
    )


def _mentioned(hits: Sequence[Hit]) -> Iterator[Mentioned]:
    met: set[tuple[str, str]] = set()
    for hit in hits:
        if hit.strength is Strength.STRONG and (hit.watchlist, hit.topic) not in met:
            met.add((hit.watchlist, hit.topic))
            yield Mentioned(
                key=f"{hit.watchlist}/{hit.topic}",
                shown=hit.surface,
                start=hit.start,
                in_title=hit.field is Field.TITLE,
            )


def _told(stored: Lookup, article: Article, found: _Found, lists: Sequence[str]) -> dict[str, KnownTexts]:
    """By watchlist the texts that its readers were told of this story, and of others that the article copies from."""
    event, copies = found.event, found.copies
    if event is None or event.readers.isdisjoint(lists):
        return {}
    others = {one.article.story_id for one in copies if one.article.story_id is not None} - {event.id}
    texts = found.texts(tuple(sorted({event.id, *others})), _MOST_LOOKED_AT * len(lists))
    own = found.texts((event.id,), _MOST_LOOKED_AT * len(lists)) if others else []
    beside = [one.article for one in copies if one.article.story_id in others]
    met = stored.topics_met([one.id for one in beside])

    def known(name: str) -> KnownTexts:
        mine = [one for one in texts if one.watchlist == name]
        judged = (one for one in beside if any(topic.startswith(f"{name}/") for topic in met.get(one.id, ())))
        return KnownTexts(
            event=relevant(mine, article),
            same=same_texts(mine, article),
            own=relevant([one for one in own if one.watchlist == name], article),
            elsewhere=tuple(judged),
        )

    return {name: known(name) for name in lists}


def _corrections(stored: Lookup, reading: Reading, found: _Found) -> dict[str, News]:
    """What takes back something told, for readers of lists that find nothing in this text: the name may be gone."""
    event = found.event
    others = [] if event is None else sorted(event.readers.difference(reading.alerting))
    if not others:
        return {}
    told = _told(stored, reading.article, found, others)
    former = former_of(stored, reading.article)
    telling = Telling(
        article=reading.article,
        hits=reading.result.hits,
        updates=frozenset(),
        former=former,
        copied=True,
        takes_back=reading.takes_back,
    )
    news = {name: telling.answer(name, event, told[name]).news for name in others}
    return {name: one for name, one in news.items() if one.reason is AlertReason.CORRECTION}
