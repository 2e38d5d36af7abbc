"""Channels as the rest of the program sees them, with their secrets read."""

from __future__ import annotations

import base64
import binascii
import re
from importlib.util import find_spec
from pathlib import Path

from monitor.model.config import (
    AppriseChannel,
    ChannelSpec,
    FeedFileChannel,
    FileChannel,
    PushChannel,
    Secret,
    TerminalChannel,
    WebhookChannel,
)
from monitor.records import dataclass
from monitor.settings.build.chats import ChatBuilder
from monitor.settings.build.mail import EmailBuilder
from monitor.settings.build.secrets import SecretReader
from monitor.settings.check import Checked, Complain
from monitor.settings.schema import (
    AppriseSection,
    ChannelSection,
    ChatSection,
    EmailSection,
    FeedFileSection,
    FileSection,
    MonitorFile,
    PushSection,
    WebhookSection,
    url_fault,
)

_APPRISE = re.compile(r"[a-z][a-z0-9]*://[^\s,]+")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{20,200}")
_SECRET_PREFIX = "whsec_"  # noqa: S105 - the public prefix of the specification, not a secret


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelBuilder:
    """Builds the channels of one load."""

    secrets: SecretReader
    root: Path
    data_dir: Path
    complain: Complain

    def build(self, checked: Checked[MonitorFile]) -> tuple[ChannelSpec, ...]:
        """The channels whose secrets can be read; the others are complained about."""
        private = tuple(checked.value.fetch.allow_private)
        built = (self._one(name, section, private) for name, section in checked.value.channels.items())
        return tuple(channel for channel in built if channel is not None)

    def _one(self, name: str, section: ChannelSection, private: tuple[str, ...]) -> ChannelSpec | None:
        if isinstance(section, EmailSection):
            return EmailBuilder(secrets=self.secrets, root=self.root, complain=self.complain).build(name, section)
        if isinstance(section, WebhookSection):
            return self._webhook(name, section)
        if isinstance(section, ChatSection):
            return ChatBuilder(secrets=self.secrets, complain=self.complain).build(name, section)
        if isinstance(section, AppriseSection):
            return self._apprise(name, section, private)
        if isinstance(section, PushSection):
            return self._push(name, section)
        if isinstance(section, FileSection):
            return FileChannel(name=name, folder=self.data_dir / section.folder)
        if isinstance(section, FeedFileSection):
            return self._feed(name, section)
        return TerminalChannel(name=name)

    def _apprise(self, name: str, section: AppriseSection, private: tuple[str, ...]) -> AppriseChannel | None:
        loc = ("channels", name)
        if not has_apprise():
            self.complain((*loc, "type"), "apprise is not installed here.", "pip install 'monitor[apprise]'.")
        if section.url_env is None and section.url_file is None:
            self.complain(loc, "this channel needs its url.", "Add url_env: NAME or url_file: PATH.")
        url = self.secrets.choose((*loc, "url"), section.url_env, section.url_file, self.complain)
        if url is None:
            return None
        if url.reveal() and not _APPRISE.fullmatch(url.reveal()):
            key = "url_env" if section.url_env is not None else "url_file"
            said = "the secret address is not one that apprise writes."
            self.complain((*loc, key), said, "One receiver, service://...: see apprise's list of services.")
        return AppriseChannel(name=name, url=url, timeout_s=section.timeout, allow_private=private)

    def _push(self, name: str, section: PushSection) -> PushChannel:
        if not has_push():
            self.complain(("channels", name, "type"), "Web Push is not installed here.", "pip install 'monitor[push]'.")
        return PushChannel(name=name, contact=f"mailto:{section.contact}", timeout_s=section.timeout)

    def _feed(self, name: str, section: FeedFileSection) -> FeedFileChannel:
        loc = ("channels", name)
        token = self.secrets.choose((*loc, "token"), section.token_env, section.token_file, self.complain) or Secret("")
        if token and not _TOKEN.fullmatch(token.reveal()):
            key = "token_env" if section.token_env is not None else "token_file"
            said = "the token is not 20 to 200 letters, digits, hyphens and underscores."
            self.complain((*loc, key), said, "Make one: openssl rand -hex 24.")
        address = section.address or ""
        if address and not address.endswith("/"):
            self.complain((*loc, "address"), "this is not the address of a folder.", f"Write {address}/.")
        return FeedFileChannel(
            name=name, folder=self.data_dir / section.folder, entries=section.entries, address=address, token=token
        )

    def _webhook(self, name: str, section: WebhookSection) -> WebhookChannel | None:
        loc = ("channels", name)
        for key in ("url", "secret"):
            if getattr(section, f"{key}_env") is None and getattr(section, f"{key}_file") is None:
                self.complain(loc, f"a webhook needs its {key}.", f"Add {key}_env: NAME or {key}_file: PATH.")
        url = self.secrets.choose((*loc, "url"), section.url_env, section.url_file, self.complain)
        secret = self.secrets.choose((*loc, "secret"), section.secret_env, section.secret_file, self.complain)
        self._judge(loc, section, url, secret)
        if url is None or secret is None:
            return None
        return WebhookChannel(name=name, url=url, secret=secret, timeout_s=section.timeout)

    def _judge(self, loc: tuple[str, str], section: WebhookSection, url: Secret | None, secret: Secret | None) -> None:
        fault = url_fault(url.reveal()) if url is not None and url.reveal() else None
        if fault is not None:
            key = "url_env" if section.url_env is not None else "url_file"
            hint = "Use a token in the path or query instead." if "name or password" in fault[0] else fault[1]
            self.complain((*loc, key), f"the secret address is not usable: {fault[0]}", hint)
        if secret is not None and secret.reveal() and not webhook_secret_is_sane(secret.reveal()):
            key = "secret_env" if section.secret_env is not None else "secret_file"
            self.complain(
                (*loc, key),
                "the signing secret is not whsec_ followed by 24 to 64 bytes in base64.",
                "Copy it whole from the receiver, or make one: echo whsec_$(openssl rand -base64 32).",
            )


def has_apprise() -> bool:
    """Whether the library is installed; it is not loaded."""
    return find_spec("apprise") is not None


def has_push() -> bool:
    """As `has_apprise`."""
    return find_spec("py_vapid") is not None


def webhook_secret_is_sane(value: str) -> bool:
    """Whether `value` is a signing secret of the Standard Webhooks specification."""
    if not value.startswith(_SECRET_PREFIX):
        return False
    try:
        key = base64.b64decode(value.removeprefix(_SECRET_PREFIX), validate=True)
    except (binascii.Error, ValueError):
        return False
    return 24 <= len(key) <= 64
