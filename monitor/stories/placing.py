"""Where an article belongs: to the story of its copies, to one that tells the same event, or to one of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from monitor.model.articles import Article, StoryKnown
from monitor.model.ids import StoryId
from monitor.model.stories import CopyFinding, CopyLabel, CopyRow, Marks, Neighbours, Placement, StoryLink, StorySketch
from monitor.stories.copies import Text, compare
from monitor.stories.grouping import found_by, grown, join, started
from monitor.stories.terms import topic_term

_WHOLE = (CopyLabel.IDENTICAL, CopyLabel.REPRINT)


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
    sketch: StorySketch | None = None
    """Of the story that `story_of_copies` names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """`story_id` None: a story of its own. `placement` None: the story has no sketch to grow, it only takes copies."""

    story_id: StoryId | None
    placement: Placement | None


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
    article, marks, near = facts.article, facts.marks, facts.near
    story_id, evidence = story_of_copies(facts.exact, facts.copies), _copied(facts)
    sketch = facts.sketch
    if story_id is not None and sketch is None:
        return Place(story_id=story_id, placement=None)
    if story_id is None and (joined := join(marks, near, article.language, article.first_seen_at)):
        story_id, evidence = joined.story_id, joined.evidence
        sketch = next(one for one in near.sketches if one.story_id == story_id)
    if sketch is None:
        sketch = started(article.id, marks, near, article.language, article.first_seen_at)
    else:
        sketch = grown(sketch, marks, near, article.language, article.first_seen_at)
    placement = Placement(
        sketch=sketch,
        terms=(*found_by(marks), *(topic_term(topic) for topic in marks.topics)),
        copy=_copy_row(facts),
        links=_links(facts.copies, story_id),
        evidence=evidence,
        waiting=tuple(one.article.id for one in facts.copies if one.article.story_id is None),
        newest_story=near.newest,
    )
    return Place(story_id=story_id, placement=placement)


def _closest(facts: PlaceFacts) -> FoundCopy | None:
    return next((one for one in facts.copies if one.article.story_id is not None), None)


def _copied(facts: PlaceFacts) -> str:
    closest = _closest(facts)
    if closest is not None:
        finding = closest.finding
        label = finding.label.value.replace("_", " ")
        return f"{label} of article {closest.article.id}: shares {finding.of_new:.2f} of its text"
    return f"same text as article {facts.exact.lead_article_id}" if facts.exact else ""


def _copy_row(facts: PlaceFacts) -> CopyRow | None:
    closest = _closest(facts)
    if closest is None:
        return None
    return CopyRow(article_id=facts.article.id, of_article_id=closest.article.id, finding=closest.finding)


def _links(copies: Sequence[FoundCopy], story_id: StoryId | None) -> tuple[StoryLink, ...]:
    """Other stories of which this very text is told: one event under two ids."""
    if story_id is None:
        return ()
    others: dict[StoryId, StoryLink] = {}
    for one in copies:
        other = one.article.story_id
        if other is not None and other != story_id and one.finding.label in _WHOLE:
            evidence = f"{one.finding.label.value} of article {one.article.id}"
            others.setdefault(other, StoryLink(story_id=story_id, other_id=other, evidence=evidence))
    return tuple(others.values())
