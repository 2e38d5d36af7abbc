"""The desk over a bot without a network: asked as a browser asks, in this process."""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
from starlette.types import ASGIApp

from monitor.bootstrap import Place
from monitor.flow.services import Services
from monitor.model.config import DeskSettings
from monitor.web.app import desk_app
from monitor.web.desk import Desk
from monitor.web.kit.page import Room
from monitor.web.pages import ROOMS
from tests.unit.flow.shell_world import Shell, fetcher_for, watched

HERE = "http://localhost:8321"
_TOKEN = re.compile(r'data-token="([^"]+)"')


@dataclass
class Visitor:
    """Somebody with a browser."""

    client: httpx.AsyncClient
    desk: Desk
    shell: Shell
    app: ASGIApp

    @property
    def services(self) -> Services:
        return self.desk.services

    @property
    def config(self) -> Path:
        return self.desk.place.config

    async def get(self, path: str, **headers: str) -> httpx.Response:
        return await self.client.get(path, headers=headers)

    async def json(self, path: str) -> Any:
        answer = await self.get(path)
        assert answer.status_code == 200, answer.text
        return answer.json()

    async def token(self) -> str:
        found = _TOKEN.search((await self.get("/nothing")).text)
        assert found
        return html.unescape(found[1])

    async def post(self, path: str, fields: Mapping[str, object] | None = None, **headers: str) -> httpx.Response:
        """As a form of a page sends it."""
        filled = {"token": await self.token(), "back": "/feeds"} | {
            name: str(value) for name, value in (fields or {}).items()
        }
        return await self.client.post(path, data=filled, headers={"origin": HERE, **headers})

    async def does(self, path: str, fields: Mapping[str, object] | None = None) -> str:
        """The page after an action, to which it led."""
        answer = await self.post(path, fields)
        assert answer.status_code == 303, answer.text
        return (await self.get(answer.headers["location"])).text


@contextlib.asynccontextmanager
async def visit(
    folder: Path,
    shell: Shell | None = None,
    rooms: tuple[Room, ...] = ROOMS,
    *,
    listens: str = "127.0.0.1",
    peer: str = "127.0.0.1",
    desk: DeskSettings | None = None,
) -> AsyncIterator[Visitor]:
    """A desk over an installation in `folder`; its bot has done nothing yet. `peer`: where the visitor sits."""
    shell = shell or Shell(folder, fetcher_for(watched(1), watched(2)))
    config = folder / "config"
    config.mkdir(exist_ok=True)
    shell.settings = replace(shell.settings, root=config, desk=desk or shell.settings.desk)
    place = Place(config=config, data=folder, env=lambda _name: None)
    async with shell.life() as services:
        made = Desk(services, place, listens=listens)
        app = desk_app(made, rooms)
        transport = httpx.ASGITransport(app, client=(peer, 40_000))
        async with httpx.AsyncClient(transport=transport, base_url=HERE) as client:
            yield Visitor(client, made, shell, app)
