"""How long a browser that logged in is let in again."""

from __future__ import annotations

import hashlib
import hmac
from datetime import datetime, timedelta
from enum import StrEnum

from monitor.model.desk.visitors import Session, User
from monitor.records import dataclass

SEEN_EACH = timedelta(seconds=60)
"""So often it is noted that a session is used; noting each request would be a write for each."""


class Ended(StrEnum):
    """Why a session lets nobody in any more, as a sentence."""

    GONE = "This session has ended."
    REMOVED = "The user of this session was removed."
    CHANGED = "The password, or the authenticator, was changed."
    LONG = "The session was as long as one may be."
    IDLE = "The session was not used for too long."


@dataclass(frozen=True, slots=True)
class Lifetime:
    """After how long without a request, and after how long at all, one has to log in anew."""

    idle: timedelta = timedelta(hours=8)
    whole: timedelta = timedelta(days=7)


def mark_of(secret: str) -> str:
    """What of a session's or token's secret is kept: SHA-256, hex."""
    return hashlib.sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()


def stamp_of(user: User) -> str:
    """Changes with whatever ends the user's sessions: another password, another authenticator."""
    return hashlib.sha256(f"{user.name}\0{user.password}\0{user.totp}".encode()).hexdigest()[:32]


def ended(session: Session, user: User | None, now: datetime, lifetime: Lifetime) -> Ended | None:
    """Why the session lets nobody in any more; None if it does."""
    if user is None or not user.password:
        return Ended.REMOVED
    if not hmac.compare_digest(session.stamp, stamp_of(user)):
        return Ended.CHANGED
    if now - session.began_at >= lifetime.whole:
        return Ended.LONG
    if now - session.seen_at >= lifetime.idle:
        return Ended.IDLE
    return None
