"""The words by which newsrooms mark what is not their story: beside it, or in its place.

In: nothing. Out: tables of phrases, for patterns. Terms: docs/explanation/glossary.md.
"""
