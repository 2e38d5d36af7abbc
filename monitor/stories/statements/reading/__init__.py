"""Texts and sentences taken apart: words at a glance, and what a sentence states when it is asked for.

In: a text as it was told. Out: its lines, and their statements. Terms: docs/explanation/glossary.md.
"""
