"""Entries: what makes one the item it is, and which of an answer's are news.

In: the entries of an answer and those known. Out: which are new, changed, held, and why.
Terms: docs/explanation/glossary.md.
"""
