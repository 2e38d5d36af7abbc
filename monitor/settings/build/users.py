"""Users with every name in their file checked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import UTC

from monitor.model.desk.visitors import Role, ScriptToken, User, Users
from monitor.settings.build.targets import suggest
from monitor.settings.check import Checked, Findings
from monitor.settings.schema import ScriptSection, UserSection, UsersFile
from monitor.settings.yaml import Loc


def build_users(checked: Checked[UsersFile], watchlists: Collection[str] | None, findings: Findings) -> Users:
    """All users and tokens; whatever they get wrong goes to `findings`. `watchlists`: None where they are not known.

    A watchlist that does not exist only shows nothing: it is a warning.
    """
    file, complain = checked.value, findings.into(checked.document)
    people: list[tuple[str, Sequence[UserSection | ScriptSection]]] = [("users", file.users), ("tokens", file.tokens)]
    for key, sections in people:
        seen: set[str] = set()
        for index, section in enumerate(sections):
            loc = checked.at(key, index)
            if section.name in seen:
                complain((*loc, "name"), f"{section.name} stands here twice.", "Choose another name.")
            seen.add(section.name)
            _look_for((*loc, "watchlists"), section.watchlists or (), watchlists, checked, findings)
            if isinstance(section, UserSection) and section.totp and not section.password:
                complain((*loc, "totp"), "an authenticator is asked for beside a password only.", "Remove totp.")
    for name, role in file.roles.items():
        _look_for(("roles", name, "watchlists"), role.watchlists, watchlists, checked, findings)
    return Users(
        users=tuple(map(_user, file.users)),
        tokens=tuple(map(_token, file.tokens)),
        by_role=tuple((Role(name), tuple(role.watchlists)) for name, role in file.roles.items()),
    )


def _look_for(
    loc: Loc,
    named: Sequence[str],
    known: Collection[str] | None,
    checked: Checked[UsersFile],
    findings: Findings,
) -> None:
    for index, one in enumerate(named):
        if known is not None and one not in known:
            findings.warn(checked.document, (*loc, index), f"there is no watchlist {one!r}. {suggest(one, known)}")


def _user(section: UserSection) -> User:
    return User(
        name=section.name,
        role=Role(section.role),
        password=section.password or "",
        totp=section.totp or "",
        watchlists=tuple(section.watchlists or ()),
        mail=section.mail or "",
    )


def _token(section: ScriptSection) -> ScriptToken:
    until = section.until
    return ScriptToken(
        name=section.name,
        role=Role(section.role),
        hash=section.hash,
        owner=section.owner or "",
        until=None if until is None else (until if until.tzinfo is not None else until.replace(tzinfo=UTC)),
        watchlists=tuple(section.watchlists or ()),
    )
