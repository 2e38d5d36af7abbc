"""What the desk does to files of config/ and to the ledger, apart from how pages look.

In: a store, files, who did what. Out: what was done, in words, and what undoing needs.
Terms: docs/explanation/glossary.md.
"""
