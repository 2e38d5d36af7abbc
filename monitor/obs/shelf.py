"""Feeds of what subscriptions were told, by the status port, for who knows a channel's token."""

from __future__ import annotations

import asyncio
import base64
import binascii
import hashlib
import hmac
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import parse_qs

from monitor.model.config import ChannelSpec, FeedFileChannel
from monitor.obs.http import Answer, Request

_NAME = re.compile(r"/feeds/([A-Za-z0-9_-]{1,200}\.(?:atom|json))")
_KINDS = {".atom": "application/atom+xml; charset=utf-8", ".json": "application/feed+json; charset=utf-8"}
_ASK = ("WWW-Authenticate", 'Basic realm="feeds of monitor", charset="UTF-8"')


class FeedShelf:
    """Answers `/feeds/SUBSCRIPTION.atom` and `.json` from the folders of the channels that have a token."""

    def __init__(self, channels: Callable[[], Iterable[ChannelSpec]]) -> None:
        self._channels = channels

    async def __call__(self, request: Request) -> Answer | None:
        """The feed, or why not; None where no channel has a token. Without a token all names answer alike."""
        served = [one for one in self._channels() if isinstance(one, FeedFileChannel) and one.token]
        if not served:
            return None
        # Each is compared, the right one or not: how long it takes tells nothing.
        given = _token_of(request)
        opened = [one.folder for one in served if hmac.compare_digest(_hashed(given), _hashed(one.token.reveal()))]
        if not opened:
            return Answer(status=401, body=b"this needs the channel's token\n", headers=(_ASK,))
        named = _NAME.fullmatch(request.path)
        body = None if named is None else await asyncio.to_thread(_body, opened, named[1])
        if named is None or body is None:
            return Answer(status=404, body=b"there is no such feed; one begins with its first digest\n")
        return _feed(body, named[1], request.headers.get("if-none-match", ""))


def _token_of(request: Request) -> str:
    """From `?token=`, a bearer token, or the password of a login, whatever its name."""
    if given := parse_qs(request.query).get("token"):
        return given[0]
    scheme, _, value = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return value.strip()
    try:
        login = base64.b64decode(value.strip(), validate=True) if scheme.lower() == "basic" else b""
    except (binascii.Error, ValueError):
        return ""
    return login.decode("utf-8", "replace").partition(":")[2]


def _hashed(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "replace")).digest()


def _body(folders: Iterable[Path], name: str) -> bytes | None:
    for folder in folders:
        try:
            return (folder / name).read_bytes()
        except OSError:
            continue
    return None


def _feed(body: bytes, name: str, known: str) -> Answer:
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    headers = (("ETag", tag), ("Referrer-Policy", "no-referrer"), ("Content-Security-Policy", "default-src 'none'"))
    kind = _KINDS[name[-5:]]
    # A proxy may compress it on the way and mark the tag as weak: for a GET that is the same one.
    tags = {one.strip().removeprefix("W/") for one in known.split(",")}
    status = 304 if tag in tags or "*" in tags else 200
    return Answer(
        status=status, body=body if status == 200 else b"", kind=kind, keep="private, no-cache", headers=headers
    )
