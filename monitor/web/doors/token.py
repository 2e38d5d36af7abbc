"""The token that every form carries: a page of another site cannot read it, so it cannot send the form."""

from __future__ import annotations

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

_SALT = 12


def new_token(key: bytes, session: str) -> str:
    """Another one each time, so that a compressed page does not give it away; all are good while `key` is."""
    salt = secrets.token_bytes(_SALT)
    return urlsafe_b64encode(salt + _mark(key, salt, session)).decode()


def is_token(key: bytes, session: str, told: str) -> bool:
    """Whether it was given to this session."""
    try:
        raw = urlsafe_b64decode(told.encode("ascii", "replace"))
    except ValueError:
        return False
    return hmac.compare_digest(raw[_SALT:], _mark(key, raw[:_SALT], session))


def _mark(key: bytes, salt: bytes, session: str) -> bytes:
    return hmac.digest(key, salt + session.encode("utf-8", "replace"), hashlib.sha256)
