"""Pages that come with status 200 and hold no article, in the words of a site to whoever visits it."""

from __future__ import annotations

import pytest

from monitor.model.articles import ExtractedPage
from monitor.model.feeds import ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.pages.absent import speaks_to_visitors
from monitor.parse.pages.page import extract_page
from tests.unit.parse.pages.pages import read

NOTICES = {
    "gone": ("Whoops", "The story behind this link has gone. It may have been moved to another place."),
    "expired": ("This link has expired", "The page was removed or renamed."),
    "under its headline": ("Ferry stops at Tarsin", "This article is no longer available, our licence has run out."),
    "an archive": ("Archive", "Pages older than a month are kept in our archive, which you can read as a member."),
    "German": ("Huch!", "Diesen Beitrag gibt es unter dieser Adresse leider nicht mehr."),
    "French": ("Oups", "L’article demandé n’existe plus ou a été déplacé. Revenez à l’accueil."),
    "Spanish": ("Vaya", "La noticia que buscas ya no está disponible. Puedes volver a la portada."),
    "Italian": ("Ops", "La notizia è stata rimossa o spostata a un altro indirizzo."),
    "Portuguese": ("Ops", "A notícia que procura foi removida ou mudou de endereço."),
    "Dutch": ("Helaas", "Dit bericht is verwijderd of verplaatst."),
    "Swedish": ("Hoppsan", "Sidan du söker har tagits bort eller flyttats."),
    "Polish": ("Ups", "Artykuł został usunięty. Przepraszamy, możesz wrócić na stronę główną."),
    "Turkish": ("Hata", "Aradığınız haber yayından kaldırılmış. Ana sayfaya dönebilirsiniz."),
    "Russian": ("Ой", "Новость удалена или перемещена. Вернитесь на главную."),
    "Ukrainian": ("Ой", "Сторінку видалено або переміщено. Скористайтеся пошуком."),
    "Greek": ("Συγγνώμη", "Η σελίδα που αναζητάτε δεν υπάρχει ή έχει διαγραφεί."),
    "Arabic": ("عذراً", "الخبر الذي تبحث عنه تم حذفه أو لم يعد متاحاً."),
    "Persian": ("پوزش", "متأسفانه این مطلب حذف شده است."),
    "Hebrew": ("סליחה", "הכתבה שחיפשתם נמחקה או הועברה."),
    "Hindi": ("क्षमा करें", "यह खबर हटा दी गई है या इस लिंक पर मौजूद नहीं है।"),
    "Vietnamese": ("Lỗi", "Bài viết không tồn tại hoặc đã bị xóa."),
    "Chinese": ("提示", "该文章已被删除或地址已更改。您可以返回首页。"),
    "Japanese": ("お知らせ", "お探しの記事は削除されたか、公開を終了しました。"),
    "Korean": ("안내", "요청하신 기사는 삭제되었거나 존재하지 않습니다."),
    "a log-in": ("Sign in", "Welcome back. Use your email address and your password."),
    "a registration": ("Nearly there", "Register for free to go on reading. You keep access to all our stories."),
    "the same in Spanish": ("Un paso más", "Crea tu cuenta en un minuto. ¿Ya tienes cuenta? Inicia sesión."),
    "plans": ("Choose your plan", "Read all stories on your device for 8 a month. Cancel whenever you like."),
    "consent": ("Your choice", "Allow us and 400 partners to store cookies on your device, or pay. You decide."),
    "another country": ("451", "Our website is not available in the country from which you are reading."),
    "at work": ("Back soon", "We are moving to a new home. Thank you for your patience."),
    "at work, in Russian": ("Сайт обновляется", "Проводятся плановые работы. Приносим извинения за неудобства."),
    "a robot check": ("One check", "Tick the box so that we know you are no robot. You go on to the site then."),
    "nothing found": ("Search", "Your search for “ferry” did not match any stories. Check the spelling."),
    "nothing found, in German": ("Suchergebnisse", "Ihre Suche ergab leider keine Treffer."),
    "no results": ("Search results for ice", "We looked everywhere. Shorter words may do."),
    "registration, in Turkish": (
        "Okumaya devam edin",
        "Haberin tamamı için ücretsiz üye olun. Hesabınız var mı? Giriş yapın.",
    ),
    "registration, in German": ("Weiterlesen", "Legen Sie jetzt ein Konto an und lesen Sie alle freien Artikel."),
    "log-in, in Russian": ("Войдите", "Регистрация бесплатна. Вы сможете сохранять статьи и комментировать."),
    "a check, in Chinese": ("访问验证", "为保护您的访问安全，请拖动滑块完成验证。"),
    "a puzzle": ("Hold on", "We noticed something odd about your connection. Solve the puzzle."),
    "a broken site": ("Application error", "A client-side exception has occurred."),
    "a domain for sale": ("coastpost.example", "This domain is for sale. The owner asks 1,200 for it."),
    "redirected, in Spanish": ("Un momento", "Estás siendo redirigido. Si no ocurre nada, pulsa aquí."),
    "not for this market": (
        "Coast Post",
        "Sorry, our website cannot be read in most countries of Europe. We look for ways to bring you what you want.",
    ),
    "a robot check, in Russian": ("Проверка", "Запросы с вашего устройства похожи на робота. Подтвердите, что вы нет."),
    "a robot check, in Portuguese": ("Um momento", "Estamos a verificar a sua ligação. Confirme que não é um robô."),
    "Hungarian": ("Hoppá", "A keresett cikk már nem érhető el. Kérjük, használja a keresőt."),
    "Czech": ("Jejda", "Článek, který hledáte, tu bohužel není. Zkuste vyhledávání."),
    "Bengali": ("দুঃখিত", "আপনি যে পাতাটি খুঁজছেন তা সরিয়ে ফেলা হয়েছে।"),
    "Slovak": ("Chyba", "Článok sa nenašla. Ospravedlňujeme sa, stránka neexistuje."),
    "Japanese, no longer shown": ("お知らせ", "配信期間が過ぎたため、この記事はご覧いただけません。"),
    "Greek, what was sought": ("Ουπς", "Το άρθρο που ψάχνετε δεν είναι πια διαθέσιμο."),
    "Serbian": ("Ups", "Tekst koji tražite više ne postoji ili je premešten."),
    "Romanian": ("Eroare", "Articolul pe care îl căutați nu mai este aici, a fost mutat."),
    "a limit, in Japanese": ("港新聞", "今月の無料記事を読み終わりました。会員登録をすると、すべて読み放題です。"),
    "a limit, in Polish": ("Stop", "Wykorzystałeś limit artykułów. Zaloguj się na swoje konto."),
    "Hebrew, with words joined": ("אופס", "הידיעה שחיפשת כבר לא כאן. ייתכן שהוסרה והועברה."),
    "Urdu": ("معذرت", "آپ جس صفحے کی تلاش کر رہے ہیں وہ ہٹا دیا گیا ہے۔"),
    "a robot check, in Japanese": ("確認", "お使いのブラウザを確認しています。自動的にページが表示されます。"),
    "while it loads": ("Ładowanie…", "Trwa ładowanie strony…"),
    "Latvian": ("Kļūda", "Atvainojiet, lapa nav atrasta."),
    "an app": ("Go on in the app", "You read this story best in our app. The app is free."),
    "a way out": ("Redirect", "If your browser does not take you there, follow this link."),
}


def page(title: str, text: str, head: str = "") -> str:
    menu = "<header><nav><ul><li><a href=/>Home</a></li></ul></nav></header>"
    head = f"<head><title>{title}</title>{head}</head>"
    return f"<html>{head}<body>{menu}<main><h1>{title}</h1><p>{text}</p></main></body></html>"


@pytest.mark.parametrize(("title", "text"), NOTICES.values(), ids=NOTICES)
def test_what_a_site_says_to_its_visitors_is_no_article(title: str, text: str) -> None:
    result = read(page(title, text))
    assert isinstance(result, ParseFailure)
    assert result.reason in (ParseReason.NO_TEXT, ParseReason.CHALLENGE_PAGE)


TAKEN_BACK = [
    "This article has been withdrawn. We apologise to our readers.",
    "Our page said that the mayor had died. This was wrong, and the article was removed.",
    "Diese Meldung wurde zurückgezogen. Wir bitten um Entschuldigung.",
    "Cet article a été retiré. Nous présentons nos excuses à nos lecteurs.",
    "Новость удалена: редакция отозвала публикацию. Приносим извинения.",
    "تم سحب هذا الخبر. نعتذر لقرائنا.",
    "本文已撤回。我们向读者致歉。",
]


@pytest.mark.parametrize("text", TAKEN_BACK)
def test_that_an_article_is_taken_back_is_news(text: str) -> None:
    assert isinstance(read(page("River gates at Tarsin jam again", text)), ExtractedPage)


NEWS = {
    "removed from office": "The minister was removed from office on Tuesday. His name is no longer on its page.",
    "not found": "The body of the fisherman was not found. Divers will try again on Friday.",
    "moved": "The museum has moved to the old station. Its new address is 12 Dyke Road.",
    "a search": "The search for two boys goes on. Police asked people to look into sheds and boats.",
    "log-in data": "Hackers took the passwords of 412 people. Staff must choose new ones before they sign in.",
    "a quotation": "The mayor read it out: “Your page was deleted, we are sorry.” Nobody laughed.",
    "an appeal": "Police ask you to stay at home. Roads to Tarsin are closed, and trains do not run before noon.",
    "German": "Die Ministerin hat den Beitrag löschen lassen. Sie äußerte sich nicht. Ihre Partei schweigt.",
    "Spanish": "El alcalde busca casa para su gente. La página del ayuntamiento ya no existe, dijo.",
    "Arabic": "حذفت الوزارة بياناً عن السد بعد ساعات. وقال متحدث إن بياناً جديداً سيصدر قريباً.",
    "a site that is down": "The page of the port in Tarsin was unavailable on Monday, a spokesman said. "
    "Visitors were told to log in to their accounts later.",
    "Russian": "Порт удалил сообщение о взрыве. Страница недоступна, пишут газеты Тарсина.",
    "a bank's site": "Сайт банка в Тарсине не работает с утра. Клиенты не могут войти в свои кабинеты, сообщил банк.",
    "an app": "El puerto de Tarsin lanzó una aplicación. La página de la ciudad explica a quién avisa y cuándo.",
    "Chinese": "水闸失灵后三个村庄被淹。消防员用船转移了两百人。",
}  # fmt: skip


@pytest.mark.parametrize("text", NEWS.values(), ids=NEWS)
def test_short_news_in_such_words_is_an_article(text: str) -> None:
    assert isinstance(read(page("River gates at Tarsin jam again", text)), ExtractedPage)


def test_a_page_that_declares_an_article_is_believed_longer() -> None:
    text = (
        "We tried the new app of the ferry for you. It shows every ship. Tickets cost less there. Nobody checks them."
    )
    head = '<meta property="og:type" content="article">'
    assert isinstance(read(page("The ferry has an app", text)), ParseFailure)
    assert isinstance(read(page("The ferry has an app", text, head)), ExtractedPage)


def test_a_long_text_is_none_of_them() -> None:
    text = "You can search our site for this page. " * 20
    assert not speaks_to_visitors(text, "Search", declared=False)


def test_a_page_of_links_alone_is_no_article() -> None:
    rows = "".join(
        f"<div><span>1{n}:00</span> <a href=/{n}>Bridge number {n} of Tarsin is closed</a></div>" for n in range(8)
    )
    assert isinstance(read(f"<title>News of Tarsin</title><main><h1>The latest</h1>{rows}</main>"), ParseFailure)


@pytest.mark.parametrize(
    ("head", "url"),
    [('<meta property="og:type" content="website">', "https://n.example/2026/a"), ("", "https://n.example/")],
)
def test_a_front_page_is_no_article_whatever_its_title(head: str, url: str) -> None:
    cards = "".join(map(listed, range(6)))
    source = f"<title>Coast Post, all that happens by the sea</title>{head}<main>{cards}</main>"
    assert isinstance(extract_page(source.encode(), "text/html", url, metadata=False), ParseFailure)


def listed(number: int) -> str:
    return (
        f"<div class=c><h3><a href=/{number}>Headline number {number}</a></h3><p>The harbour board of quay {number} met"
        " at noon to talk about ice.</p></div>"
    )


@pytest.mark.parametrize("title", ["Search results for ice", "Tag: ice", "Ice", "أرشيف الميناء في تارسين اليوم"])
def test_a_page_of_links_to_others_is_no_article(title: str) -> None:
    cards = "".join(map(listed, range(6)))
    result = read(f"<title>{title}</title><main><h1>{title}</h1>{cards}</main>")
    assert isinstance(result, ParseFailure)


@pytest.mark.parametrize(
    ("title", "head"),
    [("What happened at the coast this week", ""), ("Round-up", '<meta property="og:type" content="article">')],
)
def test_a_round_up_is_an_article(title: str, head: str) -> None:
    cards = "".join(map(listed, range(6)))
    result = read(f"<head><title>{title}</title>{head}</head><main><h1>{title}</h1>{cards}</main>")
    assert isinstance(result, ExtractedPage)
    assert all(f"quay {number} met" in result.text for number in range(6))
