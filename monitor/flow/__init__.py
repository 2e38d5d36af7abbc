"""The shell: one file per step of the pipeline (poll, extract, assess, compose, send, upkeep).

Each step loads facts through a port, lets `core`, `watch` or `stories` decide, and saves the intent. No decision is
taken here. Network, database and clock are reached by their ports only.

What the engine's lanes need is loaded when there is something to do: a cycle without news judges and sends nothing.

In: what the engine claimed. Out: saved intents, one outcome for each item. Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.flow.assess import assess_articles as assess_articles
    from monitor.flow.assess import assess_broke as assess_broke
    from monitor.flow.extract import extract_broke as extract_broke
    from monitor.flow.extract import extract_entry as extract_entry
    from monitor.flow.linking import link_watched as link_watched
    from monitor.flow.poll import poll_broke as poll_broke
    from monitor.flow.poll import poll_feed as poll_feed
    from monitor.flow.poll import save_polls as save_polls
    from monitor.flow.send import deliver as deliver
    from monitor.flow.send import deliver_broke as deliver_broke

__getattr__ = lazy_face(
    __name__,
    {
        "assess_articles": "assess",
        "assess_broke": "assess",
        "extract_broke": "extract",
        "extract_entry": "extract",
        "link_watched": "linking",
        "poll_broke": "poll",
        "poll_feed": "poll",
        "save_polls": "poll",
        "deliver": "send",
        "deliver_broke": "send",
    },
)
