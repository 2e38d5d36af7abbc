"""What pages are made with: one way to say what a page reads, shows, and does.

In: what rooms of pages declare. Out: routes, their JSON twins, and the description of them all.
Terms: docs/explanation/glossary.md.
"""
