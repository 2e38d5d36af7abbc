"""Web Push: what is news, to browsers whose people asked for it (RFC 8030, 8291, 8292).

In: a frozen digest and the browser that it is for. Out: one sealed request to the service of the browser's maker, and
what its answer means. The service learns the time, the length and nothing else. Terms: docs/explanation/glossary.md.
"""
