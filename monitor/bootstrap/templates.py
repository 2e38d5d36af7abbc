"""Templates in config/templates: tried before they come into force, and how digests are printed with them."""

from __future__ import annotations

from monitor.deliver.custom_templates.check import template_problems
from monitor.deliver.custom_templates.printing import CustomPrinting
from monitor.deliver.render.pages import OURS, Printing
from monitor.errors import ConfigError
from monitor.model.config import Settings


def printing_of(settings: Settings) -> Printing:
    """How the digests of this configuration are printed."""
    return CustomPrinting(dict(settings.templates)) if settings.templates else OURS


def try_templates(settings: Settings) -> None:
    """Print samples with each of the user's templates.

    Raises:
        ConfigError: one cannot be used; with file, line and hint.
    """
    shown = {name: (settings.root / "templates" / name).as_posix() for name, _ in settings.templates}
    if problems := template_problems(dict(settings.templates), shown):
        raise ConfigError(problems)
