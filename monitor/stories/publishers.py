"""How many publishers tell a story independently of each other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set

from monitor.model.ids import ArticleId
from monitor.model.stories import Telling


def independent(tellings: Iterable[Telling], families: Mapping[str, str]) -> int:
    """In how many sources the articles of a story are, each independent of the others and printed by another house.

    A text and its copies have one source: the agency that any of them names, else the family of who had it first. What
    one newsroom prints of agencies and writes itself is one: a reader has it all from there. `families` maps a
    publisher's name to its family's (outlets of one owner); case and spacing do not matter. Names that are empty count
    as one source together, and only if no other is named.
    """
    known = sorted(tellings, key=lambda one: one.article_id)
    by_text: dict[ArticleId, list[Telling]] = {}
    of = {one.article_id: one.copy_of for one in known}
    for one in known:
        by_text.setdefault(_original(one.article_id, of), []).append(one)
    family_of = {_folded(name): _folded(family) for name, family in families.items()}
    printed: defaultdict[str, set[str]] = defaultdict(set)
    for copies in by_text.values():
        outlets = [_family(one.publisher, family_of) for one in copies]
        agency = next((one.agency for one in copies if one.agency), "")
        source = _family(agency, family_of) if agency else next((one for one in outlets if one), "")
        printed[source].update(outlets)
    if len(printed) > 1:
        printed.pop("", None)
    return _paired(printed)


def source_of(publisher: str, agency: str, families: Mapping[str, str]) -> str:
    """Whose words one text is, as `independent` counts them; "" if nobody is named."""
    return _family(agency or publisher, {_folded(name): _folded(family) for name, family in families.items()})


def _paired(printed: Mapping[str, Set[str]]) -> int:
    """How many of the sources can have an outlet each: a largest matching of the two, by augmenting paths."""
    source_of_outlet: dict[str, str] = {}

    def finds(source: str, tried: set[str]) -> bool:
        for outlet in sorted(printed[source] - tried):
            tried.add(outlet)
            if outlet not in source_of_outlet or finds(source_of_outlet[outlet], tried):
                source_of_outlet[outlet] = source
                return True
        return False

    return sum(finds(source, set()) for source in sorted(printed))


def _original(article: ArticleId, of: Mapping[ArticleId, ArticleId | None]) -> ArticleId:
    """The first of a chain of copies; ids only ever fall along it. It may be an article that is not given."""
    while (earlier := of.get(article)) is not None and earlier < article:
        article = earlier
    return article


def _family(name: str, family_of: Mapping[str, str]) -> str:
    return family_of.get(_folded(name), _folded(name))


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
