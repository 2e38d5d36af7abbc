"""Translate the headlines and quoted sentences of a digest that is about to be frozen, as far as time allows."""

from __future__ import annotations

import asyncio
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

import structlog

from monitor.core.digest.compose import outbox_of
from monitor.core.digest.context import ComposeContext
from monitor.core.digest.translating import Text, taken, to_translate, with_translations
from monitor.errors import StoreError, TranslationError
from monitor.flow.services import Services
from monitor.model.digests import DigestIntent
from monitor.model.health import Note
from monitor.model.translation.settings import TranslationSettings
from monitor.ports import Translator

log = structlog.get_logger("monitor.translate")

REST_S = 300.0
"""So long a translator that failed is not asked again, for that language; one that was slow, for any."""
_MINUTE_S = 60.0
_SLOW = ""
"""In place of a language: all of them."""


async def translated(services: Services, intent: DigestIntent, context: ComposeContext) -> DigestIntent:
    """The intent with its digest's texts translated, as far as somebody wants that and it can be had in time."""
    return intent if services.translating is None else await services.translating.translated(intent, context)


class Translating:
    """The translator that is in force, and how it does."""

    def __init__(self, services: Services, settings: TranslationSettings, translator: Translator) -> None:
        self._services, self.settings, self._translator = services, settings, translator
        self._rests: dict[str, float] = {}
        """By language the monotonic time until which it is not asked."""
        self._troubles: dict[str, str] = {}
        """By language what went wrong the last time."""
        self._minute, self._spent_s = -math.inf, 0.0
        """Monotonic time at which the minute began, and what was spent of its budget."""

    async def translated(self, intent: DigestIntent, context: ComposeContext) -> DigestIntent:
        """The intent with its digest's texts translated, as far as they were before or are now, within the budget.

        Nothing that goes wrong is more than a text in its own language: never raises.
        """
        if intent.digest is None:
            return intent
        subscription = context.subscription
        try:
            texts = to_translate(intent.digest, self.settings.to, subscription.languages)
            made = await self._made(texts) if texts else {}
            if not made:
                return intent
            digest = with_translations(intent.digest, made, self.settings.to)
            # Longer than it was: it may take more messages.
            outbox = await self._services.call(outbox_of, digest, subscription.targets, context.divide)
            return replace(intent, digest=digest, outbox=outbox)
        except Exception:
            log.exception("internal error, the digest is not translated", action="translate")
            return intent

    def notes(self) -> tuple[Note, ...]:
        """What is told in its own language, and why."""
        if not self._troubles:
            return ()
        said = "; ".join(f"{language or 'all'}: {why}" for language, why in sorted(self._troubles.items()))
        detail = f"texts stand untranslated ({said}): check translation in config/monitor.yaml"
        return (Note(name="translation", detail=detail, key="translation"),)

    async def _made(self, texts: Sequence[Text]) -> Mapping[str, str]:
        services, name = self._services, self.settings.translator
        try:
            known = await services.call(services.store.translations, name, texts, services.clock.now())
        except StoreError:
            return {}
        missing = [one for one in texts if one[1] not in known]
        if not missing:
            return known
        made: dict[Text, str] = {}
        began = services.clock.monotonic()
        if began - self._minute >= _MINUTE_S:
            self._minute, self._spent_s = began, 0.0
        try:
            async with asyncio.timeout(max(self.settings.budget_s - self._spent_s, 0.0)):
                await self._ask(missing, made)
        except TimeoutError:
            self._failed(_SLOW, f"it took longer than the budget of {self.settings.budget_s:g} s")
        finally:
            self._spent_s += services.clock.monotonic() - began
        if made:
            try:
                await services.call(services.store.keep_translations, name, made, services.clock.now())
            except StoreError as error:
                log.warning("translations are not kept, they are made again", action="translate", why=str(error))
        return {**known, **{text: answer for (_, text), answer in made.items()}}

    async def _ask(self, texts: Sequence[Text], made: dict[Text, str]) -> None:
        for language, lot in _lots(texts, self._translator.most):
            if self._rests_for(language) or self._rests_for(_SLOW):
                continue
            try:
                async with asyncio.timeout(self.settings.timeout_s):
                    answers = await self._translator.translate(lot, language, self.settings.to)
            except TimeoutError:
                self._failed(language, f"no answer within {self.settings.timeout_s:g} s")
            except TranslationError as error:
                self._failed(language, str(error))
            except Exception as error:
                log.exception("internal error of a translator", action="translate")
                self._failed(language, f"internal error ({type(error).__name__}), see the log")
            else:
                self._troubles.pop(language, None)
                self._troubles.pop(_SLOW, None)
                made.update({(language, text): taken(text, answer) for text, answer in zip(lot, answers, strict=False)})

    def _rests_for(self, language: str) -> bool:
        return self._services.clock.monotonic() < self._rests.get(language, 0.0)

    def _failed(self, language: str, why: str) -> None:
        self._rests[language] = self._services.clock.monotonic() + REST_S
        if self._troubles.get(language) != why:
            log.warning("not translated, told in its own language", action="translate", language=language, why=why)
        self._troubles[language] = why


def _lots(texts: Sequence[Text], most: int) -> Iterator[tuple[str, Sequence[str]]]:
    """Neighbours of one language together, at most so many at once."""
    for language, group in groupby(texts, key=lambda one: one[0]):
        same = [text for _, text in group]
        for start in range(0, len(same), most):
            yield language, same[start : start + most]
