"""What stands beside a story on its page: boxes by their build, lines by their words.

In: a page's blocks and the element that holds its story. Out: which of them are no story.
Terms: docs/explanation/glossary.md.
"""
