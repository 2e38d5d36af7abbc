"""An edit of a watchlist tried on stored articles: what it does to each, and what that comes to.

In: what the matcher says before and after. Out: counts, examples, and whether a gate lets it pass.
Terms: docs/explanation/glossary.md.
"""
