"""Texts with a form of their own: ids, languages, addresses, cron, zones. Each refusal says what to write."""

from __future__ import annotations

import difflib
import ipaddress
import re
import zoneinfo
from datetime import UTC, datetime
from functools import cache
from typing import Annotated, Literal
from urllib.parse import urlsplit

from cronsim import CronSim, CronSimError
from pydantic import AfterValidator, Field, WithJsonSchema

from monitor.core.addresses import parse_allowed
from monitor.settings.schema.units import refuse

_SLUG = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}")
_ENV_NAME = re.compile(r"[A-Z_][A-Z0-9_]{0,99}")
_HOST = re.compile(r"(?!-)[\w-]{1,63}(?:\.[\w-]{1,63})*\.?")
_LOCAL_PART = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_SENDER = re.compile(r"(?P<name>[^<>]*)<(?P<address>[^<>]*)>")
_CRON_RANGES = {
    "minute": "0 to 59",
    "hour": "0 to 23",
    "day-of-month": "1 to 31",
    "month": "1 to 12 or JAN to DEC",
    "day-of-week": "0 to 7 (0 and 7 are Sunday) or SUN to SAT",
}
_CRON_ORDER = tuple(_CRON_RANGES)
_CRON_HINT = 'Write minute, hour, day of month, month, weekday: "0 7 * * *" is every day at 07:00.'
_CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::[0-5]\d)?")
_OFFSET = re.compile(r"(?:UTC|GMT)?\s*(?P<sign>[+-])\s*0?(?P<hours>\d{1,2})(?::?\d{2})?", re.IGNORECASE)
_AT_ONCE = frozenset(
    {"immediate", "immediately", "instant", "instantly", "now", "always", "at once", "asap", "realtime"}
)
_AT_ONCE_HINT = "Write when: immediately in place of the cron line, or beside one."
_CRON_START = datetime(2024, 1, 1, tzinfo=UTC)
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
        raise refuse("this is not a language tag.", "Write a short tag such as en, ar, fa or zh-Hant.")
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
    try:
        ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return len(host) <= 253 and bool(_HOST.fullmatch(host))
    return True


def check_host(value: str) -> str:
    """A host name or address without scheme and port."""
    if not host_is_sane(value):
        raise refuse("this is not a host name or address.", "Write only the host, e.g. smtp.example.org.")
    return value


def url_fault(value: str) -> tuple[str, str] | None:
    """What is wrong with a web address as (message, hint), or None. Does not repeat the address: it may be a secret."""
    if any(char.isspace() for char in value):
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


def check_cron(value: str) -> str:
    """Five cron fields that fire at least once in the next years."""
    fields = value.split()
    if clock := _CLOCK.fullmatch(value.strip()):
        daily = f"{int(clock['minute'])} {int(clock['hour'])} * * *"
        raise refuse("a cron line has five fields, this is a time of day.", f'Every day at that time is "{daily}".')
    if value.strip().lower() in _AT_ONCE:
        raise refuse("a cron line has five fields, this is a word.", _AT_ONCE_HINT)
    if len(fields) != len(_CRON_ORDER):
        raise refuse(f"a cron line has five fields, this one has {len(fields)}.", _CRON_HINT)
    try:
        next(CronSim(value, _CRON_START))
    except CronSimError as error:
        name = str(error).removeprefix("Bad ")
        written = fields[_CRON_ORDER.index(name)]
        if name == "day-of-month" and _fires(f"0 0 {written} * *"):
            raise refuse("this cron line never fires.", "Correct its day of month and month.") from None
        raise refuse(
            f"{written[:40]} does not fit the field {name} of a cron line.",
            f"Write {_CRON_RANGES[name]}, a list, a range or *.",
        ) from None
    except StopIteration:
        raise refuse("this cron line never fires.", "Correct its day of month and month.") from None
    return " ".join(fields)


def _fires(line: str) -> bool:
    try:
        next(CronSim(line, _CRON_START))
    except (CronSimError, StopIteration):
        return False
    return True


@cache
def _zones() -> frozenset[str]:
    return frozenset(zoneinfo.available_timezones())


def check_zone(value: str) -> str:
    """A zone of the IANA time zone database."""
    if value in _zones():
        return value
    folded = {zone.casefold(): zone for zone in _zones()}
    folded.update({zone.rpartition("/")[2].casefold(): zone for zone in sorted(_zones(), reverse=True)})
    wanted = value.casefold().replace(" ", "_")
    near = list(dict.fromkeys(folded[name] for name in difflib.get_close_matches(wanted, folded, n=2, cutoff=0.75)))
    if offset := _OFFSET.fullmatch(value.strip()):
        # The zones of that name count the other way round; a city also knows its summer time.
        sign, hours = "-" if offset["sign"] == "+" else "+", int(offset["hours"])
        fixed = (
            f", or Etc/GMT{sign}{hours} for {offset['sign']}{hours} h all year"
            if f"Etc/GMT{sign}{hours}" in _zones()
            else ""
        )
        raise refuse(
            f"{value[:60]!r} is an offset and no time zone.", f"Write a city's zone such as Europe/Riga{fixed}."
        )
    hint = f"Did you mean {' or '.join(near)}?" if near else "Write a zone such as Asia/Damascus or Europe/Berlin."
    raise refuse(f"there is no time zone {value[:60]!r}.", hint)


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
EnvName = Annotated[
    str, AfterValidator(check_env_name), WithJsonSchema({"type": "string", "pattern": f"^{_ENV_NAME.pattern}$"})
]
Host = Annotated[str, AfterValidator(check_host)]
Url = Annotated[str, AfterValidator(check_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
Address = Annotated[str, AfterValidator(check_address)]
Sender = Annotated[str, AfterValidator(check_sender)]
Cron = Annotated[str, AfterValidator(check_cron), WithJsonSchema({"type": "string", "examples": ["0 7 * * *"]})]
Zone = Annotated[
    str, AfterValidator(check_zone), WithJsonSchema({"type": "string", "examples": ["Asia/Damascus", "UTC"]})
]
Network = Annotated[str, AfterValidator(check_network)]
PriorityName = Literal["low", "normal", "high"]
Port = Annotated[int, Field(ge=1, le=65_535)]
