"""Words that tell statements apart, and numbers that count nothing: one reviewed file a language.

In: a language. Out: what a word may say: a state, a cue, a serial mark. Terms: docs/explanation/glossary.md.
"""
