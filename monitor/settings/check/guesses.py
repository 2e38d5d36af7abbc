"""What somebody meant who wrote a word of another program: keys, choices, and the shape of a section."""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping, Sequence

_OTHER_KEYS: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("link", "href", "address", "xmlurl", "feed", "feed_url", "uri"), ("url",)),
    **dict.fromkeys(("timezone", "time_zone", "tz"), ("zone",)),
    **dict.fromkeys(("schedule", "at", "time", "every", "crontab"), ("cron", "interval")),
    **dict.fromkeys(("recipients", "recipient", "email", "mail"), ("to",)),
    **dict.fromkeys(("sender", "mail_from", "from_address"), ("from",)),
    **dict.fromkeys(("user", "login", "user_name"), ("username",)),
    **dict.fromkeys(("server", "smtp", "smtp_host", "hostname"), ("host",)),
    **dict.fromkeys(("keywords", "terms", "spellings", "aliases", "words"), ("names",)),
    **dict.fromkeys(("encryption", "security", "ssl", "starttls"), ("tls",)),
    **dict.fromkeys(("path", "dir", "directory", "file"), ("folder",)),
    **dict.fromkeys(("name", "label"), ("title", "id")),
    **dict.fromkeys(("outlet", "source", "site"), ("publisher",)),
}
"""By what it is called elsewhere; the first that may stand there is meant."""
_OTHER_CHOICES: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(("smtp", "e-mail", "mailto"), ("email",)),
    **dict.fromkeys(("http", "https", "hook", "post", "url"), ("webhook",)),
    **dict.fromkeys(("stdout", "console", "print", "screen", "tty"), ("terminal",)),
    **dict.fromkeys(("html", "folder", "disk"), ("file",)),
    **dict.fromkeys(("ssl", "smtps", "implicit"), ("tls",)),
    **dict.fromkeys(("plain", "off", "no", "false", "never"), ("none", "skip")),
    **dict.fromkeys(("yes", "true", "on", "always"), ("starttls", "send")),
    **dict.fromkeys(("now", "instant", "instantly", "at once", "asap", "realtime"), ("immediately",)),
    **dict.fromkeys(("city", "town", "village", "country", "region", "river", "location", "site"), ("place",)),
    **dict.fromkeys(("people", "human", "man", "woman", "individual"), ("person",)),
    **dict.fromkeys(("company", "party", "agency", "org", "institution", "ngo"), ("organisation",)),
    **dict.fromkeys(("army", "brigade", "corps", "militia", "military", "battalion"), ("unit",)),
    **dict.fromkeys(("ship", "vessel", "weapon", "vehicle", "product", "object", "cable"), ("thing",)),
    **dict.fromkeys(("medium", "middle", "default", "2"), ("normal",)),
    **dict.fromkeys(("urgent", "critical", "3"), ("high",)),
    **dict.fromkeys(("minor", "1"), ("low",)),
}
_SHAPES = {
    "channels": "Write the name of each channel, and what it is under it: files: {type: file}.",
    "subscriptions": "Begin each with a hyphen: - id: daily.",
    "feeds": "Begin each with a hyphen: - url: https://...",
    "topics": "Begin each with a hyphen: - id: harbour.",
}
_PAIR = re.compile(r"([A-Za-z_]{2,30})\s*[:=]\s*(\S.{0,60})")


def meant(key: str, known: Sequence[str]) -> str:
    """The known key that somebody meant who wrote `key`; "" if it cannot be told."""
    return _meant(key, known, _OTHER_KEYS)


def meant_choice(value: object, allowed: Sequence[str]) -> str:
    """The choice that somebody meant who wrote `value`; "" if it cannot be told."""
    return _meant(str(value), allowed, _OTHER_CHOICES)


def _meant(written: str, known: Sequence[str], others: Mapping[str, tuple[str, ...]]) -> str:
    word = written.lower()
    other = next((one for one in others.get(word, ()) if one in known), "")
    return other or next(iter(difflib.get_close_matches(word, known, n=1, cutoff=0.6)), "")


def shape_of(section: str) -> str:
    """How a section is laid out that was written as something else; "" if there is nothing special to it."""
    return _SHAPES.get(section, "")


def as_pair(text: str) -> str:
    """`type: file` of `type:file` or `type = file`; "" if it is neither."""
    found = _PAIR.fullmatch(text)
    return "" if found is None or found[2].startswith("//") else f"{found[1]}: {found[2]}"


def as_topic(text: str) -> str:
    """The item of a watchlist for a bare name; "" if none can be made of it."""
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:64].strip("-")
    plain = bool(slug) and re.fullmatch(r"[\w .'-]{1,60}", text) is not None
    return f"{{id: {slug}, name: {text}, kind: thing, names: [{text}]}}" if plain else ""
