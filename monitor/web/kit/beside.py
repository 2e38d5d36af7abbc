"""What the status port has beside the desk, when it is asked for on a connection that began with the desk.

A browser, or a proxy in front of the port, keeps a connection for its next request, whatever that is for.
"""

from __future__ import annotations

from urllib.parse import quote

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.obs.http import ASKED_FOR, Answer, Request
from monitor.obs.server import is_of_the_port
from monitor.web.desk import OnThePort

_MOST = 8_000_000


class Beside:
    """Wraps the desk's application."""

    def __init__(self, app: ASGIApp, port: OnThePort) -> None:
        self._app, self._port = app, port

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the port would, or have the desk answer."""
        path = scope.get("raw_path", b"").decode("latin-1") or quote(scope["path"])
        if scope["type"] != "http" or not is_of_the_port(path):
            await self._app(scope, receive, send)
            return
        headers, body = Headers(scope=scope), await _body(receive)
        kept = {name: value for name, value in headers.items() if name in ASKED_FOR and name != "transfer-encoding"}
        if body:
            kept["content-length"] = str(len(body))
        answer = await self._port(
            Request(
                method=scope["method"],
                path=path,
                version=f"HTTP/{scope['http_version']}",
                query=scope["query_string"].decode("latin-1"),
                hosts=tuple(headers.getlist("host")),
                headers=kept,
                body=body,
            )
        )
        await _send(answer, scope["method"] == "HEAD", send)


async def _body(receive: Receive) -> bytes:
    body, more = b"", True
    while more and len(body) <= _MOST:
        message = await receive()
        body += message.get("body", b"")
        more = message.get("more_body", False)
    return body


async def _send(answer: Answer, head_only: bool, send: Send) -> None:
    told = [("content-type", answer.kind), ("content-length", str(len(answer.body)))] if answer.status != 304 else []
    every = [*told, ("x-content-type-options", "nosniff"), ("cache-control", answer.keep), *answer.headers]
    headers = [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in every]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    body = b"" if head_only or answer.status == 304 else answer.body
    await send({"type": "http.response.body", "body": body})
