"""The shell: one file per step of the pipeline (poll, extract, assess, compose, send, upkeep).

Each step loads facts through a port, lets `core`, `watch` or `stories` decide, and saves the intent. No decision is
taken here. Network, database and clock are reached by their ports only.

In: what the engine claimed. Out: saved intents, one outcome for each item. Terms: docs/explanation/glossary.md.
"""
