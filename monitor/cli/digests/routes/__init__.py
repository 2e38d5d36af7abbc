"""Commands about who is told what: silences, and the way of one story.

In: arguments. Out: lines for people or JSON, and edits of silences.yaml. Terms: docs/explanation/glossary.md.
"""
