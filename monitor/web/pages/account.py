"""One's own account: another password, an authenticator, tokens for own scripts. Each asks for the password again."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Callable
from datetime import datetime

from monitor.bootstrap import hash_password, new_secret, new_totp_key, password_fault, password_fits
from monitor.core.entrance.one_time import address, key_of, step_proven
from monitor.core.entrance.sessions import mark_of
from monitor.errors import UnwritableError, UsageError
from monitor.model.desk.visitors import ScriptToken, User, Way
from monitor.records import dataclass
from monitor.settings import add_token, change_user, remove_token
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import Action, Done, Page, Param, Room

_FILE = "users.yaml"
_AGAIN = "/login?next=/account&why="
_MOST_TOKENS = 20
_SECRET = re.compile(r"[A-Za-z0-9_-]{43}")
_LABEL = re.compile(r"[a-z0-9][a-z0-9._-]{0,29}")


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnToken:
    """A token of whoever asks."""

    name: str
    role: str
    until: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountView:
    """The page."""

    name: str
    role: str
    watchlists: tuple[str, ...] | None
    """The only ones that are shown; None for all."""
    enters: str
    """By which way."""
    password: bool
    """Whether there is one, to be changed here."""
    code: bool
    """Whether a code is asked for beside it."""
    key: str
    """A new key for an authenticator, which counts once it is confirmed; "" where there is no password."""
    key_address: str
    secret: str
    """A new token, which counts once it is named; "" likewise."""
    tokens: tuple[OwnToken, ...]


async def _account(asked: Asked) -> AccountView:
    who, user = asked.who, _user(asked)
    # A script is given no secrets to choose from.
    here = user is not None and bool(user.password) and not asked.path.endswith(".json")
    key = new_totp_key() if here else ""
    return AccountView(
        name=who.name,
        role=who.role,
        watchlists=None if who.watchlists is None else tuple(sorted(who.watchlists)),
        enters=who.way.value,
        password=user is not None and bool(user.password),
        code=user is not None and bool(user.totp),
        key=key,
        key_address=address(key, who.name) if key else "",
        secret=new_secret() if here else "",
        tokens=tuple(OwnToken(name=one.name, role=one.role.value, until=one.until) for one in _tokens(asked)),
    )


def _user(asked: Asked) -> User | None:
    """Whoever asks, if they logged in with a password."""
    return asked.desk.users.users.user(asked.who.name) if asked.who.way is Way.SESSION else None


def _tokens(asked: Asked) -> list[ScriptToken]:
    if asked.who.way is not Way.SESSION:
        return []
    return [one for one in asked.desk.users.users.tokens if one.owner == asked.who.name]


async def _proven(asked: Asked) -> User:
    """The person, who gave the password once more: a browser left open must not give the account away.

    Raises:
        UsageError: not proven, or tried too often.
    """
    user, clock = _user(asked), asked.services.clock
    if user is None or not user.password:
        raise UsageError("You did not come in with a password: whoever let you in keeps your account.")
    wait = asked.desk.proofs.take(user.name, user.name, clock.monotonic())
    if wait > 0:
        raise UsageError(f"Too many tries. Wait {int(wait) + 1} seconds.")
    if not await asyncio.to_thread(password_fits, user.password, asked.form.get("password", "")):
        raise UsageError("Nothing was changed: that is not your password.")
    asked.desk.proofs.give_back(user.name, user.name, clock.monotonic())
    return user


async def _write(asked: Asked, edit: Callable[[], None]) -> None:
    try:
        await asked.services.call(edit)
    except UnwritableError:
        # No patch: its lines have the hashes of others.
        said = f"Nothing was changed: {_FILE} cannot be written here. Whoever runs the bot changes it: monitor user."
        raise UsageError(said) from None


async def _password(asked: Asked) -> Done:
    user, fresh = await _proven(asked), asked.form.get("new", "")
    if fresh != asked.form.get("again", ""):
        raise UsageError("Nothing was changed: the new password was not typed twice alike.")
    if fault := password_fault(fresh):
        raise UsageError(f"Nothing was changed: {fault}")
    hashed = await asyncio.to_thread(hash_password, fresh)
    path = asked.desk.place.config / _FILE
    await _write(asked, lambda: change_user(path, user.name, {"password": hashed}))
    said = "The password was changed. All sessions ended: log in with the new one."
    return Done(said=said, subject=f"user/{user.name}", to=f"{_AGAIN}password")


async def _code(asked: Asked) -> Done:
    user, key = await _proven(asked), asked.word("key")
    await _insist_on_code(asked, user, key)
    path = asked.desk.place.config / _FILE
    await _write(asked, lambda: change_user(path, user.name, {"totp": key}))
    said = "From now on a code is asked for beside the password. All sessions ended: log in with the next code."
    return Done(said=said, subject=f"user/{user.name}", to=f"{_AGAIN}code")


async def _no_code(asked: Asked) -> Done:
    user = await _proven(asked)
    if not user.totp:
        raise UsageError("No code is asked for.")
    await _insist_on_code(asked, user, user.totp)
    path = asked.desk.place.config / _FILE
    await _write(asked, lambda: change_user(path, user.name, {"totp": None}))
    said = "No code is asked for any more. All sessions ended: log in anew."
    return Done(said=said, subject=f"user/{user.name}", to=f"{_AGAIN}no_code")


async def _insist_on_code(asked: Asked, user: User, key: str) -> None:
    raw = key_of(key)
    step = None if raw is None else step_proven(raw, asked.word("code"), asked.services.clock.now())
    # Once, as at the door.
    if step is None or not await asked.services.call(asked.services.store.use_code, user.name, step):
        raise UsageError("Nothing was changed: that is not the code that the authenticator shows now, or it was used.")


async def _token(asked: Asked) -> Done:
    user, label, secret = await _proven(asked), asked.word("label").lower(), asked.form.get("secret", "")
    if not _LABEL.fullmatch(label):
        raise UsageError("Nothing was made: a name has small Latin letters, digits and . _ - (30 at most).")
    if not _SECRET.fullmatch(secret):
        raise UsageError("Nothing was made: load the page again, and take the token that it shows.")
    if len(_tokens(asked)) >= _MOST_TOKENS:
        raise UsageError(f"You have {_MOST_TOKENS} tokens. Take one away first.")
    entry = {"name": f"{user.name[:33]}.{label}", "role": user.role.value, "hash": mark_of(secret), "owner": user.name}
    await _write(asked, lambda: add_token(asked.desk.place.config / _FILE, entry))
    said = f"The token {entry['name']} counts. It is not shown again."
    return Done(said=said, subject=f"token/{entry['name']}", to="/account")


async def _no_token(asked: Asked) -> Done:
    name = asked.word("name")
    if name not in {one.name for one in _tokens(asked)}:
        raise UsageError(f"You have no token {name[:64]!r}.")
    await _write(asked, lambda: remove_token(asked.desk.place.config / _FILE, name))
    return Done(said=f"The token {name} was taken away.", subject=f"token/{name}", to="/account")


_PROOF = Param(name="password", words="The password as it is now.", required=True)
_SHOWN = Param(name="code", words="What the authenticator shows.", required=True)

ROOM = Room(
    pages=(
        Page(
            path="/account",
            by_list=True,
            title="Your account",
            summary="Who asks, what is shown to them, and how they come in.",
            template="account.html",
            read=_account,
            shape=AccountView,
        ),
    ),
    actions=(
        Action(
            name="account.password",
            role="reader",
            by_list=True,
            summary="Change one's own password; it ends all sessions.",
            do=_password,
            fields=(
                _PROOF,
                Param(name="new", words="The new one.", required=True),
                Param(name="again", words="The same.", required=True),
            ),
        ),
        Action(
            name="account.code",
            role="reader",
            by_list=True,
            summary="Have a code asked for beside one's own password.",
            do=_code,
            fields=(_PROOF, Param(name="key", words="Of the authenticator, base32.", required=True), _SHOWN),
        ),
        Action(
            name="account.no_code",
            role="reader",
            by_list=True,
            summary="Have no code asked for.",
            do=_no_code,
            fields=(_PROOF, _SHOWN),
        ),
        Action(
            name="account.token",
            role="reader",
            by_list=True,
            summary="Make a token of one's own for scripts.",
            do=_token,
            fields=(
                _PROOF,
                Param(name="label", words="What it is for.", required=True),
                Param(name="secret", words="The token that the page showed.", required=True),
            ),
        ),
        Action(
            name="account.no_token",
            role="reader",
            by_list=True,
            summary="Take a token of one's own away.",
            do=_no_token,
            fields=(Param(name="name", words="As it is listed.", required=True),),
        ),
    ),
)
