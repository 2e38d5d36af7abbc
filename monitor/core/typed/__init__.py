"""What people type, read: moments, and filters of a question.

In: texts. Out: values, or what is wrong with a text as a sentence. Terms: docs/explanation/glossary.md.
"""
