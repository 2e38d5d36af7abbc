"""Logging in: a name, a password and perhaps a code in; a session out, or a wait."""

from __future__ import annotations

import asyncio
import secrets

import structlog

from monitor.bootstrap import new_secret, password_fits
from monitor.core.entrance.one_time import key_of, step_proven
from monitor.core.entrance.sessions import mark_of, stamp_of
from monitor.core.entrance.throttle import Throttle
from monitor.flow.services import Services
from monitor.model.config import DeskSettings
from monitor.model.desk.visitors import Session, User, Users
from monitor.records import dataclass
from monitor.web.doors.entrance import lifetime_of

log = structlog.get_logger("monitor.web")

WRONG = "Name, password or code are not right."


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """What somebody typed, and from where."""

    name: str
    password: str
    code: str
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoggedIn:
    """A session began; `secret` is what the browser keeps of it."""

    secret: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotLoggedIn:
    """Why not, as a sentence; `wait_s`: no password was looked at, and none is for so long."""

    why: str
    wait_s: int = 0


class LogIn:
    """Tries of this process: counted, and one password hashed at a time."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._throttle = Throttle(secrets.token_bytes(16))
        self._one = asyncio.Semaphore(1)

    async def log_in(self, users: Users, desk: DeskSettings, given: Try) -> LoggedIn | NotLoggedIn:
        """A session for who proves to be somebody. Raises StoreError."""
        clock = self._services.clock
        wait = self._throttle.take(given.name, given.address, clock.monotonic())
        if wait > 0:
            return NotLoggedIn(why="Too many tries.", wait_s=int(wait) + 1)
        user = users.user(given.name)
        async with self._one:
            fits = await asyncio.to_thread(password_fits, user.password if user else "", given.password)
        if user is None or not fits or not await self._code_proven(user, given.code):
            log.warning("a log-in was refused", action="enter", name=given.name[:64], address=given.address)
            return NotLoggedIn(why=WRONG)
        self._throttle.give_back(given.name, given.address, clock.monotonic())
        return LoggedIn(secret=await self._begin(user, desk))

    async def _code_proven(self, user: User, code: str) -> bool:
        if not user.totp:
            return True
        key = key_of(user.totp)
        step = None if key is None else step_proven(key, code, self._services.clock.now())
        return step is not None and await self._services.call(self._services.store.use_code, user.name, step)

    async def _begin(self, user: User, desk: DeskSettings) -> str:
        """Always another one: a browser may keep what somebody else put there."""
        services, secret = self._services, new_secret()
        now, lifetime = services.clock.now(), lifetime_of(desk)
        await services.call(services.store.forget_sessions, now - lifetime.whole, now - lifetime.idle)
        session = Session(mark=mark_of(secret), user=user.name, stamp=stamp_of(user), began_at=now, seen_at=now)
        await services.call(services.store.keep_session, session)
        log.info("somebody logged in", action="enter", name=user.name)
        return secret
