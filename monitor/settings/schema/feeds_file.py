"""feeds.yaml: what is read. publishers.yaml: which outlets belong together."""

from __future__ import annotations

import re
from typing import Annotated, Any, ClassVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.units import SPAN_SCHEMA, Rhythm, refuse, span_check
from monitor.settings.schema.values import EnvName, Language, Text, Url

_HEADER = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]{1,60}")
_OWN_HEADERS = frozenset(
    {
        "host",
        "content-length",
        "transfer-encoding",
        "connection",
        "accept-encoding",
        "if-none-match",
        "if-modified-since",
    }
)


def _check_header(name: str) -> str:
    if not _HEADER.fullmatch(name):
        raise refuse("this is not the name of a header.", "Write a name such as Authorization.")
    if name.lower() in _OWN_HEADERS:
        raise refuse(f"the header {name} is set by the bot itself.", "Remove it.")
    return name


_age = span_check("1m", "36500d")


def _any_age(value: Any) -> Any:
    return -1.0 if value == "any" else _age(value)


HeaderName = Annotated[str, AfterValidator(_check_header)]
Lookback = Annotated[
    float,
    BeforeValidator(_any_age),
    WithJsonSchema({"anyOf": [{"const": "any"}, dict(SPAN_SCHEMA.json_schema or {})]}),
]


class FeedSection(ConfigModel):
    """One feed: RSS, Atom or JSON Feed."""

    url: Url
    """Address of the feed."""
    title: Text | None = None
    """Name of the feed; the publisher if absent."""
    publisher: Text | None = None
    """Outlet, as digests name it and as publishers are counted; the host if absent."""
    language: Language | None = None
    """Language of the feed as a short tag: en, ar, fa."""
    tags: list[Text] = Field(default=[])
    """Free words to group feeds by."""
    interval: Rhythm | None = None
    """Time between two polls, if not the general one."""
    heed: Rhythm | None = None
    """Longest time that its server may put off a poll, if not the general one."""
    lookback: Lookback | None = None
    """First poll: how old an entry may be to count as news, or any; if not the general one."""
    paused: bool = False
    """Do not read it for the time being; digests say so."""
    headers_env: dict[HeaderName, EnvName] = Field(default={})
    """Secret request headers: header name to the environment variable that holds its value."""
    headers_file: dict[HeaderName, Text] = Field(default={})
    """Secret request headers: header name to the file that holds its value, relative to this folder."""


class FeedsFile(ConfigModel):
    """feeds.yaml: the feeds the bot reads."""

    sections: ClassVar[frozenset[str]] = frozenset({"feeds"})

    feeds: list[FeedSection] = Field(default=[])
    """The feeds, one list item each."""


class PublishersFile(ConfigModel):
    """publishers.yaml: outlets that belong to one family count as one source."""

    sections: ClassVar[frozenset[str]] = frozenset({"families"})

    families: dict[Text, list[Text]] = Field(default={})
    """Name of the family to the publishers in it, as feeds.yaml names them."""
