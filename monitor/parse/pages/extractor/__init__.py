"""The extractor of articles, trafilatura, and what a page's tree goes through on its way to it.

In: the source of a page. Out: its tree, and the text that the extractor takes for the article's.
The only room that imports trafilatura. Terms: docs/explanation/glossary.md.
"""
