"""Feedback: alerts judged with one command, and what that says of the watchlists.

In: a story or an alert. Out: pins, entries of the ledger, reports. Terms: docs/explanation/glossary.md.
"""
