"""Routes: whether an alert is told to a subscription, now, later or never.

In: alerts without their texts, the rules of subscriptions, silences, the time. Out: fates with their reasons.
Terms: docs/explanation/glossary.md.
"""
