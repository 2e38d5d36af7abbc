"""Engines carry due work from the store to the steps of `flow`; they hold no truth and decide nothing.

In: the steps and their ports. Out: steps that run when work is due, within bounds.
Terms: docs/explanation/glossary.md.
"""
