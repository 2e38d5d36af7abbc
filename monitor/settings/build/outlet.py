"""The way out for what is fetched: a private certificate authority, and the login of a proxy."""

from __future__ import annotations

import ssl
from dataclasses import replace
from pathlib import Path

from monitor.model.config import FetchSettings, Secret
from monitor.settings.build.secrets import SecretReader
from monitor.settings.build.sections import fetch_of
from monitor.settings.check import Complain
from monitor.settings.schema import FetchSection


def outlet_of(section: FetchSection, secrets: SecretReader, root: Path, complain: Complain) -> FetchSettings:
    """Fetching, with what lies in files and in the environment."""
    login = secrets.choose(("fetch", "proxy_login"), section.proxy_login_env, section.proxy_login_file, complain)
    if login is not None and not section.proxy:
        complain(("fetch",), "there is a login for a proxy but no proxy.", "Add proxy: http://HOST:PORT.")
    ca_file = root / section.ca_file if section.ca_file else None
    if ca_file is not None and (trouble := _unusable(ca_file)):
        complain(("fetch", "ca_file"), f"the file {ca_file} {trouble}.", "Paths are relative to config/.")
        ca_file = None
    return replace(fetch_of(section), proxy_login=login or Secret(""), ca_file="" if ca_file is None else str(ca_file))


def _unusable(path: Path) -> str:
    if not path.is_file():
        return "does not exist"
    try:
        ssl.create_default_context(cafile=str(path))
    except (ssl.SSLError, OSError):
        return "holds no certificate (PEM) that can be read"
    return ""
