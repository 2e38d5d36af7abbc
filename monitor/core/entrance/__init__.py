"""Who may enter the desk: by what name a request comes, where from, with which proof, and what it may do.

In: facts of a request, users, the time. Out: a decision with its reason. Terms: docs/explanation/glossary.md.
"""
