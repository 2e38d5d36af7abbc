"""Mail servers and mailboxes as the rest of the program sees them: secrets read, certificates looked at."""

from __future__ import annotations

from pathlib import Path

from monitor.model.channels import BounceMailbox, Pace
from monitor.model.config import EmailChannel, OAuth, Secret
from monitor.records import dataclass
from monitor.settings.build.secrets import SecretReader, read_secret_file
from monitor.settings.check import Complain
from monitor.settings.schema import BounceMailboxSection, EmailSection, OAuthSection
from monitor.settings.yaml import Loc

_PORTS = {"starttls": 587, "tls": 465, "none": 25}
_IMAP_PORTS = {"tls": 993, "starttls": 143, "none": 143}
_RELATIVE = "Paths are relative to config/."


@dataclass(frozen=True, slots=True, kw_only=True)
class EmailBuilder:
    """Builds the mail channels of one load."""

    secrets: SecretReader
    root: Path
    complain: Complain

    def build(self, name: str, section: EmailSection) -> EmailChannel:
        """The channel; what is wrong with its files is complained about."""
        loc = ("channels", name)
        password = self.secrets.choose((*loc, "password"), section.password_env, section.password_file, self.complain)
        cert = self._file((*loc, "client_cert"), section.client_cert)
        key = self._file((*loc, "client_key"), section.client_key)
        if cert and (key or section.client_key is None) and (fault := _pair_fault(cert, key)):
            self.complain((*loc, "client_key" if key else "client_cert"), *fault)
        return EmailChannel(
            name=name,
            host=section.host,
            port=section.port or _PORTS[section.tls],
            sender=section.sender,
            tls=section.tls,
            username=section.username or "",
            password=password or Secret(""),
            verify=section.verify,
            ca_file=self._file((*loc, "ca_file"), section.ca_file),
            timeout_s=section.timeout,
            data_timeout_s=section.data_timeout,
            reply_to=section.reply_to or "",
            unsubscribe=section.unsubscribe or "",
            bounce=section.bounce or "",
            verp=section.verp,
            mailbox=None if section.bounce_mailbox is None else self._mailbox(loc, section.bounce_mailbox),
            pace=Pace(per_hour=section.per_hour or 0, per_day=section.per_day or 0),
            oauth=None if section.oauth is None else self._oauth((*loc, "oauth"), section.oauth),
            client_cert=cert,
            client_key=key,
        )

    def _mailbox(self, channel: Loc, section: BounceMailboxSection) -> BounceMailbox:
        loc = (*channel, "bounce_mailbox")
        password = self.secrets.choose((*loc, "password"), section.password_env, section.password_file, self.complain)
        return BounceMailbox(
            host=section.host,
            port=section.port or _IMAP_PORTS[section.tls],
            username=section.username,
            tls=section.tls,
            password=password or Secret(""),
            oauth=None if section.oauth is None else self._oauth((*loc, "oauth"), section.oauth),
            verify=section.verify,
            ca_file=self._file((*loc, "ca_file"), section.ca_file),
            folder=section.folder,
            every_s=section.every,
            timeout_s=section.timeout,
        )

    def _file(self, loc: Loc, name: str | None) -> str:
        """Its whole path; "" if none is named."""
        if name is None:
            return ""
        path = self.root / name
        if not path.is_file():
            self.complain(loc, f"the file {path} does not exist.", _RELATIVE)
            return "" if loc[-1] != "ca_file" else str(path)
        return str(path)

    def _oauth(self, loc: Loc, section: OAuthSection) -> OAuth:
        def secret(name: str) -> Secret:
            env, file = getattr(section, f"{name}_env"), getattr(section, f"{name}_file")
            return self.secrets.choose((*loc, name), env, file, self.complain) or Secret("")

        return OAuth(
            token=secret("token"),
            command=tuple(section.command),
            token_url=section.token_url or "",
            client_id=section.client_id or "",
            client_secret=secret("client_secret"),
            refresh_token=secret("refresh_token"),
            scope=section.scope or "",
        )


def _pair_fault(cert: str, key: str) -> tuple[str, str] | None:
    """Why certificate and key cannot be shown to a server, and what to do; None if they can."""
    import ssl  # noqa: PLC0415 - few have one

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    try:
        # An empty password: without one, OpenSSL would ask on the terminal.
        context.load_cert_chain(cert, key or None, password="")
    except ssl.SSLError as problem:
        if problem.reason == "KEY_VALUES_MISMATCH":
            return "this key is not the key of client_cert.", "Name the two files that belong together."
        # What a wrong password makes of a key differs from one to the next.
        if b"ENCRYPTED" in (read_secret_file(Path(key or cert)) or b""):
            return "this key is closed with a password.", "Store it without one: openssl pkey -in FILE -out FILE2."
        return "no certificate with its key can be read here.", "Both have to be PEM; name the key's file: client_key."
    except OSError as problem:
        return f"the file cannot be read: {(problem.strerror or str(problem)).lower()}.", "The bot has to read it."
    return None
