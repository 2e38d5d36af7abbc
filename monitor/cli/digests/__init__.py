"""Commands about what is told: digests, their deliveries, who is told of a story, and exports.

In: arguments. Out: lines for people or JSON, and what the bot then sends. Terms: docs/explanation/glossary.md.
"""
