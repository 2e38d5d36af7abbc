"""Whether a sentence that is equal otherwise tells of another thing, or another deed.

In: two sentences, and the words of both texts. Out: what was put for what. Terms: docs/explanation/glossary.md.
"""
