"""How many publishers tell a story independently of each other."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from monitor.model.ids import ArticleId
from monitor.model.stories import Telling


def sources(tellings: Iterable[Telling], families: Mapping[str, str]) -> frozenset[str]:
    """Whose words the articles of a story are: one key for each source that is independent of the others.

    A text and its copies have one source: the agency that any of them names, else the family of who had it first.
    `families` maps a publisher's name to its family's (outlets of one owner); case and spacing do not matter. Names
    that are empty count as one source together, and only if no other is named.
    """
    known = sorted(tellings, key=lambda one: one.article_id)
    by_text: dict[ArticleId, list[Telling]] = {}
    of = {one.article_id: one.copy_of for one in known}
    for one in known:
        by_text.setdefault(_original(one.article_id, of), []).append(one)
    family_of = {_folded(name): _folded(family) for name, family in families.items()}
    found = {_source(copies, family_of) for copies in by_text.values()}
    return frozenset(found - {""} or found)


def independent(tellings: Iterable[Telling], families: Mapping[str, str]) -> int:
    """Number of independent `sources`."""
    return len(sources(tellings, families))


def source_of(publisher: str, agency: str, families: Mapping[str, str]) -> str:
    """Whose words one text is, as in `sources`; "" if nobody is named."""
    return _family(agency or publisher, {_folded(name): _folded(family) for name, family in families.items()})


def _original(article: ArticleId, of: Mapping[ArticleId, ArticleId | None]) -> ArticleId:
    """The first of a chain of copies; ids only ever fall along it. It may be an article that is not given."""
    while (earlier := of.get(article)) is not None and earlier < article:
        article = earlier
    return article


def _source(copies: list[Telling], family_of: Mapping[str, str]) -> str:
    agency = next((one.agency for one in copies if one.agency), "")
    return _family(agency or next((one.publisher for one in copies if one.publisher.strip()), ""), family_of)


def _family(name: str, family_of: Mapping[str, str]) -> str:
    return family_of.get(_folded(name), _folded(name))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
