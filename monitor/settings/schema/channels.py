"""The `channels` section of monitor.yaml: where digests can go."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from monitor.core.addresses import on_this_machine
from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.bounce_mailbox import BounceMailboxSection
from monitor.settings.schema.chats import ChatSection
from monitor.settings.schema.oauth import OAuthSection
from monitor.settings.schema.units import SPAN_SCHEMA, Timeout, refuse, span, written
from monitor.settings.schema.values import Address, EnvName, Host, Port, Sender, Text, Url

_TWISTED: dict[tuple[str, int | None], str] = {
    ("starttls", 465): "tls",
    ("tls", 587): "starttls",
    ("tls", 25): "starttls",
}
"""Ports that always speak the other way, with that."""
DataTimeout = Annotated[float, span("1s", "1h"), SPAN_SCHEMA]


class EmailSection(ConfigModel):
    """A mail server that takes our mail."""

    type: Literal["email"]
    """Mail over SMTP."""
    host: Host
    """Name or address of the mail server."""
    port: Port | None = None
    """587 for starttls, 465 for tls, 25 for none unless written here."""
    tls: Literal["starttls", "tls", "none"] = "starttls"
    """starttls: encrypt after the greeting; tls: encrypt from the first byte; none: do not encrypt."""
    sender: Sender = Field(alias="from")
    """Address the mail comes from, with or without a name: Monitor <monitor@example.org>."""
    username: Text | None = None
    """Account at the mail server, if it asks for one."""
    password_env: EnvName | None = None
    """Name of the environment variable that holds the password."""
    password_file: Text | None = None
    """File that holds the password, relative to this folder."""
    oauth: OAuthSection | None = None
    """Log in with an access token (XOAUTH2, OAUTHBEARER) in place of a password."""
    client_cert: Text | None = None
    """File with the certificate to show to the server (PEM), relative to this folder."""
    client_key: Text | None = None
    """File with the certificate's key (PEM), if it is not in the same one."""
    verify: bool = True
    """Check the server's certificate."""
    ca_file: Text | None = None
    """File with the certificate authority to trust (PEM), relative to this folder."""
    reply_to: Sender | None = None
    """Address that answers go to."""
    unsubscribe: Sender | None = None
    """Address that mails of readers go to who want no more; if absent, reply_to or from."""
    bounce: Address | None = None
    """Address that mail which cannot be delivered comes back to (envelope sender); if absent, from."""
    verp: bool = False
    """Write the recipient into bounce, as in bounces+ali=example.org@example.net: what comes back says whose it was."""
    bounce_mailbox: BounceMailboxSection | None = None
    """The mailbox of bounce: reports on mail that came back are read there by IMAP."""
    per_hour: Annotated[int, Field(ge=1, le=10_000)] | None = None
    """Most messages an hour to one address; the others wait their turn."""
    per_day: Annotated[int, Field(ge=1, le=100_000)] | None = None
    """Most messages a day to one address; the others wait their turn."""
    timeout: Timeout = written("30s")
    """Longest wait for one step of the conversation."""
    data_timeout: DataTimeout = written("10m")
    """Longest wait for the server to accept the whole mail."""

    @model_validator(mode="after")
    def _credentials_fit(self) -> EmailSection:
        password = self.password_env is not None or self.password_file is not None
        if password and self.username is None:
            raise refuse("there is a password but no username.", "Add username: NAME.")
        if password and self.oauth is not None:
            raise refuse("there are a password and oauth.", "Keep one of them.")
        if self.oauth is not None and self.username is None:
            raise refuse("there is oauth but no username.", "Add username: the address whose mailbox the token is for.")
        if self.username is not None and not password and self.oauth is None:
            raise refuse("there is a username but no password.", "Add password_env: NAME or password_file: PATH.")
        if self.verp and self.bounce is None:
            raise refuse("there is verp but no bounce.", "Add bounce: ADDRESS, one that takes mail with +... in it.")
        if self.bounce_mailbox is not None and self.bounce is None:
            raise refuse("there is bounce_mailbox but no bounce.", "Add bounce: ADDRESS, whose mail arrives there.")
        if self.client_key is not None and self.client_cert is None:
            raise refuse("there is a client_key but no client_cert.", "Add client_cert: PATH.")
        if self.client_cert is not None and self.tls == "none":
            raise refuse("a certificate is shown within TLS only.", "Write tls: starttls or tls: tls.")
        if (password or self.oauth is not None) and self.tls == "none" and not on_this_machine(self.host):
            raise refuse("the password or token would travel unencrypted.", "Write tls: starttls or tls: tls.")
        if (right := _TWISTED.get((self.tls, self.port))) is not None:
            raise refuse(f"port {self.port} and tls: {self.tls} do not fit.", f"Write tls: {right}, or another port.")
        return self


class WebhookSection(ConfigModel):
    """A receiver of signed JSON (Standard Webhooks)."""

    type: Literal["webhook"]
    """Signed JSON over HTTP."""
    url_env: EnvName | None = None
    """Name of the environment variable that holds the address; the address of a webhook is a secret."""
    url_file: Text | None = None
    """File that holds the address, relative to this folder."""
    secret_env: EnvName | None = None
    """Name of the environment variable that holds the signing secret (whsec_...)."""
    secret_file: Text | None = None
    """File that holds the signing secret, relative to this folder."""
    timeout: Timeout = written("20s")
    """Longest wait for the answer."""


class AppriseSection(ConfigModel):
    """A receiver that the library apprise knows: plain text for a hundred services more."""

    type: Literal["apprise"]
    """Plain text by apprise."""
    url_env: EnvName | None = None
    """Name of the environment variable that holds the receiver as apprise writes it; all of it is a secret."""
    url_file: Text | None = None
    """File that holds it, relative to this folder."""
    timeout: Timeout = written("30s")
    """Longest wait for all that apprise does."""


class PushSection(ConfigModel):
    """Pushes to browsers whose people asked for them on the desk."""

    type: Literal["push"]
    """Web Push, signed by a key that the bot makes for itself."""
    contact: Address
    """Mail address that the services of browsers may write to about our messages."""
    timeout: Timeout = written("20s")
    """Longest wait for an answer."""


class FileSection(ConfigModel):
    """Digests as HTML, text and JSON files."""

    type: Literal["file"]
    """Files in a folder."""
    folder: Text = "digests"
    """Folder for the files, relative to the data folder."""


class FeedFileSection(ConfigModel):
    """Each subscription as an Atom and a JSON Feed file."""

    type: Literal["feed"]
    """A feed for feed readers and other tools."""
    folder: Text = "feeds"
    """Folder for the files, relative to the data folder."""
    entries: Annotated[int, Field(ge=10, le=1_000)] = 100
    """So many told stories stay in a feed; those of the last two days stay in any case."""
    address: Url | None = None
    """Where readers reach the folder: https://example.org/feeds/. Only written into the files."""
    token_env: EnvName | None = None
    """Name of the environment variable with a token: who knows it gets the feeds from the status port."""
    token_file: Text | None = None
    """File that holds the token, relative to this folder."""


class TerminalSection(ConfigModel):
    """Digests printed where the bot runs."""

    type: Literal["terminal"]
    """Standard output."""


ChannelSection = Annotated[
    EmailSection
    | WebhookSection
    | ChatSection
    | AppriseSection
    | PushSection
    | FileSection
    | FeedFileSection
    | TerminalSection,
    Field(discriminator="type"),
]
CHANNEL_TYPES = frozenset(
    get_args(one.model_fields["type"].annotation)[0] for one in get_args(get_args(ChannelSection)[0])
)
"""What may stand behind `type`."""
