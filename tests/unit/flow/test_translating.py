"""Translation is asked for before a digest is frozen, kept, and given up whenever it is in the way."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

import pytest

from monitor.core.digest.compose import outbox_of
from monitor.core.digest.context import ComposeContext
from monitor.errors import StoreBusyError, TranslationError
from monitor.flow.compose import compose_now, preview
from monitor.flow.services import Services
from monitor.flow.translation.translating import REST_S, Translating, translated
from monitor.model.config import Settings
from monitor.model.digests import Digest, DigestIntent
from monitor.model.outcomes import ComposeOutcome
from monitor.model.translation.settings import TranslationSettings
from monitor.testing.clock import FixedClock
from tests.unit.core.builders import NOW, context
from tests.unit.deliver.kit import TEXTS, make_digest, make_story
from tests.unit.flow.shell_world import Shell, fetcher_for, settings_for, watched

SETTINGS = TranslationSettings(command=("translate",))
AR, HE = TEXTS["ar"], TEXTS["he"]
DIGEST = replace(
    make_digest(1),
    sections=(replace(make_digest(1).sections[0], stories=(make_story(1, "ar"), make_story(1, "he"))),),
    weak=(),
)
Answer = Callable[[Sequence[str], str], Awaitable[Sequence[str]]]


async def upper(texts: Sequence[str], language: str) -> Sequence[str]:
    return [f"{language.upper()} {place}" for place, _ in enumerate(texts)]


class Scripted:
    """A translator that answers as it is told, and remembers what it was asked."""

    def __init__(self, answer: Answer = upper, most: int = 2) -> None:
        self.most, self.answer = most, answer
        self.asked: list[tuple[str, tuple[str, ...]]] = []

    async def translate(self, texts: Sequence[str], language: str, to: str) -> Sequence[str]:
        assert to == "en"
        self.asked.append((language, tuple(texts)))
        return await self.answer(texts, language)


class Memory:
    """The store's part of it, and the rest of `Services` that is used."""

    def __init__(self, fails: Sequence[str] = ()) -> None:
        self.clock, self.store, self.kept = FixedClock(NOW), self, dict[tuple[str, str, str], str]()
        self._fails = fails

    async def call(self, function: Callable[..., Any], *args: Any) -> Any:
        return function(*args)

    def translations(self, translator: str, texts: Sequence[tuple[str, str]], _at: object) -> dict[str, str]:
        if "translations" in self._fails:
            raise StoreBusyError("locked")
        keys = ((translator, language, text) for language, text in texts)
        return {key[2]: self.kept[key] for key in keys if key in self.kept}

    def keep_translations(self, translator: str, made: Mapping[tuple[str, str], str], _at: object) -> None:
        if "keep_translations" in self._fails:
            raise StoreBusyError("locked")
        self.kept |= {(translator, *one): answer for one, answer in made.items()}


def made(translator: Scripted, memory: Memory | None = None, settings: TranslationSettings = SETTINGS) -> Translating:
    return Translating(cast("Services", memory or Memory()), settings, translator)


def intent(digest: Digest | None = DIGEST) -> DigestIntent:
    return DigestIntent(
        subscription="border-watch",
        slot_date="2026-11-22",
        slot="07:00",
        outcome=ComposeOutcome.COMPOSED,
        next_due_at=None,
        last_match_id=0,
        at=NOW,
        digest=digest,
    )


def found(one: DigestIntent) -> dict[str, str]:
    assert one.digest is not None
    return {text: answer for story in one.digest.stories for text, answer in story.translations}


WHOLE = {AR[0]: "AR 0", HE[0]: "HE 0", AR[1]: "AR 0", HE[1]: "HE 0"}


async def test_headlines_and_sentences_are_translated_once() -> None:
    translator, memory = Scripted(), Memory()
    translating = made(translator, memory)
    assert found(await translating.translated(intent(), context())) == WHOLE
    assert translator.asked == [("ar", (AR[0],)), ("he", (HE[0],)), ("ar", (AR[1],)), ("he", (HE[1],))]
    assert found(await translating.translated(intent(), context())) == WHOLE
    assert len(translator.asked) == 4, "the second time from memory"
    assert translating.notes() == ()
    other = made(translator, memory, replace(SETTINGS, to="en", command=("another",)))
    await other.translated(intent(), context())
    assert len(translator.asked) == 8, "another translator is asked anew"


async def test_neighbours_of_one_language_are_asked_together_in_lots() -> None:
    stories = tuple(make_story(n, "ar", title=f"t{n}", quotes=()) for n in range(5))
    digest = replace(DIGEST, sections=(replace(DIGEST.sections[0], stories=stories),))
    translator = Scripted()
    await made(translator).translated(intent(digest), context())
    assert [texts for _, texts in translator.asked] == [("t0", "t1"), ("t2", "t3"), ("t4",)]


async def test_languages_of_the_readers_are_left_alone() -> None:
    translator = Scripted()
    assert set(found(await made(translator).translated(intent(), context(languages=("ar",))))) == {HE[0], HE[1]}
    assert {language for language, _ in translator.asked} == {"he"}


async def test_without_a_digest_or_a_translator_nothing_happens() -> None:
    translator = Scripted()
    assert await made(translator).translated(intent(None), context()) == intent(None)
    services = cast("Services", type("None_", (), {"translating": None})())
    assert await translated(services, intent(), context()) == intent()
    assert translator.asked == []


async def test_messages_are_divided_anew() -> None:
    """A digest with translations is longer: what was one mail may be two."""

    def divide(digest: Digest, _channel: str) -> Sequence[int]:
        return (1, 1) if digest.stories[0].translations else (2,)

    whole: ComposeContext = context(divide=divide)
    before = replace(intent(), outbox=outbox_of(DIGEST, whole.subscription.targets, divide))
    after = await made(Scripted()).translated(before, whole)
    assert len(after.outbox) == 2 * len(before.outbox)
    assert {one.part.of for one in after.outbox} == {2}


async def never(_texts: Sequence[str], _language: str) -> Sequence[str]:
    await asyncio.Event().wait()
    return ()


async def fails(_texts: Sequence[str], _language: str) -> Sequence[str]:
    raise TranslationError("the model is not there")


async def breaks(_texts: Sequence[str], _language: str) -> Sequence[str]:
    raise KeyError("bug")


async def short(_texts: Sequence[str], _language: str) -> Sequence[str]:
    return ()


@pytest.mark.parametrize(
    ("answer", "why"),
    [(never, "no answer within 0.01 s"), (fails, "the model is not there"), (breaks, "internal error (KeyError)")],
)
async def test_whatever_fails_gives_the_original_and_a_line_of_health(answer: Answer, why: str) -> None:
    translator, memory = Scripted(answer), Memory()
    translating = made(translator, memory, replace(SETTINGS, timeout_s=0.01))
    assert await translating.translated(intent(), context()) == intent()
    (note,) = translating.notes()
    assert (note.name, why in note.detail) == ("translation", True)
    assert [language for language, _ in translator.asked] == ["ar", "he"], "each language once, then it rests"
    await translating.translated(intent(), context())
    assert len(translator.asked) == 2
    memory.clock.advance(REST_S + 1)
    translator.answer = upper
    assert found(await translating.translated(intent(), context())) == WHOLE
    assert translating.notes() == ()


async def test_one_language_that_fails_keeps_no_other() -> None:
    async def no_arabic(texts: Sequence[str], language: str) -> Sequence[str]:
        return await (fails if language == "ar" else upper)(texts, language)

    translating = made(Scripted(no_arabic))
    assert found(await translating.translated(intent(), context())) == {HE[0]: "HE 0", HE[1]: "HE 0"}
    (note,) = translating.notes()
    assert "(ar: the model is not there)" in note.detail


async def test_what_is_done_when_the_budget_ends_is_kept_and_the_rest_waits_for_nothing() -> None:
    async def second_never(texts: Sequence[str], language: str) -> Sequence[str]:
        return await (never if language == "he" else upper)(texts, language)

    translator = Scripted(second_never)
    translating = made(translator, settings=replace(SETTINGS, budget_s=0.02))
    assert found(await translating.translated(intent(), context())) == {AR[0]: "AR 0"}
    (note,) = translating.notes()
    assert "all: it took longer than the budget of 0.02 s" in note.detail
    assert found(await translating.translated(intent(), context())) == {AR[0]: "AR 0"}, "known ones cost no time"
    assert len(translator.asked) == 2


async def test_all_digests_of_a_minute_share_one_budget() -> None:
    memory = Memory()

    async def slow(texts: Sequence[str], language: str) -> Sequence[str]:
        memory.clock.advance(5.0)
        await asyncio.sleep(0)
        return await upper(texts, language)

    translator = Scripted(slow)
    translating = made(translator, memory)
    await translating.translated(intent(), context())
    asked = len(translator.asked)
    assert asked == 4
    one = replace(DIGEST, sections=(replace(DIGEST.sections[0], stories=(make_story(3, "ru"),)),))
    assert found(await translating.translated(intent(one), context())) == {}
    assert "budget" in translating.notes()[0].detail


async def test_an_answer_with_too_few_texts_or_the_text_itself_is_none() -> None:
    async def same(texts: Sequence[str], _language: str) -> Sequence[str]:
        return texts

    for answer in (short, same):
        assert found(await made(Scripted(answer)).translated(intent(), context())) == {}


@pytest.mark.parametrize("trouble", ["translations", "keep_translations"])
async def test_trouble_with_the_store_costs_translations_at_most(trouble: str) -> None:
    after = await made(Scripted(), Memory([trouble])).translated(intent(), context())
    assert found(after) == ({} if trouble == "translations" else WHOLE)


async def test_a_stop_does_not_wait() -> None:
    running = asyncio.create_task(made(Scripted(never)).translated(intent(), context()))
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


@contextlib.asynccontextmanager
async def bot(folder: Path, translator: Scripted) -> AsyncIterator[Services]:
    """A bot that read an article in another language than the one that is translated into."""
    settings: Settings = settings_for()
    shell = Shell(folder, fetcher_for(watched(1)), settings)
    async with shell.life() as services:
        services.translating = Translating(services, replace(SETTINGS, to="ar", timeout_s=0.01), translator)
        await shell.cycle(services)
        yield services


class Arabic(Scripted):
    async def translate(self, texts: Sequence[str], language: str, to: str) -> Sequence[str]:
        assert (language, to) == ("en", "ar")
        self.asked.append((language, tuple(texts)))
        return await self.answer(texts, language)


@pytest.mark.parametrize("answer", [upper, never, breaks])
async def test_a_digest_is_sent_with_translations_or_without(tmp_path: Path, answer: Answer) -> None:
    translator = Arabic(answer)
    async with bot(tmp_path, translator) as services:
        shown = await preview(services, "border")
        digest = await compose_now(services, "border")
    assert digest is not None
    for one in (shown, digest):
        (story,) = one.stories
        assert bool(story.translations) is (answer is upper)
    assert translator.asked
