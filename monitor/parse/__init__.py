"""Bytes in, model out: feeds, article pages, dates, links, languages and clean text.

Pure: no network, no disk, no clock, no environment. Every function may be handed anything a stranger can put on a
web server; what cannot be used comes back as a `ParseFailure` with a named reason. Because the libraries below
(feedparser, trafilatura, lxml) can still be stalled or blown up by small inputs, the room is meant to run inside the
worker processes of `monitor.sandbox`. feedparser and trafilatura are imported nowhere else.

In: bytes and what the server said of them. Out: `ParsedFeed`, `ExtractedPage`, or a `ParseFailure`.
Terms: docs/explanation/glossary.md.
"""
