"""Composition root: from settings to the parts that do the work. The only place that names implementations.

In: where an installation lies. Out: its settings and its store, or an `App` with all parts. Each name loads what it
needs when it is first used: a command that only reads the database loads no parser and no matcher.
Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.bootstrap.app import App as App
    from monitor.bootstrap.auditor import ApartAuditor as ApartAuditor
    from monitor.bootstrap.checkup import limits_of as limits_of
    from monitor.bootstrap.clock import SystemClock as SystemClock
    from monitor.bootstrap.commands import filter_command as filter_command
    from monitor.bootstrap.commands import run_command as run_command
    from monitor.bootstrap.crew import Crew as Crew
    from monitor.bootstrap.hiding import Hiding as Hiding
    from monitor.bootstrap.hiding import secrets_of as secrets_of
    from monitor.bootstrap.mailboxes import mailboxes_of as mailboxes_of
    from monitor.bootstrap.passwords import hash_password as hash_password
    from monitor.bootstrap.passwords import new_secret as new_secret
    from monitor.bootstrap.passwords import new_totp_key as new_totp_key
    from monitor.bootstrap.passwords import password_fault as password_fault
    from monitor.bootstrap.passwords import password_fits as password_fits
    from monitor.bootstrap.place import Place as Place
    from monitor.bootstrap.place import open_beside as open_beside
    from monitor.bootstrap.place import open_place as open_place
    from monitor.bootstrap.refusal import report_refusal as report_refusal
    from monitor.bootstrap.refusal import where_of as where_of

__getattr__ = lazy_face(
    __name__,
    {
        "App": "app",
        "ApartAuditor": "auditor",
        "filter_command": "commands",
        "run_command": "commands",
        "Hiding": "hiding",
        "secrets_of": "hiding",
        "limits_of": "checkup",
        "SystemClock": "clock",
        "Crew": "crew",
        "mailboxes_of": "mailboxes",
        "hash_password": "passwords",
        "new_secret": "passwords",
        "new_totp_key": "passwords",
        "password_fault": "passwords",
        "password_fits": "passwords",
        "Place": "place",
        "open_beside": "place",
        "open_place": "place",
        "report_refusal": "refusal",
        "where_of": "refusal",
    },
)
