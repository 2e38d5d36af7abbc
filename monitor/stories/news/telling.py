"""An article as news for the readers of one watchlist: what they were told of its story, and what it says beyond."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.model.articles import Article, ArticleVersion, StoryKnown
from monitor.model.outcomes import TextSource
from monitor.model.stories import Fact, FactKind, News, ToldText
from monitor.model.watch import Hit, Strength
from monitor.records import dataclass
from monitor.stories.cleaning import sentences, words
from monitor.stories.common_words import COMMON
from monitor.stories.news.corrections import TakenBack, with_what_is_taken_back
from monitor.stories.news.novelty import changed_sentence, decide_update, explain_silence, new_facts, with_statements
from monitor.stories.statements import (
    MOST_TOLD,
    Comparison,
    Told,
    compared,
    explain,
    is_next_of_series,
    on_other_days,
    statement_facts,
    tells_nothing_of_its_own,
    with_units,
)

_AHEAD = timedelta(days=1)
"""Clocks and zones of publishers are wrong by so much."""
_RELEVANT = 0.5
"""Of the words that the closest text has in common with an article, the share that makes others as good."""


@dataclass(frozen=True, slots=True)
class KnownTexts:
    """What the readers of one watchlist were told, oldest first."""

    event: Sequence[ToldText] = ()
    """Of the article's event, and of others that it copies from."""
    own: Sequence[ToldText] = ()
    """Of those of `event` the ones of its own story, where it is a copy of others as well."""
    same: Sequence[ToldText] = ()
    """Of all that they were told of these the very text, or else its headline and first sentence."""
    elsewhere: Sequence[Article] = ()
    """Articles on those others: they were judged for these readers, whether they were told or not."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What an article says to the readers of one watchlist."""

    news: News
    begins: bool = False
    """Whether it is another event to readers who know the story: the next of a series."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """An article, and what is asked of it for the readers of each watchlist."""

    article: Article
    hits: Sequence[Hit]
    updates: frozenset[FactKind]
    facts: Sequence[Fact] = ()
    """All that it says, topics of all watchlists among it."""
    former: ArticleVersion | None = None
    """The version before this one, if that was judged."""
    copied_from: Article | None = None
    """Whose text it is."""
    copied: bool = False
    """Whether it is a copy, of whomever."""
    items: Mapping[str, Sequence[Fact]] | None = None
    """By watchlist the things on a page of several that were not told before; None: it is no such page."""
    given_again: Fact | None = None
    """That its publisher says the very same of another day."""
    in_form: Fact | None = None
    """That it is a notice of its publisher in a known form, on another one."""
    nearly: bool = False
    """`given_again` is of nearly the same words: what it says otherwise goes first."""
    takes_back: TakenBack | None = None
    """That it takes an earlier article back."""
    stood: str = ""
    """Its sentences that are no news: its publisher repeats them, or others had them until they were edited."""

    def answer(self, name: str, story: StoryKnown | None, known: KnownTexts) -> Answer:
        """What it says to the readers of one watchlist; all that it says, if they do not know the story."""
        mine = tuple(one for one in self.facts if one.kind is not FactKind.TOPIC or one.value.startswith(f"{name}/"))
        if self.items is not None:
            return Answer(self._of_items(mine, self.items.get(name, ())))
        if story is None or name not in story.readers:
            return Answer(News(facts=mine))
        told = frozenset((kind, value) for watchlist, kind, value in story.told if watchlist == name)
        topics = {value for kind, value in told if kind is FactKind.TOPIC}
        found = self._compared(name, known.event, known.elsewhere, topics)
        if known.own and not any(one.speaks for one in found.differences):
            # Told last was a sister of its form: beside its own original it may be the next of the series.
            beside = self._compared(name, known.own, known.elsewhere, topics)
            found = beside if is_next_of_series(beside) else found
        if known.same and is_next_of_series(found):
            # Sisters of its form were told since; it is none, but what was told before them, printed again.
            found = self._compared(name, known.same, known.elsewhere, topics)
        new = with_statements(
            self._new(mine, told, known, derived=found.derived), statement_facts(found, self.article.language)
        )
        again = None if self.nearly and new else self.given_again
        if again is not None:
            new = (again,)
        form = None if self._edited else self.in_form
        if form is not None and not any(one.kind in self.updates for one in new):
            new = (*new, form)
        if self._is_whole_now:
            new = tuple(one for one in new if self._is_about(name, one))
        if self.takes_back is not None:
            new = with_what_is_taken_back(new, self.takes_back, self.article, self.former, known.event)
        new = tuple(self._naming_what_it_corrects(one, known.event) for one in new)
        reason, spoken = decide_update(new, self.updates, edited=self._edited)
        silence = "; ".join(part for part in (explain_silence(new, self.updates), explain(found)) if part)
        news = News(facts=mine, new=spoken, reason=reason, silence="" if reason else silence)
        begins = again is not None or form is not None or is_next_of_series(found)
        return Answer(news, begins=begins and not self._edited and self.takes_back is None)

    def _of_items(self, mine: tuple[Fact, ...], items: Sequence[Fact]) -> News:
        reason, spoken = decide_update(items, self.updates, edited=self._edited)
        silence = "" if reason else "all that it says of what is watched was told before, word for word or nearly so"
        return News(facts=mine, new=spoken, reason=reason, silence=silence)

    @property
    def _edited(self) -> bool:
        return self.article.version > 1

    @property
    def _is_whole_now(self) -> bool:
        """Whether the page's text has come for an article of which only the feed's summary was known."""
        former = self.former
        return former is not None and former.source is TextSource.SUMMARY_ONLY and self.article.source.of_page

    def _new(
        self, mine: Sequence[Fact], told: Collection[tuple[FactKind, str]], known: KnownTexts, *, derived: bool
    ) -> tuple[Fact, ...]:
        """Facts that these readers were not told; no numbers where sentences could be compared (`derived`)."""
        asked = [one for one in mine if one.kind is not FactKind.PUBLISHER]
        asked += self._confirming(mine, told, known)
        before = self._before
        if derived:
            asked = [one for one in asked if one.kind is not FactKind.NUMBER]
            before = "\n".join(f"{one.title}\n{one.text}" for one in known.event)
        said = (*(one.text for one in known.elsewhere), self.stood)
        stood = {one.words for text in said for one in sentences(text)}
        later = as_told(self.article, self.article)
        stood -= {tuple(words(one)) for one in on_other_days([as_told(it, it) for it in known.elsewhere], later)}
        asked = [one for one in asked if not one.sentence or tuple(words(one.sentence)) not in stood]
        language = self.article.language
        new = tuple(with_units(new_facts(asked, told, before=before, language=language), language))
        if before is None:
            return new
        return tuple(replace(one, earlier=changed_sentence(one, before)[1]) for one in new)

    def _confirming(
        self, mine: Sequence[Fact], told: Collection[tuple[FactKind, str]], known: KnownTexts
    ) -> list[Fact]:
        """Whose words it is in, if neither they nor who prints them are known.

        Copies confirm nothing, nor does what only tells again what was told.
        """
        whose = [one for one in mine if one.kind is FactKind.PUBLISHER]
        if self.copied or any((one.kind, one.value) in told for one in whose):
            return []
        surfaces = tuple(dict.fromkeys(hit.surface for hit in self.hits if hit.strength is Strength.STRONG))
        texts = [as_text(one) for one in known.event]
        if tells_nothing_of_its_own(texts, as_told(self.article, self.article), surfaces):
            return []
        return whose[:1]

    @property
    def _before(self) -> str | None:
        """The text that readers may know this one from, if that is not among those that they were told."""
        one = self.former or self.copied_from
        return None if one is None else f"{one.title}\n{one.text}"

    def _is_about(self, name: str, fact: Fact) -> bool:
        """Whether the fact's sentence holds something that the list watches."""
        met = (hit.surface for hit in self.hits if hit.watchlist == name)
        return fact.kind is FactKind.TOPIC or any(surface in fact.sentence for surface in met)

    def _compared(
        self, name: str, told: Sequence[ToldText], elsewhere: Sequence[Article], topics: Collection[str]
    ) -> Comparison:
        """`topics`: those that these readers were told, in whatever spelling."""
        hits = [hit for hit in self.hits if hit.watchlist == name and hit.strength is Strength.STRONG]
        later = replace(
            as_told(self.article, self.article),
            names=tuple(dict.fromkeys(hit.surface for hit in hits)),
            known=tuple(dict.fromkeys(hit.surface for hit in hits if f"{name}/{hit.topic}" in topics)),
        )
        former = None if self.former is None else as_told(self.article, self.former)
        event = [as_text(one) for one in told]
        beside = [as_told(one, one) for one in elsewhere]
        if self.stood:
            beside.append(Told(text=self.stood, language=self.article.language))
        return compared(event, later, former=former, elsewhere=beside)

    def _naming_what_it_corrects(self, fact: Fact, told: Sequence[ToldText]) -> Fact:
        """A correction without a counterpart among the sentences told stands against the headline told last."""
        if fact.earlier or not told or not fact.corrects(edited=self._edited):
            return fact
        return replace(fact, earlier=told[-1].title)


def as_told(article: Article, version: Article | ArticleVersion) -> Told:
    """An article, or a version of it, as statements are compared."""
    return Told(
        title=version.title,
        text=version.text,
        language=article.language,
        publisher=article.publisher,
        address=article.canonical_url,
        published=_published(article, version),
    )


def _published(article: Article, version: Article | ArticleVersion) -> datetime:
    """When a version was published: the first one as its date says, if that is not ahead of the day it was seen."""
    if version.version > 1:
        return version.fetched_at
    dated = article.published_at or article.first_seen_at
    return min(dated, article.first_seen_at + _AHEAD)


def as_text(one: ToldText) -> Told:
    """A text that readers were told of, as statements are compared."""
    return Told(
        title=one.title,
        text=one.text,
        language=one.language,
        publisher=one.publisher,
        address=one.address,
        published=one.published,
    )


def relevant(texts: Sequence[ToldText], article: Article) -> tuple[ToldText, ...]:
    """Of the texts told of an event the last of those that have most to do with the article."""
    mine = _content(f"{article.title}\n{article.text}")
    shares = [len(mine & _content(f"{one.title}\n{one.text}")) for one in texts]
    least = _RELEVANT * max(shares, default=0)
    near = (one for one, share in zip(texts, shares, strict=True) if share >= least)
    return tuple(near)[-MOST_TOLD:]


def same_texts(texts: Sequence[ToldText], article: Article) -> tuple[ToldText, ...]:
    """Of the texts told those that are the article's own, or else begin as it does, below its headline."""
    mine, head = words(article.text), words(article.title)
    whole = tuple(one for one in texts if words(one.text) == mine)
    if whole or not mine:
        return whole
    lead = _lead(article.text)
    return tuple(one for one in texts if words(one.title) == head and _lead(one.text) == lead)


def _lead(text: str) -> tuple[str, ...]:
    return next((one.words for one in sentences(text)), ())


def _content(text: str) -> set[str]:
    return {word for one in sentences(text) for word in one.words if word not in COMMON}
