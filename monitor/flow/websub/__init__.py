"""Hubs: which are asked to tell us of what is new in feeds, and what they tell.

In: what feeds offer, and calls at the status port. Out: requests to hubs, feeds that are polled at once.
Terms: docs/explanation/glossary.md.
"""
