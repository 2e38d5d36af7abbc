"""How the mailbox is written that undeliverable mail comes back to."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, model_validator

from monitor.core.addresses import on_this_machine
from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.oauth import OAuthSection
from monitor.settings.schema.units import SPAN_SCHEMA, Timeout, refuse, span, written
from monitor.settings.schema.values import EnvName, Host, Port, Text

_TWISTED: dict[tuple[str, int | None], str] = {("tls", 143): "starttls", ("starttls", 993): "tls", ("none", 993): "tls"}
"""Ports that always speak the other way, with that."""
Every = Annotated[float, span("1m", "1d"), SPAN_SCHEMA]


def check_folder(value: str) -> str:
    """A folder's name as a server lists it."""
    if not value.isascii() or not value.isprintable() or any(sign in value for sign in '"\\*%'):
        raise refuse(
            "this is no name of a folder as a server lists it.", "Letters beyond ASCII stand there in modified UTF-7."
        )
    return value


Folder = Annotated[Text, AfterValidator(check_folder)]


class BounceMailboxSection(ConfigModel):
    """The mailbox that undeliverable mail comes back to, read by IMAP."""

    host: Host
    """Name or address of the IMAP server."""
    port: Port | None = None
    """993 for tls, 143 for starttls and none unless written here."""
    tls: Literal["tls", "starttls", "none"] = "tls"
    """tls: encrypt from the first byte; starttls: encrypt after the greeting; none: do not encrypt."""
    username: Text
    """Account at the IMAP server."""
    password_env: EnvName | None = None
    """Name of the environment variable that holds the password."""
    password_file: Text | None = None
    """File that holds the password, relative to this folder."""
    oauth: OAuthSection | None = None
    """Log in with an access token (XOAUTH2, OAUTHBEARER) in place of a password."""
    verify: bool = True
    """Check the server's certificate."""
    ca_file: Text | None = None
    """File with the certificate authority to trust (PEM), relative to this folder."""
    folder: Folder = "INBOX"
    """Folder that the reports arrive in, as the server lists it."""
    every: Every = written("5m")
    """Pause between two looks."""
    timeout: Timeout = written("30s")
    """Longest wait for one step; a look takes ten times as long at most."""

    @model_validator(mode="after")
    def _credentials_fit(self) -> BounceMailboxSection:
        password = self.password_env is not None or self.password_file is not None
        if password == (self.oauth is not None):
            what = "there are a password and oauth." if password else "there is a username but no password."
            raise refuse(what, "Keep one of them." if password else "Add password_env: NAME or password_file: PATH.")
        if self.tls == "none" and not on_this_machine(self.host):
            raise refuse("the password or token would travel unencrypted.", "Write tls: tls or tls: starttls.")
        if (right := _TWISTED.get((self.tls, self.port))) is not None:
            raise refuse(f"port {self.port} and tls: {self.tls} do not fit.", f"Write tls: {right}, or another port.")
        return self
