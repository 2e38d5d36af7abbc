"""Sections of the files as the domain's types, every reference and secret resolved.

In: validated models and the secret reader. Out: `monitor.model.config` and watchlists, or findings.
"""

from monitor.settings.build.channels import ChannelBuilder
from monitor.settings.build.feeds import build_families, build_feeds, publisher_of, same_feed_key
from monitor.settings.build.secrets import SecretReader, read_secret_file
from monitor.settings.build.sections import fetch_of, polling_of, sandbox_of, server_of, storage_of, stories_of
from monitor.settings.build.subscriptions import References, build_subscriptions, channel_types
from monitor.settings.build.watchlists import Loaded, build_watchlist, check_canaries

__all__ = [
    "ChannelBuilder",
    "Loaded",
    "References",
    "SecretReader",
    "build_families",
    "build_feeds",
    "build_subscriptions",
    "build_watchlist",
    "channel_types",
    "check_canaries",
    "fetch_of",
    "polling_of",
    "publisher_of",
    "read_secret_file",
    "same_feed_key",
    "sandbox_of",
    "server_of",
    "storage_of",
    "stories_of",
]
