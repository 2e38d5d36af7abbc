"""Which element of a page holds its story.

In: a page's blocks and what the extractor found. Out: the element with the story, and the parts in which it goes on.
Terms: docs/explanation/glossary.md.
"""
