"""How news of a feed reaches us: when to come for it, and who tells of it.

In and out: nothing but what polls and the store hand on. Terms: docs/explanation/glossary.md.
"""
