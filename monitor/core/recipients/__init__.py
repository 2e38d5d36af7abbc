"""Recipients: addresses that are sent nothing more, links by which their readers leave, and how much each gets.

In: what servers and readers said, with the ledger of the store. Out: what is sent, kept back or put off.
Terms: docs/explanation/glossary.md.
"""
