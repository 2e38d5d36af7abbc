"""Feedback: an alert judged, and articles that were rejected tried again.

In: a store, watchlists, who says what. Out: pins and entries of the ledger. Terms: docs/explanation/glossary.md.
"""
