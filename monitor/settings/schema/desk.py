"""The part of monitor.yaml on the desk."""

from __future__ import annotations

from monitor.settings.schema.base import ConfigModel


class DeskSection(ConfigModel):
    """The desk: pages in a browser on which the work is done."""

    enabled: bool = False
    """Serve them on the status port (server.host, server.port) while the bot runs."""
