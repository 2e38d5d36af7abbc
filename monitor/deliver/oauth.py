"""Access tokens for mail servers (OAuth 2): ready made, from a command, or from the provider's token endpoint."""

from __future__ import annotations

import asyncio
import json
from typing import Any
from urllib.parse import urlencode, urlsplit

from monitor.core.trust.secrecy import Secrecy
from monitor.deliver.render.clean import clean
from monitor.model.config import OAuth
from monitor.model.feeds import FetchFailure
from monitor.ports import Poster

_EARLY_S = 120.0
"""A token is taken for used up so long before its end."""
_LONGEST_TOKEN = 16_384
_FORM = (("content-type", "application/x-www-form-urlencoded"), ("accept", "application/json"))


class NoTokenError(Exception):
    """There is no token; the text says why and what to do, without secrets."""


class AccessTokens:
    """The tokens of one mail channel: a fetched one is used again until shortly before it ends."""

    def __init__(self, spec: OAuth, poster: Poster, timeout_s: float) -> None:
        self._spec, self._poster, self._timeout_s = spec, poster, timeout_s
        self._refresh_token = spec.refresh_token.reveal()
        self._token, self._until = "", 0.0
        self._turn = asyncio.Lock()

    async def token(self) -> str:
        """One that should be good now.

        Raises:
            NoTokenError: none can be had.
        """
        if self._spec.token:
            return self._spec.token.reveal()
        async with self._turn:
            if self._token and asyncio.get_running_loop().time() < self._until:
                return self._token
            return await (self._from_command() if self._spec.command else self._from_provider())

    def refused(self) -> None:
        """The server did not take the last one: the next one is fetched anew."""
        self._token = ""

    async def _from_command(self) -> str:
        name = self._spec.command[0]
        try:
            process = await asyncio.create_subprocess_exec(
                *self._spec.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.PIPE,
            )
        except OSError as problem:
            raise NoTokenError(f"oauth.command {name} cannot be run: {problem.strerror or problem}.") from problem
        try:
            async with asyncio.timeout(self._timeout_s):
                out, err = await process.communicate()
        except BaseException as problem:
            process.kill()
            await process.wait()
            if isinstance(problem, TimeoutError):
                raise NoTokenError(f"oauth.command {name} gave no token within {self._timeout_s:g} s.") from problem
            raise
        if process.returncode:
            said = clean(err.decode("utf-8", "replace"), 160).rstrip(".")
            raise NoTokenError(f"oauth.command {name} ended with status {process.returncode}: {said or 'no word'}.")
        # Such programs keep their tokens themselves.
        return _checked(out.decode("utf-8", "replace").strip(), f"oauth.command {name}")

    async def _from_provider(self) -> str:
        spec, host = self._spec, urlsplit(self._spec.token_url).hostname
        refreshes = bool(self._refresh_token)
        fields = {
            "grant_type": "refresh_token" if refreshes else "client_credentials",
            "refresh_token": self._refresh_token,
            "client_id": spec.client_id,
            "client_secret": spec.client_secret.reveal(),
            "scope": spec.scope,
        }
        body = urlencode({name: value for name, value in fields.items() if value}).encode()
        answer = await self._poster.post(spec.token_url, body, _FORM, self._timeout_s)
        if isinstance(answer, FetchFailure):
            raise NoTokenError(f"no token from {host}: {self._hidden(answer.detail)}.")
        found = _read(answer.body)
        if answer.status != 200 or "access_token" not in found:
            said = " ".join(str(found.get(key, "")) for key in ("error", "error_description")).strip()
            told = f"{self._hidden(said) or 'nothing of use'}{_cure(found)}."
            raise NoTokenError(f"no token from {host}, which answered {answer.status}: {told}")
        self._token = _checked(str(found["access_token"]), str(host))
        # Some providers give another one each time, and take the old one for a while only.
        self._refresh_token = str(found.get("refresh_token") or self._refresh_token)
        self._until = asyncio.get_running_loop().time() + _seconds(found.get("expires_in")) - _EARLY_S
        return self._token

    def _hidden(self, text: str) -> str:
        secrecy = Secrecy([self._refresh_token, *(one.reveal() for one in self._spec.secrets)])
        return clean(secrecy.hide(text), 200).rstrip(".")


def _read(body: str) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _seconds(lasts: object) -> float:
    """How long a token lasts; 0 where that is not told: it is used once."""
    return float(lasts) if isinstance(lasts, int | float) or (isinstance(lasts, str) and lasts.isdecimal()) else 0.0


def _cure(found: dict[str, Any]) -> str:
    if found.get("error") == "invalid_grant":
        return "; the refresh token was withdrawn or ran out, have a new one made"
    if found.get("error") in {"invalid_client", "unauthorized_client"}:
        return "; check client_id and client_secret"
    return ""


def _checked(token: str, where: str) -> str:
    if not token or not token.isascii() or not token.isprintable() or " " in token or len(token) > _LONGEST_TOKEN:
        raise NoTokenError(f"{where} gave no token, but something else.")
    return token
