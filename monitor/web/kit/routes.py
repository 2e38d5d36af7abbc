"""From what rooms declare to routes: pages with their twins, actions that can be taken back, files to take away."""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from monitor.model.desk.actions import DeskAction
from monitor.model.desk.visitors import Way
from monitor.plain import plain
from monitor.web.desk import Desk
from monitor.web.doors.token import is_token
from monitor.web.doors.who import may, who_asks
from monitor.web.kit.asked import Asked
from monitor.web.kit.page import UNDO_S, Action, File, NotFoundError, Page, Room, Shown
from monitor.web.kit.render import Frame
from monitor.web.kit.trouble import ForbiddenError, StaleFormError, Trouble, trouble_of

MOST_FIELDS, MOST_LETTERS = 500, 2_000_000
FORM_S = 60.0
"""So long the rest of a form may take to come."""
_Answer = Callable[[Request], Awaitable[Response]]


class Router:
    """Makes routes for one desk."""

    def __init__(self, desk: Desk, frame: Frame) -> None:
        self._desk, self._frame = desk, frame

    def routes(self, rooms: tuple[Room, ...]) -> list[Route]:
        """Of all rooms; twins first, for `{name}` in a path would take `.json` for a part of the name."""
        pages = [page for room in rooms for page in room.pages]
        actions = {action.name: action for room in rooms for action in room.actions}
        twins = [
            Route(twin_of(page), self._told(self._twin(page)), name=twin_of(page)) for page in pages if not page.posted
        ]
        files = [
            Route(file.path, self._told(self._file(file)), name=file.path) for room in rooms for file in room.files
        ]
        shown = [
            Route(page.path, self._told(self._page(page)), methods=["POST" if page.posted else "GET"], name=page.path)
            for page in pages
        ]
        done = [
            Route(f"/do/{name}", self._told(self._action(action)), methods=["POST"], name=name)
            for name, action in actions.items()
        ]
        undone = Route("/undo/{id:int}", self._told(self._undo(actions)), methods=["POST"], name="undo")
        return [*twins, *files, *shown, *done, undone]

    async def trouble(self, request: Request, trouble: Trouble, asked: Asked | None = None) -> Response:
        """A refusal, as a page or for a script; `asked`: what was, where that could be read."""
        if wants_json(request):
            told = {"error": " ".join(trouble.sentences)} | ({"patch": trouble.patch} if trouble.patch else {})
            return _json(told, trouble.status)
        asked = asked or await self.asked(request, form=False)
        if request.method == "POST":
            trouble = replace(trouble, back=local(asked.word("back")))
        elif trouble.status == 503:
            trouble = replace(trouble, back=_whole(request), again=True)
        return await self.html(asked, "trouble.html", trouble.title, trouble, trouble.status)

    def _told(self, answer: Callable[[Asked], Awaitable[Response]]) -> _Answer:
        async def told(request: Request) -> Response:
            asked: Asked | None = None
            try:
                asked = await self.asked(request)
                return await answer(asked)
            except HTTPException:
                raise
            except Exception as error:  # noqa: BLE001 - a fault of one page must not end the bot beside it
                return await self.trouble(request, trouble_of(error), asked)

        return told

    def _page(self, page: Page) -> Callable[[Asked], Awaitable[Response]]:
        async def answer(asked: Asked) -> Response:
            _insist(asked, page)
            view = await page.read(asked)
            return await self.html(asked, page.template, page.title, view)

        return answer

    def _twin(self, page: Page) -> Callable[[Asked], Awaitable[Response]]:
        async def answer(asked: Asked) -> Response:
            _insist(asked, page)
            return _json(plain(await page.read(asked)), known=asked.known)

        return answer

    def _file(self, file: File) -> Callable[[Asked], Awaitable[Response]]:
        async def answer(asked: Asked) -> Response:
            _insist(asked, file)
            saved = {"content-disposition": f'attachment; filename="{file.name}"'} if file.name else {}
            policy = {"content-security-policy": file.policy} if file.policy else {}
            return _tagged(await file.read(asked), file.kind, asked.known, saved | policy)

        return answer

    def _action(self, action: Action) -> Callable[[Asked], Awaitable[Response]]:
        async def answer(asked: Asked) -> Response:
            _insist(asked, action)
            done = await action.do(asked)
            if isinstance(done, Shown):
                if asked.scripted:
                    return _json(plain(done.view), 409)
                return await self.html(asked, done.template, done.title, done.view, 409)
            entry = DeskAction(
                at=asked.now,
                by=asked.who.name,
                kind=action.name,
                subject=done.subject,
                why=asked.word("why")[:500],
                detail={**done.detail, "said": done.said, "undo": dict(done.undo)},
            )
            number = done.number or await asked.services.call(asked.services.store.record_action, entry)
            undo = number if action.undo is not None and done.undo else None
            return _after(asked, done.said, number, done.to, undo)

        return answer

    def _undo(self, actions: dict[str, Action]) -> Callable[[Asked], Awaitable[Response]]:
        async def answer(asked: Asked) -> Response:
            store, number = asked.services.store, int(asked.places["id"])
            entry = await asked.services.call(store.action, number)
            action = actions.get(entry.kind) if entry is not None else None
            if entry is None or action is None or action.undo is None or not entry.detail.get("undo"):
                raise NotFoundError("There is nothing of that number that can be taken back.")
            _insist(asked, action)
            if entry.by != asked.who.name or (asked.now - entry.at).total_seconds() > UNDO_S:
                raise NotFoundError("This was done some time ago, or by somebody else: undo it where it was done.")
            if entry.undone_at is not None:
                return _after(asked, "That was taken back already.", 0, "", None)
            said = await action.undo(asked, entry.detail["undo"])
            await asked.services.call(store.undo_action, number, asked.now, asked.who.name)
            return _after(asked, said, number, "", None)

        return answer

    async def html(self, asked: Asked, template: str, title: str, view: Any, status: int = 200) -> Response:
        """A page in the frame of the desk."""
        did = await self._did(asked) if status == 200 else None
        text = await self._frame.show(asked, template, title, view, did=did)
        return Response(text, status, media_type="text/html; charset=utf-8")

    async def _did(self, asked: Asked) -> DeskAction | None:
        """What the form that led here did, if it was sent by whoever looks at the page now, and lately."""
        told = asked.query.get("did", "")
        if not (told.isascii() and told.isdigit() and len(told) < 16):
            return None
        entry = await asked.services.call(asked.services.store.action, int(told))
        mine = entry is not None and entry.by == asked.who.name and (asked.now - entry.at).total_seconds() < UNDO_S
        return entry if mine else None

    async def asked(self, request: Request, *, form: bool = True) -> Asked:
        """The request as pages see it. Raises StaleFormError for a form that is not of this session."""
        fields: dict[str, str] = {}
        who = who_asks(request)
        if form and request.method == "POST":
            async with asyncio.timeout(FORM_S):
                found = await request.form(max_files=1, max_fields=MOST_FIELDS, max_part_size=MOST_LETTERS)
            fields = {name: value for name, value in found.multi_items() if isinstance(value, str)}
            token = fields.pop("token", "") or request.headers.get("x-token", "")
            # A script proves itself with each request: no page of others can send its token.
            if who.way is not Way.TOKEN and not is_token(self._desk.key, who.session, token):
                raise StaleFormError
        return Asked(
            desk=self._desk,
            who=who,
            now=self._desk.services.clock.now(),
            path=request.url.path,
            places={name: str(value) for name, value in request.path_params.items()},
            query=dict(request.query_params),
            form=fields,
            cookies=request.cookies,
            languages=request.headers.get("accept-language", ""),
            scripted=wants_json(request),
            known=request.headers.get("if-none-match", ""),
        )


def twin_of(page: Page) -> str:
    """The path of a page's JSON."""
    return "/index.json" if page.path == "/" else f"{page.path}.json"


def wants_json(request: Request) -> bool:
    """Whether a script asks."""
    path: str = request.url.path
    return path.endswith(".json") or request.headers.get("accept", "").startswith("application/json")


def local(path: str, otherwise: str = "/") -> str:
    """A page of the desk to go back to; `otherwise` for an address that leads elsewhere."""
    try:
        parts = urlsplit(path)
    except ValueError:  # `https://[::1`, as no browser sends it.
        return otherwise
    sound = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if sound and not parts.scheme and not parts.netloc else otherwise


def _whole(request: Request) -> str:
    return f"{request.url.path}?{request.url.query}" if request.url.query else request.url.path


def _insist(asked: Asked, what: Page | Action | File) -> None:
    if not may(asked.who, what.role):
        raise ForbiddenError(f"This takes the role {what.role}; you have the role {asked.who.role}.")
    if asked.who.watchlists is not None and not what.by_list:
        raise ForbiddenError("You are shown some watchlists only, and this is for who is shown all of them.")


def _json(value: Any, status: int = 200, known: str = "") -> Response:
    """`known`: the tags of what whoever asks has already."""
    body = json.dumps(value, ensure_ascii=False).encode("utf-8", "backslashreplace")
    if status != 200:
        return Response(body, status, media_type="application/json")
    return _tagged(body, "application/json", known, {})


def _tagged(body: bytes, kind: str, known: str, more: dict[str, str]) -> Response:
    tag = hashlib.sha256(body).hexdigest()[:24]
    if tag in known:
        return Response(status_code=304, headers={"etag": f'"{tag}"'})
    return Response(body, media_type=kind, headers={**more, "etag": f'"{tag}"'})


def _after(asked: Asked, said: str, number: int, to: str, undo: int | None) -> Response:
    """Back to the page that the form was on, which tells of it; a script is told at once."""
    if asked.scripted:
        return _json({"done": said, "id": number, "undo": None if undo is None else f"/undo/{undo}"})
    parts = urlsplit(to or local(asked.word("back")))
    query = [(name, value) for name, value in parse_qsl(parts.query, keep_blank_values=True) if name != "did"]
    if number:
        query.append(("did", str(number)))
    return RedirectResponse(parts._replace(query=urlencode(query)).geturl(), 303)
