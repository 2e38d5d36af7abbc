"""How stories belong together beyond one event.

In: stories. Out: what one says of others. Terms: docs/explanation/glossary.md.
"""
