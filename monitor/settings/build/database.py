"""The address of a database that stands in the environment or in a file, as it may hold a password."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlsplit

from monitor.settings.build.secrets import SecretReader
from monitor.settings.check import Complain

_LOC = ("storage", "url")
_HINT = "It has to be one address such as postgresql://monitor:PASSWORD@db.example.org/monitor."


def named_database(
    env_name: str | None, file_name: str | None, secrets: SecretReader, complain: Complain
) -> str | None:
    """What `storage.url_env` or `storage.url_file` names; None if neither is given, or it is no such address.

    Without it nothing can be asked, so it is needed also where other secrets are not.
    """
    reader = replace(secrets, needed=True)
    found = reader.choose(_LOC, env_name, file_name, complain)
    secrets.files.update(reader.files)
    if found is None:
        return None
    try:
        parts = urlsplit(found.reveal())
        sound = parts.scheme in {"postgresql", "postgres"} and bool(parts.path.strip("/"))
    except ValueError:
        sound = False
    if not sound:
        # Never repeated: it may hold the password.
        loc = (*_LOC[:-1], "url_env" if env_name is not None else "url_file")
        complain(loc, "what is named here holds no address of a PostgreSQL database.", _HINT)
        return None
    return found.reveal()
