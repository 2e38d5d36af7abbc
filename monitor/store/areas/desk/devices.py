"""Browsers that take pushes, and the key that these are signed with."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from monitor.model.channels import Secret
from monitor.model.desk.devices import PushDevice
from monitor.store.database import Area
from monitor.store.schema import dialect, push_device, secret

_KEY = "push"


class DeskDevices(Area):
    """`push_key`, `keep_device`, `devices`, `choose_device`, `end_device`."""

    def push_key(self, fresh: bytes) -> bytes:
        """The private key that pushes are signed with: `fresh` from the first call on."""

        def work(conn: Connection) -> bytes:
            dialect.insert_new(conn, secret, [{"name": _KEY, "value": fresh.hex()}])
            return bytes.fromhex(conn.execute(select(secret.c.value).where(secret.c.name == _KEY)).scalar_one())

        return self._db.write(work)

    def keep_device(self, device: PushDevice) -> int:
        """Remember a browser; its id. One with the same address at its service takes its place."""
        row = {
            "user": device.user,
            "label": device.label,
            "endpoint": device.endpoint.reveal(),
            "p256dh": device.p256dh,
            "auth": device.auth.reveal(),
            "subscriptions": list(device.subscriptions),
            "since": device.since,
            "ended_why": "",
        }

        def work(conn: Connection) -> int:
            conn.execute(delete(push_device).where(push_device.c.endpoint == row["endpoint"]))
            return int(conn.execute(insert(push_device).values(row).returning(push_device.c.id)).scalar_one())

        return self._db.write(work)

    def devices(self) -> Sequence[PushDevice]:
        """All of them, the newest first."""
        query = select(push_device).order_by(push_device.c.id.desc())
        return self._db.read(lambda conn: tuple(_device(row) for row in conn.execute(query)))

    def choose_device(self, number: int, subscriptions: Sequence[str]) -> bool:
        """Tell it of these subscriptions from now on; False if there is none of that number."""
        return self._change(number, {"subscriptions": list(subscriptions)})

    def end_device(self, number: int, at: datetime | None, why: str = "") -> bool:
        """Tell it nothing from `at` on, or again for None; False if there is none of that number."""
        return self._change(number, {"ended_at": at, "ended_why": why})

    def _change(self, number: int, values: dict[str, Any]) -> bool:
        statement = update(push_device).where(push_device.c.id == number).values(values)
        return self._db.write(lambda conn: conn.execute(statement).rowcount == 1)


def _device(row: Any) -> PushDevice:
    found = dict(row._mapping)
    found |= {"endpoint": Secret(row.endpoint), "auth": Secret(row.auth), "subscriptions": tuple(row.subscriptions)}
    return PushDevice(**found)
