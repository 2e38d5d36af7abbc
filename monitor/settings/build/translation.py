"""Who translates, with the key of the service."""

from __future__ import annotations

from monitor.model.config import Secret
from monitor.model.translation.settings import TranslationSettings
from monitor.settings.build.secrets import SecretReader
from monitor.settings.check import Complain
from monitor.settings.schema import TranslationSection


def translation_of(section: TranslationSection, secrets: SecretReader, complain: Complain) -> TranslationSettings:
    """Who translates; `kind` deepl needs a key."""
    key = secrets.choose(("translation", "key"), section.key_env, section.key_file, complain)
    if section.url is not None and section.kind == "deepl" and section.key_env is None and section.key_file is None:
        complain(("translation", "kind"), "DeepL answers nobody without a key.", "Add key_env or key_file.")
    return TranslationSettings(
        to=section.to,
        command=tuple(section.command),
        url=section.url or "",
        kind=section.kind,
        key=key or Secret(""),
        timeout_s=section.timeout,
        budget_s=section.budget,
    )
