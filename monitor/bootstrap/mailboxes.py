"""The mailboxes that undeliverable mail comes back to."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.model.config import EmailChannel, Settings
from monitor.ports import Mailbox, Poster


def mailboxes_of(settings: Settings, poster: Poster) -> Mapping[str, Mailbox]:
    """By channel those that are configured; nothing is connected yet, and nothing loaded where there is none."""
    if not any(isinstance(one, EmailChannel) and one.mailbox is not None for one in settings.channels):
        return {}
    from monitor.deliver.mailbox import build_mailboxes  # noqa: PLC0415 - few have one

    return build_mailboxes(settings.channels, poster)
