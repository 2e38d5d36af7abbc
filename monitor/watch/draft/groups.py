"""Which spellings of a corpus are one name: the matcher says so, or a pack, an acronym, a surname."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from monitor.model.watch import Kind, MatchText, Name, Strength, Topic
from monitor.watch.draft.capitalised_names import is_acronym_of
from monitor.watch.draft.forms import Form, corpus_watchlist
from monitor.watch.match import compile_watchlists
from monitor.watch.packs import english_key
from monitor.watch.text import DEMONYMS, FACILITY_WORDS, Script, bare, fold, script_of, words


class _Union:
    def __init__(self, size: int) -> None:
        self._parent = list(range(size))

    def root(self, item: int) -> int:
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def join(self, one: int, other: int) -> None:
        first, second = sorted((self.root(one), self.root(other)))
        self._parent[second] = first


def groups_of(forms: Sequence[Form]) -> list[list[Form]]:
    """`forms` in groups of spellings of one name."""
    union = _Union(len(forms))
    for one, other in (*_by_matcher(forms), *_by_concept(forms), *_by_acronym(forms)):
        union.join(one, other)
    for one, other in _by_part(forms, union):
        union.join(one, other)
    groups: dict[int, list[Form]] = defaultdict(list)
    for number, form in enumerate(forms):
        groups[union.root(number)].append(form)
    return list(groups.values())


def _by_matcher(forms: Sequence[Form]) -> Iterable[tuple[int, int]]:
    """Spellings that find each other whole, unless packs know them as two things."""
    topics = tuple(
        Topic(id=str(number), name=form.text, kind=Kind.THING, names=(Name(text=form.text),))
        for number, form in enumerate(forms)
    )
    matcher = compile_watchlists([corpus_watchlist(topics)])
    for number, form in enumerate(forms):
        for hit in matcher.match(MatchText(title="", text=form.text)).hits:
            whole = hit.start == 0 and hit.end == len(form.text)
            other = forms[int(hit.topic)]
            apart = form.concept and other.concept and form.concept != other.concept
            if whole and hit.strength is Strength.STRONG and not apart:
                yield number, int(hit.topic)


def _by_concept(forms: Sequence[Form]) -> Iterable[tuple[int, int]]:
    first: dict[str, int] = {}
    for number, form in enumerate(forms):
        if form.concept:
            yield first.setdefault(form.concept, number), number


def _by_acronym(forms: Sequence[Form]) -> Iterable[tuple[int, int]]:
    numbers = {form.text: number for number, form in enumerate(forms)}
    acronyms = [number for number, form in enumerate(forms) if form.text.isupper() and form.text.isalpha()]
    for number in acronyms:
        for other, form in enumerate(forms):
            if " " in form.text and is_acronym_of(forms[number].text, form.text):
                yield other, number
        for sighting in forms[number].seen:
            if sighting.acronym_of in numbers:
                yield numbers[sighting.acronym_of], number


def _by_part(forms: Sequence[Form], union: _Union) -> Iterable[tuple[int, int]]:
    """Lavrov is Sergei Lavrov and Imam Ali is the Imam Ali base, where the corpus leaves no other choice."""
    wholes: dict[str, set[int]] = defaultdict(set)
    for number, form in enumerate(forms):
        for part in parts_of(form):
            wholes[part].add(union.root(number))
    for number, form in enumerate(forms):
        roots = wholes.get(key_of(form.text), set()) - {union.root(number)}
        if len(roots) == 1 and not form.concept:
            yield next(iter(roots)), number


def parts_of(form: Form) -> set[str]:
    """Shorter forms by which a text goes on speaking of the same."""
    parts = words(form.text)
    found: set[str] = set()
    if len(parts) < 2:
        return found
    if parts[-1].lower() in FACILITY_WORDS:
        found.add(key_of(" ".join(parts[:-1])))
        if len(parts) > 3 and parts[-2].islower():
            found.add(key_of(" ".join(parts[:-2])))
    elif kind_of([form]) is Kind.PERSON:
        found.add(key_of(parts[-1]))
    if parts[0].lower() in DEMONYMS:
        found.add(key_of(" ".join(parts[1:])))
    if len(parts[0]) >= 3 and parts[0].lower() not in DEMONYMS:
        found.add(key_of(parts[0]))
    return found - {key_of(form.text)}


def core_of(text: str) -> str:
    """A name without whose it is: Hezbollah of Lebanese Hezbollah."""
    first, _, rest = text.partition(" ")
    return rest if rest and first.lower() in DEMONYMS else text


def key_of(text: str) -> str:
    """The same for spellings that differ in signs, articles and capitals only."""
    return english_key(text) if script_of(text) is Script.LATIN else " ".join(bare(fold(word)) for word in words(text))


def kind_of(group: Sequence[Form]) -> Kind | None:
    """What most sightings say it is; two or more capitalised words that nothing is said of are a person."""
    votes = Counter(sighting.kind for form in group for sighting in form.seen if sighting.kind is not None)
    if votes:
        return votes.most_common(1)[0][0]
    two_names = [form for form in group if _like_a_person(form.text)]
    return Kind.PERSON if two_names else None


def _like_a_person(text: str) -> bool:
    parts = words(text)
    plain = all(part[0].isupper() and not part.isupper() for part in (parts[0], parts[-1]))
    return 2 <= len(parts) <= 4 and plain and "of" not in parts
