"""How many jobs there should be, and what is said where nobody could do them."""

from __future__ import annotations

import pytest

from monitor.cli.operations.work import roles_of
from monitor.engine.handing import wanted_jobs
from monitor.errors import UsageError
from monitor.model.fleet.workers import Role


@pytest.mark.parametrize(
    ("role", "waiting", "places", "wanted"),
    [
        (Role.POLL, 0, 10, 0),
        (Role.POLL, 1, 10, 1),
        (Role.POLL, 20, 10, 1),
        (Role.POLL, 21, 10, 2),
        (Role.POLL, 10_000, 10, 10),
        (Role.POLL, 10_000, 0, 0),
        (Role.EXTRACT, 11, 10, 2),
        (Role.ASSESS, 10_000, 4, 1),
        (Role.SEND, 3, 2, 1),
        (Role.SEND, 0, 2, 0),
        (Role.SEND, 3, 0, 0),
    ],
)
def test_as_many_jobs_as_there_is_work_and_no_more_than_there_are_places(
    role: Role, waiting: int, places: int, wanted: int
) -> None:
    assert wanted_jobs(role, waiting, places) == wanted


def test_roles_are_named_with_commas() -> None:
    assert roles_of("send, poll,poll") == (Role.POLL, Role.SEND)
    assert roles_of(",".join(Role)) == tuple(Role)


@pytest.mark.parametrize(("told", "why"), [("poll,fetch", "no role fetch"), (" , ", "names no role")])
def test_what_is_no_role_is_refused(told: str, why: str) -> None:
    with pytest.raises(UsageError, match=why):
        roles_of(told)
