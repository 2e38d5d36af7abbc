"""What pages are dressed with: files of this package, packed once, kept by browsers until they change."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from importlib import resources

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from monitor.records import dataclass

_KINDS = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".txt": "text/plain; charset=utf-8",
}
_BEGINS_WITH = {"trends.js": "uplot.js", "desk.css": "uplot.css"}
"""Files that are sent with another one at their beginning: a first load is five requests."""
_FOR_EVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Static:
    """One file."""

    kind: str
    packed: bytes
    mark: str


def load_statics() -> Mapping[str, Static]:
    """By name."""
    found = {}
    folder = resources.files("monitor.web").joinpath("static")
    for one in folder.iterdir():
        suffix = f".{one.name.rpartition('.')[2]}"
        if suffix in _KINDS:
            begin = _BEGINS_WITH.get(one.name)
            body = (folder.joinpath(begin).read_bytes() + b"\n" if begin else b"") + one.read_bytes()
            mark = hashlib.sha256(body).hexdigest()[:12]
            found[one.name] = Static(kind=_KINDS[suffix], packed=gzip.compress(body, 9, mtime=0), mark=mark)
    return found


def address_of(statics: Mapping[str, Static], name: str) -> str:
    """Where pages find it: another address for other content."""
    return f"/static/{name}?v={statics[name].mark}"


def statics_route(statics: Mapping[str, Static]) -> Route:
    """Serves them."""

    async def answer(request: Request) -> Response:
        one = statics.get(request.path_params["name"])
        if one is None:
            return Response("there is no such file\n", 404, media_type="text/plain")
        asked = request.query_params.get("v") == one.mark
        headers = {"cache-control": _FOR_EVER if asked else "no-cache", "etag": f'"{one.mark}"'}
        if one.mark in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        headers |= {"vary": "accept-encoding", "content-type": one.kind}
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(one.packed, headers=headers | {"content-encoding": "gzip"})
        return Response(gzip.decompress(one.packed), headers=headers | {"content-encoding": "identity"})

    return Route("/static/{name}", answer)
