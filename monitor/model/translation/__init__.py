"""Machine translation: what is asked of a translator of the user's choice, and what came of it.

In and out: plain values. Terms: docs/explanation/glossary.md.
"""
