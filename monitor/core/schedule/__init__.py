"""When subscriptions are told: by the clock (`slots`), and at once (`at_once`).

In: rules, the time, and what waits. Out: what is due. Terms: docs/explanation/glossary.md.
"""
