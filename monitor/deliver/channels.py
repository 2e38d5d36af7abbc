"""From configured channels to working ones."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TextIO

from monitor.deliver.apprise import AppriseChannel
from monitor.deliver.chat.channel import ChatChannel
from monitor.deliver.chat.services import service_of
from monitor.deliver.email import EmailChannel
from monitor.deliver.feed.channel import FeedChannel
from monitor.deliver.file import FileChannel, html_path
from monitor.deliver.render.pages import OURS, Printing
from monitor.deliver.terminal import HtmlHint, TerminalChannel
from monitor.deliver.webhook import WebhookChannel
from monitor.model import config
from monitor.model.digests import Digest
from monitor.ports import Channel, Poster


def build_channel(
    spec: config.ChannelSpec,
    poster: Poster,
    stream: TextIO,
    html_hint: HtmlHint | None = None,
    printing: Printing = OURS,
) -> Channel:
    """The channel for one entry of the configuration; nothing is connected or written yet.

    `stream` and `html_hint` are for the terminal: where it prints, and how it learns of a digest's HTML file.
    """
    match spec:
        case config.EmailChannel():
            return EmailChannel(spec, poster, printing)
        case config.WebhookChannel():
            return WebhookChannel(spec, poster)
        case config.ChatChannel():
            return ChatChannel(spec, service_of(spec), poster)
        case config.AppriseChannel():
            return AppriseChannel(spec)
        case config.FileChannel():
            return FileChannel(spec, printing)
        case config.FeedFileChannel():
            return FeedChannel(spec)
        case config.TerminalChannel():
            return TerminalChannel(spec, stream, html_hint, printing)


def build_channels(
    specs: Iterable[config.ChannelSpec], poster: Poster, stream: TextIO, printing: Printing = OURS
) -> dict[str, Channel]:
    """All configured channels by name; a terminal says where the file channels put the HTML."""
    specs = tuple(specs)
    hint = html_hint_for(spec.folder for spec in specs if isinstance(spec, config.FileChannel))
    return {spec.name: build_channel(spec, poster, stream, hint, printing) for spec in specs}


def html_hint_for(folders: Iterable[Path]) -> HtmlHint | None:
    """A hint that names the first existing HTML file of a digest in `folders`; None if there are no folders."""
    places = tuple(folders)
    if not places:
        return None

    def hint(digest: Digest) -> Path | None:
        paths = (html_path(folder, digest) for folder in places)
        return next((path.absolute() for path in paths if path.is_file()), None)

    return hint
