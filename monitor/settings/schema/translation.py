"""The `translation` section of monitor.yaml: who translates headlines and quoted sentences, if anybody does."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from monitor.settings.schema.base import ConfigModel
from monitor.settings.schema.units import SPAN_SCHEMA, refuse, span, written
from monitor.settings.schema.values import EnvName, Language, Text, Url


class TranslationSection(ConfigModel):
    """Who translates headlines and quoted sentences of digests: nobody, unless a command or an address is named."""

    to: Language = "en"
    """Language that is translated into; texts in it, or in a subscription's languages, stay as they are."""
    command: list[Text] = Field(default=[])
    """Command that gets a text on its standard input and writes the translation; {from} and {to} are languages."""
    url: Url | None = None
    """Address of a service that is asked instead."""
    kind: Literal["libretranslate", "deepl"] = "libretranslate"
    """What the service at url is asked like."""
    key_env: EnvName | None = None
    """Name of the environment variable that holds the service's key."""
    key_file: Text | None = None
    """File that holds it, relative to this folder."""
    timeout: Annotated[float, span("1s", "30s"), SPAN_SCHEMA] = written("10s")
    """For one question; a translator that failed is asked again after five minutes."""
    budget: Annotated[float, span("1s", "30s"), SPAN_SCHEMA] = written("20s")
    """So long the digests of one minute wait for translations; what has none by then is told in its own language."""

    @model_validator(mode="after")
    def _asks_somebody(self) -> TranslationSection:
        if self.command and self.url is not None:
            raise refuse("both command and url say who translates.", "Keep one of them.")
        used = sorted(self.model_fields_set - {"command", "url"})
        if used and not self.command and self.url is None:
            raise refuse(f"{used[0]} does nothing without command or url.", "Name who translates, or remove it.")
        idle = sorted(self.model_fields_set & {"kind", "key_env", "key_file"})
        if idle and self.command:
            raise refuse(f"{idle[0]} does nothing with a command, which gets no secrets.", "Remove it.")
        return self
