"""Commands about feeds: listed, added, moved, how they do, and what of them is held back.

In: arguments. Out: lines for people or JSON, and edits of feeds.yaml. Terms: docs/explanation/glossary.md.
"""
