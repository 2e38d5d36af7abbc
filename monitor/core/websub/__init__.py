"""WebSub: which hub is asked for what, whom we believe, and when a feed is polled that has one.

In: what feeds, hubs and callers say; subscriptions as they are. Out: subscriptions as they are to be, answers, times.
Source: WebSub, W3C Recommendation, 23 January 2018. Terms: docs/explanation/glossary.md.
"""
