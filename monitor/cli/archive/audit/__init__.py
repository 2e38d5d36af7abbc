"""`monitor audit`.

In: a watchlist, and what somebody answered. Out: articles that may be misses, and how much is found.
Terms: docs/explanation/glossary.md.
"""
