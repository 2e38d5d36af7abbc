"""Who is let in, by which way: this machine alone, a session, a script's token, a proxy that says who it is.

A way that a request takes is followed to its end: who shows a token that is not good is not let in as somebody else.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import timedelta
from functools import lru_cache
from http.cookies import CookieError, SimpleCookie
from urllib.parse import quote

import structlog
from starlette.datastructures import Headers
from starlette.responses import JSONResponse, PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from monitor.core.addresses import Allowed, on_this_machine, parse_allowed
from monitor.core.entrance.doorway import FORWARDED, trusted
from monitor.core.entrance.sessions import SEEN_EACH, Ended, Lifetime, ended, mark_of
from monitor.errors import StoreError
from monitor.flow.services import Services
from monitor.model.config import DeskSettings
from monitor.model.desk.visitors import Role, ScriptToken, User, Users, Way
from monitor.records import dataclass
from monitor.web.doors.book import UsersBook
from monitor.web.doors.who import KEY, LOCAL, NOBODY, Who

log = structlog.get_logger("monitor.web")

COOKIE, SECURE_COOKIE = "desk", "__Host-desk"
LOG_IN, LOG_OUT = "/login", "/logout"
_OPEN = (LOG_IN, LOG_OUT)
_OPEN_FOLDER = "/static/"
_WRONG_FILE = "Nobody can enter: users.yaml is wrong. Whoever runs the bot sees why: monitor check"
_THROUGH = (
    "This came through a proxy, and the desk knows nobody. Add a user: monitor user add NAME; or list the proxy: "
    "desk: {proxies: [...]}."
)


@dataclass(frozen=True, slots=True)
class Refused:
    """Nobody is let in: why, as a sentence."""

    why: str
    login: bool = True
    """Whether logging in would help."""
    ended: str = ""
    """How the page to log in is told which end the session had."""


class Entrance:
    """Says who asks. `listens`: the address that the desk is served on."""

    def __init__(self, services: Services, book: UsersBook, listens: str, settings: Callable[[], DeskSettings]) -> None:
        self._services, self._book, self.listens, self._settings = services, book, listens, settings

    async def admit(self, headers: Headers, peer: str) -> Who | Refused:
        """Who sends these headers from that address. Raises StoreError."""
        found = self._book.look()
        users, desk = found.users, self._settings()
        if found.problems:
            return Refused(_WRONG_FILE, login=False)
        scheme, _, secret = headers.get("authorization", "").partition(" ")
        if scheme.lower() == "bearer":
            return self._by_token(users, secret.strip())
        if trusted(peer, proxies_of(desk.proxies)) and (name := headers.get(desk.proxy_header, "").strip()):
            return _by_proxy(users, desk, name)
        if self.is_open(users, desk):
            return self._on_this_machine(headers, peer)
        return await self._by_session(users, desk, headers)

    def is_open(self, users: Users, desk: DeskSettings) -> bool:
        """Whether everybody on this machine is let in."""
        return on_this_machine(self.listens) and not users.users and not desk.proxies

    def _on_this_machine(self, headers: Headers, peer: str) -> Who | Refused:
        if not on_this_machine(peer) or any(name in headers for name in FORWARDED):
            return Refused(_THROUGH, login=False)
        return LOCAL

    def _by_token(self, users: Users, secret: str) -> Who | Refused:
        mark, now = mark_of(secret), self._services.clock.now()
        for token in users.tokens:
            if token.hash == mark:
                if token.until is not None and token.until <= now:
                    return Refused("This token has ended.", login=False)
                held = users.held(token)
                if held is None:
                    return Refused("The person whose token this is was removed.", login=False)
                return _who(users, held, Way.TOKEN, "")
        return Refused("There is no such token.", login=False)

    async def _by_session(self, users: Users, desk: DeskSettings, headers: Headers) -> Who | Refused:
        secret = session_secret(headers)
        if not users.users:
            return Refused("The desk knows nobody. Add a user: monitor user add NAME", login=False)
        if not secret:
            return Refused("Log in first.")
        services, mark = self._services, mark_of(secret)
        session = await services.call(services.store.session, mark)
        if session is None:
            return _over(Ended.GONE)
        user, now = users.user(session.user), services.clock.now()
        why = ended(session, user, now, lifetime_of(desk))
        if user is None or why is not None:
            await services.call(services.store.end_session, mark)
            return _over(why or Ended.REMOVED)
        if now - session.seen_at >= SEEN_EACH:
            await services.call(services.store.note_session, mark, now)
        return _who(users, user, Way.SESSION, mark)


def _over(why: Ended) -> Refused:
    return Refused(why.value, ended=why.name.lower())


class Entered:
    """Wraps the desk's application: whoever is not let in sees the page to log in, or a refusal."""

    def __init__(self, app: ASGIApp, entrance: Entrance) -> None:
        self._app, self._entrance = app, entrance

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Have the application answer whoever is let in."""
        headers, path = Headers(scope=scope), str(scope["path"])
        peer = (scope.get("client") or ("", 0))[0]
        try:
            found = await self._entrance.admit(headers, peer)
        except StoreError as error:
            found = Refused(str(error), login=False)
        if isinstance(found, Who):
            scope[KEY] = found
        elif path in _OPEN or path.startswith(_OPEN_FOLDER):
            scope[KEY] = NOBODY
        else:
            await _refusal(scope, headers, found)(scope, receive, send)
            return
        await self._app(scope, receive, send)


def _refusal(scope: Scope, headers: Headers, found: Refused) -> ASGIApp:
    path = str(scope["path"])
    if path.endswith(".json") or headers.get("accept", "").startswith("application/json"):
        return JSONResponse({"error": found.why}, 401, headers={"www-authenticate": "Bearer"})
    if not found.login:
        return PlainTextResponse(f"{found.why}\n", 403)
    if scope["method"] not in ("GET", "HEAD"):
        return PlainTextResponse(f"{found.why} Nothing was done.\n", 401, headers={"www-authenticate": "Bearer"})
    query = scope["query_string"].decode("latin-1")
    there = f"{path}?{query}" if query else path
    told = {"next": "" if there == "/" else there, "why": found.ended}
    asked = "&".join(f"{name}={quote(value)}" for name, value in told.items() if value)
    return RedirectResponse(f"{LOG_IN}?{asked}" if asked else LOG_IN, 303)


@lru_cache(maxsize=8)
def proxies_of(listed: tuple[str, ...]) -> tuple[Allowed, ...]:
    """The proxies as they are configured."""
    return parse_allowed(listed)


def session_secret(headers: Headers) -> str:
    """What the browser keeps of its session; "" if nothing."""
    jar: SimpleCookie = SimpleCookie()
    try:
        jar.load(headers.get("cookie", "")[:8_000])
    except CookieError:
        return ""
    held: Mapping[str, str] = {name: one.value for name, one in jar.items()}
    return held.get(SECURE_COOKIE) or held.get(COOKIE, "")


def lifetime_of(desk: DeskSettings) -> Lifetime:
    """As it is configured."""
    return Lifetime(idle=timedelta(seconds=desk.idle_s), whole=timedelta(seconds=desk.longest_s))


def _by_proxy(users: Users, desk: DeskSettings, name: str) -> Who | Refused:
    user = users.user(name)
    if user is None and desk.proxy_role:
        user = User(name=name[:64], role=Role(desk.proxy_role))
    if user is None:
        return Refused(
            f"{name[:64]} may not enter. Whoever runs the bot adds people: monitor user add NAME", login=False
        )
    return _who(users, user, Way.PROXY, f"proxy:{user.name}")


def _who(users: Users, one: User | ScriptToken, way: Way, session: str) -> Who:
    shown = users.watchlists_of(one)
    return Who(
        name=one.name,
        role=one.role.value,
        way=way,
        session=session,
        watchlists=None if shown is None else frozenset(shown),
    )
