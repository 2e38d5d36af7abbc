"""From configured channels to working ones.

A kind of channel is loaded where there is one: all of them together take a tenth of a command's start.
"""

from __future__ import annotations

from collections.abc import Iterable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from monitor.model import config
from monitor.ports import Channel, Devices, Poster

if TYPE_CHECKING:
    from monitor.deliver.render.pages import Printing
    from monitor.deliver.terminal import HtmlHint
    from monitor.model.digests import Digest


_KINDS = ("apprise", "email", "file", "terminal", "webhook")


def load_channels() -> None:
    """Load every kind of channel, for a bot that runs while an update replaces files, and takes new ones on."""
    for kind in (*_KINDS, "chat.channel", "chat.services", "feed.channel", "push.channel"):
        import_module(f"monitor.deliver.{kind}")


def build_channel(
    spec: config.ChannelSpec,
    poster: Poster,
    stream: TextIO,
    html_hint: HtmlHint | None = None,
    printing: Printing | None = None,
    devices: Devices | None = None,
) -> Channel:
    """The channel for one entry of the configuration; nothing is connected or written yet.

    `stream` and `html_hint` are for the terminal: where it prints, and how it learns of a digest's HTML file. Without
    `printing` digests are printed by our templates; without `devices` no browser is told.
    """
    match spec:
        case config.WebhookChannel():
            from monitor.deliver.webhook import WebhookChannel

            return WebhookChannel(spec, poster)
        case config.ChatChannel():
            from monitor.deliver.chat.channel import ChatChannel
            from monitor.deliver.chat.services import service_of

            return ChatChannel(spec, service_of(spec), poster)
        case config.AppriseChannel():
            from monitor.deliver.apprise import AppriseChannel

            return AppriseChannel(spec)
        case config.PushChannel():
            from monitor.deliver.push.channel import PushChannel

            return PushChannel(spec, poster, devices)
        case config.FeedFileChannel():
            from monitor.deliver.feed.channel import FeedChannel

            return FeedChannel(spec)
        case _:
            return _printed(spec, poster, stream, html_hint, printing)


def _printed(
    spec: config.EmailChannel | config.FileChannel | config.TerminalChannel,
    poster: Poster,
    stream: TextIO,
    html_hint: HtmlHint | None,
    printing: Printing | None,
) -> Channel:
    from monitor.deliver.render.pages import OURS

    match spec:
        case config.EmailChannel():
            from monitor.deliver.email import EmailChannel

            return EmailChannel(spec, poster, printing or OURS)
        case config.FileChannel():
            from monitor.deliver.file import FileChannel

            return FileChannel(spec, printing or OURS)
        case config.TerminalChannel():
            from monitor.deliver.terminal import TerminalChannel

            return TerminalChannel(spec, stream, html_hint, printing or OURS)


def build_channels(
    specs: Iterable[config.ChannelSpec],
    poster: Poster,
    stream: TextIO,
    printing: Printing | None = None,
    devices: Devices | None = None,
) -> dict[str, Channel]:
    """All configured channels by name; a terminal says where the file channels put the HTML."""
    specs = tuple(specs)
    hint = html_hint_for(spec.folder for spec in specs if isinstance(spec, config.FileChannel))
    return {spec.name: build_channel(spec, poster, stream, hint, printing, devices) for spec in specs}


def html_hint_for(folders: Iterable[Path]) -> HtmlHint | None:
    """A hint that names the first existing HTML file of a digest in `folders`; None if there are no folders."""
    places = tuple(folders)
    if not places:
        return None
    from monitor.deliver.file import html_path

    def hint(digest: Digest) -> Path | None:
        paths = (html_path(folder, digest) for folder in places)
        return next((path.absolute() for path in paths if path.is_file()), None)

    return hint
