"""Which translator is asked, and for how long."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from monitor.model.channels import Secret
from monitor.records import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TranslationSettings:
    """By a command or a service; neither: nothing is translated."""

    to: str = "en"
    """Language that is translated into."""
    command: tuple[str, ...] = ()
    """Words; `{from}` and `{to}` stand for the languages."""
    url: str = ""
    kind: Literal["libretranslate", "deepl"] = "libretranslate"
    """What the service at `url` is asked like."""
    key: Secret = field(default_factory=lambda: Secret(""))
    """Of the service, "" for none."""
    timeout_s: float = 10.0
    """For one question."""
    budget_s: float = 20.0
    """For all questions of the digests of one minute together: so long they wait for it at most."""

    @property
    def wanted(self) -> bool:
        """Whether anything is translated."""
        return bool(self.command or self.url)

    @property
    def translator(self) -> str:
        """What translations are kept under: those of another translator, or into another language, are others."""
        return " ".join((self.to, *self.command)) if self.command else f"{self.to} {self.kind} {self.url}"
