"""Keeping what proves an alert: answers while they wait for a judgement, texts and watchlists with the alert.

In: answers, judgements, the configuration. Out: what the store is to keep. Terms: docs/explanation/glossary.md.
"""
