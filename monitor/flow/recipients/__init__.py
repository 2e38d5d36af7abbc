"""Recipients: readers who leave, and mail that came back.

In: links that were followed and reports of mail servers. Out: entries in the ledger of what nothing is sent to.
Terms: docs/explanation/glossary.md.
"""
