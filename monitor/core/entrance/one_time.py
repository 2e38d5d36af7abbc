"""One-time passwords of an authenticator: RFC 6238 (TOTP) over RFC 4226 (HOTP)."""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import struct
from datetime import datetime
from urllib.parse import quote

STEP_S = 30
DIGITS = 6
_DRIFT = 1
"""Steps that the authenticator's clock may be off (RFC 6238, 5.2)."""


def key_of(secret: str) -> bytes | None:
    """The key that `secret` writes in base32, as authenticators show it; None if it is none, or under 80 bits."""
    text = secret.replace(" ", "").replace("-", "").rstrip("=").upper()
    try:
        key = base64.b32decode(text + "=" * (-len(text) % 8))
    except (binascii.Error, ValueError):
        return None
    return key if len(key) >= 10 else None


def code_at(key: bytes, step: int, *, digits: int = DIGITS, algorithm: str = "sha1") -> str:
    """The code of a time step (RFC 4226, 5.3: dynamic truncation)."""
    digest = hmac.new(key, struct.pack(">Q", step), getattr(hashlib, algorithm)).digest()
    offset = digest[-1] & 0x0F
    (number,) = struct.unpack(">I", digest[offset : offset + 4])
    return f"{(number & 0x7FFF_FFFF) % 10**digits:0{digits}d}"


def step_of(now: datetime) -> int:
    """The time step that `now` lies in."""
    return int(now.timestamp()) // STEP_S


def step_proven(key: bytes, code: str, now: datetime) -> int | None:
    """The time step whose code that is, None if it is not of now. Whoever calls sees that each step is used once."""
    given = code.replace(" ", "")
    if len(given) != DIGITS or not (given.isascii() and given.isdigit()):
        return None
    found = None
    for step in range(step_of(now) - _DRIFT, step_of(now) + _DRIFT + 1):
        if hmac.compare_digest(code_at(key, step), given):
            found = step
    return found


def address(secret: str, user: str) -> str:
    """What an authenticator takes in: `otpauth://totp/...`."""
    return f"otpauth://totp/monitor:{quote(user)}?secret={secret}&issuer=monitor&digits={DIGITS}&period={STEP_S}"
