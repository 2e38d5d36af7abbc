"""Lines beside a story by their words: what asks, counts, signs and publishes, in any box or none."""

from __future__ import annotations

import pytest

from monitor.model.articles import ExtractedPage
from monitor.parse.pages.page import extract_page
from monitor.parse.pages.prose import is_asking, is_byline, is_filler, is_imprint
from tests.unit.parse.pages.pages import NEWS, STORY, TITLE, amid, article, framed, paragraphs, read, text_of

ASKING = [
    "Get all the news of the coast on your phone: join our WhatsApp channel.",
    "Read it first in our app, which costs nothing.",
    "Would you like such stories every morning? Our free letter goes out at six.",
    "Help us keep reporting, two thirds of our work is paid for by readers.",
    "Have you seen the ice? Send your pictures to the coast desk.",
    "Jetzt anmelden: unser Newsletter kommt jeden Morgen um sechs.",
    "Hören Sie auch unseren Podcast über das Leben an der Küste.",
    "Recevez chaque matin l’essentiel de la côte dans votre boîte mail.",
    "Sigue todas las noticias de la costa en Google Discover.",
    "Resta aggiornato sulle notizie della costa: entra nel canale Telegram",
    "Receba as notícias do litoral no WhatsApp",
    "Volg het laatste nieuws via WhatsApp",
    "Följ oss på Facebook och Instagram",
    "Dołącz do nas na Facebooku i w aplikacji",
    "Больше новостей побережья — в сообществе «ВКонтакте» и в Дзене.",
    "Нашли опечатку? Выделите текст и нажмите Ctrl+Enter.",
    "Приєднуйтесь до нашого телеграм-каналу",
    "Son gelişmeler için bizi WhatsApp kanalımızdan takip edin.",
    "تابعوا آخر الأخبار عبر تلغرام",
    "برای اخبار بیشتر ما را در تلگرام دنبال کنید",
    "הצטרפו לערוץ הטלגרם שלנו",
    "Ακολουθήστε μας στο Google News και μάθετε πρώτοι τα νέα.",
    "ताज़ा खबरों के लिए हमें फेसबुक पर फॉलो करें",
    "下载客户端，看更多海岸新闻",
    "最新ニュースはアプリをダウンロード",
]
ASIDE = [
    "3 min read",
    "• 12 min read",
    "Lesezeit: 4 Minuten",
    "Temps de lecture : 3 min",
    "Время чтения: 2 мин",
    "1,204 views",
    "Просмотров: 812",
    "2 hrs ago",
    "Paid content",
    "Google Play",
    "Print · Email · Save",
    "Text size: A A A",
    "Deel artikel:",
]
IMPRINT = [
    "Belmarra Gazetesi, Liman Cad. No 4. Tüm hakları saklıdır.",
    "El Puerto de Belmarra, calle del Muelle 4. Todos los derechos reservados.",
    "The Coast Post is published by River Media. Registered office: 4 Mill Lane.",
    "Verantwortlich im Sinne des Presserechts: Ugo Sten.",
    "Testata registrata al Tribunale di Tarsin n. 4/2003.",
    "Сетевое издание «Берег», главный редактор Уго Стен.",
    "主办单位：海岸通讯社",
]
BYLINES = [
    "Iva Holt has covered rivers and money since she left school.",
    "Iva Holt is a reporter at the Post and lives on a boat.",
    "Iva Holt ist Redakteurin im Ressort Küste.",
]


@pytest.mark.parametrize("line", [*ASKING, *ASIDE])
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<div class=x7><p>{}</p></div>"])
def test_lines_that_ask_or_count_are_no_story_wherever_they_stand(line: str, markup: str) -> None:
    told = text_of(amid(f"<p>{NEWS}</p>{markup.format(line)}")).split("\n")
    assert told == [*STORY[:3], NEWS, *STORY[3:]]


@pytest.mark.parametrize("line", [*IMPRINT, *BYLINES])
def test_who_publishes_and_who_wrote_is_no_story_below_it(line: str) -> None:
    assert text_of(framed(article(f"{paragraphs()}<div class=x><p>{line}</p></div>"))).split("\n") == list(STORY)


STORY_TOO = [
    "Follow the river for a mile and you come to the hut.",
    "Join hands across the quay, the bishop told the crowd.",
    "The minister wrote on Facebook that the ferry would sail.",
    "Get out of the harbour, the captain shouted on the radio.",
    "Read the signs at the locks, the river board told skaters.",
    "Twelve minutes later the second shell fell into the sea.",
    "Four hours ago nobody had heard of the ship, he said.",
    "The registered owners of the ship live in Tarsin.",
]


@pytest.mark.parametrize("line", STORY_TOO)
def test_a_story_may_begin_so(line: str) -> None:
    assert not is_asking(line)
    assert not is_filler(line)
    assert not is_imprint(line)
    assert not is_byline(line)
    assert line in text_of(amid(f"<p>{line}</p>"))


def test_a_label_with_its_link_leads_elsewhere() -> None:
    pointer = "<p><b>Also on this coast:</b> <a href=/x>The mayor of Belmarra was found guilty on Monday.</a></p>"
    assert "Belmarra" not in text_of(amid(pointer))
    link = f"<p><a href=/x>{NEWS}</a></p>"
    assert NEWS in text_of(amid(link))


def test_a_table_of_contents_is_none_of_the_story_and_key_points_are() -> None:
    contents = "<div><p>In this article</p><ul><li><a href=#a>Belmarra</a></li><li><a href=#b>Ice</a></li></ul></div>"
    assert text_of(amid(contents)).split("\n") == list(STORY)
    assert NEWS in text_of(amid(f"<ul><li><a href=#a>{NEWS}</a></li><li><a href=#b>{STORY[0]}</a></li></ul>"))


def test_links_without_a_space_between_them_are_lines_of_their_own() -> None:
    links = "<div class=q><a href=/1>Belmarra votes on Sunday</a><a href=/2>Bread in Belmarra</a></div>"
    assert "Belmarra" not in text_of(framed(f"<main><h1>{TITLE}</h1><div>{NEWS}</div>{links}</main>"))


def test_an_anchor_that_is_never_closed_makes_no_link_of_the_story() -> None:
    assert text_of(amid(f"<a name=top><p>{NEWS}</p>")).split("\n") == [*STORY[:3], NEWS, *STORY[3:]]


@pytest.mark.parametrize("opening", ["Sign up", "Comments", "Listen to the frogs", "Watch the ice"])
def test_what_is_all_that_a_page_tells_is_no_notice(opening: str) -> None:
    line = f"{opening} on Friday, the council of Tarsin told its fishermen after a long debate."
    assert line in text_of(framed(article(f"<p>{line}</p>"), head='<meta property="og:type" content="article">'))


LAYOUTS = {
    "a rail": '<main class="right-rail"><section><h1>{}</h1><h2 class="sub">{}</h2></section><article>{}</article>'
    "<a href=/1>More</a></main>",
    "widgets": '<div class="widget-wrap"><div class="widget"><h1>{}</h1></div><div class="widget">{}</div>'
    '<div class="widget text"><div>{}</div></div><a href=/1>More of it</a></div>',
}


@pytest.mark.parametrize("page", LAYOUTS.values(), ids=LAYOUTS)
def test_a_box_that_holds_the_story_is_none(page: str) -> None:
    assert text_of(framed(page.format(TITLE, NEWS, paragraphs()))).split("\n")[0] == NEWS


DATES = {
    "an event": "<div class=agenda><time datetime=2027-01-14>14 January</time> A hearing</div><p>24 November 2026</p>",
    "a story in a link": "<a href=/1><h4>The drowned town</h4><time datetime=2026-05-03>3 May</time></a>"
    "<span class=time>18:10, 24 November 2026</span>",
    "a list": "".join(
        f"<div class=t><a href=/{n}>Headline number {n}</a><time datetime=2026-05-0{n}>then</time></div>"
        for n in (1, 2)
    ),
}


@pytest.mark.parametrize("markup", DATES.values(), ids=DATES)
def test_dates_of_others_are_not_the_pages(markup: str) -> None:
    page = extract_page(
        framed(article(paragraphs()) + markup).encode(), "text/html", "https://n.example/a", metadata=True
    )
    assert isinstance(page, ExtractedPage)
    assert page.published_at is None or page.published_at.isoformat().startswith("2026-11-24")


@pytest.mark.parametrize("names", ["paywall", "tp-modal piano-offer", "regwall-box"])
def test_a_box_named_as_a_wall_makes_a_short_text_a_part(names: str) -> None:
    wall = f"<div class='{names}'><h2>Go on for 1 a week</h2><p>Belmarra reads us. Cancel when you like.</p></div>"
    page = read(framed(article(paragraphs(0, 2) + wall)))
    assert isinstance(page, ExtractedPage)
    assert page.text.split("\n") == list(STORY[:2])
    assert page.partial
