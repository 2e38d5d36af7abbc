"""Commands that ask what was read: one address, one story, questions to all, and what proves an alert.

In: questions. Out: lines for people or JSON, files for others. Terms: docs/explanation/glossary.md.
"""
