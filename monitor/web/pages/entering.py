"""Logging in and out: pages for who is not let in yet."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route

from monitor.core.entrance.doorway import came_from, safe_path
from monitor.core.entrance.sessions import Ended
from monitor.model.desk.visitors import Way
from monitor.records import dataclass
from monitor.web.desk import Desk
from monitor.web.doors.entrance import COOKIE, LOG_IN, LOG_OUT, SECURE_COOKIE, proxies_of
from monitor.web.doors.login import LogIn, NotLoggedIn, Try
from monitor.web.kit.asked import Asked
from monitor.web.kit.routes import Router
from monitor.web.kit.trouble import trouble_of

_TITLE = "Log in"
_WHY = {one.name.lower(): one.value for one in Ended} | {
    "password": "The password was changed, and all sessions ended. Log in with the new one.",
    "code": "From now on a code is asked for beside the password, and all sessions ended. Log in with the next code.",
    "no_code": "No code is asked for any more, and all sessions ended. Log in anew.",
    "out": "You are logged out.",
}
"""What led here, by a word in the address: nothing that others write there is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LogInView:
    """The page to log in."""

    next: str
    """Where to go on."""
    name: str = ""
    why: str = ""
    """Why the last try came to nothing."""
    led: str = ""
    """What led here, "" for the first visit."""


class Entering:
    """Routes of one desk."""

    def __init__(self, desk: Desk, router: Router) -> None:
        self._desk, self._router, self._log_in = desk, router, LogIn(desk.services)

    def routes(self) -> list[Route]:
        """Both ways."""
        return [
            Route(LOG_IN, self._page, methods=["GET"], name="log in"),
            Route(LOG_IN, self._try, methods=["POST"], name="try to log in"),
            Route(LOG_OUT, self._out, methods=["POST"], name="log out"),
        ]

    async def _page(self, request: Request) -> Response:
        there = safe_path(request.query_params.get("next", "/"))
        asked = await self._router.asked(request)
        if asked.who.role:
            return RedirectResponse(there, 303)
        return await self._shown(asked, LogInView(next=there, led=_WHY.get(asked.word("why"), "")))

    async def _try(self, request: Request) -> Response:
        try:
            asked = await self._router.asked(request)
            view = LogInView(next=safe_path(asked.form.get("next", "/")), name=asked.word("name")[:64])
            peer = (request.client or ("", 0))[0]
            forwarded = ",".join(request.headers.getlist("x-forwarded-for"))
            given = Try(
                name=view.name,
                password=asked.form.get("password", ""),
                code=asked.word("code"),
                address=came_from(peer, forwarded, proxies_of(asked.settings.desk.proxies)),
            )
            found = await self._log_in.log_in(self._desk.users.users, asked.settings.desk, given)
        except Exception as error:  # noqa: BLE001 - as for every page
            return await self._router.trouble(request, trouble_of(error))
        if isinstance(found, NotLoggedIn):
            if found.wait_s:
                # Who tries without end is not made a page each time: that costs more than the refusal.
                headers = {"retry-after": str(found.wait_s), "cache-control": "no-store"}
                return PlainTextResponse(f"{found.why} Wait {found.wait_s} seconds.\n", 429, headers=headers)
            return await self._shown(asked, replace(view, why=found.why), 401)
        away = RedirectResponse(view.next, 303)
        _keep(away, found.secret, secure=urlsplit(request.headers.get("origin", "")).scheme == "https")
        if asked.who.way is Way.SESSION and asked.who.session:
            await self._end(asked)
        return away

    async def _out(self, request: Request) -> Response:
        try:
            asked = await self._router.asked(request)
            if asked.who.way is Way.SESSION:
                await self._end(asked)
        except Exception as error:  # noqa: BLE001 - as for every page
            return await self._router.trouble(request, trouble_of(error))
        answer = RedirectResponse(f"{LOG_IN}?why=out", 303)
        answer.delete_cookie(COOKIE, path="/", httponly=True, samesite="lax")
        answer.delete_cookie(SECURE_COOKIE, path="/", secure=True, httponly=True, samesite="lax")
        answer.headers["clear-site-data"] = '"cache"'
        return answer

    async def _end(self, asked: Asked) -> None:
        await asked.services.call(asked.services.store.end_session, asked.who.session)

    async def _shown(self, asked: Asked, view: LogInView, status: int = 200) -> Response:
        answer = await self._router.html(asked, "login.html", _TITLE, view, status)
        answer.headers["cache-control"] = "no-store"
        return answer


def _keep(answer: Response, secret: str, *, secure: bool) -> None:
    """The browser forgets it when it is closed; it is sent to no other host, and where it can be by https alone."""
    answer.set_cookie(
        SECURE_COOKIE if secure else COOKIE, secret, path="/", secure=secure, httponly=True, samesite="lax"
    )
