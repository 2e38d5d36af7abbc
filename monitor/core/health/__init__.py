"""Whether the bot does its work, and what of it operators are told.

In: ages and counts, and what operators know. Out: a verdict, a message. Terms: docs/explanation/glossary.md.
"""
