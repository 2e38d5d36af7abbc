"""`monitor user`: who may use the desk. Edits keep the comments of users.yaml."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer

from monitor.bootstrap import hash_password, new_secret, new_totp_key, password_fault
from monitor.cli.output import print_json, print_table, say, stamp
from monitor.cli.place import place_of
from monitor.core.entrance.one_time import address
from monitor.core.entrance.sessions import mark_of
from monitor.errors import UsageError
from monitor.model.desk.visitors import Role, User
from monitor.settings import add_token, add_user, change_user, load_users, remove_token, remove_user

app = typer.Typer(
    help="Who may use the desk: people with passwords, scripts with tokens.",
    epilog="Example: monitor user list",
    no_args_is_help=True,
)
_FILE = "users.yaml"
_SOON = "It counts within seconds."
_Watchlists = Annotated[
    list[str] | None, typer.Option("--watchlist", metavar="ID", help="Show this watchlist only; may be given again.")
]
_Role = Annotated[Role, typer.Option("--role", help="What is allowed: reader looks, analyst also judges and edits.")]


@app.command("add")
def add(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What this person logs in as.")],
    role: _Role = Role.READER,
    watchlist: _Watchlists = None,
    mail: Annotated[
        str | None, typer.Option("--mail", metavar="ADDRESS", help="Own mail address: samples of drafts go there.")
    ] = None,
    no_password: Annotated[
        bool, typer.Option("--no-password", help="Enters by a proxy alone, which says who it is.")
    ] = False,
) -> None:
    """Add a person. The password is asked for, or read from standard input.

    Example: monitor user add ali --role analyst
    """
    entry: dict[str, str | list[str]] = {"name": name, "role": role.value}
    if not no_password:
        entry["password"] = hash_password(_new_password())
    if watchlist:
        entry["watchlists"] = watchlist
    if mail:
        entry["mail"] = mail
    add_user(_path(context), entry)
    say(f"added: {name}, {role}. {_SOON}")


@app.command("password")
def password(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME", help="As monitor user list shows it.")]
) -> None:
    """Give a person another password; it ends all sessions of the old one.

    Example: monitor user password ali
    """
    _known(context, name)
    change_user(_path(context), name, {"password": hash_password(_new_password())})
    say(f"changed: the password of {name}. Sessions that began with the old one have ended.")


@app.command("totp")
def totp(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="As monitor user list shows it.")],
    off: Annotated[bool, typer.Option("--off", help="Ask for no code any more.")] = False,
) -> None:
    """Ask a person for the code of an authenticator beside the password. Shows its new key, this once.

    Example: monitor user totp ali
    """
    user = _known(context, name)
    if off:
        change_user(_path(context), name, {"totp": None})
        say(f"changed: {name} enters by the password alone. {_SOON}")
        return
    if not user.password:
        raise UsageError(f"{name} enters by a proxy alone, which asks for codes or not. Nothing was changed.")
    key = new_totp_key()
    change_user(_path(context), name, {"totp": key})
    say(f"changed: {name} is asked for a code. Sessions that began before have ended.")
    say(f"key: {key}")
    say(address(key, name))


@app.command("token")
def token(
    context: typer.Context,
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the ledger calls this script.")],
    role: _Role = Role.READER,
    watchlist: _Watchlists = None,
    until: Annotated[str, typer.Option(metavar="WHEN", help='When it ends: "2027-01-01 00:00" in UTC.')] = "",
    remove: Annotated[bool, typer.Option("--remove", help="Take it away instead.")] = False,
) -> None:
    """Make a token for a script, shown this once; or take it away.

    Example: monitor user token grafana --role reader
    """
    if remove:
        remove_token(_path(context), name)
        say(f"removed: the token {name}. {_SOON}")
        return
    secret = new_secret()
    entry: dict[str, str | list[str]] = {"name": name, "role": role.value, "hash": mark_of(secret)}
    if until:
        entry["until"] = until
    if watchlist:
        entry["watchlists"] = watchlist
    add_token(_path(context), entry)
    say(f"added: the token {name}, {role}. {_SOON}")
    say(f"Authorization: Bearer {secret}")


@app.command("remove")
def remove(
    context: typer.Context, name: Annotated[str, typer.Argument(metavar="NAME", help="As monitor user list shows it.")]
) -> None:
    """Take a person out; it ends all sessions of that person.

    Example: monitor user remove ali
    """
    remove_user(_path(context), name)
    say(f"removed: {name}. {_SOON}")


@app.command("list")
def list_(context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False) -> None:
    """People and scripts: what they may do, what is shown to them, how they enter.

    Example: monitor user list
    """
    users = load_users(place_of(context).config)
    rows: list[dict[str, Any]] = [
        {
            "name": one.name,
            "role": one.role,
            "enters": " and ".join(filter(None, ("password" if one.password else "proxy", one.totp and "code"))),
            "until": None,
            "watchlists": users.watchlists_of(one),
        }
        for one in users.users
    ]
    rows += [
        {
            "name": one.name,
            "role": one.role,
            "enters": "token",
            "until": one.until,
            "watchlists": users.watchlists_of(one),
        }
        for one in users.tokens
    ]
    if as_json:
        print_json(rows)
        return
    shown = [
        (
            *(str(row[key]) for key in ("name", "role", "enters")),
            stamp(_moment(row["until"])),
            _lists(row["watchlists"]),
        )
        for row in rows
    ]
    print_table(
        ("NAME", "ROLE", "ENTERS BY", "UNTIL (UTC)", "WATCHLISTS"),
        shown,
        "Nobody: the desk answers on this machine only.",
    )


def _lists(named: object) -> str:
    return ", ".join(named) if isinstance(named, tuple) else "all"


def _moment(value: object) -> datetime | None:
    return value.astimezone(UTC) if isinstance(value, datetime) else None


def _path(context: typer.Context) -> Path:
    return place_of(context).config / _FILE


def _known(context: typer.Context, name: str) -> User:
    """Who that is, before a password is asked for.

    Raises:
        UsageError: there is nobody of that name.
    """
    users = load_users(place_of(context).config)
    user = users.user(name)
    if user is None:
        names = ", ".join(one.name for one in users.users)
        raise UsageError(f"{_path(context)} has no {name} among its users. It has: {names or 'none'}.")
    return user


def _new_password() -> str:
    """Asked for twice at a terminal; elsewhere the first line of standard input."""
    if _at_a_terminal():
        given = str(typer.prompt("New password", hide_input=True, confirmation_prompt=True))
    else:
        given = sys.stdin.readline().rstrip("\r\n")
    if fault := password_fault(given):
        raise UsageError(f"{fault[:1].upper()}{fault[1:]} Nothing was changed.")
    return given


def _at_a_terminal() -> bool:
    return sys.stdin.isatty()
