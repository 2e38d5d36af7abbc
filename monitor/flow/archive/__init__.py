"""The archive of stored articles: looking through it, and the index by which that is fast.

In: a question, or nothing. Out: an answer, or articles put into the index. Terms: docs/explanation/glossary.md.
"""
