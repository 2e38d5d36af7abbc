"""What browsers report of content that the policy kept from loading: our own fault, or somebody's try."""

from __future__ import annotations

import json
from collections import deque

import structlog
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

log = structlog.get_logger("monitor.web")

PATH = "/csp-report"
_MOST_BYTES, _KEPT, _LOGGED = 32_768, 100, 20


class Reports:
    """The newest reports of this process."""

    def __init__(self) -> None:
        self.newest: deque[str] = deque(maxlen=_KEPT)
        self.count = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Take a report."""
        body, more = b"", True
        while more and len(body) <= _MOST_BYTES:
            message = await receive()
            body, more = body + message.get("body", b""), message.get("more_body", False)
        told = _told(body) if len(body) <= _MOST_BYTES else ""
        if told:
            self.count += 1
            self.newest.append(told)
            if self.count <= _LOGGED:
                log.warning("a browser kept something from loading", action="web", what=told)
        await Response(status_code=204)(scope, receive, send)


def _told(body: bytes) -> str:
    try:
        report = json.loads(body)["csp-report"]
        names = ("effective-directive", "blocked-uri", "document-uri")
        return " ".join(str(report.get(name, ""))[:200] for name in names)
    except (ValueError, TypeError, LookupError, AttributeError):
        return ""
