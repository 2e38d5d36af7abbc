"""Sections of the files as the domain's types, every reference and secret resolved.

In: validated models and the secret reader. Out: `monitor.model.config` and watchlists, or findings.
Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.settings.build.channels import ChannelBuilder as ChannelBuilder
    from monitor.settings.build.database import named_database as named_database
    from monitor.settings.build.desk import desk_of as desk_of
    from monitor.settings.build.feeds import build_families as build_families
    from monitor.settings.build.feeds import build_feeds as build_feeds
    from monitor.settings.build.feeds import feeds_in as feeds_in
    from monitor.settings.build.feeds import publisher_of as publisher_of
    from monitor.settings.build.feeds import same_feed_key as same_feed_key
    from monitor.settings.build.feeds import twice as twice
    from monitor.settings.build.operator import operator_of as operator_of
    from monitor.settings.build.outlet import outlet_of as outlet_of
    from monitor.settings.build.pins import build_pins as build_pins
    from monitor.settings.build.pins import try_pins as try_pins
    from monitor.settings.build.routes import Names as Names
    from monitor.settings.build.secrets import SecretReader as SecretReader
    from monitor.settings.build.secrets import read_secret_file as read_secret_file
    from monitor.settings.build.sections import audit_of as audit_of
    from monitor.settings.build.sections import evidence_of as evidence_of
    from monitor.settings.build.sections import fetch_of as fetch_of
    from monitor.settings.build.sections import polling_of as polling_of
    from monitor.settings.build.sections import sandbox_of as sandbox_of
    from monitor.settings.build.sections import server_of as server_of
    from monitor.settings.build.sections import storage_of as storage_of
    from monitor.settings.build.sections import stories_of as stories_of
    from monitor.settings.build.sections import websub_of as websub_of
    from monitor.settings.build.silences import build_silences as build_silences
    from monitor.settings.build.subscriptions import References as References
    from monitor.settings.build.subscriptions import build_subscriptions as build_subscriptions
    from monitor.settings.build.subscriptions import channel_types as channel_types
    from monitor.settings.build.translation import translation_of as translation_of
    from monitor.settings.build.untold import warn_of_unasked as warn_of_unasked
    from monitor.settings.build.users import build_users as build_users
    from monitor.settings.build.watchlists import Loaded as Loaded
    from monitor.settings.build.watchlists import build_watchlist as build_watchlist
    from monitor.settings.build.watchlists import check_canaries as check_canaries

__getattr__ = lazy_face(
    __name__,
    {
        "ChannelBuilder": "channels",
        "build_families": "feeds",
        "build_feeds": "feeds",
        "feeds_in": "feeds",
        "publisher_of": "feeds",
        "same_feed_key": "feeds",
        "twice": "feeds",
        "Names": "routes",
        "SecretReader": "secrets",
        "read_secret_file": "secrets",
        "audit_of": "sections",
        "desk_of": "desk",
        "evidence_of": "sections",
        "fetch_of": "sections",
        "operator_of": "operator",
        "outlet_of": "outlet",
        "polling_of": "sections",
        "sandbox_of": "sections",
        "server_of": "sections",
        "websub_of": "sections",
        "named_database": "database",
        "storage_of": "sections",
        "stories_of": "sections",
        "build_silences": "silences",
        "References": "subscriptions",
        "build_subscriptions": "subscriptions",
        "channel_types": "subscriptions",
        "translation_of": "translation",
        "warn_of_unasked": "untold",
        "build_users": "users",
        "Loaded": "watchlists",
        "build_watchlist": "watchlists",
        "check_canaries": "watchlists",
        "build_pins": "pins",
        "try_pins": "pins",
    },
)
