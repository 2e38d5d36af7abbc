"""What the desk shows, decided: in which state a story is for who looks, what changed between two texts.

In: how stories stand. Out: states, lines, differences. Terms: docs/explanation/glossary.md.
"""
