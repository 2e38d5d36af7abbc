"""The desk: what people do by its pages.

In: nothing. Out: values. Terms: docs/explanation/glossary.md.
"""
