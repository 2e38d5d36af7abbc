"""`monitor watchlist try` and `tell`.

In: a watchlist and a time. Out: what it would do to stored articles. Terms: docs/explanation/glossary.md.
"""
