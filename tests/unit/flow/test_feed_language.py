"""What only a feed told is in the language of its words, whatever the feed's system claims."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from monitor.model.feeds import FetchFailure
from monitor.model.outcomes import FetchReason
from monitor.testing.scripted import ScriptedFetcher
from tests.unit.flow.shell_world import FEED, Item, Shell, rss

TOLD = {
    "ar": ("سكان البلدة يعودون", "قال سكان البلدة إن الطريق إلى المعبر فتح صباح الأحد بعد أسبوع من الإغلاق."),
    "fa": ("گذرگاه مرزی باز شد", "مقامات گفتند که گذرگاه مرزی پس از یک هفته صبح یکشنبه برای کامیون‌ها باز شد."),
    "he": ("המעבר נפתח מחדש", "המעבר נפתח בבוקר יום ראשון אחרי שבוע, אמר דובר הרשות המקומית."),
    "ru": ("Переправа открыта", "Переправу открыли в воскресенье утром после недели простоя, сообщили местные власти."),
    "el": ("Άνοιξε το πέρασμα", "Το πέρασμα άνοιξε το πρωί της Κυριακής έπειτα από μία εβδομάδα, είπε ο δήμαρχος."),
    "hy": ("Անցակետը բացվել է", "Անցակետը բացվել է կիրակի առավոտյան՝ մեկ շաբաթ անց, ասել է քաղաքապետը։"),
    "ka": ("გადასასვლელი გაიხსნა", "გადასასვლელი კვირა დილით გაიხსნა, ერთი კვირის შემდეგ, თქვა მერმა."),
    "fr": ("Le passage rouvre", "Le passage a rouvert dimanche matin après une semaine, a dit le maire."),
    "de": ("Der Übergang ist offen", "Der Übergang wurde am Sonntagmorgen wieder geöffnet, sagte der Bürgermeister."),
    "tr": ("Geçiş yeniden açıldı", "Geçiş bir hafta sonra pazar sabahı yeniden açıldı, dedi belediye başkanı."),
}  # fmt: skip
_FORBIDDEN = FetchFailure(reason=FetchReason.ROBOTS, detail="told", url="")


async def languages(folder: Path, claimed: str, told: dict[str, tuple[str, str]]) -> dict[str, Any]:
    items = [Item(slug=one, title=title, at=datetime(2026, 11, 22, 5, tzinfo=UTC)) for one, (title, _) in told.items()]
    fetcher = ScriptedFetcher({item.url: [_FORBIDDEN] for item in items})
    head = f"<language>{claimed}</language></channel>".encode()
    body = rss(items, lambda item: told[item.slug][1]).replace(b"</channel>", head)
    fetcher.say_body(FEED, body, "application/rss+xml")
    shell = Shell(folder, fetcher)
    async with shell.life() as services:
        await shell.cycle(services)
    names = {title: one for one, (title, _) in told.items()}
    return {names[title]: language for title, language in shell.query("SELECT title, language FROM article")}


async def test_a_feed_that_calls_everything_english_is_not_believed(tmp_path: Path) -> None:
    assert await languages(tmp_path, "en-US", TOLD) == {one: one for one in TOLD}


async def test_a_claim_that_fits_is_kept_as_it_is_written(tmp_path: Path) -> None:
    told = {"ar": TOLD["ar"]}
    assert await languages(tmp_path, "ar-SY", told) == {"ar": "ar-SY"}


async def test_what_says_too_little_is_what_the_feed_claims(tmp_path: Path) -> None:
    assert await languages(tmp_path, "fi", {"x": ("14", "2026")}) == {"x": "fi"}
