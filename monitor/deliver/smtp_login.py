"""How a mail server is met: the certificates on both sides, and the login by password or by token."""

from __future__ import annotations

import base64
import binascii
import json
import ssl

from aiosmtplib import SMTP, SMTPAuthenticationError

from monitor.deliver.oauth import AccessTokens, NoTokenError
from monitor.deliver.render.clean import clean
from monitor.deliver.tls import trusting
from monitor.model.config import EmailChannel as EmailSpec

_DONE, _GO_ON = 235, 334


def tls_context(spec: EmailSpec) -> ssl.SSLContext:
    """What is trusted, and what we show of ourselves.

    Raises:
        OSError, ssl.SSLError: a file cannot be read.
    """
    context = trusting(spec.ca_file, verify=spec.verify)
    if spec.client_cert:
        # An empty password: without one, OpenSSL would ask on the terminal.
        context.load_cert_chain(spec.client_cert, spec.client_key or None, password="")
    return context


async def log_in(smtp: SMTP, spec: EmailSpec, tokens: AccessTokens | None) -> None:
    """Log in, if the channel has a name to do so.

    Raises:
        SMTPException, OSError, ValueError: refused or broken off.
        NoTokenError: there is no token to log in with, or no way to use it.
    """
    if tokens is not None:
        await _by_token(smtp, spec, tokens)
    elif spec.username:
        await smtp.login(spec.username, spec.password.reveal())


async def _by_token(smtp: SMTP, spec: EmailSpec, tokens: AccessTokens) -> None:
    """XOAUTH2 as Google and Microsoft have it, else OAUTHBEARER (RFC 7628)."""
    token = await tokens.token()
    if smtp.is_ehlo_or_helo_needed:
        await smtp.ehlo()
    offered = {one.lower() for one in smtp.server_auth_methods}
    name, first, last = spec.username, "", b""
    if "xoauth2" in offered:
        kind, first = b"XOAUTH2", f"user={name}\x01auth=Bearer {token}\x01\x01"
    elif "oauthbearer" in offered:
        where = f"host={spec.host}\x01port={spec.port}\x01"
        kind, first, last = b"OAUTHBEARER", f"n,a={name},\x01{where}auth=Bearer {token}\x01\x01", b"AQ=="
    else:
        raise NoTokenError("it offers no login by token (XOAUTH2 or OAUTHBEARER); nothing was sent.")
    answer = await smtp.execute_command(b"AUTH", kind, base64.b64encode(first.encode()))
    why = ""
    if answer.code == _GO_ON:
        # The reason stands in the challenge; the refusal itself comes when that was answered.
        why = _reason(answer.message)
        answer = await smtp.execute_command(last)
    if answer.code != _DONE:
        tokens.refused()
        said = clean(" ".join(filter(None, (answer.message, why))).replace(token, "…"), 200)
        raise SMTPAuthenticationError(answer.code, said)


def _reason(challenge: str) -> str:
    """`status 401, scope https://mail.example/` of the JSON that the server sends in base64; "" of anything else."""
    try:
        found = json.loads(base64.b64decode(challenge, validate=True))
    except (binascii.Error, ValueError, RecursionError):
        return ""
    if not isinstance(found, dict):
        return ""
    return ", ".join(f"{key} {clean(str(found[key]), 80)}" for key in ("status", "scope") if found.get(key))
