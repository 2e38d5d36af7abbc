"""News: what an article says that the readers of one watchlist were not told of its story.

In: an article with its matches, and the texts that its readers were told. Out: facts, and why the story speaks or not.
Terms: docs/explanation/glossary.md.
"""
