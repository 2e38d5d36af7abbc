"""A service: LibreTranslate's JSON, which several local servers speak, or DeepL's."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any
from urllib.parse import urlsplit

from monitor.core.trust.secrecy import Secrecy
from monitor.errors import TranslationError
from monitor.model.feeds import FetchFailure
from monitor.model.translation.settings import TranslationSettings
from monitor.ports import Poster

_LONGEST_SAID = 160
_CURES: Mapping[int, str] = {
    400: "; does it know both languages?",
    401: "; check key_env",
    403: "; check key_env",
    404: "; check the path of url",
    456: "; its quota is used up",
}


class ServiceTranslator:
    """Asks for several texts at once; redirects are never followed."""

    most = 20
    """Far below what either service takes, and their answers below what is read of one."""

    def __init__(self, settings: TranslationSettings, poster: Poster) -> None:
        self._settings, self._poster = settings, poster
        self._host = urlsplit(settings.url).hostname or "the service"

    async def translate(self, texts: Sequence[str], language: str, to: str) -> Sequence[str]:
        """As `Translator`."""
        key = self._settings.key.reveal()
        headers = [("content-type", "application/json; charset=utf-8"), ("accept", "application/json")]
        asked: dict[str, Any]
        if self._settings.kind == "deepl":
            asked = {"text": list(texts), "source_lang": language.upper(), "target_lang": to.upper()}
            headers += [("authorization", f"DeepL-Auth-Key {key}")] if key else []
        else:
            asked = {"q": list(texts), "source": language, "target": to, "format": "text"}
            asked |= {"api_key": key} if key else {}
        found = await self._asked(json.dumps(asked).encode(), headers)
        if len(found) != len(texts) or not all(isinstance(one, str) for one in found):
            raise TranslationError(f"{self._host} answered something else than {len(texts)} translations")
        return found

    async def _asked(self, body: bytes, headers: Sequence[tuple[str, str]]) -> Sequence[Any]:
        settings = self._settings
        answer = await self._poster.post(settings.url, body, headers, settings.timeout_s)
        if isinstance(answer, FetchFailure):
            raise TranslationError(f"{self._host}: {self._told(answer.detail)}")
        try:
            found = json.loads(answer.body)
        except (ValueError, RecursionError):
            found = None
        plain = found if isinstance(found, dict) else {}
        if answer.status != 200:
            said = self._told(str(plain.get("error") or plain.get("message") or ""))
            cure = _CURES.get(answer.status, "")
            raise TranslationError(f"{self._host} answered {answer.status}{f' ({said})' if said else ''}{cure}")
        if settings.kind != "deepl":
            return _listed(plain.get("translatedText"))
        return [one.get("text") if isinstance(one, dict) else None for one in _listed(plain.get("translations"))]

    def _told(self, text: str) -> str:
        """What others said, as one line without secrets."""
        hidden = Secrecy([self._settings.key.reveal()]).hide(text)
        return " ".join("".join(one if one.isprintable() else " " for one in hidden).split())[:_LONGEST_SAID]


def _listed(found: object) -> Sequence[Any]:
    return found if isinstance(found, list) else ()
