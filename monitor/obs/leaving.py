"""`/unsubscribe/TOKEN` on the status port: GET shows a page that asks, POST changes (RFC 8058)."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from html import escape

from monitor.core.recipients.leaving import PATH, Membership
from monitor.errors import StoreError
from monitor.obs.http import Answer, Request

_SAYS_SO = re.compile(rb"List-Unsubscribe(?:=|\"\r\n(?:[^\r\n]+\r\n)*\r\n)One-Click")
"""As a form sends it, urlencoded or in parts."""
_METHODS = ("GET", "HEAD", "POST")
_HEADERS = (
    ("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"),
    ("Referrer-Policy", "no-referrer"),
    ("X-Robots-Tag", "noindex, nofollow"),
    ("X-Frame-Options", "DENY"),
)
_PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title><style>body{{font:1.1em/1.5 sans-serif;max-width:34em;margin:3em auto;padding:0 1em}}
button{{font:inherit;padding:.5em 1em}}</style></head><body><h1>{title}</h1>{body}</body></html>
"""


class LeavingPage:
    """Asks a reader whether to leave, and lets them; what it knows and does is given to it."""

    def __init__(
        self,
        read: Callable[[str], Awaitable[Membership | None]],
        leave: Callable[[Membership, str], Awaitable[None]],
    ) -> None:
        self._read, self._leave = read, leave

    async def __call__(self, request: Request) -> Answer:
        """The page; a mail program's POST needs nothing but the token, no cookie and no page before it."""
        if request.method not in _METHODS:
            return Answer(status=405, body=b"GET or POST\n", headers=(("Allow", ", ".join(_METHODS)),))
        try:
            one = await self._read(request.path.removeprefix(PATH))
            if one is None:
                return _page(404, "This link is not valid", "<p>Take the link of a newer mail, whole.</p>")
            if request.method != "POST":
                return _page(200, "Unsubscribe?", _question(one))
            if not _SAYS_SO.search(request.body):
                return _page(400, "Nothing was changed", _question(one))
            await self._leave(one, "by the link in a mail")
        except (StoreError, TimeoutError):
            # What is wrong with the database is nothing for strangers.
            return _page(503, "Not now", "<p>Nothing was changed. Please try again in a few minutes.</p>")
        return _page(200, "Unsubscribed", f"<p>{_who(one)} is sent no more of <b>{escape(one.subscription)}</b>.</p>")


def _question(one: Membership) -> str:
    return (
        f"<p>Send no more of <b>{escape(one.subscription)}</b> to {_who(one)}?</p>"
        f'<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">'
        "<button>Unsubscribe</button></form>"
    )


def _who(one: Membership) -> str:
    return escape(one.address)


def _page(status: int, title: str, body: str) -> Answer:
    text = _PAGE.format(title=title, body=body)
    return Answer(status=status, body=text.encode(), kind="text/html; charset=utf-8", headers=_HEADERS)
