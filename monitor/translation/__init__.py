"""Translation: single lines by a command or a service of the user's choice, never by anything that is not named.

In: texts of one language. Out: their translations, or why there are none. Terms: docs/explanation/glossary.md.
"""

from __future__ import annotations

from monitor.model.translation.settings import TranslationSettings
from monitor.ports import Poster, Translator
from monitor.translation.command import CommandTranslator, Runner
from monitor.translation.service import ServiceTranslator

__all__ = ["translator_of"]


def translator_of(settings: TranslationSettings, poster: Poster, run: Runner) -> Translator | None:
    """The one that the configuration names; None if it names none. `run` runs commands."""
    if settings.command:
        return CommandTranslator(settings.command, run)
    return ServiceTranslator(settings, poster) if settings.url else None
