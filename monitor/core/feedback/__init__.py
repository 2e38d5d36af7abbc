"""Feedback: which sentence is pinned when somebody judges an alert, and how often spellings are met and rejected.

In: what alerts rest on, what was said of them, stored matches. Out: pins and counts.
Terms: docs/explanation/glossary.md.
"""
