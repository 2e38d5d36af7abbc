"""Which texts of a digest a machine is asked to translate, and what of its answers is taken."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from monitor.core.text import JOINERS, primary_language
from monitor.model.digests import Digest, DigestStory, Quote

MOST_TEXTS = 200
"""Of one digest; what has no translation stands in its own language."""
MOST_LETTERS = 600
"""Of one text; a longer one is no headline and no quoted sentence."""
_LONGER, _SPARE = 4, 100
"""A translation has at most so many times the letters, and some more: Chinese grows most, to about three times."""
_TAG = re.compile(r"[a-z]{2,3}")

Text = tuple[str, str]
"""(language, text)"""


def to_translate(digest: Digest, to: str, spoken: Sequence[str] = ()) -> tuple[Text, ...]:
    """The headlines and quoted sentences in languages that are neither `to` nor `spoken` by the readers, each once.

    Headlines of all stories come first, then sentences, in the order of the digest: time may not be enough for all.
    A text whose language nobody knows stays as it is.
    """
    known = {primary_language(one) for one in (to, *spoken)}
    found: dict[Text, None] = {}
    stories = (*digest.stories, *digest.weak)
    for texts in (_headlines, _sentences):
        for story in stories:
            for tag, text in texts(story):
                language = primary_language(tag)
                if _TAG.fullmatch(language) and language not in known and text.strip() and len(text) <= MOST_LETTERS:
                    found[language, text] = None
    return tuple(found)[:MOST_TEXTS]


def with_translations(digest: Digest, made: Mapping[str, str], to: str) -> Digest:
    """The digest with what was made of its texts, by text."""

    def translated(story: DigestStory) -> DigestStory:
        texts = dict.fromkeys(text for _, text in (*_headlines(story), *_sentences(story)))
        pairs = tuple((text, made[text]) for text in texts if made.get(text))
        return replace(story, translations=pairs, translated_to=to) if pairs else story

    sections = tuple(
        replace(section, stories=tuple(translated(story) for story in section.stories)) for section in digest.sections
    )
    return replace(digest, sections=sections, weak=tuple(translated(story) for story in digest.weak))


def taken(text: str, answer: str) -> str:
    """What a machine made of a text, as one line; "" if it is the text itself, or can be none of it.

    It is outside text as any headline is: controls and what turns directions are left out, and it is cut to a length
    that a translation may have.
    """
    kept = (" " if one.isspace() else one for one in answer[: _most(text) * 2] if one.isspace() or _is_text(one))
    line = " ".join("".join(kept).split())[: _most(text)]
    return "" if line.casefold() == " ".join(text.split()).casefold() else line


def _most(text: str) -> int:
    return _LONGER * len(text) + _SPARE


def _is_text(char: str) -> bool:
    return char in JOINERS or unicodedata.category(char)[0] != "C"


def _headlines(story: DigestStory) -> Iterator[Text]:
    yield story.language, story.title
    if story.original is not None:
        yield story.original.language, story.original.title
    for report in story.reports:
        yield report.language, report.title


def _sentences(story: DigestStory) -> Iterator[Text]:
    said = (fact.sentence for fact in story.new_facts if fact.sentence is not None)
    quotes: tuple[Quote, ...] = (*said, *story.quotes, *story.original_quotes)
    for quote in quotes:
        yield quote.language, quote.text
