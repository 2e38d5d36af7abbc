"""Several workers on one database.

In and out: values. Terms: docs/explanation/glossary.md.
"""
