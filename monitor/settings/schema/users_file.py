"""users.yaml: who may use the desk."""

from __future__ import annotations

import re
from typing import Annotated, ClassVar, Literal

from pydantic import AfterValidator, Field, WithJsonSchema

from monitor.core.entrance.one_time import key_of
from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.clocks import Moment
from monitor.settings.schema.units import refuse
from monitor.settings.schema.values import Address, Slug

_NAME = re.compile(r"[a-z0-9][a-z0-9._@-]{0,63}")
_HASH = re.compile(
    r"\$argon2id\$v=19\$m=(?P<m>[0-9]{1,7}),t=(?P<t>[0-9]{1,3}),p=(?P<p>[0-9]{1,2})\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{16,90}"
)
_TOKEN = re.compile(r"[0-9a-f]{64}")


def check_user_name(value: str) -> str:
    """What somebody logs in as."""
    if not _NAME.fullmatch(value):
        fixed = re.sub(r"[^a-z0-9._@-]+", "-", value.lower()).strip("-._@")[:64]
        hint = f"Write {fixed}." if fixed else "Write for example ali."
        raise refuse("a name has small Latin letters, digits and . _ @ - (64 at most).", hint)
    return value


def check_hash(value: str) -> str:
    """A hash of argon2id. Never echoed: somebody may have put the password itself here."""
    found = _HASH.fullmatch(value)
    # One that takes gigabytes or minutes could be used to keep the machine busy.
    if found is None or int(found["m"]) > 262_144 or int(found["t"]) > 20 or int(found["p"]) > 8:
        raise refuse("this is no argon2id hash of a password.", "Let the program write it: monitor user password NAME.")
    return value


def check_totp(value: str) -> str:
    """The key of an authenticator. Never echoed."""
    if key_of(value) is None:
        raise refuse("this is no key of an authenticator.", "Let the program write it: monitor user totp NAME.")
    return value


def check_token(value: str) -> str:
    """The hash of a script's token. Never echoed."""
    if not _TOKEN.fullmatch(value):
        raise refuse("this is no hash of a token.", "Let the program write it: monitor user token NAME.")
    return value


UserName = Annotated[
    str, AfterValidator(check_user_name), WithJsonSchema({"type": "string", "pattern": f"^{_NAME.pattern}$"})
]
PasswordHash = Annotated[str, AfterValidator(check_hash)]
TotpKey = Annotated[str, AfterValidator(check_totp)]
TokenHash = Annotated[str, AfterValidator(check_token)]
RoleName = Literal["reader", "analyst", "admin"]
Shown = Annotated[list[Slug], Field(min_length=1)]


class UserSection(ConfigModel):
    """One person."""

    name: UserName
    """What this person logs in as, or what the proxy calls this person."""
    role: RoleName
    """reader looks; analyst also judges, silences and edits watchlists; admin also feeds, deliveries, subscriptions."""
    password: PasswordHash | None = None
    """Hash of the password, as `monitor user password` writes it; without it this person enters by a proxy alone."""
    totp: TotpKey | None = None
    """Key of an authenticator, as `monitor user totp` writes it; a code of it is asked for beside the password."""
    watchlists: Shown | None = None
    """Ids of the only watchlists that are shown, with what they find."""
    mail: Address | None = None
    """Own mail address: samples of drafts go there."""


class ScriptSection(ConfigModel):
    """What a script shows instead of a name and a password."""

    name: UserName
    """What the ledger calls this script."""
    role: RoleName
    """As of a person."""
    hash: TokenHash
    """SHA-256 of the token, as `monitor user token` writes it."""
    owner: UserName | None = None
    """The person whose token it is: it may do no more than that person may, and ends with that person."""
    until: Moment | None = None
    """When it ends, in UTC unless it says otherwise; never if absent."""
    watchlists: Shown | None = None
    """Ids of the only watchlists that are shown, with what they find."""


class RoleSection(ConfigModel):
    """What is shown to a role."""

    watchlists: Shown
    """Ids of the only watchlists that are shown to whoever has that role and no list of their own."""


class UsersFile(ConfigModel):
    """users.yaml: who may use the desk."""

    sections: ClassVar[frozenset[str]] = frozenset({"users", "tokens", "roles"})

    users: list[UserSection] = Field(default=[])
    """The people, one list item each."""
    tokens: list[ScriptSection] = Field(default=[])
    """The scripts, one list item each."""
    roles: dict[RoleName, RoleSection] = Field(default={})
    """What is shown to a role, by its name."""
