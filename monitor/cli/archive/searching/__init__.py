"""`monitor search`.

In: a question and filters. Out: articles, with what was found in them marked. Terms: docs/explanation/glossary.md.
"""
