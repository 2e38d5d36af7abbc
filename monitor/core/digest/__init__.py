"""Digests: which stories go in, which article speaks for each, what is quoted of it, and the figures beside them.

In: a window's alerts with their articles. Out: a frozen `Digest` with its outbox rows.
Terms: docs/explanation/glossary.md.
"""
