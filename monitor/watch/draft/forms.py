"""Spellings as a corpus has them: each with all its sightings and with what packs know of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import field
from functools import cache

from monitor.model.ids import Priority
from monitor.model.watch import Kind, MatchText, Strength, Topic, Watchlist
from monitor.records import dataclass
from monitor.watch.draft.capitalised_names import Sighting, capitalised
from monitor.watch.draft.caseless_names import marked
from monitor.watch.draft.text_words import Page, lower_case_words
from monitor.watch.match import compile_watchlists
from monitor.watch.packs import Concept, concept_kinds, english_key, load_pack
from monitor.watch.text import (
    DEMONYMS,
    FACILITY_WORDS,
    SETTLEMENT_WORDS,
    UNIT_WORDS,
    Script,
    bare,
    fold,
    script_of,
    words,
)

MOST_FORMS = 3_000
"""Spellings, the most frequent first, that are grouped; a larger corpus loses only its rarest ones."""
_TITLE_CASE = 0.75
"""Share of capitalised words from which on a headline's capitals say nothing."""
_MARKED_LEAST = 2
_SNIPPET_REACH = 60


@dataclass(slots=True)
class Form:
    """One spelling with all its sightings."""

    text: str
    seen: list[Sighting] = field(default_factory=list)
    concept: str = ""

    @property
    def sure(self) -> bool:
        """Whether it stands anywhere but at the start of a sentence."""
        return any(not one.opening for one in self.seen)


@dataclass(frozen=True, slots=True)
class Known:
    """A concept of a pack."""

    pack: str
    concept: Concept


def known_concepts(packs: Sequence[str]) -> dict[str, Known]:
    """What packs know, by pack and concept; what two packs know is told by the one that is named first."""
    known: dict[str, Known] = {}
    taken: dict[str, str] = {}
    for pack in packs:
        for concept in load_pack(pack):
            keys = [english_key(name.text) for name in concept.names if name.language == "en"]
            key = next((taken[one] for one in keys if one in taken), f"{pack}/{concept.id}")
            if key in known:
                names = (*known[key].concept.names, *concept.names)
                known[key] = Known(known[key].pack, Concept(known[key].concept.id, names))
            else:
                known[key] = Known(pack, concept)
            taken.update((one, key) for one in keys if one not in taken)
    return known


@cache
def recogniser_of(packs: tuple[str, ...]) -> Recogniser:
    """The recogniser of packs, made once per process: packs are data of the program, and all of them take seconds."""
    return Recogniser(known_concepts(packs))


class Recogniser:
    """Finds what packs know."""

    def __init__(self, known: dict[str, Known]) -> None:
        topics = tuple(
            Topic(id=key, name=one.concept.id, kind=Kind.THING, names=one.concept.names) for key, one in known.items()
        )
        self._matcher = compile_watchlists([corpus_watchlist(topics)])

    def concept(self, text: str) -> str:
        """The concept whose name `text` is, whole; empty if none."""
        for hit in self._matcher.match(MatchText(title="", text=text)).hits:
            if hit.strength is Strength.STRONG and hit.start == 0 and hit.end == len(text):
                return hit.topic
        return ""

    def group(self, text: str) -> str:
        """The same, unless it is a place: Lebanese al-Mayadin is no town in Syria."""
        concept = self.concept(text)
        pack, _, name = concept.partition("/")
        return "" if not concept or concept_kinds(pack).get(name) is Kind.PLACE else concept

    def met(self, page: Page) -> list[tuple[str, Sighting]]:
        """Concepts met in scripts without capitals."""
        result = self._matcher.match(MatchText(title="", text=page.text, language=page.language))
        return [
            (
                hit.topic,
                Sighting(
                    text=_without_particles(hit.surface, hit.form),
                    document=page.document,
                    language=page.language,
                    kind=None,
                    snippet=" ".join(page.text[max(0, hit.start - 60) : hit.end + 60].split()),
                    title=page.title,
                ),
            )
            for hit in result.hits
            if hit.strength is Strength.STRONG and script_of(hit.surface) in {Script.ARABIC, Script.HEBREW}
        ]


def _without_particles(surface: str, form: str) -> str:
    """The name as the pack writes it, if the text only joins particles to it."""
    return form if script_of(form) is script_of(surface) else surface


def corpus_watchlist(topics: tuple[Topic, ...]) -> Watchlist:
    """A watchlist for asking the matcher about `topics`."""
    return Watchlist(id="corpus", title="", priority=Priority.NORMAL, topics=topics)


def forms_of(texts: Sequence[MatchText], recogniser: Recogniser) -> list[Form]:
    """The spellings in `texts`, the most frequent first; at most `MOST_FORMS`."""
    lower = lower_case_words(texts)
    forms: dict[str, Form] = {}
    for number, text in enumerate(texts):
        for page in _pages(number, text):
            for sighting in capitalised(page, lower):
                forms.setdefault(sighting.text, Form(sighting.text)).seen.append(sighting)
            covered = set()
            for concept, sighting in recogniser.met(page):
                form = forms.setdefault(sighting.text, Form(sighting.text))
                form.concept = concept
                form.seen.append(sighting)
                covered.add(sighting.text)
            for sighting in marked(page, _marked_kind):
                if not any(known in sighting.text or sighting.text in known for known in covered):
                    forms.setdefault(sighting.text, Form(sighting.text)).seen.append(sighting)
    for form in tuple(forms.values()):
        form.concept = form.concept or recogniser.concept(form.text)
        if not form.concept and (core := _without_whose(form.text)) and (concept := recogniser.group(core)):
            # "Afghan Fatemiyoun Brigade" is what a pack knows without saying whose it is.
            known = forms.setdefault(core, Form(core, concept=concept))
            known.concept = known.concept or concept
            known.seen += form.seen
            del forms[form.text]
    kept = [form for form in forms.values() if form.concept or _stands(form, forms)]
    return sorted(kept, key=lambda form: -len(form.seen))[:MOST_FORMS]


def _without_whose(text: str) -> str:
    """A name without the people it belongs to, "" if it says none."""
    first, _, rest = text.partition(" ")
    return rest if bare(fold(first)) in DEMONYMS else ""


def _pages(number: int, text: MatchText) -> list[Page]:
    pages = [Page(text.text, number, text.language, title=False)]
    if text.title and not _title_case(text.title):
        pages.append(Page(text.title, number, text.language, title=True))
    return pages


def _title_case(title: str) -> bool:
    """Whether capitals say nothing in this headline."""
    long = [word for word in words(title) if len(word) > 3]
    return bool(long) and sum(word[0].isupper() for word in long) / len(long) > _TITLE_CASE


def _marked_kind(folded: str) -> Kind | None:
    if script_of(folded) not in {Script.ARABIC, Script.HEBREW}:
        return None
    stems = (folded, folded.removeprefix("ال"))
    if any(stem in FACILITY_WORDS or stem in SETTLEMENT_WORDS for stem in stems):
        return Kind.PLACE
    return Kind.UNIT if folded in UNIT_WORDS else None


def _stands(form: Form, forms: dict[str, Form]) -> bool:
    if script_of(form.text) in {Script.ARABIC, Script.HEBREW}:
        return len(form.seen) >= _MARKED_LEAST
    if form.sure:
        return True
    return any(other.sure for text, other in forms.items() if other is not form and fold(text) == fold(form.text))
