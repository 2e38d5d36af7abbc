"""The words in which a site speaks of its own pages to whoever visits it; cells parted by bars."""

from __future__ import annotations

from typing import Final

THINGS: Final = """
    صفحے | مضمون | خبریں | הידיעה | הדף
    পাতা | পাতাটি | পৃষ্ঠা | খবরটি | லிங்க் | பக்கம் | పేజీ | ಪುಟ | പേജ് | પેજ | પાનું | पान | बातमी | ਪੰਨਾ
    පිටුව | ገጹ
    paginë | faqja | artikulli | lapas | lapa | puslapis | straipsnis | leht | lehekülg | artiklit | stran | članka
    strana | клип | бет | мақала | səhifə | xəbər | sahifa | maqola | էջը | հոդվածը | გვერდი | სტატია | ukurasa
    makala | laman | artikulo | pahina | boggan | shafi | webpagina | pagină | adresa | пост | чланак | страницата
    page | pages | story | stories | article | articles | content | link | address | url | post | item | document
    publication | location | seite | beitrag | artikel | inhalt | inhalte | adresse | meldung | contenu | lien
    página | artículo | contenido | enlace | dirección | noticia | nota | publicación | pagina | articolo
    contenuto | notizia | indirizzo | artigo | conteúdo | notícia | matéria | endereço | bericht | inhoud | sida
    sidan | artikeln | innehållet | länken | side | siden | artiklen | artikkelen | indholdet | innholdet | sivu
    sivua | artikkeli | artikkelia | juttu | juttua | sisältöä | strona | strony | stronę | artykuł | artykułu
    treść | materiał | adres | stránka | článek | obsah | oldal | oldalt | cikk | cikket | tartalom | articolul
    conținutul | sayfa | sayfanın | sayfayı | içerik | içeriğe | haber | habere | bağlantı | yazı | страница
    страницы | страницу | материал | материала | статья | статьи | статью | публикация | новость | ссылка | контент
    запись | сторінка | сторінки | сторінку | матеріал | матеріалу | стаття | статтю | публікація | новина
    посилання | страницата | статията | материалът | stranica | stranicu | članak | vest | vijest | sadržaj | σελίδα
    άρθρο | περιεχόμενο | الصفحة | صفحة | المحتوى | المقال | المقالة | الرابط | الخبر | الموضوع | المادة | صفحه
    خبر | مطلب | محتوا | محتوای | لینک | הדף | העמוד | הכתבה | התוכן | הקישור | דף | עמוד | पेज | पृष्ठ | खबर | लेख
    सामग्री | लिंक | halaman | konten | berita | tautan | trang | bài viết | nội dung | liên kết | 页面 | 网页
    頁面 | 網頁 | 文章 | 内容 | 內容 | 链接 | 新闻 | 新聞 | 稿件 | ページ | 記事 | コンテンツ | 페이지 | 기사
    콘텐츠 | 게시물 | หน้า | บทความ | เนื้อหา | صفحہ
    """
"""What a site calls what somebody came for."""

GONE: Final = """
    כבר לא | אינה קיימת | לא נמצאת | אינה זמינה | ہٹا دیا | ہٹا دی | نہیں رہا | இல்லை | இனி இல்லை
    πια διαθέσιμ- | πλέον διαθέσιμ- | δεν είναι πια | δεν είναι πλέον | more available | již není | više nije
    ni več
    no longer here | nu mai e | nebeegzistuoja | enää saatavilla | ikke længere | ikke lenger | ekki til
    fannst ekki
    nem érhető el | már nem elérhető | erişilemiyor | পাওয়া যায়নি | সরিয়ে ফেলা | মুছে ফেলা | খুঁজে পাওয়া | নেই
    காணப்படவில்லை
    கிடைக்கவில்லை | నీకు దొరకలేదు | దొరకలేదు | కనుగొనబడలేదు | ಸಿಗಲಿಲ್ಲ | കണ്ടെത്താനായില്ല | મળ્યું નથી | મળ્યા નથી
    सापडले नाही | सापडली नाही
    ਨਹੀਂ ਮਿਲਿਆ | සොයාගත නොහැක | nuk u gjet | nuk ekziston | nav atrasta | nav atrasts | vairs nav | nerastas
    nerasta | nebėra
    neegzistuoja | ei leitud | ei eksisteeri | ni na voljo | ne obstaja | ni bilo mogoče najti | sa nenašla
    neexistuje
    nenájdená | odstránen | nije dostupan | nije dostupna | табылмады | жойылған | tapılmadı | silinib
    mavjud emas | topilmadi
    չի գտնվել | გვერდი ვერ | არ არსებობს | ვერ მოიძებნა | haipatikani | haikupatikana | imeondolewa
    tidak dijumpai | hindi mahanap
    wala na | lama helin | ご覧いただけません | ご覧になれません | 公開は終了 | 公開期間 | 配信期間 | 掲載期間
    閲覧できません | 終了しました
    已下架 | 不見了 | 已失效 | 无法访问 | 無法訪問 | 无法找到 | 無法找到 | 走丢了 | 게시가 종료 | 서비스가 종료
    볼 수 없 | ไม่มีอยู่ | ไม่สามารถเข้าถึง
    tu bohužel není | už tu není | už není | není k dispozici | nie je k dispozícii | již neexistuje | nie ma
    nie jest już
    er ikke længere | er ikke lenger | finns inte längre | er flyttet | inte längre tillgänglig | ei ole saatavilla
    no pudimos encontrar | no hemos encontrado | ha sido eliminad- | fue removida | foi apagad-
    não conseguimos encontrar
    n'est plus en ligne | n’est plus en ligne | a été dépublié | a disparu | ist umgezogen | offline genommen
    gibt es nicht
    wurde gelöscht | nicht auffindbar | είναι διαθέσιμ- | έχει αφαιρεθεί | нет на сайте | больше нет | отсутствует
    відсутня
    הוסרה מהאתר | לא קיימת | دیگر در دسترس | حذف گردیده | پاک شده | نہیں ہے | हटाया गया | हटाई गई | उपलब्ध नहीं है
    can't find | can’t find | cannot find | couldn't find | couldn’t find | nicht finden | pas trouvé | pas trouver
    no encontramos | non troviamo | não encontramos | ikke finde | ikke finne | kunde inte hitta | nie znaleźliśmy
    nenašli | nem találjuk | bulamadık | не нашли | не можем найти | не знайшли | لم نجد | לא מצאנו | slipped away
    tidak menemukan | has been removed | could not be loaded | couldn't be loaded | failed to load
    without the page | is nothing here | nothing here | not available any more | konnte nicht | n'a pas pu
    n’a pas pu | no se pudo | non è stato possibile | não foi possível | не удалось | не вдалося | تعذر تحميل
    لم نعثر على | لا توجد نتائج | 加载失败 | 読み込めません | aucun résultat | sin resultados | nessun risultato
    nenhum resultado | not found | nothing found | nothing was found | been renamed | or renamed | renamed or
    no longer | does not exist | doesn't exist | do not exist | has gone | have gone | is gone | been removed
    was removed | been moved | been deleted | was deleted | taken down | has expired | unavailable | not available
    isn't available | not match any | isn't here | is not here | never been | cannot be found | can't be found
    could not be found | couldn't be found | been archived | unpublished | kept in our archive | be found at this
    nicht gefunden | nicht mehr | nichts mehr | existiert nicht | verschoben | gelöscht | entfernt | nicht verfügbar
    depubliziert | abgelaufen | plus disponible | n'existe | n’existe | introuvable | déplacé | déplacée | supprimé
    supprimée | retiré | retirée | indisponible | a expiré | ya no está | ya no existe | no existe | no se encuentra
    no se ha encontrado | ha cambiado de | eliminado | eliminada | movido | movida | retirado | no disponible
    no está disponible | ha caducado | non è più | non esiste | non trovato | non trovata | spostato | spostata
    rimosso | rimossa | eliminato | non disponibile | non è disponibile | já não está | não está mais | não existe
    não encontrada | não encontrado | removido | removida | não disponível | não está disponível | indisponível
    niet gevonden | bestaat niet | verwijderd | verplaatst | niet meer beschikbaar | niet beschikbaar
    hittades inte | finns inte | tagits bort | flyttats | inte hitta | findes ikke | finnes ikke | fjernet | flyttet
    slettet | ikke funnet | ikke fundet | ei löydy | ei löytynyt | poistettu | siirretty | ei ole enää
    nie istnieje | nie znaleziono | usunięta | usunięty | usunięte | przeniesiona | przeniesiony | niedostępna
    niedostępny | wygasł | neexistuje | nenalezena | odstraněn | odstraněna | přesunut | přesunuta | smazán
    smazána | nem található | nem létezik | törölték | törölve | áthelyezték | nem elérhető | nu există
    nu mai există | a fost șters | a fost mutat | a fost eliminat | nu mai este | bulunamadı | kaldırılmış
    kaldırıldı | kaldırılmıştır | silinmiş | silindi | taşınmış | mevcut değil | değiştirilmiş | yayından
    не найдена | не найден | не найдено | не существует | удален | удалён | удалена | удалено | перемещен
    перемещён | перемещена | перенесена | перенесён | недоступна | недоступен | недоступно | снята | снят | снято
    не знайдено | не існує | видалено | видалена | переміщено | переміщена | недоступний | знято | не съществува
    не е намерена | изтрит | изтрита | преместена | премахната | ne postoji | nije pronađena | nije pronađen
    uklonjen | uklonjena | obrisan | obrisana | premeštena | premještena | δεν βρέθηκε | δεν υπάρχει
    έχει διαγραφεί | μετακινηθεί | αφαιρεθεί | διαγραφεί | δεν είναι διαθέσιμη | δεν είναι διαθέσιμο | غير موجود
    غير موجودة | لم يعد | لم تعد | تم حذف | تم حذفه | تم حذفها | تم نقله | تم نقلها | تم نقل | أو حذفه | أو حذفها
    غير متاح | غير متاحة | غير متوفر | غير متوفرة | تعذر العثور | لم يتم العثور | حذف شده | یافت نشد | پیدا نشد
    وجود ندارد | تغییر کرده | منتقل شده | در دسترس نیست | לא נמצא | לא נמצאה | הוסר | הוסרה | הועבר | הועברה | נמחק
    נמחקה | אינו קיים | לא קיים | אינו זמין | नहीं मिला | नहीं मिली | हटा दिया | हटा दी | मौजूद नहीं | उपलब्ध नहीं
    tidak ditemukan | telah dihapus | dihapus | dipindahkan | tidak tersedia | không tìm thấy | không tồn tại
    đã bị xóa | đã được chuyển | không còn | 不存在 | 已被删除 | 已删除 | 已被刪除 | 已刪除 | 找不到 | 未找到
    已下线 | 已过期 | 已更改 | 失效 | 已移除 | 已被移除 | 見つかりません | 見つかりませんでした | 削除され
    存在しません | 掲載期間を終了 | 公開を終了 | 移動し | ございません | 찾을 수 없 | 삭제되었 | 삭제된
    존재하지 않 | 만료되었 | 만료된 | ไม่พบ | ถูกลบ | ถูกย้าย | موجود نہیں | نہیں ملا
    """
"""What it says has become of it."""

PERSONS: Final = """
    お使いの | ご利用の | 自動的に | しばらく | 잠시 | 귀하의 | skapa ett | opret en | opprett en | luo tili
    har du
    読み放題 | 無料記事 | 続きをお読み | 会員登録をする | 会員限定 | 有料会員 | wykorzystałeś | wykorzystałaś
    hai raggiunto
    hai esaurito | vous avez atteint | has alcanzado | atingiu o limite | sie haben bereits | limitinize
    вы прочитали
    вашего | вашему | вашем | вашим | ваши | вашу | своём | подтвердите | вашого | вашому | ваші | підтвердіть
    estás | está siendo | serás | será redirecionado | vous allez être | vous êtes | sie werden | sarai | verrai
    zostaniesz
    budete | wordt u | u wordt | du blir | du bliver | dig | sinut | teid | jūs | yönlendiriliyorsunuz
    আপনি | আপনার | দুঃখিত | দয়া করে | மன்னிக்கவும் | நீங்கள் | தயவுசெய்து | క్షమించండి | మీరు | ದಯವಿಟ್ಟು
    ക്ഷമിക്കണം | માફ કરશો | કૃપા | क्षमस्व
    आपण | ਮੁਆਫ਼ | ਤੁਸੀਂ | කණගාටුයි | na vjen keq | ju lutem | atvainojiet | lūdzu | atsiprašome | prašome | jūsų
    vabandame | palun
    oprostite | žal | prosimo | vaša | ľutujeme | ospravedlňujeme | hľadáte | keresett | kérjük | sajnos
    кешіріңіз | сіз | üzr | siz
    kechirasiz | ներողություն | դուք | ბოდიში | თქვენ | samahani | tafadhali | pasensya | estamos | espera unos
    pulsa aquí | haga clic
    haz clic | cliquez ici | klicken sie | clicca qui | clique aqui | klik hier | нажмите здесь | kliknij
    klikněte | jejda | hoppá | hups
    دخولك | أنشئ | you’ve | you've | 드려 | 드립니다 | vuoi | acconsenti | załóż | legen sie | schauen sie
    carry on to | üye olun | giriş yapın | devam edin | oturum açın | tıklayarak | لبحثك | بحثك | créez | connectez
    identifiez | inscrivez | inicia | crea tu | crea una | войдите | зарегистрируйтесь | сможете | увійдіть
    zaloguj się | přihlaste | jelentkezzen | prijavite | log in to | sign in to | create an account | いただく
    してください | 로그인해 | maybe try | try the | try a | try again | try one | click here | click the | tap the
    you | your | yours | you'll | you'd | you're | we | we're | we’re | us | our | ours | please | sorry
    register for free | du | dein | deine | wir | uns | unser | unsere | unserer | bitte | leider | können sie
    versuchen sie | nutzen sie | besuchen sie | finden sie | haben sie | möchten sie | wenn sie | ihr konto
    ihr browser | ihr gerät | ihre suche | ihre anfrage | hier anmelden | vous | votre | vos | nous | notre | désolé
    désolés | revenez | usted | tu | tus | lo sentimos | disculpe | disculpa | disculpen | puedes | puede volver
    puede utilizar | regístrate | regístrese | buscas | que busca | buscabas | tienes | vuelve | volveremos
    su cuenta | su navegador | nuestro | nuestra | nuestras | nuestros | hai già | tuo | tua | puoi | potete | stai
    accetta | abbonati | scegli | nostro | nostra | nostri | ci scusiamo | spiacenti | você | que procura
    procurava | sua conta | seu navegador | desculpe | nosso | nossa | nossas | pedimos | uw | je | jouw | wij
    onze | helaas | u zoekt | kunt u | heeft u | du letar | du söker | tyvärr | vår | våra | vi kan | vi kunde
    vi hittar | beklager | desværre | dessverre | du leder | du søger | du leter | valitettavasti | etsimääsi
    hakemaasi | pahoittelemme | twój | twoja | twoje | twojej | cię | nasz | nasza | naszej | nasze | przepraszamy
    szukasz | szukana | możesz | vás | váš | vaše | náš | naše | omlouváme | omluvte | bohužel | hledáte | sajnáljuk
    elnézést | dumneavoastră | ne pare rău | căutați | noastre | nostru | üzgünüz | sizin | bizim | aradığınız
    istediğiniz | özür | tıklayın | tıklayınız | deneyin | lütfen | dönebilirsiniz | hesabınız | вы | вас | вам
    ваш | ваша | ваше | вашей | мы | нам | наш | наша | нашем | нашей | извините | к сожалению | пожалуйста
    воспользуйтесь | перейдите | вернитесь | попробуйте | приносим | будете | проверяем | ви | ми | нашому | вибачте
    перейдіть | скористайтеся | поверніться | на жаль | вие | ние | съжаляваме | izvinite | žao nam | nažalost | vaš
    naš | tražite | λυπούμαστε | σας | μας | εσείς | αναζητάτε | ψάχνετε | يمكنك | تبحث | نعتذر | عذرا | عذراً
    عفوا | عفواً | نأسف | موقعنا | لك | يرجى | الرجاء | سنعود | نعود | نقوم | حسابك | جهازك | شما | متأسفیم
    متاسفانه | متأسفانه | پوزش | لطفا | لطفاً | می‌توانید | אנא | סליחה | מצטערים | אתם | אתה | שלך | שלכם | שלנו
    חיפשתם | שחיפשתם | שחיפשת | אנו | אנחנו | आप | आपके | आपकी | आपका | हम | हमारे | हमारी | कृपया | खेद | anda
    kami | maaf | silakan | bạn | chúng tôi | xin lỗi | vui lòng | 您 | 你 | 我们 | 我們 | 请 | 請 | 抱歉 | 对不起
    很遗憾 | ください | お探し | 申し訳 | ご不便 | お客様 | 하세요 | 주세요 | 십시오 | 죄송 | 고객님 | 귀하 | โปรด
    กรุณา | คุณ | ขออภัย | آپ | معذرت
    """
"""Words for whoever visits and for the site itself, and what it says politely."""

SITE_MATTERS: Final = """
    utan att betala | i månaden | gratis konto | gratis-konto | ett konto | en konto | tili | tilin
    読み放題 | 無料記事 | 続きをお読み | 会員限定 | 有料会員 | 구독 | 유료 | limit artykułów | articoli gratuiti
    articles gratuits | artículos gratis | artículos gratuitos | artigos grátis | gratis artikelen | gratisartiklar
    бесплатн | безкоштовн | ücretsiz haber | المقالات المجانية | 免费文章 | 免費文章
    redirigid- | redirigiend- | redirección | redireccionad- | redirecting | redirection | redirigé-
    weitergeleitet | weiterleitung
    reindirizza- | redirecionad- | doorgestuurd | omdirigera- | przekierow- | přesměrov- | átirány- | yönlendir-
    перенаправ
    перенаправл | yönlendiriliyor | إعادة توجيه | تحويلك | 跳转 | 跳轉 | リダイレクト | 리디렉션 | a sua ligação
    sua conexão
    um robô | un robot
    eres humano | es humano | êtes humain | êtes un humain | ein mensch | un essere umano | een mens | człowiek
    člověk | verificación
    verificação | vérification | überprüf- | verifica | verificatie | weryfik- | ověř- | ellenőriz- | doğrula-
    проверк | перевірк
    التحقق | تأیید | אימות | सत्यापन | xác minh | 验证 | 驗證 | 인증 | 拼图 | segurança da | seguridad de
    sécurité de
    keresőt | címlap- | titulní stran- | úvodní stran- | etusivulle | naslovn- | pamatlap- | pradž- | avaleh-
    হোম | প্রচ্ছদ | முகப்பு
    european countries | your market | your region | your country | your area | your location
    free story | free stories | free article | free articles | human | gleich wieder da | bald wieder da
    noch einmal vorbei | حساب | دخول | مجان | 시스템 | 서비스 | 점검 | bezpłatn- | personalizzata | your connection
    puzzle | are human | is human | our website | ein konto | kostenlos | ücretsiz | üye | регистрац | комментир
    зарегистрир | 验证 | 滑块 | 访问 | 升级 | 会员 | 無料 | 登録 | gratuitement | gratuit | gratis | déjà inscrit
    votre lecture | partenaires | socios | partners | a search | links below | keep access | get access
    full access | free access | home page | homepage | front page | the search | search again | spelling | sign in
    log in | log on | password | account | register | sign up | email address | e-mail address | browser | device
    your choice | your plan | a plan | cancel | subscription | subscribe | app | cookies | cookie | tracking
    personalised advertising | personalized advertising | our partners | your access | the site | your network
    your request | your search | your visit | to read | on reading | to continue | keep reading | start again
    website | web site | this site | our site | the page | this page | our pages | pages | patience | inconvenience
    back soon | be back | new home | redirected | follow this link | tick the box | captcha | a robot | a script
    the link | a link | this link | 18 or older | date of birth | free of charge | for free | save stories
    our data | your data | startseite | suche | suchbegriff | treffer | passwort | konto | anmelden | registrieren
    abo | pur-abo | datenschutz | werbung | gerät | beitrag | seite | adresse | wartung | accueil | recherche
    mot de passe | compte | connecter | s'inscrire | navigateur | appareil | publicité | abonner | page | site
    portada | búsqueda | buscador | contraseña | cuenta | sesión | navegador | dispositivo | publicidad
    suscripción | noticias locales | página | sitio | contenido | in mantenimiento | ricerca | accesso | navigazione
    profilazione | abbonati | sito | pagina | contenuto | pesquisa | senha | conta | conteúdo | zoeken | wachtwoord
    inloggen | startpagina | sök | lösenord | logga in | sidan | sökning | søg | søk | adgangskode | passord
    log ind | logg inn | etusivu | haku | salasana | kirjaudu | wyszukiw- | hasło | zaloguj | strona | strony
    stronę | stronie | przeglądark | vyhled- | heslo | účet | přihl- | stránk- | prohlížeč | keres- | jelszó | fiók
    bejelentkez- | oldal | căutare | parola | contul | site-ul | ana sayfa | anasayfa | arama | şifre | hesap
    giriş | tarayıcı | sayfa | içerik | sitemiz | поиск | главную | пароль | аккаунт | войти | войдите | браузер
    страниц | сайт | ссылк | устройств | робот | запросы с | подозрительн | чтобы продолжить | чтение | подписк
    запрошенн | плановые работы | неудобства | материал | автоматическ | пошук
    головну | увійти | сторінк | матеріал | търсене | парола | страница | pretraga | lozinka | prijav- | stranic-
    sajt | αναζήτηση | κωδικό | σύνδεση | σελίδα | αρχική | ιστοσελίδα | الرئيسية | البحث | كلمة المرور | حسابك
    تسجيل | متصفح | الصفحة | الموقع | موقعنا | المحتوى | الإزعاج | الرابط | صفحه اصلی | جستجو | رمز عبور
    حساب کاربری | مرورگر | صفحه | سایت | مطلب | خبر مورد نظر | דף הבית | עמוד הבית | חיפוש | סיסמה | התחבר | הרשמה
    דפדפן | האתר | הדף | העמוד | התוכן | होम पेज | खोज | पासवर्ड | लॉग इन | ब्राउज़र | वेबसाइट | पेज | beranda
    pencarian | kata sandi | masuk | daftar | peramban | situs | halaman | trang chủ | tìm kiếm | mật khẩu
    đăng nhập | đăng ký | trình duyệt | trang | 首页 | 首頁 | 搜索 | 搜尋 | 密码 | 密碼 | 登录 | 登入 | 注册 | 註冊
    浏览器 | 瀏覽器 | 网站 | 網站 | 页面 | 頁面 | 文章 | 链接 | トップページ | 検索 | パスワード | ログイン
    会員登録 | ブラウザ | サイト | ページ | 記事 | 홈으로 | 검색 | 비밀번호 | 로그인 | 회원가입 | 브라우저 | 사이트
    페이지 | 기사 | หน้าแรก | ค้นหา | รหัสผ่าน | เข้าสู่ระบบ | เว็บไซต์ | หน้า
    """
"""What a site talks about with whoever visits it: its pages, its search, accounts, plans, apps, and why it fails.

Cells with a hyphen behind them, or in other letters than Latin ones, are stems.
"""

LISTS: Final = """
    search | search results | results for | result for | results of | tag: | tags: | tag archives | category:
    category archives | archive | archives | archives: | posts tagged | posts by | author: | topic: | suche
    suchergebnisse | suchergebnis | schlagwort | kategorie | archiv | recherche | résultats de | étiquette
    catégorie | archives de | búsqueda | resultados | resultado | etiqueta | categoría | archivo | archivos
    ricerca | risultati | categoria | archivio | pesquisa | resultados da | arquivo | arquivos | zoeken
    zoekresultaten | sökresultat | søgeresultater | søkeresultater | hakutulokset | wyniki wyszukiwania
    wyszukiwanie | výsledky vyhledávání | keresési eredmények | találatok | rezultatele căutării | arama sonuçları
    arama | etiket | результаты поиска | поиск | метка | рубрика | архив | результати пошуку | пошук
    αποτελέσματα αναζήτησης | αναζήτηση | نتائج البحث | البحث | وسم | أرشيف | نتایج جستجو | جستجو | برچسب | آرشیو
    תוצאות חיפוש | חיפוש | ארכיון | खोज परिणाम | hasil pencarian | pencarian | kết quả tìm kiếm | tìm kiếm
    搜索结果 | 搜索 | 搜尋結果 | 标签 | 標籤 | 分类 | 検索結果 | 検索 | タグ | カテゴリ | 검색결과 | 검색 결과
    검색 | ผลการค้นหา
    """
"""They open the title of a page that lists others."""

TAKEN_BACK: Final = """
    withdrawn | withdraw- | retract- | corrected | correction | was wrong | were wrong | was false | in error
    the error | our error | we regret | zurückgezogen | widerruf- | widerrief- | korrigier- | berichtig- | retiré
    retirée | rétract- | rectifi- | rectific- | retractad- | retirado | retirada | ritirat- | rettific- | retratad-
    ingetrokken | gerectificeerd | tillbakadragen | dragit tillbaka | trukket tilbage | trukket tilbake | oikais-
    perunut | wycofan- | sprostowan- | stažen- | geri çek- | düzelt- | отозва- | опроверг- | аннулир- | відклика-
    спростува- | سحب | سحبت | تسحب | تصويب | تصحيح | نصحح | ابطال | پس گرفت | تکذیب | משכה | ביטל | תיקון | 撤回
    更正 | 訂正 | 取り消し | 取消报道 | 정정 | 철회 | ถอนข่าว
    """
"""What a newsroom says of an article that it takes back: such a page tells news."""

SEARCHES: Final = """
    resultados | résultats pour | risultati per | resultados para | search results | search | results for
    suchergebnisse | suchergebnis | suche: | recherche : | recherche: | résultats | resultados de | búsqueda
    risultati | ricerca: | pesquisa | zoekresultaten | sökresultat | søgeresultater | søkeresultater | hakutulokset
    wyniki wyszukiwania | výsledky | keresési | rezultatele | arama sonuçları | результаты поиска
    результати пошуку | αποτελέσματα | نتائج البحث | نتایج جستجو | תוצאות חיפוש | खोज परिणाम | hasil pencarian
    kết quả tìm kiếm | 搜索结果 | 搜尋結果 | 検索結果 | 검색결과 | 검색 결과 | ผลการค้นหา
    """
"""They open the title of a page of search results."""
