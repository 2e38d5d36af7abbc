"""Retellings: what tells an event again, in own words or in other sentences.

In: statements, and the texts that readers were told. Out: whether all was told, or the hard facts told otherwise.
Terms: docs/explanation/glossary.md.
"""
