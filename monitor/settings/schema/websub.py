"""The part of monitor.yaml on hubs."""

from __future__ import annotations

from typing import Annotated

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.units import SPAN_SCHEMA, BodySize, Rhythm, span, written
from monitor.settings.schema.values import Url


class WebSubSection(ConfigModel):
    """Hubs (WebSub) that tell us of what is new in feeds, in the place of frequent polls."""

    callback: Url | None = None
    """Public address under which a proxy of yours makes this port's /websub/ reachable; without it no hub is asked."""
    interval: Rhythm = written("1h")
    """A feed whose hub tells all there is is polled so rarely."""
    lease: Annotated[float, span("1h", "60d"), SPAN_SCHEMA] = written("10d")
    """Time for which hubs are asked to tell; renewed before it is over."""
    max_body: BodySize = written("5MB")
    """Largest message of a hub."""
