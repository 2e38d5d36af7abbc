"""The terms of stored articles, for the index of the archive."""

from __future__ import annotations

from typing import Any

from monitor.store.schema import article

SOURCE = (
    article.c.id,
    article.c.title,
    article.c.text,
    article.c.language,
    article.c.publisher,
    article.c.first_seen_at,
)
"""What is read of an article for them."""


def terms_of(row: Any) -> frozenset[str]:
    """The terms of an article, read as `SOURCE`; of a text that its reading stumbles over only those of what it is."""
    from monitor import watch  # noqa: PLC0415 - the matcher, which most commands that open a store do not need

    try:
        words = watch.archive_terms(row.title, row.text, row.language)
    except Exception:  # noqa: BLE001 - a bug here may cost the search of a text, not the text
        words = frozenset()
    return words | watch.about_terms(row.publisher, row.language, row.first_seen_at)
