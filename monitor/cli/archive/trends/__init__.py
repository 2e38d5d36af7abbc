"""`monitor trends`.

In: which topics, and how far back. Out: figures and sparklines. Terms: docs/explanation/glossary.md.
"""
