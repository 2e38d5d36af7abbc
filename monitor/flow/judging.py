"""What is known of an article beside its matches: its story, whose words it is in, what in it is new to readers."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from monitor.core.assess import Findings
from monitor.flow.placing import find_place
from monitor.model.articles import Article, StoryKnown
from monitor.model.config import StoriesSettings
from monitor.model.outcomes import AlertReason, TextSource
from monitor.model.stories import CopyLabel, Fact, FactKind, Marks, News, Placement, ToldText
from monitor.model.watch import Field, Hit, MatchResult, Strength
from monitor.ports import Lookup
from monitor.stories.agencies import agency_of
from monitor.stories.background import own_text
from monitor.stories.facts import FactText, Mentioned, Places, facts_of
from monitor.stories.novelty import changed_sentence, decide_update, explain_silence, new_facts, with_statements
from monitor.stories.placing import FoundCopy, Place, begun
from monitor.stories.publishers import source_of
from monitor.stories.statements import (
    MOST_TOLD,
    Comparison,
    Told,
    compared,
    explain,
    is_next_of_series,
    statement_facts,
)
from monitor.stories.terms import copy_marks, marks_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Judging:
    """What judging an article needs of the configuration."""

    settings: StoriesSettings = field(default_factory=StoriesSettings)
    families: Mapping[str, str] = field(default_factory=dict)
    """Publisher to family."""
    places: Places = field(default_factory=Places, repr=False)
    """Places that count as facts."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """An article matched and taken apart: all that can be known of it without asking what else is stored."""

    article: Article
    result: MatchResult
    marks: Marks
    watched: bool
    """Whether it is asked which event it tells: not of what no watchlist has found, for nobody is told of it."""
    agency: str
    """News agency whose text it is, "" if none is named."""

    @classmethod
    def of(cls, article: Article, result: MatchResult, *, everything: bool = False) -> Reading:
        """`result`: what the watchlists found in the article. `everything` counts as watched."""
        watched = everything or any(one.fires for one in result.verdicts)
        met = (f"{hit.watchlist}/{hit.topic}" for hit in result.hits if hit.strength is Strength.STRONG)
        surfaces = (hit.surface for hit in result.hits)
        return cls(
            article=article,
            result=result,
            marks=(
                marks_of(article.title, article.text, met, surfaces)
                if watched
                else copy_marks(article.title, article.text)
            ),
            watched=watched,
            agency=agency_of(article.title, article.text, article.author, article.publisher),
        )

    def marks_with(self, text: str) -> Marks:
        """What the article is recognised by with another text."""
        met = (f"{hit.watchlist}/{hit.topic}" for hit in self.result.hits if hit.strength is Strength.STRONG)
        return marks_of(self.article.title, text, met, (hit.surface for hit in self.result.hits))


def judge(stored: Lookup, reading: Reading, judging: Judging) -> tuple[Findings, tuple[FoundCopy, ...]]:
    """The findings, and the article's copies among earlier ones, the closest first."""
    article, result = reading.article, reading.result
    place, copies = find_place(
        stored,
        article,
        reading.marks,
        judging.settings,
        events=reading.watched,
        marks_of_own=reading.marks_with,
    )
    story = place.known
    if story is None and place.story_id is not None:
        story = stored.story_by_id(place.story_id)
    # What readers know of the event matters to those who may hear of the article.
    event = story or (_event(stored, place) if any(one.fires for one in result.verdicts) else None)
    if event is not None and place.story_id is None and (own := own_text(article, _told_of(stored, event))) is not None:
        # Words brought the two together, but their topics have none in common: what they share is background.
        place, event = begun(article, reading.marks_with(own)), None
    copied_from = next((one.article for one in copies if one.finding.label is not CopyLabel.PARTLY_REUSED), None)
    lists = [one.watchlist for one in result.verdicts if one.fires and one.strength is Strength.STRONG]
    news: dict[str, News] = {}
    if lists:
        facts = facts_of(_fact_text(reading, copied_from, judging))
        told = _told(stored, event, copies, lists)
        before = _text_before(stored, article, copied_from)
        telling = _Telling(reading, facts, before, judging.settings.updates, whole=_is_whole_now(stored, article))
        copied = copied_from is not None or place.known is not None
        news = {name: telling.news(name, event, told.get(name, []), copied=copied) for name in lists}
        if judging.settings.series == "new" and place.story_id is not None and telling.begins:
            # Another event of a series: its readers get it as one, and no link makes the two one again.
            alone = Placement(copy=place.placement.copy)
            place = Place(story_id=None, placement=alone, evidence="the next of a series of this publisher")
            story = event = None
            news = {name: replace(one, reason=None, silence="") for name, one in news.items()}
    news |= _corrections(stored, reading, event, copies, lists)
    findings = Findings(
        story=story,
        event=event,
        placement=place.placement,
        evidence=place.evidence,
        copied=bool(copies) or place.known is not None,
        news=news,
        agency=reading.agency,
        shingles=reading.marks.shingles,
    )
    return findings, copies


def _event(stored: Lookup, place: Place) -> StoryKnown | None:
    """The story that the one which this article begins is linked to."""
    links = place.placement.links
    return stored.story_by_id(links[0].other_id) if links else None


def _told_of(stored: Lookup, event: StoryKnown) -> list[ToldText]:
    return stored.told_texts([event.id], MOST_TOLD) if event.readers else []


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


def _text_before(stored: Lookup, article: Article, copied_from: Article | None) -> str | None:
    """The text that readers of the story may know this one from: an earlier version, or what it is a copy of."""
    if article.version > 1 and (versions := stored.article_versions(article.id)):
        return f"{versions[0].title}\n{versions[0].text}"
    return None if copied_from is None else f"{copied_from.title}\n{copied_from.text}"


def _is_whole_now(stored: Lookup, article: Article) -> bool:
    """Whether the page's text has come for an article of which only the feed's summary was known."""
    if article.version == 1 or article.source is not TextSource.PAGE:
        return False
    versions = stored.article_versions(article.id)
    return bool(versions) and versions[0].source is TextSource.SUMMARY_ONLY


def _told(
    stored: Lookup, event: StoryKnown | None, copies: Sequence[FoundCopy], lists: Sequence[str]
) -> dict[str, list[ToldText]]:
    """By watchlist the texts that its readers were told of this story, and of others that the article copies from."""
    if event is None or event.readers.isdisjoint(lists):
        return {}
    others = {one.article.story_id for one in copies if one.article.story_id is not None}
    found: dict[str, list[ToldText]] = {}
    for one in stored.told_texts(sorted({event.id, *others}), MOST_TOLD * len(lists)):
        found.setdefault(one.watchlist, []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class _Telling:
    """An article as news for the readers of its watchlists."""

    reading: Reading
    facts: Sequence[Fact]
    before: str | None
    """The text that readers may know it from, if that is not among those that they were told."""
    updates: frozenset[FactKind]
    whole: bool = False
    """It is the whole text of what only a summary was known of: not all that it adds is news."""
    _series: list[bool] = field(default_factory=list)

    @property
    def begins(self) -> bool:
        """Whether all readers who know the story get another event: the next of a series."""
        return bool(self._series) and all(self._series) and self.reading.article.version == 1

    def news(self, name: str, story: StoryKnown | None, told: Sequence[ToldText], *, copied: bool) -> News:
        """What it says to the readers of one watchlist; all that it says, if they do not know the story."""
        mine = tuple(one for one in self.facts if one.kind is not FactKind.TOPIC or one.value.startswith(f"{name}/"))
        if story is None or name not in story.readers:
            return News(facts=mine)
        topics = {value for watchlist, kind, value in story.told if watchlist == name and kind is FactKind.TOPIC}
        found = self._compared(name, told, topics)
        self._series.append(is_next_of_series(found))
        edited = self.reading.article.version > 1
        # Copies confirm nothing: whose words they are was known before.
        asked = [one for one in mine if not (copied and one.kind is FactKind.PUBLISHER)]
        before = self.before
        if found.derived:
            asked = [one for one in asked if one.kind is not FactKind.NUMBER]
            before = "\n".join(f"{one.title}\n{one.text}" for one in told)
        known = frozenset((kind, value) for watchlist, kind, value in story.told if watchlist == name)
        new = new_facts(asked, known, before=before, language=self.reading.article.language)
        if before is not None:
            new = tuple(replace(one, earlier=changed_sentence(one, before)[1]) for one in new)
        new = with_statements(new, statement_facts(found))
        if self.whole:
            new = tuple(one for one in new if self._is_about(name, one))
        new = tuple(_naming_what_it_corrects(one, told, edited=edited) for one in new)
        reason, spoken = decide_update(new, self.updates, edited=edited)
        silence = "; ".join(part for part in (explain_silence(new, self.updates), explain(found)) if part)
        return News(facts=mine, new=spoken, reason=reason, silence="" if reason else silence)

    def _is_about(self, name: str, fact: Fact) -> bool:
        """Whether the fact's sentence holds something that the list watches."""
        met = (hit.surface for hit in self.reading.result.hits if hit.watchlist == name)
        return fact.kind is FactKind.TOPIC or any(surface in fact.sentence for surface in met)

    def _compared(self, name: str, told: Sequence[ToldText], topics: Collection[str]) -> Comparison:
        """`topics`: those that these readers were told, in whatever spelling."""
        article = self.reading.article
        hits = [hit for hit in self.reading.result.hits if hit.watchlist == name and hit.strength is Strength.STRONG]
        later = Told(
            title=article.title,
            text=article.text,
            language=article.language,
            publisher=article.publisher,
            address=article.canonical_url,
            names=tuple(dict.fromkeys(hit.surface for hit in hits)),
            known=tuple(dict.fromkeys(hit.surface for hit in hits if f"{name}/{hit.topic}" in topics)),
        )
        return compared([_as_told(one) for one in told], later)


def _corrections(
    stored: Lookup, reading: Reading, event: StoryKnown | None, copies: Sequence[FoundCopy], lists: Sequence[str]
) -> dict[str, News]:
    """What takes back something told, for readers of lists that find nothing in this text: the name may be gone."""
    others = [] if event is None else sorted(event.readers.difference(lists))
    if not others:
        return {}
    told = _told(stored, event, copies, others)
    telling = _Telling(reading, (), None, frozenset())
    news = {name: telling.news(name, event, told.get(name, []), copied=True) for name in others}
    return {name: one for name, one in news.items() if one.reason is AlertReason.CORRECTION}


def _naming_what_it_corrects(fact: Fact, told: Sequence[ToldText], *, edited: bool) -> Fact:
    """A correction without a counterpart among the sentences told stands against the headline told last."""
    if fact.earlier or not told or not fact.corrects(edited=edited):
        return fact
    return replace(fact, earlier=told[-1].title)


def _as_told(one: ToldText) -> Told:
    return Told(title=one.title, text=one.text, language=one.language, publisher=one.publisher, address=one.address)
