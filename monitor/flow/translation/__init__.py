"""Translation by a machine of the user's choice: between composing a digest and freezing it, and never waited for long.

In: a digest. Out: the same with translations, as far as there are some. Terms: docs/explanation/glossary.md.
"""
