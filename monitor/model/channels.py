"""Where digests can go: each kind of channel as configured, with its secrets, which nobody must be shown."""

from __future__ import annotations

from dataclasses import field
from enum import StrEnum
from pathlib import Path

from monitor.records import dataclass


class Secret:
    """A value that never prints: `repr`, `str`, formatting and logging show `***`."""

    __slots__ = ("_value",)

    def __init__(self, value: str) -> None:
        self._value = value

    def reveal(self) -> str:
        """The value itself; call it only where it goes onto the wire."""
        return self._value

    def __repr__(self) -> str:
        return "***"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Secret) and other._value == self._value

    def __hash__(self) -> int:
        return hash(self._value)

    def __bool__(self) -> bool:
        return bool(self._value)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """The most that one address gets; 0 is no limit."""

    per_hour: int = 0
    per_day: int = 0

    def __bool__(self) -> bool:
        """Whether there is any limit."""
        return bool(self.per_hour or self.per_day)

    def __str__(self) -> str:
        """`at most 4 an hour and 20 a day go to this address`."""
        limits = ((self.per_hour, "an hour"), (self.per_day, "a day"))
        return f"at most {' and '.join(f'{most} {span}' for most, span in limits if most)} go to this address"


UNLIMITED = Pace()


@dataclass(frozen=True, slots=True, kw_only=True)
class OAuth:
    """How the access token for a mail server is had: it is given, printed by a command, or asked for."""

    token: Secret = field(default_factory=lambda: Secret(""))
    command: tuple[str, ...] = ()
    """A program with its arguments."""
    token_url: str = ""
    client_id: str = ""
    client_secret: Secret = field(default_factory=lambda: Secret(""))
    refresh_token: Secret = field(default_factory=lambda: Secret(""))
    """Empty: the client asks in its own name."""
    scope: str = ""

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What nobody must be shown."""
        return tuple(one for one in (self.token, self.client_secret, self.refresh_token) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class BounceMailbox:
    """A folder on an IMAP server that reports on undeliverable mail come to. `tls` as for a mail server."""

    host: str
    port: int
    username: str
    tls: str = "tls"
    password: Secret = field(default_factory=lambda: Secret(""))
    oauth: OAuth | None = None
    verify: bool = True
    ca_file: str = ""
    folder: str = "INBOX"
    every_s: float = 300.0
    """Between two looks."""
    timeout_s: float = 30.0
    """For one step; a look takes ten times as long at most."""

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What nobody must be shown."""
        return tuple(one for one in (self.password, *(self.oauth.secrets if self.oauth else ())) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailChannel:
    """A mail server. `tls`: `starttls` (default), `tls` (from the first byte), `none` (must be written out)."""

    name: str
    host: str
    port: int
    sender: str
    tls: str = "starttls"
    username: str = ""
    password: Secret = field(default_factory=lambda: Secret(""))
    verify: bool = True
    ca_file: str = ""
    timeout_s: float = 30.0
    data_timeout_s: float = 600.0
    """After the final dot; RFC 5321 4.5.3.2 asks for 10 minutes."""
    reply_to: str = ""
    unsubscribe: str = ""
    """The address that mails of those who want no more go to; "" for the one that answers go to."""
    bounce: str = ""
    """The address that mail servers send back to what cannot be delivered (envelope sender); "" for `sender`."""
    verp: bool = False
    """Whether the recipient stands in that address, so that what comes back says whose it was."""
    mailbox: BounceMailbox | None = None
    """Where `bounce` is read; None: nobody but people reads it."""
    pace: Pace = UNLIMITED
    oauth: OAuth | None = None
    """Log in with a token in place of the password."""
    client_cert: str = ""
    """File with the certificate that we show, "" for none."""
    client_key: str = ""
    """File with its key, "" if it is in the same one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WebhookChannel:
    """A receiver of signed JSON (Standard Webhooks)."""

    name: str
    url: Secret
    """The URL is a secret: many receivers carry the key in it."""
    secret: Secret
    """`whsec_...`"""
    timeout_s: float = 20.0


class ChatService(StrEnum):
    """Services that have a renderer of their own."""

    SLACK = "slack"
    TEAMS = "teams"
    MATTERMOST = "mattermost"
    DISCORD = "discord"
    TELEGRAM = "telegram"
    MATRIX = "matrix"
    NTFY = "ntfy"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatChannel:
    """One room of a chat or push service."""

    name: str
    service: ChatService
    url: Secret
    """Where to post; where there is a room, the server."""
    room: str = field(default="", repr=False)
    """Where a bot posts: a chat, a room, a channel, a topic."""
    secret_room: bool = False
    """Whether the room came from where secrets are: a topic of a public ntfy is one."""
    token: Secret = field(default_factory=lambda: Secret(""))
    thread: str = ""
    """Discord's thread, Telegram's topic; "" for none."""
    threads: bool = True
    """Whether what a story says later goes into the thread of its first message, where the service has such."""
    timeout_s: float = 20.0

    @property
    def secrets(self) -> tuple[Secret, ...]:
        """What nobody must be shown."""
        return tuple(one for one in (self.url, self.token, Secret(self.room if self.secret_room else "")) if one)


@dataclass(frozen=True, slots=True, kw_only=True)
class AppriseChannel:
    """One receiver that the library apprise carries plain text to."""

    name: str
    url: Secret
    """As apprise writes addresses; all of it is secret."""
    timeout_s: float = 30.0
    allow_private: tuple[str, ...] = ()
    """Addresses that are not public and may be reached, as in `FetchSettings`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PushChannel:
    """Browsers of people who asked for it on the desk (Web Push)."""

    name: str
    contact: str
    """`mailto:...`: whom the services of browsers may ask about our messages."""
    timeout_s: float = 20.0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileChannel:
    """Digests as HTML, text and JSON files in a folder."""

    name: str
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedFileChannel:
    """Each subscription as an Atom and a JSON Feed file in a folder, and by the status port."""

    name: str
    folder: Path
    entries: int = 100
    """So many told lines stay in a feed."""
    address: str = ""
    """Where readers reach the folder, with a slash at its end; "" where nobody knows."""
    token: Secret = field(default_factory=lambda: Secret(""))
    """Who knows it gets the feeds from the status port; "" for nobody."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TerminalChannel:
    """Digests printed on standard output."""

    name: str


ChannelSpec = (
    EmailChannel
    | WebhookChannel
    | ChatChannel
    | AppriseChannel
    | PushChannel
    | FileChannel
    | FeedFileChannel
    | TerminalChannel
)
