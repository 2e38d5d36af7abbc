"""Trends: how many stories a topic has a day, what is usual for it, and what is met together with it.

In: mentions as they are counted, a zone and the time. Out: figures for people and metrics.
Terms: docs/explanation/glossary.md.
"""
