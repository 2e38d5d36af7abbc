"""The words of what stands in the place of an article, or of the rest of it; cells parted by bars."""

from __future__ import annotations

from typing import Final

NOT_FOUND: Final = """
    application error | error establishing | account suspended | this account has been suspended | site suspended
    this domain | buy this domain | domain for sale | database error | fatal error | index of / | it works!
    welcome to nginx | apache2 | default web page | coming soon | under construction | test page | error 404
    404 error | 404 not found | page not found | page no longer | this page does not exist | page does not exist
    sorry, this page | oops! that page | we can't find that | we can't find the page | we can’t find the page
    we couldn't find the page | we couldn’t find the page | this page isn't | this page isn’t
    the page you requested | the page you are looking | the page you were looking | content not found
    article not found | story not found | this article is no longer | this story is no longer
    this content is no longer | page introuvable | page non trouvée | cette page n'existe | cette page n’existe
    la page que vous | article introuvable | erreur 404 | seite nicht gefunden | die seite wurde nicht
    diese seite existiert | die angeforderte seite | artikel nicht gefunden | fehler 404 | página no encontrada
    la página que busca | esta página no existe | contenido no disponible | pagina non trovata | la pagina che stai
    questa pagina non esiste | contenuto non trovato | página não encontrada | a página que você
    esta página não existe | pagina niet gevonden | deze pagina bestaat niet | sidan hittades inte
    sidan kunde inte | siden ble ikke funnet | siden blev ikke fundet | siden findes ikke | sivua ei löydy
    sivua ei löytynyt | nie znaleziono strony | strona nie istnieje | stránka nenalezena | stránka nebyla nalezena
    pagina nu a fost | pagina nu există | a keresett oldal nem | az oldal nem található | sayfa bulunamadı
    aradığınız sayfa | страница не найдена | страницы не существует | такой страницы не | запрашиваемая страница
    ошибка 404 | сторінку не знайдено | помилка 404 | страницата не | η σελίδα δεν | הדף לא נמצא | העמוד לא נמצא
    העמוד המבוקש | הדף שחיפשת | الصفحة غير موجودة | عذراً، الصفحة | عذرا، الصفحة | عذراً الصفحة | عذرا الصفحة
    الصفحة المطلوبة | الصفحة التي تبحث | لم يتم العثور على الصفحة | خطأ 404 | صفحه مورد نظر | صفحه یافت نشد
    صفحه پیدا نشد | متاسفانه صفحه | halaman tidak ditemukan | halaman yang anda cari | không tìm thấy trang
    trang không tồn tại | 页面不存在 | 页面未找到 | 您访问的页面 | 您查看的页面 | 找不到页面 | 頁面不存在
    找不到網頁 | ページが見つかりません | お探しのページ | 指定されたページ | 페이지를 찾을 수
    존재하지 않는 페이지 | 요청하신 페이지 | पृष्ठ नहीं मिला | पेज नहीं मिला | ไม่พบหน้า
    """
"""They open the title or a heading of a page that says that there is none."""

PLACEHOLDERS: Final = """
    trwa ładowanie | strona się ładuje | die seite wird geladen | la page se charge | la página se está cargando
    la pagina si sta caricando | a página está carregando | sayfa yükleniyor | страница загружается
    before you continue | we value your privacy | unavailable in your | not available in your
    this site is currently | sorry, this content | sorry, this page | checking if you are | checking that you are
    confirm you are | confirm that you are | prove you are | press & hold | press and hold | an unexpected error
    unexpected error | our apologies | this website is using a security | your request was | your ip
    ihr browser wird | ihr browser ist | ihre anfrage | dieser inhalt ist nicht | diese seite ist derzeit
    votre navigateur | accès interdit | ce contenu n'est pas | ce contenu n’est pas | le site est en maintenance
    su navegador | comprobando su navegador | este contenido no está | sitio en mantenimiento | il tuo browser
    verifica del browser | questo contenuto non è | sito in manutenzione | seu navegador | este conteúdo não está
    site em manutenção | uw browser | je browser | deze inhoud is niet | din webbläsare | din nettleser
    twoja przeglądarka | sprawdzanie przeglądarki | ta treść | váš prohlížeč | tarayıcınız | bu içerik | ваш браузер
    проверка браузера | подтвердите, что вы | сайт временно | ведутся технические | перевірка браузера | المتصفح
    يتم التحقق | متصفحك | هذا المحتوى غير | الموقع تحت الصيانة | مرورگر شما | این محتوا | הדפדפן שלך
    התוכן אינו זמין | peramban anda | situs sedang | 您的浏览器 | 正在检查您 | 安全验证 | 请完成安全验证 | 网站维护
    ご利用のブラウザ | このコンテンツは | メンテナンス中 | 브라우저를 | 보안 확인 | 451
    we recognize you are attempting | we will be back | the site is | this site is | please disable
    please turn off | please allow ads | the website is | our website is | please enable cookies | just a moment
    you are being redirected | if you are not redirected | please enable javascript | please turn on javascript
    enable javascript | javascript is | this site requires javascript | you need to enable | javascript must be
    your browser | checking your browser | checking if the site | verifying you | verify you are | verify that you
    are you a robot | please verify | performing security | access denied | access to this page
    you don't have permission | you do not have permission | you have been blocked | sorry, you have been
    too many requests | unusual traffic | our systems have detected | page not found | this page could not
    this page isn't | this page is not | the page you | the requested url | sorry, the page | sorry, we couldn
    sorry, we can | sorry, but we | service unavailable | bad gateway | gateway timeout | temporarily unavailable
    this content is not available | this content isn't | unavailable for legal | unavailable due to | we'll be back
    under maintenance | scheduled maintenance | disable your ad | turn off your ad
    it looks like you are using an ad | we noticed you're using an ad | please log in | please sign in
    log in to continue | sign in to continue | you must be logged | you must log in | session expired | your session
    create an account | reference # | ray id | error code | incident id | request id | ddos protection
    please wait while | please wait | 403 forbidden | 404 not found | error 4 | error 5 | http error
    internal server error | something went wrong | an error occurred | veuillez patienter | veuillez activer
    javascript est | accès refusé | page introuvable | cette page n'existe | connectez-vous | bitte warten
    bitte aktivieren | javascript ist | zugriff verweigert | seite nicht gefunden | die seite konnte
    die gesuchte seite | bitte melden sie sich an | por favor, espere | active javascript | habilite javascript
    acceso denegado | página no encontrada | inicie sesión | abilita javascript | accesso negato
    pagina non trovata | ative o javascript | acesso negado | página não encontrada | even geduld
    schakel javascript | pagina niet gevonden | aktivera javascript | sidan hittades inte | sidan kunde inte
    vennligst vent | siden ble ikke funnet | siden blev ikke fundet | sivua ei löydy | proszę czekać | włącz obsługę
    nie znaleziono strony | stránka nenalezena | pagina nu a fost | lütfen bekleyin | javascript'i
    sayfa bulunamadı | erişim engellendi | пожалуйста, подождите | включите javascript | доступ запрещен
    доступ ограничен | страница не найдена | будь ласка, зачекайте | сторінку не знайдено | جاري التحميل
    جار التحميل | يرجى الانتظار | يرجى تفعيل | الصفحة غير موجودة | لم يتم العثور | تم حظر | در حال بارگذاری
    لطفا صبر کنید | لطفاً صبر کنید | صفحه مورد نظر | אנא המתן | הדף לא נמצא | mohon tunggu | halaman tidak ditemukan
    正在加载 | 請稍候 | 请稍候 | 页面不存在 | 您访问的页面 | お待ちください | ページが見つかりません | 잠시만 기다려
    페이지를 찾을 수 | लोड हो रहा है
    """
"""They open what stands in place of an article."""

WAITING: Final = """
    loading | wait | one moment | redirecting | forbidden | unauthorized | not found | error | oops | sorry
    verifying | 403 | 404 | 429 | 500 | 502 | 503 | chargement | wird geladen | lädt | weiterleitung | cargando
    espere | caricamento | attendere | carregando | aguarde | laden | laddar | vänta | laster | indlæser | ladataan
    ładowanie | načítání | se încarcă | betöltés | yükleniyor | загрузка | подождите | завантаження | зачекайте
    зареждане | φόρτωση | טוען | memuat | đang tải | กำลังโหลด | 加载中 | 载入中 | 載入中 | 読み込み中 | 로딩 중
    """
"""They open, or are, a short line that stands there while a page loads or fails."""

WALLS: Final = """
    to continue reading | to keep reading | continue reading this | keep reading this | to read the full
    to read the rest | to read this article | read the full story | read the full article | read the rest of this
    to read more | for subscribers only | for subscribers | subscribers only | subscriber-only | subscriber only
    exclusive to subscribers | available to subscribers | available only to | reserved for subscribers
    members only | for members only | already a subscriber | already a member | already have a subscription
    not a subscriber | this article is for paying | this content is for | this is a premium | premium article
    premium content | subscribe to continue | subscribe to read | subscribe to unlock | subscribe for full
    subscribe for unlimited | unlock this article | unlock the full | get full access | get unlimited access
    you have reached your limit | you've reached your limit | free articles this | free articles left
    register to read | sign in to read | log in to read | create a free account | start your free trial
    to access this article | purchase this article | pour lire la suite | la suite est réservée
    réservé aux abonnés | réservée aux abonnés | article réservé | contenu réservé | il vous reste
    de cet article à lire | déjà abonné | abonnez-vous pour | lire la suite pour | connectez-vous pour lire
    pour accéder à cet article | weiterlesen mit | weiterlesen nur | um weiterzulesen | nur für abonnenten
    exklusiv für abonnenten | für abonnenten | diesen artikel weiterlesen | jetzt weiterlesen
    den ganzen artikel lesen | den vollständigen artikel | bereits abonnent | schon abonnent | mit plus weiterlesen
    sie haben noch keinen zugang | artikel freischalten | para seguir leyendo | para continuar leyendo
    sigue leyendo | contenido exclusivo | exclusivo para suscriptores | solo para suscriptores
    sólo para suscriptores | suscríbete para | suscríbase para | ya eres suscriptor | si ya eres suscriptor
    per continuare a leggere | contenuto riservato | riservato agli abbonati | solo per abbonati | sei già abbonato
    abbonati per | per leggere l'articolo | para continuar lendo | conteúdo exclusivo | exclusivo para assinantes
    só para assinantes | já é assinante | assine para | para ler a matéria | verder lezen | om verder te lezen
    lees verder met | alleen voor abonnees | exclusief voor abonnees | al abonnee | för att läsa vidare
    för att läsa hela | endast för prenumeranter | för prenumeranter | redan prenumerant | for å lese videre
    for å lese hele | kun for abonnenter | for abonnenter | allerede abonnent | for at læse videre | læs videre med
    vain tilaajille | tilaajille | jatka lukemista | lue koko juttu | czytaj dalej w | aby czytać dalej
    tylko dla subskrybentów | dla subskrybentów | dla prenumeratorów | dostęp do całego | pozostało do przeczytania
    pouze pro předplatitele | pro předplatitele | chcete-li číst dál | doar pentru abonați
    pentru a citi în continuare | csak előfizetőknek | előfizetőink | μόνο για συνδρομητές | για συνδρομητές
    devamını okumak için | abonelere özel | sadece aboneler | üye olmak için | только для подписчиков
    для подписчиков | чтобы прочитать полностью | чтобы читать дальше | оформите подписку | полный текст доступен
    доступно по подписке | лише для передплатників | для передплатників | щоб читати далі | للمشتركين فقط
    خاص بالمشتركين | لمتابعة القراءة | لمواصلة القراءة | اشترك لقراءة | محتوى حصري للمشتركين | ویژه مشترکان
    برای ادامه مطلب | برای خواندن ادامه | למנויים בלבד | תוכן למנויים | להמשך קריאה | לקריאת הכתבה המלאה
    khusus pelanggan | untuk melanjutkan membaca | berlangganan untuk | dành cho thuê bao | để đọc tiếp | 订阅后
    訂閱後 | 会员专享 | 會員專享 | 仅限订阅 | 登录后阅读全文 | 阅读全文请 | 会員限定 | 有料会員 | 有料記事
    続きを読むには | この記事は有料 | 유료 기사 | 유료회원 | 구독자 전용 | 회원 전용 | आगे पढ़ने के लिए
    केवल सदस्यों | เฉพาะสมาชิก | อ่านต่อ
    """
"""They stand below the beginning of an article that goes on for subscribers only."""

CONSENT: Final = """
    cookie | consent | personal data | privacy | your data | data protection | device identifiers | personalised ads
    personalized ads | our partners | vendors | legitimate interest | accept all | reject all | données personnelles
    confidentialité | partenaires | personenbezogen | datenschutz | einwillig | zustimm | datos personales
    privacidad | consentimiento | dati personali | consenso | dados pessoais | privacidade | persoonsgegevens
    toestemming | personuppgifter | samtycke | danych osobowych | zgodę | çerez | kişisel veri | персональных данных
    файлы куки | файлов куки | الارتباط | الخصوصية | کوکی | עוגיות
    """
"""Words of texts that ask for consent; an article about them has one in its headline."""

SITES: Final = """
    서비스 | 시스템 | système | sistema | システム | система | системы | site | website | web site | page | service
    portal | sitio | web | página | servicio | sito | pagina | seite | dienst | webseite | site internet | serveur
    strona | serwis | stránka | oldal | сайт | портал | сайта | сайту | الموقع | موقعنا | وبسایت | سایت | האתר
    situs | trang | 网站 | 網站 | サイト | 사이트 | 홈페이지
    """
"""What a page calls the site that it stands on."""

AT_WORK: Final = """
    maintenance | be right back | be back soon | back shortly | temporarily offline | temporarily closed
    temporarily unavailable | under construction | mantenimiento | fuera de servicio | manutenção | manutenzione
    wartung | gewartet | vorübergehend nicht | onderhoud | underhåll | vedlikehold | vedligeholdelse | huoltokatko
    konserwacj | prace techniczne | przerwa techniczna | údržb | karbantartás | mentenanță | bakım çalışması
    bakımda | технические работы | технических работ | техническое обслуживание | техническом обслуживании
    технічні роботи | техническа поддръжка | συντήρηση | صيانة | در حال بروزرسانی | در دست تعمیر | תחזוקה
    pemeliharaan | bảo trì | 维护 | 維護 | メンテナンス | 점검
    """
"""Why there is nothing on it for now."""
