"""The lines of a digest: which article speaks for a story, what is quoted of it, and why the line is there.

In: a window's alerts with their articles. Out: `DigestStory` values in the order in which they are shown.
Terms: docs/explanation/glossary.md.
"""
