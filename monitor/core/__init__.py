"""Decisions: old state, new facts, now and settings in; an intent with a named reason out.

Pure: no network, database, disk, clock, random or environment; `now` and ids are arguments. May import the model, the
error tree and text libraries, nothing else of the house.

In: old state and new facts. Out: an intent; each module is one kind of decision. Terms: docs/explanation/glossary.md.
"""
