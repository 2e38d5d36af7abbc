"""The status port of a bot that runs: health, metrics, feeds, who leaves, hubs, and the desk."""

from __future__ import annotations

import contextlib
from functools import partial

from monitor.bootstrap import App, Place
from monitor.cli.operations.health import write_run_file
from monitor.flow.recipients.leaving import leave, membership
from monitor.flow.websub.receiving import Receiver
from monitor.obs.hub_page import HubPage
from monitor.obs.leaving import LeavingPage
from monitor.obs.server import StatusServer
from monitor.obs.shelf import FeedShelf
from monitor.obs.surroundings import disk_notes, port_notes, refusal_notes
from monitor.ports import Ticking


async def serve_status(stack: contextlib.AsyncExitStack, app: App, engine: Ticking, place: Place) -> None:
    """Answer `monitor health`; the run file tells it where."""
    server = app.services.config.settings.server
    port = 0
    if server.port:
        shelf = FeedShelf(lambda: app.services.config.settings.channels)
        leaving = LeavingPage(partial(membership, app.services), partial(leave, app.services))
        hubs = HubPage(Receiver(app.services))
        status = StatusServer(lambda: app.health(engine), lambda: app.metrics(engine), shelf, leaving, hubs)
        if app.services.config.settings.desk.enabled:
            from monitor.web.serving import desk_server  # noqa: PLC0415 - what few have on, few load

            desk = desk_server(app.services, place, server.host, status.on_the_port)
            status.desk = desk.protocol
            stack.push_async_callback(desk.stop)
        await status.start(server.host, server.port)
        stack.push_async_callback(status.stop)
        port = status.port
    checkup, clock = app.checkup, app.clock
    checkup.parts.append(partial(port_notes, server.port, port))
    checkup.parts.append(partial(disk_notes, place.data))
    checkup.parts.append(lambda: refusal_notes(place.data, app.started_at, clock.now()))
    run_file = write_run_file(place.data, server.host, port)
    stack.callback(lambda: run_file.unlink(missing_ok=True))


async def serve_figures(stack: contextlib.AsyncExitStack, app: App, ticking: Ticking, host: str, port: int) -> None:
    """Health and metrics alone, of one worker of several."""
    status = StatusServer(lambda: app.health(ticking), lambda: app.metrics(ticking))
    await status.start(host, port)
    stack.push_async_callback(status.stop)
    app.checkup.parts.append(partial(port_notes, port, status.port))
