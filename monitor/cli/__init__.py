"""The command line: a room for each kind of work. It asks `bootstrap` for the parts, calls the steps, and prints.

In: what a user typed. Out: lines on the terminal and an exit status. Terms: docs/explanation/glossary.md.
"""
