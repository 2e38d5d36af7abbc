"""What only one browser can read (RFC 8291 over RFC 8188), and the proof of who sends it (RFC 8292).

The libraries are optional and loaded when something is sent. No wheel offers RFC 8291: its forty lines are here, held
to the specification's own example.
"""

from __future__ import annotations

import base64
import secrets
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from monitor.model.desk.devices import PushDevice

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ec import EllipticCurvePrivateKey

KEY_BYTES = 32
"""Of the private key that this installation signs with: a number of P-256."""
_RECORD = 4_096
_POINT, _AUTH = 65, 16
_GOOD_FOR = timedelta(hours=12)
"""Of a signature; services take 24 hours at most."""


def public_key(key: bytes) -> str:
    """What browsers are given for `key`, in base64url; another one cannot push to who subscribed with it."""
    return _coded(_point(_private(key)))


def signature(key: bytes, origin: str, contact: str, at: datetime) -> str:
    """The header `Authorization` for a service at `origin`: who sends, and whom to ask (`mailto:...`)."""
    from py_vapid import Vapid02  # noqa: PLC0415 - optional

    claims = {"aud": origin, "sub": contact, "exp": int((at + _GOOD_FOR).timestamp())}
    return str(Vapid02(_private(key)).sign(claims)["Authorization"])


def sealed(plain: bytes, device: PushDevice, *, salt: bytes = b"", own: EllipticCurvePrivateKey | None = None) -> bytes:
    """`plain` as one record of `aes128gcm`. `salt` and `own` are made by chance unless given.

    Raises:
        ValueError: the browser's keys are none, or there is too much for one record.
    """
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - optional
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM  # noqa: PLC0415 - optional

    theirs, shared = _decoded(device.p256dh), _decoded(device.auth.reveal())
    if len(theirs) != _POINT or len(shared) != _AUTH:
        raise ValueError("the keys of the browser are none")
    if len(plain) + 1 + 16 + 86 > _RECORD:
        raise ValueError("there is too much for one push")
    own, salt = own or ec.generate_private_key(ec.SECP256R1()), salt or secrets.token_bytes(16)
    ours, point = _point(own), ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), theirs)
    agreed = own.exchange(ec.ECDH(), point)
    secret = _derived(shared, agreed, b"WebPush: info\0" + theirs + ours, 32)
    key = _derived(salt, secret, b"Content-Encoding: aes128gcm\0", 16)
    nonce = _derived(salt, secret, b"Content-Encoding: nonce\0", 12)
    head = salt + _RECORD.to_bytes(4, "big") + len(ours).to_bytes(1, "big") + ours
    # 2: the last record (RFC 8188, 2).
    return head + AESGCM(key).encrypt(nonce, plain + b"\x02", None)


def _derived(salt: bytes, secret: bytes, info: bytes, length: int) -> bytes:
    from cryptography.hazmat.primitives.hashes import SHA256  # noqa: PLC0415 - optional
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF  # noqa: PLC0415 - optional

    return HKDF(SHA256(), length, salt, info).derive(secret)


def _private(key: bytes) -> EllipticCurvePrivateKey:
    from cryptography.hazmat.primitives.asymmetric import ec  # noqa: PLC0415 - optional

    return ec.derive_private_key(int.from_bytes(key, "big"), ec.SECP256R1())


def _point(key: EllipticCurvePrivateKey) -> bytes:
    from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat  # noqa: PLC0415 - optional

    return key.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def _coded(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
