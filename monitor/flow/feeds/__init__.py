"""What is known of the feeds beside their polls: how they do, and their rhythm.

In: what the store holds of their entries and polls. Out: notes for operators, figures for metrics, paces for polls.
Terms: docs/explanation/glossary.md.
"""
