"""Steps that see which stories continue earlier ones.

In: watched stories. Out: chains in the store. Terms: docs/explanation/glossary.md.
"""
