"""Evidence: how records are chained, what is kept of an answer, and what a look at all of it finds wrong.

In: rows and answers. Out: records, what is to be kept, sentences about what is not as it was sealed.
Terms: docs/explanation/glossary.md.
"""
