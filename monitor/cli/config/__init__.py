"""Commands about the configuration: starter files, schemas, and whether all of it works.

In: files of config/. Out: sentences, JSON, status. Terms: docs/explanation/glossary.md.
"""
