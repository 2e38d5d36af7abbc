"""A draft watchlist from a corpus: the names its texts hold, grouped across spellings, the most worth watching first.

The groups are made by the matcher itself: two spellings belong together if the one, as a name, finds the other.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from monitor.model.watch import Kind, MatchText, Name
from monitor.records import dataclass
from monitor.watch.draft.capitalised_names import Sighting
from monitor.watch.draft.forms import Form, Known, forms_of, known_concepts, recogniser_of
from monitor.watch.draft.groups import core_of, groups_of, key_of, kind_of, parts_of
from monitor.watch.draft.sources import is_everywhere, is_outlet, names_nothing
from monitor.watch.packs import concept_kinds
from monitor.watch.text import FACILITY_WORDS, GENERAL, Script, bare, fold, script_of, words

MOST_SUGGESTIONS = 100
MOST_SNIPPETS = 3
_WEIGHTS = {
    Kind.UNIT: 1.8,
    Kind.ORGANISATION: 1.2,
    Kind.PLACE: 1.1,
    Kind.PERSON: 0.9,
    Kind.EVENT: 0.9,
    Kind.THING: 0.6,
}
_FACILITY_WEIGHT = 1.5
_ACRONYM_WEIGHT = 1.4
"""A name that newsrooms abbreviate is one that they come back to."""
_ONE_WORD = 0.7
"""A single word names something that is in more stories than those that are looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """One thing that a corpus speaks of."""

    id: str
    name: str
    kind: Kind
    names: tuple[tuple[Name, int], ...]
    """Spellings met, with how often; the most frequent first."""
    short: tuple[tuple[str, int], ...]
    """Shorter forms met that may also mean something else."""
    mentions: int
    documents: int
    snippets: tuple[str, ...]
    pack: str
    """The pack that knows it; empty if none does."""
    pack_names: tuple[Name, ...]
    """What that pack would add."""
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a corpus suggests."""

    documents: int
    suggestions: tuple[Suggestion, ...]
    general: tuple[tuple[str, int], ...]
    """Countries, capitals and the like, left out because they are in so many stories."""
    sources: tuple[tuple[str, int], ...] = ()
    """Agencies, papers and people in by-lines, which tell the stories and are hardly for watching."""


def suggest(texts: Sequence[MatchText], packs: Sequence[str], most: int = MOST_SUGGESTIONS) -> Draft:
    """What `texts` speak of, the most worth watching first, at most `most` names; `packs` lend their knowledge.

    Raises:
        WatchError: there is no such pack.
    """
    texts = _distinct(texts)
    known = known_concepts(packs)
    suggestions: list[Suggestion] = []
    general: list[tuple[str, int]] = []
    sources: list[tuple[str, int]] = []
    for group in groups_of(forms_of(texts, recogniser_of(tuple(packs)))):
        made = _suggestion(group, known)
        if _is_general(group, known):
            general.append((made.name, made.mentions))
        elif _is_a_source(group):
            sources.append((made.name, made.mentions))
        elif made.pack or not all(names_nothing(form.text) for form in group):
            suggestions.append(made)
    suggestions.sort(key=lambda one: (-one.score, one.name))
    return Draft(
        documents=len(texts),
        suggestions=_with_own_ids(suggestions[:most]),
        general=_most_first(general),
        sources=_most_first(sources),
    )


def _most_first(named: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(named, key=lambda one: (-one[1], one[0])))


def _is_a_source(group: Sequence[Form]) -> bool:
    """Whether a group is an outlet, or stands mostly where the teller stands; what packs know may be both."""
    told = sum(len(form.seen) for form in group if is_outlet(form.text))
    if 2 * told >= sum(len(form.seen) for form in group):
        return True
    seen = [sighting.source for form in group for sighting in form.seen]
    return not any(form.concept for form in group) and 2 * sum(seen) > len(seen)


def _distinct(texts: Sequence[MatchText]) -> list[MatchText]:
    """Without copies of the same text: a wire story that ten papers print says nothing ten times."""
    found: dict[str, MatchText] = {}
    for text in texts:
        found.setdefault(" ".join(words(text.text.casefold())) or text.title, text)
    return list(found.values())


def _suggestion(group: list[Form], known: dict[str, Known]) -> Suggestion:
    if not _is_a_source(group):
        # A paper that bears the name of its town is not the town.
        group = [form for form in group if not is_outlet(form.text)]
    group.sort(key=lambda form: (-len(form.seen), -len(form.text), form.text))
    shorter = {part for form in group for part in parts_of(form)}
    full = [form for form in group if key_of(form.text) not in shorter or form.concept] or group
    latin = [form for form in full if script_of(form.text) in {Script.LATIN, Script.CYRILLIC}] or full
    seen = [sighting for form in group for sighting in form.seen]
    concept = next((known[form.concept] for form in group if form.concept), None)
    name = latin[0].text
    kind = _kind_of_pack(concept) or kind_of(group) or Kind.THING
    names = _names(full)
    return Suggestion(
        id=_slug(name) or (_slug(concept.concept.id) if concept else ""),
        name=name,
        kind=kind,
        names=names,
        short=tuple((form.text, len(form.seen)) for form in group if form not in full),
        mentions=len(seen),
        documents=len({sighting.document for sighting in seen}),
        snippets=_snippets(seen),
        pack=concept.pack if concept else "",
        pack_names=_more(concept, names),
        score=_score(seen, full, kind),
    )


def _names(forms: Sequence[Form]) -> tuple[tuple[Name, int], ...]:
    """One name for all spellings that differ in capitals only."""
    found: dict[tuple[str, str], tuple[Name, int]] = {}
    for form in forms:
        language = Counter(sighting.language for sighting in form.seen).most_common(1)[0][0]
        text = f"={form.text}" if form.text.isupper() and form.text.isascii() and len(form.text) > 1 else form.text
        key = (language, fold(text))
        name, count = found.get(key, (Name(text=text, language=language), 0))
        found[key] = name, count + len(form.seen)
    return tuple(sorted(found.values(), key=lambda one: -one[1]))


def _kind_of_pack(known: Known | None) -> Kind | None:
    return None if known is None else concept_kinds(known.pack).get(known.concept.id)


def _more(known: Known | None, names: Sequence[tuple[Name, int]]) -> tuple[Name, ...]:
    if known is None:
        return ()
    have = {fold(name.text) for name, _ in names}
    more: dict[str, Name] = {}
    for name in known.concept.names:
        if fold(name.text) not in have:
            more.setdefault(fold(name.text), name)
    return tuple(more.values())


def _score(seen: Sequence[Sighting], forms: Sequence[Form], kind: Kind) -> float:
    """Many texts, headlines and spellings make a name worth watching; bases and units more than persons."""
    documents = len({sighting.document for sighting in seen})
    headlines = len({sighting.document for sighting in seen if sighting.title})
    weight = _WEIGHTS[kind]
    if kind is Kind.PLACE and any(words(form.text)[-1].lower() in FACILITY_WORDS for form in forms):
        weight = _FACILITY_WEIGHT
    if any(form.text.isupper() for form in forms) and len(forms) > 1:
        weight = max(weight, _ACRONYM_WEIGHT)
    cores = {core_of(form.text) for form in forms}
    if all(" " not in core and not core.isupper() for core in cores):
        weight *= _ONE_WORD
    return weight * (2 * documents + 2 * headlines + 1.5 * len(set(map(fold, cores))) + math.log2(len(seen) + 1))


def _snippets(seen: Sequence[Sighting]) -> tuple[str, ...]:
    """One from each text first."""
    by_document = {sighting.document: sighting.snippet for sighting in reversed(seen) if not sighting.title}
    return tuple(snippet for _, snippet in sorted(by_document.items()))[:MOST_SNIPPETS]


def _is_general(group: Sequence[Form], known: dict[str, Known]) -> bool:
    english = [
        name.text
        for form in group
        if form.concept
        for name in known[form.concept].concept.names
        if name.language == "en"
    ]
    return any(
        is_everywhere(text) or all(bare(fold(word)) in GENERAL for word in words(text))
        for text in (*(f.text for f in group), *english)
    )


def _slug(text: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "").replace("’", "")).strip("-")


def _with_own_ids(suggestions: Sequence[Suggestion]) -> tuple[Suggestion, ...]:
    taken: Counter[str] = Counter()
    found = []
    for one in suggestions:
        base = one.id if one.id[:1].isalpha() else f"topic-{one.id}".rstrip("-")
        taken[base] += 1
        found.append(replace(one, id=base if taken[base] == 1 else f"{base}-{taken[base]}"))
    return tuple(found)
