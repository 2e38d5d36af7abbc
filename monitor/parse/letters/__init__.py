"""Which letters a language is written with, and how often: evidence of how bytes are encoded.

In: bytes, labels, a language. Out: the encoding under which they make words. Terms: docs/explanation/glossary.md.
"""
