"""Whether a body comes from the hub that was given the secret (WebSub, section 8)."""

from __future__ import annotations

import hmac
import re
from typing import Final

HEADER: Final = "x-hub-signature"
_SIGNED = re.compile(r"(sha1|sha256|sha384|sha512)=([0-9a-f]{40,128})", re.IGNORECASE)


class Signature:
    """A signature to be compared with a body that comes in pieces."""

    def __init__(self, told: str, secret: str) -> None:
        """`told`: the header `X-Hub-Signature`, "" if there is none."""
        self.absent = not told.strip()
        match = _SIGNED.fullmatch(told.strip())
        self._told = match[2].lower() if match else ""
        self._mac = hmac.new(secret.encode(), digestmod=match[1].lower()) if match else None

    def update(self, piece: bytes) -> None:
        """The next piece of the body."""
        if self._mac is not None:
            self._mac.update(piece)

    @property
    def valid(self) -> bool:
        """Whether the body so far is what was signed; compared in a time that tells nothing."""
        return self._mac is not None and hmac.compare_digest(self._mac.hexdigest(), self._told)
