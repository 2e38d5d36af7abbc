"""The only outbound HTTP for feeds, pages and webhooks: everything a peer can do ends as a value with a named reason.

The room judges every address before it connects, connects to the judged address only, follows redirects by hand,
bounds time and size of every answer, and keeps the hosts' pace and their robots.txt. It may use the network and
deadlines; it touches no database, no disk and no environment (no proxy, no `.netrc`, no cookies).

In: a request and who may be reached. Out: an answer that may be used, or a failure with a reason.
Terms: docs/explanation/glossary.md.
"""
