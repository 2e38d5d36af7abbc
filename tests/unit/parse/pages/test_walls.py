"""Placeholders are no articles, and the beginning of an article is said to be one."""

from __future__ import annotations

import json

import pytest

from monitor.model.articles import ExtractedPage
from monitor.model.feeds import ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.pages.linked_data import StatedArticle
from monitor.parse.pages.walls import partial_reason
from tests.unit.parse.pages.pages import NEWS, STORY, TITLE, article, framed, paragraphs, read

PLACEHOLDERS = {
    "loading": '<div id="root">Loading...</div>',
    "one word": "<div>Loading</div>",
    "waiting": "<p>Please wait while we fetch the page.</p>",
    "a script is needed": "<p>You need to enable JavaScript to run this app.</p>",
    "a redirect": "<p>You are being redirected. If nothing happens, <a href=/x>click here</a>.</p>",
    "not found": "<h2>Page not found</h2><p>The page you are looking for does not exist.</p>",
    "forbidden": "<h2>403 Forbidden</h2><p>Access denied.</p>",
    "a robot check": "<p>Verify you are human by completing the action below.</p>",
    "too many requests": "<p>Too many requests. Try again later.</p>",
    "no advertisements": "<p>It looks like you are using an ad blocker.</p><p>Please disable it to read on.</p>",
    "another region": "<p>This content is not available in your region.</p>",
    "a log-in": "<p>Please log in to continue.</p><p>Forgot your password?</p>",
    "only the wall": "<p>Subscribe to continue reading.</p><p>Already a subscriber? Log in</p>",
    "maintenance": "<p>We will be back soon.</p><p>The site is under maintenance.</p>",
    "an error": "<h2>Sorry</h2><p>Something went wrong. Please try again later.</p>",
    "consent": "<p>We and our 872 partners store personal data on your device, such as cookies.</p>"
    "<p>You can withdraw your consent at any time in the privacy settings.</p>",
    "French": "<p>Veuillez patienter...</p>",
    "German": "<p>Bitte aktivieren Sie JavaScript, um diese Seite zu nutzen.</p>",
    "Spanish": "<p>Por favor, espere unos segundos.</p>",
    "Turkish": "<p>Lütfen bekleyin, sayfa açılıyor.</p>",
    "Russian": "<p>Пожалуйста, включите JavaScript</p>",
    "Arabic": "<p>جاري التحميل...</p>",
    "Persian": "<p>لطفا صبر کنید</p>",
    "Hebrew": "<p>אנא המתן</p>",
    "Chinese": "<p>正在加载，请稍候</p>",
    "Japanese": "<p>お待ちください</p>",
    "a heading and a price": "<h2>Skapa ett gratis konto för att läsa vidare</h2><p>Det tar en minut.</p>",
    "the headline alone": "",
}
SHORT = (
    NEWS,
    "Loading dock fire in Tarsin kills two.",
    "Error in the harbour plan of Tarsin delays the work.",
    "Access to the harbour of Tarsin is closed.",
    "Two dead in Tarsin.",
    "塔尔辛港口今晨遭到炮击，两人死亡。",
    "مقتل اثنين في قصف على ميناء ترسين فجر الأحد.",
)


@pytest.mark.parametrize("shown", PLACEHOLDERS.values(), ids=PLACEHOLDERS.keys())
@pytest.mark.parametrize("headline", [True, False])
def test_placeholders_are_no_text(shown: str, headline: bool) -> None:
    result = read(framed(article(shown) if headline else f"<main>{shown}</main>"))
    assert isinstance(result, ParseFailure)
    assert result.reason in (ParseReason.NO_TEXT, ParseReason.CHALLENGE_PAGE)


@pytest.mark.parametrize("line", SHORT)
def test_a_short_article_is_one(line: str) -> None:
    result = read(framed(article(f"<p>{line}</p>")))
    assert isinstance(result, ExtractedPage)
    assert result.text.split("\n") == [TITLE, line]


def test_an_article_about_cookies_is_one() -> None:
    page = framed(article("".join(f"<p>The new cookie law asks for consent of {n} partners.</p>" for n in range(9))))
    assert isinstance(read(page.replace(TITLE, "New cookie law passed")), ExtractedPage)


WALLS = (
    "Subscribe to continue reading.", "This article is for subscribers only.", "Already a subscriber? Log in",
    "Il vous reste 80 % de cet article à lire.", "La suite est réservée aux abonnés.", "Weiterlesen mit einem Abo",
    "Dieser Text ist exklusiv für Abonnenten.", "Para seguir leyendo, suscríbete.", "Contenuto riservato agli abbonati",
    "Conteúdo exclusivo para assinantes", "Verder lezen? Neem een abonnement.", "Endast för prenumeranter",
    "Kun for abonnenter", "Jatka lukemista: vain tilaajille", "Tekst dostępny tylko dla subskrybentów",
    "Devamını okumak için abone olun", "Полный текст доступен только для подписчиков", "هذا المحتوى للمشتركين فقط",
    "ویژه مشترکان", "הכתבה למנויים בלבד", "この記事は会員限定です", "订阅后阅读全文", "유료 기사입니다",
)  # fmt: skip


@pytest.mark.parametrize("wall", WALLS)
def test_a_wall_below_the_text_makes_it_a_part(wall: str) -> None:
    for shown in (
        f"{paragraphs(0, 2)}<p>{wall}</p>",
        f'{paragraphs(0, 2)}<div class="paywall"><span>{wall}</span></div>',
    ):
        result = read(framed(article(shown)))
        assert isinstance(result, ExtractedPage)
        assert result.partial == f'the page says "{wall}"'
        assert STORY[1] in result.text


def stated(**said: object) -> str:
    data = json.dumps({"@type": "NewsArticle", "headline": TITLE, **said})
    return f'<script type="application/ld+json">{data}</script>'


@pytest.mark.parametrize(
    ("said", "partial"),
    [
        ({"isAccessibleForFree": False}, "the page states that it is not free"),
        ({"wordCount": 700}, "the page states 700 words"),
        ({"wordCount": 90}, ""),
        ({"isAccessibleForFree": True}, ""),
        ({"isAccessibleForFree": False, "articleBody": " ".join([*STORY, *STORY[::-1]])}, ""),
        ({}, ""),
    ],
)
def test_what_a_page_states_tells_a_part_from_the_whole(said: dict[str, object], partial: str) -> None:
    result = read(framed(article(paragraphs()), head=stated(**said)))
    assert isinstance(result, ExtractedPage)
    assert result.partial == partial


def test_a_text_that_breaks_off_is_a_part() -> None:
    result = read(framed(article(f"<p>{STORY[0]}</p><p>The governor called a meeting of the harbour …</p>")))
    assert isinstance(result, ExtractedPage)
    assert result.partial == "the text breaks off"


def test_a_whole_article_is_none() -> None:
    sign_up = '<div class="newsletter"><p>Sign up to our newsletter.</p></div>'
    result = read(framed(article(paragraphs() + sign_up)))
    assert isinstance(result, ExtractedPage)
    assert result.partial == ""


def test_a_long_text_is_whole_unless_its_length_is_stated() -> None:
    text = "\n".join(STORY * 6)
    wall = ["Subscribe to continue reading."]
    assert partial_reason(text, wall, StatedArticle(), completed=False) == ""
    assert partial_reason(text, wall, StatedArticle(words=3_000), completed=False) == "the page states 3000 words"
