"""What is kept to prove an alert: pages as they were answered, texts as they were matched, and the chain of records.

In and out: values that nobody changes. Terms: docs/explanation/glossary.md.
"""
