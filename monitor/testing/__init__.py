"""Shipped helpers for tests and for the demo: a clock that stands still, a fetcher that follows a script, a channel
that remembers, a store that fails when told to, and a small news site. The site listens on the loopback address only;
the demo reads the folder that it is given; nothing else here touches network, disk or the real clock.

In: a script of what happens. Out: ports that follow it. Terms: docs/explanation/glossary.md.
"""
