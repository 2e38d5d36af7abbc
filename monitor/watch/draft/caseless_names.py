"""Names without capitals, in Arabic and Hebrew letters: the word behind a kind of place or unit."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from monitor.model.watch import Kind
from monitor.watch.draft.capitalised_names import Sighting
from monitor.watch.draft.text_words import Page
from monitor.watch.text import FUNCTION_WORDS, SETTLEMENT_WORDS

_LETTERS_LEAST = 3


def marked(page: Page, is_kind: Callable[[str], Kind | None]) -> Iterator[Sighting]:
    """Names without capitals: the word behind a kind of place, unit or organisation."""
    for at, word in enumerate(page.words[:-1]):
        kind = is_kind(word.folded)
        if kind is None or page.between(at) != " ":
            continue
        settlement = _without_article(word.folded) in SETTLEMENT_WORDS
        last = at + 1 + (page.words[at + 1].folded in _TAKES_MORE and at + 2 < len(page.words))
        first = at + 1 if settlement else at
        if page.words[at + 1].folded in FUNCTION_WORDS or len(page.words[at + 1].folded) < _LETTERS_LEAST:
            continue
        text = page.spelled(first, last)
        yield Sighting(
            text=text,
            document=page.document,
            language=page.language,
            kind=Kind.PLACE if settlement else kind,
            snippet=page.snippet(first, last),
            title=page.title,
        )


_TAKES_MORE = frozenset({"ابو", "ام", "الامام", "دير", "تل", "عين", "ابي", "بني", "אבו", "דיר", "تپه"})


def _without_article(folded: str) -> str:
    return folded[2:] if folded.startswith("ال") and len(folded) > 4 else folded
