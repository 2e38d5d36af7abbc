"""Logs, metrics and health: what an operator looks at. Listens on a loopback port; touches no database itself.

In: counts and facts of the store. Out: log lines, metrics, the answer of the health page.
Terms: docs/explanation/glossary.md.
"""
