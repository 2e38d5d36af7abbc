"""How many publishers tell a story independently of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from monitor.model.ids import ArticleId
from monitor.model.stories import Telling


def independent(tellings: Iterable[Telling], families: Mapping[str, str]) -> int:
    """In how many sources the articles of a story are, each independent of the others.

    A text and its copies have one source: the agency that any of them names, else the family of who had it first. An
    agency that only newsrooms print which tell the story in their own words too is one with one of these: what readers
    have is that newsroom, and where it got it from. `families` maps a publisher's name to its family's (outlets of one
    owner); case and spacing do not matter. Names that are empty count as one source together, and only if no other is
    named.
    """
    known = sorted(tellings, key=lambda one: one.article_id)
    by_text: dict[ArticleId, list[Telling]] = {}
    of = {one.article_id: one.copy_of for one in known}
    for one in known:
        by_text.setdefault(_original(one.article_id, of), []).append(one)
    family_of = {_folded(name): _folded(family) for name, family in families.items()}
    own: set[str] = set()
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for copies in by_text.values():
        outlets = [_family(one.publisher, family_of) for one in copies if one.publisher.strip()]
        if agency := next((one.agency for one in copies if one.agency), ""):
            printed[_family(agency, family_of)].update(outlets)
        else:
            own.add(outlets[0] if outlets else "")
    found = own | printed.keys()
    return len(found - {""} or found) - _one_with(own, printed)


def source_of(publisher: str, agency: str, families: Mapping[str, str]) -> str:
    """Whose words one text is, as `independent` counts them; "" if nobody is named."""
    return _family(agency or publisher, {_folded(name): _folded(family) for name, family in families.items()})


def _one_with(own: Set[str], printed: Mapping[str, Set[str]]) -> int:
    """How many agencies have a newsroom that prints them and tells the story itself, each a newsroom of its own.

    Only agencies that nobody else prints are asked for: what another paper has of them is from elsewhere.
    """
    newsroom_of: dict[str, str] = {}

    def finds(agency: str, tried: set[str]) -> bool:
        for outlet in sorted(printed[agency] - tried):
            tried.add(outlet)
            if outlet not in newsroom_of or finds(newsroom_of[outlet], tried):
                newsroom_of[outlet] = agency
                return True
        return False

    asked = (one for one in sorted(printed) if one not in own and printed[one] and printed[one] <= own)
    return sum(finds(one, set()) for one in asked)


def _original(article: ArticleId, of: Mapping[ArticleId, ArticleId | None]) -> ArticleId:
    """The first of a chain of copies; ids only ever fall along it. It may be an article that is not given."""
    while (earlier := of.get(article)) is not None and earlier < article:
        article = earlier
    return article


def _family(name: str, family_of: Mapping[str, str]) -> str:
    return family_of.get(_folded(name), _folded(name))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
