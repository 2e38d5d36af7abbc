"""The archive of stored articles, as somebody asks it.

In and out: frozen dataclasses. Terms: docs/explanation/glossary.md.
"""
