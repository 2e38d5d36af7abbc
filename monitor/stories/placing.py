"""Where an article belongs: to the story of its copies, to one that tells the same event, or to one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from monitor.model.articles import Article, StoryKnown
from monitor.model.ids import StoryId
from monitor.model.stories import CopyFinding, CopyLabel, CopyRow, Marks, Neighbours, Placement, StoryLink, StorySketch
from monitor.records import dataclass
from monitor.stories.copies import LONG_SHARE, Text, compare
from monitor.stories.events.grouping import across, found_by, grown, join, started
from monitor.stories.events.linking import link_of
from monitor.stories.terms import topic_term

SURE_AT = 0.25
"""Similarity from which an article that just came is taken for another telling of an event.

Twice what links stories later, when there is more to compare (`linking.LINKS_AT`): readers may not hear of it.
"""
_MOST_LIKELY = 3
WHOLE = (CopyLabel.IDENTICAL, CopyLabel.REPRINT)
"""Copies that tell all that the other tells."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundCopy:
    """An earlier article with text in common."""

    article: Article
    finding: CopyFinding

    @property
    def row(self) -> tuple[float, float, int]:
        """Sorts the closest first; of equals the oldest."""
        both = min(self.finding.of_new, self.finding.of_old)
        return (-both, -max(self.finding.of_new, self.finding.of_old), self.article.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """What deciding an article's place needs."""

    article: Article
    marks: Marks
    copies: tuple[FoundCopy, ...]
    """The closest first."""
    exact: StoryKnown | None
    """The story of a text with the same content key."""
    near: Neighbours
    """Stories that may tell the same event; not asked for where copies tell the story."""
    sketch: StorySketch | None = None
    """Of the story that an edited article stays in, else of the one that `story_of_copies` names."""
    events: bool = True
    """Whether it is asked which event the article tells, in its own words."""
    languages: bool = True
    """Whether that may be one told in another language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where an article belongs."""

    story_id: StoryId | None
    """None: a story of its own."""
    placement: Placement
    evidence: str
    """In words, with what would have kept it apart; "" for a story of its own."""
    known: StoryKnown | None = None
    """The story, if looking for equal texts already told what is known of it."""


def found_copies(article: Article, others: Iterable[Article]) -> tuple[FoundCopy, ...]:
    """Those of the other articles that have a good part of the text in common, the closest first."""
    text = Text.of(article.text or article.title)
    pairs = ((other, compare(text, Text.of(other.text or other.title))) for other in others)
    found = [FoundCopy(article=other, finding=finding) for other, finding in pairs if finding is not None]
    return tuple(sorted(found, key=lambda one: one.row))


def story_of_copies(exact: StoryKnown | None, copies: Sequence[FoundCopy]) -> StoryId | None:
    """The story that an exact copy belongs to, else that of the closest copy that belongs to one."""
    if exact is not None:
        return exact.id
    return next((one.article.story_id for one in copies if one.article.story_id is not None), None)


def decide_place(facts: PlaceFacts) -> Place:
    """Copies first: common text is proof, common words are a guess."""
    article, marks, sketch = facts.article, facts.marks, facts.sketch
    story_id, evidence = story_of_copies(facts.exact, facts.copies), _copied(facts)
    placement = Placement(copy=_copy_row(facts), links=_links(facts.copies, story_id))
    if not facts.events:
        return Place(story_id=story_id, placement=placement, evidence=evidence, known=facts.exact)
    if story_id is None and (joined := join(marks, facts.near, article.first_seen_at)):
        story_id, evidence = joined.story_id, joined.evidence
        sketch = next(one for one in facts.near.sketches if one.story_id == story_id)
    if sketch is not None:
        sketch = grown(sketch, marks, article.language, article.first_seen_at)
    else:
        sketch = started(article.id, marks, article.language, article.first_seen_at)
    if story_id is None:
        placement = replace(placement, links=_events(facts, sketch))
        evidence = "; ".join(f"same event as story {one.other_id:04x}: {one.evidence}" for one in placement.links)
    placement = replace(placement, sketch=sketch, terms=_terms(marks))
    return Place(story_id=story_id, placement=placement, evidence=evidence, known=facts.exact)


def _events(facts: PlaceFacts, own: StorySketch) -> tuple[StoryLink, ...]:
    """From the story that the article begins to one that tells the same event: by words, else across languages."""
    near, article = facts.near, facts.article
    youngest = replace(own, story_id=StoryId(max((one.story_id for one in near.sketches), default=0) + 1))
    if by_words := link_of(youngest, near.sketches, dict(near.frequencies), SURE_AT):
        return (replace(by_words, story_id=own.story_id),)
    if not facts.languages:
        return ()
    other = across(facts.marks, near, article.language, article.first_seen_at)
    # By topics alone it is too early to say: what shares more of them may come yet (`linking.linked_across`).
    if other is None or not other.numbers:
        return ()
    return (StoryLink(story_id=own.story_id, other_id=other.story_id, evidence=other.evidence),)


def likely_stories(facts: PlaceFacts, place: Place) -> tuple[StoryId, ...]:
    """Those that an article may tell again which is linked to none, the likeliest first; `retold_story` decides.

    A brief has too few words to be like anything: what is watched in both is enough to look.
    """
    own = place.placement.sketch
    if own is None or place.story_id is not None or place.placement.links:
        return ()
    topics, words = set(own.topics), {term for term, _ in own.words}
    near = [one for one in facts.near.sketches if not topics.isdisjoint(one.topics)]
    near.sort(key=lambda one: (-sum(term in words for term, _ in one.words), -one.story_id))
    return tuple(one.story_id for one in near[:_MOST_LIKELY])


def with_link(place: Place, story_id: StoryId, said: str) -> Place:
    """The place of an article that tells again what that story told; `said`: by what that is known."""
    link = StoryLink(story_id=StoryId(0), other_id=story_id, evidence=said)
    evidence = f"same event as story {story_id:04x}: {said}"
    return replace(place, placement=replace(place.placement, links=(link,)), evidence=evidence)


def begun(article: Article, marks: Marks) -> Place:
    """A story of its own, linked to none."""
    sketch = started(article.id, marks, article.language, article.first_seen_at)
    return Place(story_id=None, placement=Placement(sketch=sketch, terms=_terms(marks)), evidence="")


def stays(facts: PlaceFacts, story_id: StoryId) -> Place:
    """The place of an article that was edited: where it was, though it may be a copy of another text by now.

    If nobody watched the story before this version, it has to be recognised from now on.
    """
    article, marks = facts.article, facts.marks
    earlier = (one for one in facts.copies if one.article.story_id == story_id and one.article.id < article.id)
    mine = next(earlier, None)
    copy = CopyRow(article_id=article.id, of_article_id=mine.article.id, finding=mine.finding) if mine else None
    placement = Placement(copy=copy)
    if facts.events and facts.sketch is None:
        sketch = started(article.id, marks, article.language, article.first_seen_at)
        placement = replace(placement, sketch=sketch, terms=_terms(marks))
    return Place(story_id=story_id, placement=placement, evidence="edited")


def _terms(marks: Marks) -> tuple[int, ...]:
    return (*found_by(marks), *(topic_term(topic) for topic in marks.topics))


def _closest(facts: PlaceFacts) -> FoundCopy | None:
    return next((one for one in facts.copies if one.article.story_id is not None), None)


def _copied(facts: PlaceFacts) -> str:
    closest = _closest(facts)
    if closest is not None:
        finding = closest.finding
        label = finding.label.value.replace("_", " ")
        equal = f"{finding.equal} of {finding.sentences} sentences word for word{_differing(finding)}"
        return (
            f"{label} of article {closest.article.id} ({_who(closest.article)}): {equal}; "
            f"{_percent(finding.of_new)} of this text stands there, "
            f"{_percent(finding.of_old)} of that one here; below {LONG_SHARE:.0%} they would be apart"
        )
    return f"same text as article {facts.exact.lead_article_id}" if facts.exact else ""


def _differing(finding: CopyFinding) -> str:
    return f", differs: {'; '.join(finding.differs)}" if finding.differs else ""


def _percent(share: float) -> str:
    """Never "100%" of what is not all."""
    return "100%" if share == 1 else f"{min(share, 0.99):.0%}"


def _who(article: Article) -> str:
    return article.publisher or article.canonical_url or "no publisher"


def _copy_row(facts: PlaceFacts) -> CopyRow | None:
    closest = _closest(facts)
    if closest is None:
        return None
    return CopyRow(article_id=facts.article.id, of_article_id=closest.article.id, finding=closest.finding)


def _links(copies: Sequence[FoundCopy], story_id: StoryId | None) -> tuple[StoryLink, ...]:
    """Other stories of which this very text is told: one event under two ids.

    What is a reprint of two stories is none: they came apart because something watched differs in one form.
    """
    if story_id is None:
        return ()
    others: dict[StoryId, StoryLink] = {}
    for one in copies:
        other = one.article.story_id
        if other is not None and other != story_id and one.finding.label is CopyLabel.IDENTICAL:
            evidence = f"{one.finding.label.value} of article {one.article.id}"
            others.setdefault(other, StoryLink(story_id=story_id, other_id=other, evidence=evidence))
    return tuple(others.values())
