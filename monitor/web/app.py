"""The desk put together: all rooms of pages behind the gate."""

from __future__ import annotations

import json

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from monitor.web.desk import Desk
from monitor.web.doors.entrance import Entered, Entrance
from monitor.web.doors.gate import Gate
from monitor.web.kit.beside import Beside
from monitor.web.kit.describe import described
from monitor.web.kit.page import Room
from monitor.web.kit.render import Frame
from monitor.web.kit.routes import Router
from monitor.web.kit.statics import load_statics, statics_route
from monitor.web.kit.trouble import Trouble
from monitor.web.pages import ROOMS
from monitor.web.pages.entering import Entering

MOST_BYTES = 6_000_000
"""Of one request."""
_SENTENCES = {
    404: "There is no such page.",
    405: "This address takes another method.",
    413: "That is more than this page takes.",
}


def desk_app(desk: Desk, rooms: tuple[Room, ...] = ROOMS) -> ASGIApp:
    """The whole application, gate included."""
    statics = load_statics()
    pages = [page for room in rooms for page in room.pages]
    router = Router(desk, Frame(rooms, statics))
    description = json.dumps(described(rooms), ensure_ascii=False).encode()

    async def openapi(_request: Request) -> Response:
        return Response(description, media_type="application/json")

    async def first(_request: Request) -> Response:
        return RedirectResponse(pages[0].path, 303)

    async def refused(request: Request, error: Exception) -> Response:
        status = error.status_code if isinstance(error, HTTPException) else 500
        words = _SENTENCES.get(status) or (str(error.detail) if isinstance(error, HTTPException) else "")
        answer = await router.trouble(
            request, Trouble(status=status, title=_TITLES.get(status, "Refused"), sentences=(words,))
        )
        if isinstance(error, HTTPException) and error.headers:
            answer.headers.update(error.headers)
        return answer

    routes = [Route("/openapi.json", openapi), statics_route(statics), *Entering(desk, router).routes()]
    routes += router.routes(rooms)
    if "/" not in {page.path for page in pages}:
        routes.append(Route("/", first))
    inner = Starlette(routes=routes, exception_handlers={HTTPException: refused}, max_body_size=MOST_BYTES)
    inner.router.redirect_slashes = False
    packed = GZipMiddleware(inner, minimum_size=500, compresslevel=5)
    entrance = Entrance(desk.services, desk.users, desk.listens, lambda: desk.settings.desk)
    gate = Gate(Entered(packed, entrance), desk.reports, desk.is_called)
    # In front of the gate: hubs and mail programs come by other names, with forms of no page of ours.
    return gate if desk.beside is None else Beside(gate, desk.beside)


_TITLES = {404: "Not found", 405: "Not here", 413: "Too large"}
