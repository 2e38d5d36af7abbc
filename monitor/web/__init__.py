"""The desk: pages in a browser on which the work is done. Loaded only where it is on.

In: the bot's services, or those of a command beside it. Out: answers to a browser, and actions that call the same steps
as the command line. No statement and no decision of its own. Terms: docs/explanation/glossary.md.
"""
