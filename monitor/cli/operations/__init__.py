"""Commands for who runs the bot: run it, once or for good, ask how it is, and look after its database.

In: arguments and signals. Out: a bot that runs, sentences, status. Terms: docs/explanation/glossary.md.
"""
