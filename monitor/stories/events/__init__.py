"""Events: which stories tell one, by words and names, by watched topics and numbers, and by what they mean.

In: what stories are recognised by. Out: links between them, with their evidence.
Terms: docs/explanation/glossary.md.
"""
