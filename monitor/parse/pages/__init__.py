"""Article pages: a publisher's HTML in, the article's title, text and facts out, and what stands beside it.

In: bytes and what the server said of them. Out: `ExtractedPage`, or a `ParseFailure` with a named reason.
Its room `extractor` alone imports trafilatura. Terms: docs/explanation/glossary.md.
"""
