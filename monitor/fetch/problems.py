"""Maps everything that h11, ssl, asyncio and the system raise to a named reason and one calm sentence.

No text of the peer enters a message: h11 quotes the bytes that it did not like.
"""

from __future__ import annotations

import errno
import ssl
from collections.abc import Iterator
from enum import StrEnum

import h11
import httpx

from monitor.fetch.refusal import Refusal, seconds
from monitor.model.outcomes import FetchReason


class OutOfTimeError(Exception):
    """A step of connecting took longer than it may."""


class ProxyError(Exception):
    """The proxy does not connect: why, in one calm sentence."""


class SilentError(Exception):
    """The peer closed the connection where its answer would have begun."""


NETWORK_ERRORS = (h11.ProtocolError, httpx.InvalidURL, OutOfTimeError, ProxyError, SilentError, OSError)
"""What one exchange may raise through no fault of ours; `ssl.SSLError` is an OSError."""


class Phase(StrEnum):
    """How far an exchange has come."""

    RESOLVE = "resolve"
    CONNECT = "connect"
    TLS = "tls"
    ANSWER = "answer"
    """The request is (being) written: from here on the peer may have acted on it."""
    BODY = "body"


_CONNECT_ERRORS = {
    errno.ECONNREFUSED: "the server refused the connection",
    errno.ECONNRESET: "the server reset the connection at once",
    errno.ENETUNREACH: "the network is unreachable",
    errno.EHOSTUNREACH: "the server is unreachable",
    errno.ETIMEDOUT: "the server did not answer the connection",
    errno.EMFILE: "too many files are open in this process",
    errno.EACCES: "this machine does not permit the connection",
    errno.EPERM: "this machine does not permit the connection",
}


def out_of_time(phase: Phase, limit_s: float) -> Refusal:
    """The deadline of `limit_s` seconds ran out in that phase."""
    shown = seconds(limit_s)
    match phase:
        case Phase.RESOLVE:
            return Refusal(FetchReason.DNS, f"the name service gave no answer within {shown}")
        case Phase.CONNECT:
            return Refusal(FetchReason.CONNECT, f"no connection within {shown}")
        case Phase.TLS:
            return Refusal(FetchReason.TLS, f"the TLS handshake was not finished within {shown}")
        case Phase.ANSWER:
            return Refusal(FetchReason.TIMEOUT, f"no answer within {shown}")
        case Phase.BODY:
            return Refusal(FetchReason.TIMEOUT, f"the answer was not complete within {shown}")


def explain(error: Exception, phase: Phase, connect_s: float) -> Refusal:
    """What went wrong, given how far the exchange had come."""
    if isinstance(error, ProxyError):
        return Refusal(FetchReason.CONNECT, str(error))
    if isinstance(error, OutOfTimeError):
        return out_of_time(Phase.TLS if phase is Phase.TLS else Phase.CONNECT, connect_s)
    for cause in _causes(error):
        if isinstance(cause, ssl.SSLError):
            return _tls(cause, phase)
    if phase is Phase.TLS:
        return Refusal(FetchReason.TLS, "the server closed the connection during the TLS handshake")
    if isinstance(error, SilentError):
        return Refusal(FetchReason.PROTOCOL, "the server closed the connection without an answer")
    if isinstance(error, h11.ProtocolError):
        return _protocol(error, phase)
    return _broken_off(phase, "connection") or Refusal(FetchReason.CONNECT, _why_not_connected(error))


def _protocol(error: h11.ProtocolError, phase: Phase) -> Refusal:
    text = str(error)
    if isinstance(error, h11.LocalProtocolError):
        # Nothing was sent and nothing will be: this must not look like an answer gone wrong.
        return Refusal(FetchReason.BAD_URL, "a header of the request contains characters that HTTP does not allow")
    if phase is Phase.BODY and text.startswith("peer closed connection without sending complete message body"):
        return Refusal(FetchReason.TRUNCATED, "the body is shorter than announced")
    if text.startswith("Receive buffer too long"):
        return Refusal(FetchReason.PROTOCOL, "the headers of the answer are longer than 100 kB")
    return Refusal(FetchReason.PROTOCOL, "the answer is not valid HTTP")


def _tls(error: ssl.SSLError, phase: Phase) -> Refusal:
    if isinstance(error, ssl.SSLCertVerificationError):
        return Refusal(FetchReason.TLS, f"the certificate is not accepted: {error.verify_message.rstrip('.')}")
    reason = (getattr(error, "reason", None) or "unknown reason").replace("_", " ").lower()
    return _broken_off(phase, "TLS connection") or Refusal(FetchReason.TLS, f"the TLS handshake failed: {reason}")


def _broken_off(phase: Phase, what: str) -> Refusal | None:
    if phase is Phase.BODY:
        return Refusal(FetchReason.TRUNCATED, f"the {what} broke off in the middle of the body")
    if phase is Phase.ANSWER:
        return Refusal(FetchReason.PROTOCOL, f"the {what} broke off before an answer came")
    return None


def _why_not_connected(error: Exception) -> str:
    for cause in _causes(error):
        if isinstance(cause, OSError) and cause.errno in _CONNECT_ERRORS:
            return _CONNECT_ERRORS[cause.errno]
    return "no connection could be made"


def _causes(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    current: BaseException | None = error
    while current is not None and id(current) not in seen:
        seen.add(id(current))
        yield current
        current = current.__cause__ or current.__context__
