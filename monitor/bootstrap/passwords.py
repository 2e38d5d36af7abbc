"""Passwords of the desk's users: hashed with argon2id, compared, and secrets made by chance."""

from __future__ import annotations

import base64
import secrets
import unicodedata

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

MIN_LENGTH, MAX_LENGTH = 12, 1_000
# OWASP's smaller choice: 19 MB for a moment is what a small machine has beside its news.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)
_NOBODY: list[str] = []
"""The hash of a password that nobody knows, once it was made."""


def password_fault(password: str) -> str:
    """What is wrong with a new password, as a sentence; "" if it may be used."""
    if len(password) < MIN_LENGTH:
        return f"a password has at least {MIN_LENGTH} characters; some words in a row are easily kept in mind."
    if len(password) > MAX_LENGTH:
        return f"a password has at most {MAX_LENGTH:,} characters."
    if len(set(password)) < 5:
        return "the password repeats a few characters."
    return ""


def hash_password(password: str) -> str:
    """As users.yaml keeps it."""
    return _HASHER.hash(_typed(password))


def password_fits(hashed: str, password: str) -> bool:
    """Whether that is the password; for "", which is nobody's, it takes as long as for any other and is False."""
    if len(password) > MAX_LENGTH:
        return False
    try:
        _HASHER.verify(hashed or _nobodys(), _typed(password))
    except (VerificationError, InvalidHashError):
        return False
    return bool(hashed)


def new_secret() -> str:
    """A session's or a token's secret: 256 bits."""
    return secrets.token_urlsafe(32)


def new_totp_key() -> str:
    """The key of an authenticator: 160 bits in base32 (RFC 4226, 4)."""
    return base64.b32encode(secrets.token_bytes(20)).decode()


def _typed(password: str) -> bytes:
    """One form, whatever keyboard it was typed on."""
    return unicodedata.normalize("NFKC", password).encode("utf-8", "surrogatepass")


def _nobodys() -> str:
    if not _NOBODY:
        _NOBODY.append(_HASHER.hash(secrets.token_bytes(16)))
    return _NOBODY[0]
