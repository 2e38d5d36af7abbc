"""The doors: who may come in, from where, and what every answer says to the browser.

In: a request. Out: who asks, or a refusal. Terms: docs/explanation/glossary.md.
"""
