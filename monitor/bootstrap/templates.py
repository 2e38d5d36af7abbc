"""Templates in config/templates: tried before they come into force, and how digests are printed with them.

What few have is loaded where there is one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from monitor.errors import ConfigError
from monitor.model.config import Settings

if TYPE_CHECKING:
    from monitor.deliver.custom_templates.printing import CustomPrinting


def printing_of(settings: Settings) -> CustomPrinting | None:
    """How the digests of this configuration are printed, if not by our templates alone."""
    if not settings.templates:
        return None
    from monitor.deliver.custom_templates.printing import CustomPrinting  # noqa: PLC0415 - as above

    return CustomPrinting(dict(settings.templates))


def try_templates(settings: Settings) -> None:
    """Print samples with each of the user's templates.

    Raises:
        ConfigError: one cannot be used; with file, line and hint.
    """
    if not settings.templates:
        return
    from monitor.deliver.custom_templates.check import template_problems  # noqa: PLC0415 - as above

    shown = {name: (settings.root / "templates" / name).as_posix() for name, _ in settings.templates}
    if problems := template_problems(dict(settings.templates), shown):
        raise ConfigError(problems)
