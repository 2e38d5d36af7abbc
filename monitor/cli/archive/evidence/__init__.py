"""Evidence: whether all is as it was sealed, the same matches again from what is kept, and files for others.

In: the numbers of alerts. Out: sentences, status, files. Terms: docs/explanation/glossary.md.
"""
