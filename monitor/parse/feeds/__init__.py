"""Feeds to entries: RSS, RDF, Atom and JSON Feed as they occur in the wild.

In: bytes and what the server said of them. Out: `ParsedFeed`, or a `ParseFailure` that says what the answer is instead.
Terms: docs/explanation/glossary.md.
"""
