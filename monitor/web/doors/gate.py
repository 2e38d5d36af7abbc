"""The gate in front of all pages: refuses what may not come in, and tells the browser what a page may do."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from monitor.web.doors.origin import refusal_of_host, refusal_of_origin
from monitor.web.doors.reports import PATH

POLICY = (
    "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'; "
    f"img-src 'self'; script-src 'self'; style-src 'self'; report-uri {PATH}"
)
_SAID = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # Not "no-referrer": then browsers do not say which page a form comes from.
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


class Gate:
    """Wraps the desk's application."""

    def __init__(self, app: ASGIApp, reports: ASGIApp, known: Callable[[str], bool]) -> None:
        self._app, self._reports, self._known = app, reports, known

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or have the application answer."""
        if scope["type"] != "http":
            return

        async def say(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _SAID.items():
                    headers.setdefault(name, value)
                headers.setdefault("cache-control", "private, no-cache")
            await send(message)

        headers = Headers(scope=scope)
        if why := refusal_of_host(headers.getlist("host"), self._known):
            await PlainTextResponse(f"{why}\n", 421)(scope, receive, say)
        elif scope["path"] == PATH and scope["method"] == "POST":
            # It changes nothing, and browsers do not say which page it comes from.
            await self._reports(scope, receive, say)
        elif why := refusal_of_origin(scope["method"], headers):
            await PlainTextResponse(f"{why}\n", 403)(scope, receive, say)
        else:
            await self._app(scope, receive, say)
