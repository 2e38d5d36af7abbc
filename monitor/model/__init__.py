"""Domain types and ids: frozen, slotted dataclasses; times are aware UTC and refused otherwise.

Three shapes per noun where it pays: what the source said (`EntryData`), what a decision needs (`EntryKnown`),
what to write (`EntryIntent`).

In: values. Out: the nouns of the program, which every room may use. Touches nothing.
Terms: docs/explanation/glossary.md.
"""
