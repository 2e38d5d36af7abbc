"""The audit of misses: what was not found and reads like what was, and how much may be missing.

In: articles with what was met in them, and answers of people. Out: lines to look at, and an estimate with its bounds.
Terms: docs/explanation/glossary.md.
"""
