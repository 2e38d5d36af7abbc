"""Commands about watchlists: drafted, tried on texts and on the archive, judged, and what they may add.

In: arguments, texts. Out: lines for people or JSON, and edits of watchlists. Terms: docs/explanation/glossary.md.
"""
