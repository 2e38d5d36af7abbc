"""Which part of a stored article is put down as an example of a watchlist: as little as comes out alike by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from monitor.core.text import sentence_at, sentence_ends
from monitor.model.articles import Article
from monitor.model.watch import Field, Hit, NearMiss

MOST = 2_000
"""Letters of an example: a list is read by people."""
_AROUND = 1_500


def example_text(article: Article, spots: Sequence[Hit | NearMiss], holds: Callable[[str], bool]) -> str:
    """The sentence of the first mention, its headline, both, or a stretch of the text: the first of which `holds`.

    The sentence, or the headline, where none of them does; "" where the article has neither.
    """
    found = [one for one in dict.fromkeys(_attempts(article, spots)) if one]
    return next((one for one in found if holds(one)), found[0] if found else "")


def _attempts(article: Article, spots: Sequence[Hit | NearMiss]) -> Iterator[str]:
    title, text = _plain(article.title), article.text
    in_text = min((one for one in spots if one.field is Field.TEXT), key=lambda one: one.start, default=None)
    if in_text is None:
        yield title
        yield _joined(title, text[:_AROUND])
        yield _plain(text[:_AROUND])
        return
    start, end = sentence_at(text, in_text.start, sentence_ends(text))
    sentence = _plain(text[start : max(end, in_text.end)])
    yield sentence
    yield title
    yield _joined(title, sentence)
    begin = max(0, in_text.start - _AROUND // 2)
    yield _joined(title, text[begin : in_text.end + _AROUND // 2])


def _joined(title: str, text: str) -> str:
    return _plain(". ".join(part for part in (title, text) if part.strip()))


def _plain(text: str) -> str:
    return " ".join(text.split())[:MOST]
