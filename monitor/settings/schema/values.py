"""Texts with a form of their own: ids, languages, addresses. Each refusal says what to write."""

from __future__ import annotations

import ipaddress
import re
from typing import Annotated, Literal
from urllib.parse import parse_qs, urlsplit

from pydantic import AfterValidator, Field, WithJsonSchema

from monitor.core.addresses import parse_allowed
from monitor.settings.schema.units import refuse

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_ENV_NAME = re.compile(r"[A-Z_][A-Z0-9_]{0,99}")
_HOST = re.compile(r"(?!-)[\w-]{1,63}(?:\.[\w-]{1,63})*\.?")
_LOCAL_PART = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_SENDER = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_TAGS = {
    "english": "en",
    "german": "de",
    "french": "fr",
    "spanish": "es",
    "russian": "ru",
    "ukrainian": "uk",
    "arabic": "ar",
    "persian": "fa",
    "hebrew": "he",
    "turkish": "tr",
    "chinese": "zh",
    "finnish": "fi",
    "polish": "pl",
    "italian": "it",
    "portuguese": "pt",
}
_NOT_TEXT = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufffe\uffff]+")
MAX_TEXT = 500


def check_text(value: str) -> str:
    """A line of text without surrounding blanks."""
    value = value.strip()
    if not value:
        raise refuse("the text is empty.", "Write something, or remove the line.")
    if len(value) > MAX_TEXT:
        raise refuse(f"the text is longer than {MAX_TEXT} characters.", "Shorten it.")
    if "\n" in value:
        raise refuse("the text has more than one line.", "Write it in one line.")
    return value


def one_line(text: str) -> str:
    """A text that others wrote, as `check_text` takes it; "" if nothing is left of it."""
    return _NOT_TEXT.sub(" ", text).strip()[:MAX_TEXT].strip()


def check_slug(value: str) -> str:
    """An id: small letters, digits, hyphens."""
    if not _SLUG.fullmatch(value) or len(value) > 64:
        fixed = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")[:64].strip("-")
        raise refuse(
            "an id may hold only small Latin letters, digits, hyphens and underscores (64 at most).",
            f"Write {fixed}." if fixed else "Write for example border-watch.",
        )
    return value


def check_language(value: str) -> str:
    """A BCP 47 tag of moderate length."""
    if not _LANGUAGE.fullmatch(value):
        tag = _TAGS.get(value.lower())
        raise refuse(
            "this is not a language tag.",
            f"Write {tag}." if tag else "Write a short tag such as en, ar, fa or zh-Hant.",
        )
    return value


def check_env_name(value: str) -> str:
    """Name of an environment variable. Never echoed: a user may have put the secret itself here."""
    if not _ENV_NAME.fullmatch(value):
        raise refuse(
            "this must be the name of an environment variable, not the value itself.",
            "Write a name of capital letters, digits and underscores, e.g. MONITOR_SMTP_PASSWORD.",
        )
    return value


def host_is_sane(host: str) -> bool:
    """Whether `host` can be a host name or an address."""
    if len(host) <= 253 and _HOST.fullmatch(host):
        return True
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def check_host(value: str) -> str:
    """A host name or address without scheme and port."""
    if not host_is_sane(value):
        host, _, port = value.rpartition("://")[2].rstrip("/").partition(":")
        bare = f"Write {host}{f', and port: {port}' if port.isdigit() else ''}." if host_is_sane(host) else ""
        raise refuse("this is not a host name or address.", bare or "Write only the host, e.g. smtp.example.org.")
    return value


def url_fault(value: str) -> tuple[str, str] | None:
    """What is wrong with a web address as (message, hint), or None. Does not repeat the address: it may be a secret."""
    if value and value.split() != [value]:
        return "the address contains a blank.", "Write blanks in a URL as %20."
    if not value.isprintable():
        return "the address contains an invisible character.", "Type it anew instead of pasting it."
    try:
        parts = urlsplit(value)
        port_ok = parts.port is None or parts.port > 0
    except ValueError:
        return "this is not a web address.", "Write it as https://host/path."
    if parts.scheme.lower() not in ("http", "https"):
        return "the address does not begin with http:// or https://.", "Write it as https://host/path."
    if not parts.hostname or not port_ok or not host_is_sane(parts.hostname):
        return "the address has no usable host.", "Write it as https://host/path."
    if parts.username is not None or parts.password is not None:
        return "the address carries a name or password.", "Remove it; put the credentials into headers_env."
    return None


def check_url(value: str) -> str:
    """An http or https address without credentials."""
    value = value.strip()
    fault = url_fault(value)
    if fault is not None:
        raise refuse(*fault)
    return value


def check_public_url(value: str) -> str:
    """An https address to which a path can be added."""
    value = check_url(value)
    parts = urlsplit(value)
    if parts.scheme.lower() != "https":
        raise refuse(
            "mail programs follow links to unsubscribe by https alone.", "Write https://host or https://host/path."
        )
    if parts.query or parts.fragment:
        raise refuse("a path is added to this address.", "Write it without ? and #, e.g. https://host/path.")
    return value


def address_is_sane(value: str) -> bool:
    """Whether `value` can be a bare mail address."""
    local, at, domain = value.rpartition("@")
    dotted = not (local.startswith(".") or local.endswith(".") or ".." in local)
    return bool(at) and bool(_LOCAL_PART.fullmatch(local)) and dotted and host_is_sane(domain) and len(value) <= 254


def check_address(value: str) -> str:
    """A bare mail address."""
    value = value.strip()
    if not address_is_sane(value):
        raise refuse(f"{value[:80]!r} is not a mail address.", "Write one address, e.g. desk@example.org.")
    return value


def check_sender(value: str) -> str:
    """A mail address, or a name with the address in angle brackets."""
    value = value.strip()
    named = _SENDER.fullmatch(value)
    if not value.isprintable() or not address_is_sane(named["address"] if named else value):
        raise refuse(
            f"{value[:80]!r} is not a mail address.", "Write monitor@example.org or Monitor <monitor@example.org>."
        )
    return value


def check_network(value: str) -> str:
    """An address or a network in CIDR notation, with or without a port."""
    try:
        parse_allowed([value])
    except ValueError:
        try:
            hint = f"Write {ipaddress.ip_network(value, strict=False)}."
        except ValueError:
            hint = "Write for example 127.0.0.1, 127.0.0.1:8080 or 10.1.0.0/16."
        raise refuse(f"{value[:60]!r} is not an address or network.", hint) from None
    return value


Text = Annotated[str, AfterValidator(check_text)]
Slug = Annotated[str, AfterValidator(check_slug), WithJsonSchema({"type": "string", "pattern": f"^{_SLUG.pattern}$"})]
Language = Annotated[str, AfterValidator(check_language)]


def check_database_url(value: str) -> str:
    """The address of a PostgreSQL database; its password stands elsewhere."""
    value = check_text(value)
    try:
        parts = urlsplit(value)
        password = parts.password
    except ValueError:
        raise refuse("this is no address of a database.", _DATABASE_HINT) from None
    if parts.scheme not in {"postgresql", "postgres"} or not parts.path.strip("/"):
        raise refuse("this is no address of a PostgreSQL database.", _DATABASE_HINT)
    if password is not None or "password" in parse_qs(parts.query):
        hint = "Write the address without it, and the password into PGPASSWORD or ~/.pgpass."
        raise refuse("a password does not belong into this file.", hint)
    return value


_DATABASE_HINT = "Write for example postgresql://monitor@db.example.org/monitor."
EnvName = Annotated[
    str, AfterValidator(check_env_name), WithJsonSchema({"type": "string", "pattern": f"^{_ENV_NAME.pattern}$"})
]
Host = Annotated[str, AfterValidator(check_host)]
Url = Annotated[str, AfterValidator(check_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
DatabaseUrl = Annotated[
    str,
    AfterValidator(check_database_url),
    WithJsonSchema({"type": "string", "pattern": "^postgres(ql)?://[^:@/]*@?[^@]*/.+"}),
]
PublicUrl = Annotated[str, AfterValidator(check_public_url), WithJsonSchema({"type": "string", "pattern": "^https://"})]
Address = Annotated[str, AfterValidator(check_address)]
Sender = Annotated[str, AfterValidator(check_sender)]
Network = Annotated[str, AfterValidator(check_network)]
PriorityName = Literal["low", "normal", "high"]
Port = Annotated[int, Field(ge=1, le=65_535)]
